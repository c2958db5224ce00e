from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ..resources import Remove
from .response import response_id_param


@cmdlet("Remove-Response")
class RemoveResponse(Remove):
    """Delete a stored response."""

    endpoint = "response"
    ids = ("response_id",)

    response_id = response_id_param()

    examples = (Example("Request-Response 'Hello' | Remove-Response", "Asks, and deletes the response."),)
