"""Making and changing threads: one body for both."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..api import ApiParams
from ..assistants.params import tool_resources
from ..body import bound_fields
from .message import seed_messages
from .thread import thread


def metadata_param() -> Any:
    return Param("IDictionary", help="Up to 16 pairs of key and text to keep with the thread.")


class SavesThread(ApiParams):
    """A cmdlet that makes or changes a thread."""

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
