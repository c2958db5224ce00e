"""Files of vector stores: their objects, and cmdlets that take one."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateSet
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..objects import to_object
from ..params import Sets, id_param, lower_case
from .store import text_of

FILE = "PSOpenAI.VectorStore.File"


def file_id_param(set: Sets = None, aliases: tuple[str, ...] = ("file_id",)) -> Any:
    return id_param("The id of the file, such as file-abc123.", *aliases, set=set, position=1, pipeline="property")


def filter_param(set: Sets = None) -> Any:
    return Param(
        "string",
        set=set,
        validators=(ValidateSet(("in_progress", "completed", "failed", "cancelled")),),
        transform=lower_case,
        help="List only the files in this state.",
    )


def store_file(data: dict[str, Any]) -> PSObject:
    return to_object(data, FILE)


class FileTarget(ApiParams):
    """A cmdlet that takes a file of a vector store as an object, or by its id and the store's."""

    vector_store_id: str
    file_id: str
    vector_store_file: Value

    def file_path(self) -> dict[str, str]:
        """The ids as a call's address wants them."""
        if self.is_bound("VectorStoreFile"):
            file = self.vector_store_file
            return {"vector_store_id": text_of(file, "vector_store_id"), "file_id": text_of(file, "id")}
        return {"vector_store_id": self.vector_store_id, "file_id": self.file_id}
