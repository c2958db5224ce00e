"""Threads: their objects, and how they are created and changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..assistants.assistant import tool_resources
from ..body import bound_fields
from ..objects import to_object
from ..params import LARGEST_PAGE, Sets, id_param
from .message import message, seed_messages

TYPE_NAME = "PSOpenAI.Thread"


def thread(data: dict[str, Any], messages: Iterable[Value] = ()) -> PSObject:
    made = to_object(data, TYPE_NAME)
    made._props["Messages"] = list(messages)
    return made


def fetch_thread(cmdlet: ApiParams, thread_id: str, with_messages: bool = True) -> PSObject:
    """The current thread; its messages take one request per hundred."""
    data: dict[str, Any] = cmdlet.call("thread", {"thread_id": thread_id}).json()
    if not with_messages:
        return thread(data)
    ids = {"thread_id": str(data["id"])}
    query = {"limit": LARGEST_PAGE, "order": "asc"}
    return thread(data, [message(found) for found in cmdlet.pages("thread.messages", ids, query=query)])


def thread_id_param(set: Sets = None, position: int | None = 0) -> Any:
    return id_param(
        "The id of the thread, such as thread_abc123; thread objects may be piped in too.",
        "thread_id",
        "Thread",
        "InputObject",
        set=set,
        position=position,
        of=("PSOpenAI.Thread",),
    )


class SavesThread(ApiParams):
    """A cmdlet that creates or changes a thread."""

    file_ids_for_code_interpreter: list[str] | None
    vector_stores_for_file_search: list[str] | None
    file_ids_for_file_search: list[str] | None
    meta_data: Value

    def save_thread(self, thread_id: str | None, messages: Value = None) -> PSObject:
        body = tool_resources(
            self.file_ids_for_code_interpreter, self.vector_stores_for_file_search, self.file_ids_for_file_search
        )
        body.update(bound_fields(self, {"MetaData": "metadata"}))
        if messages:
            body["messages"] = list(seed_messages(self, messages))
        endpoint, ids = ("thread", {"thread_id": thread_id}) if thread_id else ("threads", None)
        return thread(self.call(endpoint, ids, "POST", body=body).json())
