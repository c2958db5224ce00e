from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
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
            result=(
                "id               : asst_24e35bf1596e9e2727ba7e37\n"
                "object           : assistant\n"
                "name             : Tutor\n"
                "description      :\n"
                "metadata         :\n"
                "model            : gpt-4o\n"
                "instructions     :\n"
                "tools            : {@{type=code_interpreter}}\n"
                "tool_resources   :\n"
                "temperature      : 1\n"
                "top_p            : 1\n"
                "response_format  : auto\n"
                "reasoning_effort :\n"
                "created_at       : 11/28/2026 7:14:45 PM"
            ),
        ),
        Example(
            "New-Assistant -Name Weather -Model gpt-4o -Instructions 'Be brief.' -Functions "
            "(New-ChatCompletionFunction Get-Date)",
            "Makes an assistant that may call a function.",
        ),
    )
    failures = (
        Failure(
            "New-Assistant -Name Tutor -Temperature 3",
            "New-Assistant: the value of -Temperature is not accepted: 3 is outside of 0 to 2.",
            "ParameterArgumentValidationError,New-Assistant",
            exit_code=2,
        ),
    )
    remarks = ("Creating costs nothing; runs are charged.\n\n") + ENDED_WARNING

    def process(self) -> Objects:
        yield self.save_assistant(self.assistant_id)
