"""Vector stores: their objects, and what New- and Set-VectorStore share."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateRange
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..body import bound_fields
from ..objects import to_object
from ..transforms import lower_case
from .params import STORE


def store(data: dict[str, Any]) -> PSObject:
    return to_object(data, STORE)


def fetch_store(cmdlet: ApiParams, store_id: str) -> PSObject:
    """The vector store as it is now."""
    return store(cmdlet.call("vector_store", {"vector_store_id": store_id}).json())


class StoreParams(ApiParams):
    """What a vector store is called and how long it is kept."""

    name = Param("string", help="The name of the vector store.")
    expires_after_days = Param(
        "uint16", validators=(ValidateRange(1, 365),), help="Days after which the vector store is deleted."
    )
    expires_after_anchor = Param(
        "string",
        completions=("last_active_at",),
        transform=lower_case,
        default="last_active_at",
        help="From when those days count: last_active_at.",
    )
    meta_data = Param("IDictionary", help="Up to 16 pairs of key and text to keep with the vector store.")

    def store_fields(self) -> dict[str, Any]:
        fields = bound_fields(self, {"Name": "name", "MetaData": "metadata"})
        if self.is_bound("ExpiresAfterDays"):
            fields["expires_after"] = {"anchor": self.expires_after_anchor, "days": int(self.expires_after_days)}
        return fields

    def save_store(self, store_id: str | None, body: dict[str, Any]) -> PSObject:
        """Make a vector store, or change the one with that id."""
        endpoint, ids = ("vector_store", {"vector_store_id": store_id}) if store_id else ("vector_stores", None)
        return store(self.call(endpoint, ids, "POST", body=body).json())
