from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ..resources import Remove
from .container import container_id_param


@cmdlet("Remove-Container")
class RemoveContainer(Remove):
    """Delete a container with all its files."""

    endpoint = "container"
    ids = ("container_id",)

    container_id = container_id_param()

    examples = (Example("Get-Container -All | Remove-Container", "Deletes all containers."),)
