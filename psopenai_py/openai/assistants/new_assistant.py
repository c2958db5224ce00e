from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
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

    assistant_id = Param(
        "string",
        set="AssistantId",
        pipeline="value property",
        aliases=("Assistant",),
        validators=(ValidateNotNullOrEmpty(),),
        hidden=True,
        help="Change the assistant with this id instead; Set-Assistant does so too.",
    )

    examples = (
        Example(
            "New-Assistant -Name Tutor -Model gpt-4o -UseCodeInterpreter",
            "Makes an assistant that runs code.",
            run=False,
        ),
    )

    def process(self) -> Objects:
        yield self.save_assistant(self.assistant_id)
