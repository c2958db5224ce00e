from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..params import list_params
from ..resources import Listing
from .file import FILE, filter_param, store_file
from .file_batches import BatchTarget, batch_id_param, batch_param
from .store import store_id_param, store_param


@cmdlet("Get-VectorStoreFileInBatch", outputs=FILE)
class GetVectorStoreFileInBatch(Listing, BatchTarget):
    """List the files of a batch of files."""

    vector_store = store_param("List_VectorStore")
    vector_store_id = store_id_param("List_Id")
    batch_id = batch_id_param(("List_Id", "List_VectorStore"))
    batch = batch_param("List_VectorStoreFileBatch")
    limit, all, after, before, order = list_params()
    filter = filter_param()

    examples = (
        Example("$batch | Get-VectorStoreFileInBatch -All -Filter failed", "Lists the failed files."),
        Example(
            "Get-VectorStoreFileInBatch vs_abc123 vsfb_abc123 | ForEach-Object status",
            "Shows the state of each file.",
            result="completed",
        ),
    )
    failures = (
        Failure(
            "Get-VectorStoreFileInBatch vs_abc123 vsfb_gone",
            "Get-VectorStoreFileInBatch: The service answered 404: No file batch found with id 'vsfb_gone'.",
            "NotFoundException,Get-VectorStoreFileInBatch",
        ),
    )

    def process(self) -> Objects:
        key = self.batch_key()
        with self.each_on_its_own(key.batch_id):
            files = self.listed("vector_store.file_batch.files", key.path, filter=self.filter or None)
            yield from map(store_file, files)
