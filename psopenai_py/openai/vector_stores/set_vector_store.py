from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .store import STORE, StoreParams, StoreTarget, store_id_param, store_param


@cmdlet("Set-VectorStore", outputs=STORE)
class SetVectorStore(StoreParams, StoreTarget):
    """Change the name of a vector store, its metadata, or how long it is kept."""

    vector_store = store_param("VectorStore")
    vector_store_id = store_id_param("VectorStoreId")

    examples = (
        Example(
            "Set-VectorStore vs_abc123 -ExpiresAfterDays 7",
            "Keeps it for a week.",
            result=(
                "id             : vs_abc123\n"
                "object         : vector_store\n"
                "name           : Handbook\n"
                "description    :\n"
                "usage_bytes    : 157\n"
                "bytes          : 157\n"
                "file_counts    : @{in_progress=0; completed=2; failed=0; cancelled=0; total=2}\n"
                "status         : completed\n"
                "expires_after  : @{anchor=last_active_at; days=7}\n"
                "metadata       :\n"
                "created_at     : 11/28/2026 7:14:38 PM\n"
                "expires_at     : 12/5/2026 7:14:38 PM\n"
                "last_active_at : 11/28/2026 7:14:38 PM"
            ),
        ),
        Example(
            "Get-VectorStore vs_abc123 | Set-VectorStore -Name 'Handbook 2026' -MetaData @{ team = 'docs' }",
            "Renames a vector store and sets its metadata.",
            result=(
                "id             : vs_abc123\n"
                "object         : vector_store\n"
                "name           : Handbook 2026\n"
                "description    :\n"
                "usage_bytes    : 157\n"
                "bytes          : 157\n"
                "file_counts    : @{in_progress=0; completed=2; failed=0; cancelled=0; total=2}\n"
                "status         : completed\n"
                "expires_after  :\n"
                "expires_at     :\n"
                "metadata       : @{team=docs}\n"
                "created_at     : 11/28/2026 7:14:38 PM\n"
                "last_active_at : 11/28/2026 7:14:38 PM"
            ),
        ),
    )
    failures = (
        Failure(
            "Set-VectorStore vs_gone -Name Handbook",
            "Set-VectorStore: The service answered 404: No vector store found with id 'vs_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = "Changing costs nothing; a vector store that is kept longer costs more."

    def process(self) -> Objects:
        yield self.save_store(self.store_id(), self.store_fields())
