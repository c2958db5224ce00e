from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateCount
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.pipeline.cmdlet import Objects, Output
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ..api import id_of
from ..body import bound_fields, to_plain
from .chunking import ChunkingParams
from .file_batches import FILE_BATCH, file_batch
from .store import StoreTarget, store_id_param, store_param


@cmdlet("Start-VectorStoreFileBatch", default_set="VectorStoreId", outputs=FILE_BATCH)
class StartVectorStoreFileBatch(ChunkingParams, StoreTarget):
    """Add several uploaded files to a vector store as one batch.

    Piped files are collected: each vector store gets one batch.
    """

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")
    attributes = Param("IDictionary", help="Up to 16 pairs of key and value that a search can filter by.")
    files = Param(
        "object[]",
        mandatory=True,
        position=1,
        pipeline="property",
        aliases=("FileId", "file_ids"),
        validators=(ValidateCount(0, 500),),
        help="The files: ids, file objects, or dictionaries with file_id, attributes and chunking_strategy.",
    )

    examples = (
        Example(
            "Start-VectorStoreFileBatch vs_abc123 file-1, file-2 | Wait-VectorStoreFileBatch",
            "Adds two files.",
            result=(
                "id              : vsfb_8ce1f0a7c8aef397a813b18d\n"
                "object          : vector_store.file_batch\n"
                "vector_store_id : vs_abc123\n"
                "status          : completed\n"
                "file_counts     : @{in_progress=0; completed=2; failed=0; cancelled=0; total=2}\n"
                "created_at      : 11/28/2026 7:14:40 PM"
            ),
        ),
        Example(
            "Get-VectorStore vs_abc123 | Start-VectorStoreFileBatch -Files file-1, file-2 -ChunkingStrategy static "
            "-MaxChunkSizeTokens 400 -ChunkOverlapTokens 100",
            "Adds two files that are split into smaller chunks.",
        ),
    )
    failures = (
        Failure(
            "Start-VectorStoreFileBatch vs_gone file-1, file-2",
            "Start-VectorStoreFileBatch: The service answered 404: No vector store found with id 'vs_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    The files are charged by the space that they take in the store. Nothing is polled here: Wait-VectorStoreFileBatch
    does that.
    """

    def begin(self) -> Output:
        self._files: dict[str, list[Value]] = {}
        return None

    def process(self) -> Output:
        self._files.setdefault(self.store_id(), []).extend(as_list(self.files))
        return None

    def end(self) -> Objects:
        chunking = self.chunking_fields()
        if chunking is None:
            return
        settings = {**bound_fields(self, {"Attributes": "attributes"}), **chunking}
        for store_id, files in self._files.items():
            body = {**_body(files), **settings}
            ids = {"vector_store_id": store_id}
            yield file_batch(self.call("vector_store.file_batches", ids, "POST", body=body).json())


def _body(files: list[Value]) -> dict[str, Any]:
    """The files by their ids, or each with its own settings if one of them has settings."""
    if not any(_has_settings(file) for file in files):
        return {"file_ids": [id_of(file) for file in files]}
    return {"files": [to_plain(file) if _has_settings(file) else {"file_id": id_of(file)} for file in files]}


def _has_settings(file: Value) -> bool:
    return isinstance(unwrap(file), NetDictionary) or get_member(file, "file_id") is not None
