from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams


@cmdlet("Remove-ChatCompletion")
class RemoveChatCompletion(ApiParams):
    """Delete a stored chat completion."""

    completion_id = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "InputObject", "completion_id", "Completion"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a stored completion, such as chatcmpl-abc123.",
    )

    examples = (Example("Remove-ChatCompletion chatcmpl-abc123", "Deletes it.", run=False),)

    def process(self) -> Output:
        self.call("chat.completion", {"completion_id": self.completion_id}, "DELETE")
        return None
