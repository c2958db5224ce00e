from __future__ import annotations

from ...engine.cmdlet import Output
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty
from ..api import ApiParams


@cmdlet("Remove-Response")
class RemoveResponse(ApiParams):
    """Delete a stored response."""

    response_id = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("response_id", "Response", "Id", "InputObject"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a stored response, such as resp_abc123.",
    )

    examples = (Example("Request-Response 'Hello' | Remove-Response", "Asks, and leaves nothing behind."),)

    def process(self) -> Output:
        self.call("response", {"response_id": self.response_id}, "DELETE")
        return None
