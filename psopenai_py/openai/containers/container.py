"""Containers and their files: the parameters by which cmdlets find them."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import Value
from ..api import ApiParams, id_of
from ..params import id_param, object_param

TYPE_NAME = "PSOpenAI.Container"
FILE_TYPE = "PSOpenAI.Container.File"


def container_id_param(set: str | tuple[str, ...] | None = None, pipeline: str = "value property") -> Any:
    return id_param(
        "The id of the container, such as cntr_abc123.",
        "container_id",
        "Container",
        set=set,
        pipeline=pipeline,
        of=("PSOpenAI.Container",),
    )


class OneFileParams(ApiParams):
    """A cmdlet that takes a file of a container: as an object, or by the ids of the container and the file.

    Objects can be piped in; an id of a file alone is not enough to find it.
    """

    container_file = object_param(
        FILE_TYPE, "The file, as Get-ContainerFile returns it.", set="ContainerFile", pipeline="value"
    )
    container_id = container_id_param("Id")
    file_id = id_param(
        "The id of the file, such as cfile_abc123.", "file_id", set="Id", position=1, pipeline="property"
    )

    def ids(self) -> tuple[Value, Value]:
        """The ids of the container and of the file."""
        if self.set_name == "ContainerFile":
            return self.container_file._get("container_id"), id_of(self.container_file)
        return self.container_id, self.file_id
