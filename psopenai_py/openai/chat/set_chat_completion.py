from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..plain import to_table
from .completion import completion


@cmdlet("Set-ChatCompletion", outputs="PSOpenAI.Chat.Completion")
class SetChatCompletion(ApiParams):
    """Change the metadata of a stored chat completion."""

    completion_id = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("Id", "InputObject", "completion_id", "Completion"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a stored completion, such as chatcmpl-abc123.",
    )
    meta_data = Param("IDictionary", mandatory=True, help="Up to 16 pairs of key and text to keep with the completion.")

    examples = (Example("Set-ChatCompletion chatcmpl-abc123 -MetaData @{ team = 'docs' }", "Labels it.", run=False),)

    def process(self) -> Objects:
        ids = {"completion_id": self.completion_id}
        data = self.call("chat.completion", ids, "POST", body={"metadata": to_table(self.meta_data)}).json()
        yield completion(data, [])
