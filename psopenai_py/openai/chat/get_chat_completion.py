from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import to_object
from ..params import LARGEST_PAGE, after_param, all_param, id_param, limit_param, order_param
from .completion import completion, message_of
from .messages import answer_message


@cmdlet("Get-ChatCompletion", default_set="List", outputs="PSOpenAI.Chat.Completion")
class GetChatCompletion(ApiParams):
    """Get a stored chat completion by its id, or list them; each with its conversation."""

    completion_id = id_param(
        "The id of a stored completion, such as chatcmpl-abc123.",
        "Id",
        "completion_id",
        "Completion",
        set="Get",
        of=("PSOpenAI.Chat.Completion",),
    )
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")
    before = Param("string", set="List", hidden=True, help="Accepted for old scripts; has no effect.")
    order = order_param("List", hidden=True)
    primitive = Param("switch", hidden=True, help="Leave out the conversations; this saves a request for each.")

    examples = (
        Example("Get-ChatCompletion chatcmpl-abc123", "Shows one stored completion."),
        Example("Get-ChatCompletion -All -Order desc", "Lists all, the newest first."),
    )
    failures = (
        Failure(
            "Get-ChatCompletion chatcmpl-gone",
            "Get-ChatCompletion: The service answered 404: No chat completion found with id 'chatcmpl-gone'.",
            "NotFoundException,Get-ChatCompletion",
        ),
    )
    remarks = """\
    Reading costs nothing. Only completions that were requested with -Store are found. Each one takes a second call for
    its conversation, which -Primitive saves.
    """

    def process(self) -> Objects:
        with self.each_on_its_own(self.completion_id):
            for data in self._found():
                messages = [] if self.primitive else list(self._messages(str(data["id"])))
                yield completion(data, [*messages, answer_message(message_of(data))])

    def _found(self) -> Iterator[dict[str, Any]]:
        if self.set_name == "Get":
            yield self.call("chat.completion", {"completion_id": self.completion_id}).json()
            return
        query = {"limit": LARGEST_PAGE if self.all else self.limit, "order": self.order, "after": self.after}
        yield from self.listing("chat.completions", query=query, everything=bool(self.all))

    def _messages(self, id_: str) -> Iterator[Value]:
        query = {"limit": LARGEST_PAGE, "order": "asc"}
        for data in self.pages("chat.completion.messages", {"completion_id": id_}, query=query):
            yield to_object(data, "PSOpenAI.Chat.Completion.Message")
