from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import assistant_id_param


@cmdlet("Remove-Assistant")
class RemoveAssistant(ApiParams):
    """Delete an assistant."""

    assistant_id = assistant_id_param()

    examples = (Example("Remove-Assistant asst_abc123", "Deletes an assistant.", run=False),)

    def process(self) -> Output:
        self.call("assistant", {"assistant_id": self.assistant_id}, "DELETE")
        return None
