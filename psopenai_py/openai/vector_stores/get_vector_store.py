from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..params import list_params
from ..resources import Listing
from .store import STORE, StoreTarget, fetch_store, store, store_id_param, store_param


@cmdlet("Get-VectorStore", default_set="List", outputs=STORE)
class GetVectorStore(Listing, StoreTarget):
    """Get one vector store by its id, or list the vector stores."""

    vector_store = store_param("Get_VectorStore")
    vector_store_id = store_id_param("Get_Id")
    limit, all, after, before, order = list_params("List")

    examples = (
        Example(
            "Get-VectorStore vs_abc123",
            "Shows one vector store.",
            result=(
                "id             : vs_abc123\n"
                "object         : vector_store\n"
                "name           : Handbook\n"
                "description    :\n"
                "usage_bytes    : 157\n"
                "bytes          : 157\n"
                "file_counts    : @{in_progress=0; completed=2; failed=0; cancelled=0; total=2}\n"
                "status         : completed\n"
                "expires_after  :\n"
                "expires_at     :\n"
                "metadata       :\n"
                "created_at     : 11/28/2026 7:14:38 PM\n"
                "last_active_at : 11/28/2026 7:14:38 PM"
            ),
        ),
        Example("Get-VectorStore -All | Sort-Object bytes -Descending", "Lists all, the largest first."),
    )
    failures = (
        Failure(
            "Get-VectorStore vs_gone",
            "Get-VectorStore: The service answered 404: No vector store found with id 'vs_gone'.",
            "NotFoundException,Get-VectorStore",
        ),
    )

    def process(self) -> Objects:
        if self.set_name == "List":
            with self.each_on_its_own(None):
                yield from map(store, self.listed("vector_stores"))
            return
        store_id = self.store_id()
        with self.each_on_its_own(store_id):
            yield fetch_store(self, store_id)
