from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, after_param, all_param, before_param, limit_param, order_param
from .file import FileTarget, store_file
from .params import FILE, file_id_param, filter_param, store_id_param


@cmdlet("Get-VectorStoreFile", default_set="List_Id", outputs=FILE)
class GetVectorStoreFile(Listing, FileTarget):
    """Get one file of a vector store, or list its files."""

    vector_store_id = store_id_param(("List_Id", "Get_Id"), only_id=False)
    file_id = file_id_param("Get_Id")
    vector_store_file = Param(
        "object",
        set="Get_VectorStoreFile",
        mandatory=True,
        position=0,
        pipeline="value",
        of=FILE,
        help="The file to get once more.",
    )
    limit = limit_param("List_Id")
    all = all_param("List_Id")
    after = after_param("List_Id")
    before = before_param("List_Id")
    order = order_param("List_Id")
    filter = filter_param("List_Id")

    examples = (
        Example("Get-VectorStoreFile vs_abc123 -All -Filter failed", "Lists the files that failed.", run=False),
        Example("Get-VectorStoreFile vs_abc123 file-abc123", "Shows one file.", run=False),
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
