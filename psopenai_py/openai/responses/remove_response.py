from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..resources import Remove
from .response import response_id_param


@cmdlet("Remove-Response")
class RemoveResponse(Remove):
    """Delete a stored response."""

    endpoint = "response"
    ids = ("response_id",)

    response_id = response_id_param()

    examples = (
        Example("Request-Response 'Hello' | Remove-Response", "Asks, and deletes the response."),
        Example(
            "Remove-Response resp_abc123",
            "Deletes a response by its id.",
        ),
    )
    failures = (
        Failure(
            "Remove-Response resp_gone",
            "Remove-Response: The service answered 404: No response found with id 'resp_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
