from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .assistant import TYPE_NAME, AssistantParams, assistant_id_param


@cmdlet("Set-Assistant", outputs=TYPE_NAME, order=("Name Model", "Description Instructions..Functions"))
class SetAssistant(AssistantParams):
    """Change an assistant.

    What is not given stays as it is, except for the model: without -Model it becomes gpt-3.5-turbo, as in PSOpenAI.
    """

    assistant_id = assistant_id_param()

    examples = (Example("Set-Assistant asst_abc123 -Model gpt-4o -Instructions 'Be kind.'", "Changes it."),)

    def process(self) -> Objects:
        yield self.save_assistant(self.assistant_id)
