from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ..resources import Remove
from .assistant import assistant_id_param


@cmdlet("Remove-Assistant")
class RemoveAssistant(Remove):
    """Delete an assistant."""

    endpoint = "assistant"
    ids = ("assistant_id",)

    assistant_id = assistant_id_param()

    examples = (Example("Remove-Assistant asst_abc123", "Deletes an assistant."),)
