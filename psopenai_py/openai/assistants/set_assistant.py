from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ENDED_WARNING
from .assistant import TYPE_NAME, AssistantParams, assistant_id_param


@cmdlet("Set-Assistant", outputs=TYPE_NAME, order=("Name Model", "Description Instructions..Functions"))
class SetAssistant(AssistantParams):
    """Change an assistant.

    What is not given stays as it is, except for the model: without -Model it becomes gpt-3.5-turbo, as in PSOpenAI.
    """

    assistant_id = assistant_id_param()

    examples = (
        Example(
            "Set-Assistant asst_abc123 -Model gpt-4o -Instructions 'Be kind.'",
            "Changes it.",
            result=(
                "id               : asst_abc123\n"
                "object           : assistant\n"
                "name             : Tutor\n"
                "description      :\n"
                "metadata         :\n"
                "model            : gpt-4o\n"
                "instructions     : Be kind.\n"
                "tools            : {}\n"
                "tool_resources   :\n"
                "temperature      : 1\n"
                "top_p            : 1\n"
                "response_format  : auto\n"
                "reasoning_effort :\n"
                "created_at       : 11/28/2026 7:14:46 PM"
            ),
        ),
        Example(
            "Get-Assistant asst_abc123 | Set-Assistant -Model gpt-4o -UseFileSearch -VectorStoresForFileSearch "
            "vs_abc123",
            "Lets it search a vector store.",
        ),
    )
    failures = (
        Failure(
            "Set-Assistant asst_gone -Model gpt-4o",
            "Set-Assistant: The service answered 404: No assistant found with id 'asst_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = ("Changing costs nothing.\n\n") + ENDED_WARNING

    def process(self) -> Objects:
        yield self.save_assistant(self.assistant_id)
