from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..params import changed_id_param
from .assistant import TYPE_NAME, AssistantParams


@cmdlet(
    "New-Assistant",
    default_set="AssistantId",
    outputs=TYPE_NAME,
    order=("Name Model", "Description Instructions..Functions"),
)
class NewAssistant(AssistantParams):
    """Create an assistant.

    Without -Model it uses gpt-3.5-turbo.
    """

    assistant_id = changed_id_param(TYPE_NAME, "assistant", "Assistant", set="AssistantId")

    examples = (
        Example(
            "New-Assistant -Name Tutor -Model gpt-4o -UseCodeInterpreter",
            "Makes an assistant that runs code.",
        ),
    )

    def process(self) -> Objects:
        yield self.save_assistant(self.assistant_id)
