"""Vector stores: their objects, and what New- and Set-VectorStore share."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateRange
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ..api import ApiParams
from ..body import bound_fields
from ..objects import to_object
from ..params import Sets, id_param, lower_case, metadata_param, object_param

STORE = "PSOpenAI.VectorStore"


def store_param(set: Sets) -> Any:
    return object_param(
        STORE, "The vector store, as New-VectorStore and Get-VectorStore return it.", "InputObject", set=set
    )


def store_id_param(set: Sets = None, *, only_id: bool = True) -> Any:
    """``only_id``: the cmdlet has another parameter for vector stores as objects."""
    aliases = ("vector_store_id",) if only_id else ("vector_store_id", "VectorStore", "InputObject")
    return id_param("The id of the vector store, such as vs_abc123.", *aliases, set=set, of=(STORE,))


class StoreTarget(ApiParams):
    """A cmdlet that takes a vector store as an object or by its id."""

    vector_store: Value
    vector_store_id: str

    def store_id(self) -> str:
        return text_of(self.vector_store, "id") if self.is_bound("VectorStore") else self.vector_store_id


def text_of(value: Value, name: str) -> str:
    """A property as text; a missing one becomes an empty id, which no call accepts."""
    return to_text(get_member(value, name))


def store(data: dict[str, Any]) -> PSObject:
    return to_object(data, STORE)


def fetch_store(cmdlet: ApiParams, store_id: str) -> PSObject:
    """The vector store as it is now."""
    return store(cmdlet.call("vector_store", {"vector_store_id": store_id}).json())


class StoreParams(ApiParams):
    """The name of a vector store and how long it is kept."""

    name = Param("string", help="A name by which people find the vector store.")
    expires_after_days = Param(
        "uint16", validators=(ValidateRange(1, 365),), help="Days after which the vector store is deleted."
    )
    expires_after_anchor = Param(
        "string",
        completions=("last_active_at",),
        transform=lower_case,
        default="last_active_at",
        help="The time from which those days count: last_active_at.",
    )
    meta_data = metadata_param("the vector store")

    def store_fields(self) -> dict[str, Any]:
        fields = bound_fields(self, {"Name": "name", "MetaData": "metadata"})
        if self.is_bound("ExpiresAfterDays"):
            fields["expires_after"] = {"anchor": self.expires_after_anchor, "days": int(self.expires_after_days)}
        return fields

    def save_store(self, store_id: str | None, body: dict[str, Any]) -> PSObject:
        """Create a vector store, or change the one with that id."""
        endpoint, ids = ("vector_store", {"vector_store_id": store_id}) if store_id else ("vector_stores", None)
        return store(self.call(endpoint, ids, "POST", body=body).json())
