from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..params import after_param, all_param, limit_param, order_param
from ..resources import GetOrList
from .container import TYPE_NAME, container_id_param


@cmdlet("Get-Container", default_set="List", outputs=TYPE_NAME)
class GetContainer(GetOrList):
    """Get one container by its id, or list the containers."""

    one, many = "container", "containers"
    ids = ("container_id",)
    type_name = TYPE_NAME

    container_id = container_id_param("Get")
    limit = limit_param("List")
    all = all_param("List")
    after = after_param("List")
    order = order_param("List")

    examples = (
        Example(
            "Get-Container cntr_abc123",
            "Shows one container.",
            result=(
                "id             : cntr_abc123\n"
                "object         : container\n"
                "name           : analysis\n"
                "status         : running\n"
                "expires_after  : @{anchor=last_active_at; minutes=20}\n"
                "memory_limit   : 1g\n"
                "created_at     : 11/28/2026 7:14:43 PM\n"
                "last_active_at : 11/28/2026 7:14:43 PM"
            ),
        ),
        Example("Get-Container -All | Where-Object status -eq 'running'", "Lists the running containers."),
    )
    failures = (
        Failure(
            "Get-Container cntr_gone",
            "Get-Container: The service answered 404: No container found with id 'cntr_gone'.",
            "NotFoundException,Get-Container",
        ),
    )
