"""The object of a thread: what the service sent, with its messages added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..listing import LARGEST_PAGE
from ..objects import to_object
from .message import message

TYPE_NAME = "PSOpenAI.Thread"


def thread(data: dict[str, Any], messages: Iterable[Value] = ()) -> PSObject:
    made = to_object(data, TYPE_NAME)
    made._props["Messages"] = list(messages)
    return made


def fetch_thread(cmdlet: ApiParams, thread_id: str, with_messages: bool = True) -> PSObject:
    """The thread as it is now; its messages cost a request for each hundred."""
    data: dict[str, Any] = cmdlet.call("thread", {"thread_id": thread_id}).json()
    if not with_messages:
        return thread(data)
    ids = {"thread_id": str(data["id"])}
    query = {"limit": LARGEST_PAGE, "order": "asc"}
    return thread(data, [message(found) for found in cmdlet.pages("thread.messages", ids, query=query)])
