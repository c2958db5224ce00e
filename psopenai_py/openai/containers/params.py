"""What the cmdlets of containers share."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ...dotnet.model.types import Value
from ..api import ApiParams, id_of

FILE_TYPE = "PSOpenAI.Container.File"


def container_id_param(set: str | tuple[str, ...] | None = None, pipeline: str = "value property") -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=0,
        pipeline=pipeline,
        aliases=("container_id", "Container"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the container, such as cntr_abc123.",
    )


class OneFileParams(ApiParams):
    """A file of a container: the object, or both ids."""

    container_file = Param(
        "object",
        set="ContainerFile",
        mandatory=True,
        position=0,
        pipeline="value",
        of=FILE_TYPE,
        help="The file, as Get-ContainerFile returns it.",
    )
    container_id = container_id_param("Id")
    file_id = Param(
        "string",
        set="Id",
        mandatory=True,
        position=1,
        pipeline="property",
        aliases=("file_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the file, such as cfile_abc123.",
    )

    def ids(self) -> tuple[Value, Value]:
        """The ids of the container and of the file."""
        if self.set_name == "ContainerFile":
            return self.container_file["container_id"], id_of(self.container_file)
        return self.container_id, self.file_id
