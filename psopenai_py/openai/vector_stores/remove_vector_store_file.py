from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..params import object_param
from .file import FILE, FileTarget, file_id_param
from .store import store_id_param


@cmdlet("Remove-VectorStoreFile", default_set="VectorStore")
class RemoveVectorStoreFile(FileTarget):
    """Remove a file from a vector store. The file itself is kept; Remove-OpenAIFile deletes it."""

    vector_store_id = store_id_param("VectorStore", only_id=False)
    file_id = file_id_param("VectorStore")
    vector_store_file = object_param(
        FILE, "The file to remove, as Get-VectorStoreFile returns it.", set="VectorStoreFile"
    )

    examples = (
        Example(
            "Get-VectorStoreFile vs_abc123 -All -Filter failed | Remove-VectorStoreFile",
            "Removes the failed files.",
        ),
        Example(
            "Remove-VectorStoreFile vs_abc123 file-abc123",
            "Removes one file from the vector store.",
        ),
    )
    failures = (
        Failure(
            "Remove-VectorStoreFile vs_abc123 file-gone",
            "Remove-VectorStoreFile: The service answered 404: No vector store file found with id 'file-gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Removing costs nothing; the store becomes smaller, which costs less. The file itself is kept."

    def process(self) -> Output:
        self.call("vector_store.file", self.file_path(), "DELETE")
        return None
