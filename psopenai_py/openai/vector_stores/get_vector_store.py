from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, after_param, all_param, before_param, limit_param, order_param
from .params import STORE, StoreTarget, store_id_param, store_param
from .store import fetch_store, store


@cmdlet("Get-VectorStore", default_set="List", outputs=STORE)
class GetVectorStore(Listing, StoreTarget):
    """Get one vector store by its id, or list the vector stores."""

    vector_store = store_param("Get_VectorStore")
    vector_store_id = store_id_param("Get_Id")
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")
    before = before_param("List")
    order = order_param("List")

    examples = (
        Example("Get-VectorStore vs_abc123", "Shows one vector store.", run=False),
        Example("Get-VectorStore -All | Sort-Object bytes -Descending", "Lists all, the largest first.", run=False),
    )

    def process(self) -> Objects:
        if self.set_name == "List":
            with self.each_on_its_own(None):
                yield from map(store, self.listed("vector_stores"))
            return
        store_id = self.store_id()
        with self.each_on_its_own(store_id):
            yield fetch_store(self, store_id)
