from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import response_id_param


@cmdlet("Remove-Response")
class RemoveResponse(ApiParams):
    """Delete a stored response."""

    response_id = response_id_param()

    examples = (Example("Request-Response 'Hello' | Remove-Response", "Asks, and leaves nothing behind."),)

    def process(self) -> Output:
        self.call("response", {"response_id": self.response_id}, "DELETE")
        return None
