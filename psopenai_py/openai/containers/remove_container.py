from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..resources import Remove
from .container import container_id_param


@cmdlet("Remove-Container")
class RemoveContainer(Remove):
    """Delete a container with all its files."""

    endpoint = "container"
    ids = ("container_id",)

    container_id = container_id_param()

    examples = (
        Example("Get-Container -All | Remove-Container", "Deletes all containers."),
        Example(
            "Remove-Container cntr_abc123",
            "Deletes one container.",
        ),
    )
    failures = (
        Failure(
            "Remove-Container cntr_gone",
            "Remove-Container: The service answered 404: No container found with id 'cntr_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
