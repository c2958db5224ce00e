from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..params import list_params, object_param
from ..resources import Listing
from .file import FILE, FileTarget, file_id_param, filter_param, store_file
from .store import store_id_param


@cmdlet("Get-VectorStoreFile", default_set="List_Id", outputs=FILE)
class GetVectorStoreFile(Listing, FileTarget):
    """Get one file of a vector store, or list its files."""

    vector_store_id = store_id_param(("List_Id", "Get_Id"), only_id=False)
    file_id = file_id_param("Get_Id")
    vector_store_file = object_param(FILE, "The file to get again.", set="Get_VectorStoreFile", pipeline="value")
    limit, all, after, before, order = list_params("List_Id")
    filter = filter_param("List_Id")

    examples = (
        Example("Get-VectorStoreFile vs_abc123 -All -Filter failed", "Lists the failed files."),
        Example(
            "Get-VectorStoreFile vs_abc123 file-abc123",
            "Shows one file.",
            result=(
                "id                : file-abc123\n"
                "object            : vector_store.file\n"
                "usage_bytes       : 141\n"
                "vector_store_id   : vs_abc123\n"
                "status            : completed\n"
                "last_error        :\n"
                "chunking_strategy : @{type=static; static=}\n"
                "attributes        :\n"
                "created_at        : 11/28/2026 7:14:40 PM"
            ),
        ),
    )
    failures = (
        Failure(
            "Get-VectorStoreFile vs_abc123 file-gone",
            "Get-VectorStoreFile: The service answered 404: No vector store file found with id 'file-gone'.",
            "NotFoundException,Get-VectorStoreFile",
        ),
    )

    def process(self) -> Objects:
        if self.set_name == "List_Id":
            with self.each_on_its_own(self.vector_store_id):
                ids = {"vector_store_id": self.vector_store_id}
                yield from map(store_file, self.listed("vector_store.files", ids, filter=self.filter or None))
            return
        path = self.file_path()
        with self.each_on_its_own(path["file_id"]):
            yield store_file(self.call("vector_store.file", path).json())
