from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import to_object
from ..transforms import lower_case
from .completion import completion, message_of
from .messages import answer_message

LARGEST_PAGE = 100


@cmdlet("Get-ChatCompletion", default_set="List", outputs="PSOpenAI.Chat.Completion")
class GetChatCompletion(ApiParams):
    """Get a stored chat completion by its id, or list them; each with its conversation."""

    completion_id = Param(
        "string",
        set="Get",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "completion_id", "Completion"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a stored completion, such as chatcmpl-abc123.",
    )
    limit = Param(
        "int",
        set="List",
        validators=(ValidateRange(1, LARGEST_PAGE),),
        default=20,
        help="How many completions to list at most, 1 to 100.",
    )
    all = Param("switch", set="List", help="List all of them, however many there are.")
    after = Param("string", set="List", hidden=True, help="Start behind the one with this id.")
    before = Param("string", set="List", hidden=True, help="Kept for old scripts; the service has no such setting.")
    order = Param(
        "string",
        set="List",
        validators=(ValidateSet(("asc", "desc")),),
        transform=lower_case,
        default="asc",
        hidden=True,
        help="The oldest first (asc) or the newest (desc).",
    )
    primitive = Param("switch", hidden=True, help="Leave out the conversations; saves a request for each.")

    examples = (
        Example("Get-ChatCompletion chatcmpl-abc123", "Shows one stored completion.", run=False),
        Example("Get-ChatCompletion -All -Order desc", "Lists all, the newest first.", run=False),
    )

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
