"""The parameters by which cmdlets find vector stores, their files and batches of files."""

from __future__ import annotations

from typing import Any, NamedTuple

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.values.text import to_text
from ..api import ApiParams
from ..listing import Sets
from ..transforms import lower_case

STORE = "PSOpenAI.VectorStore"
FILE = "PSOpenAI.VectorStore.File"
FILE_BATCH = "PSOpenAI.VectorStore.FileBatch"


def store_param(set: Sets) -> Any:
    return Param(
        "object",
        set=set,
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("InputObject",),
        of=STORE,
        help="The vector store, as New-VectorStore and Get-VectorStore return it.",
    )


def store_id_param(set: Sets = None, *, only_id: bool = True) -> Any:
    """``only_id``: the cmdlet has another parameter for vector stores as objects."""
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("vector_store_id",) if only_id else ("vector_store_id", "VectorStore", "InputObject"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the vector store, such as vs_abc123.",
    )


def file_id_param(set: Sets = None, aliases: tuple[str, ...] = ("file_id",)) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=1,
        pipeline="property",
        aliases=aliases,
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the file, such as file-abc123.",
    )


def batch_id_param(set: Sets) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=1,
        pipeline="property",
        aliases=("batch_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the batch of files, such as vsfb_abc123.",
    )


def batch_param(set: str) -> Any:
    return Param(
        "object",
        set=set,
        mandatory=True,
        position=0,
        pipeline="value property",
        of=FILE_BATCH,
        help="The batch of files, as Start-VectorStoreFileBatch returns it.",
    )


def filter_param(set: Sets = None) -> Any:
    return Param(
        "string",
        set=set,
        validators=(ValidateSet(("in_progress", "completed", "failed", "cancelled")),),
        transform=lower_case,
        help="List only the files in this state.",
    )


class StoreTarget(ApiParams):
    """A cmdlet that takes a vector store as an object or by its id."""

    vector_store: Value
    vector_store_id: str

    def store_id(self) -> str:
        return text_of(self.vector_store, "id") if self.is_bound("VectorStore") else self.vector_store_id


class BatchKey(NamedTuple):
    """Where a batch of files is found."""

    vector_store_id: str
    batch_id: str

    @property
    def path(self) -> dict[str, str]:
        """The ids as a call's address wants them."""
        return self._asdict()


class BatchTarget(StoreTarget):
    """A cmdlet that takes a batch of files as an object, or by its id and the vector store's."""

    batch: Value
    batch_id: str

    def batch_key(self) -> BatchKey:
        if self.is_bound("Batch"):
            return BatchKey(text_of(self.batch, "vector_store_id"), text_of(self.batch, "id"))
        return BatchKey(self.store_id(), self.batch_id)


def text_of(value: Value, name: str) -> str:
    """A property as text; what is not there makes an id that no call takes."""
    return to_text(get_member(value, name))
