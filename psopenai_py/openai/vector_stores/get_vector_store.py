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
        Example("Get-VectorStore vs_abc123", "Shows one vector store."),
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
