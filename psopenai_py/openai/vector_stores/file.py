"""Files of vector stores: their objects, and cmdlets that take one."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..objects import to_object
from .params import FILE, text_of


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
