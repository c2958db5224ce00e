from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..api import ENDED_WARNING
from ..params import list_params
from ..resources import GetOrList
from .assistant import TYPE_NAME, assistant_id_param


@cmdlet("Get-Assistant", default_set="List", outputs=TYPE_NAME)
class GetAssistant(GetOrList):
    """Get one assistant by its id, or list the assistants."""

    one, many = "assistant", "assistants"
    ids = ("assistant_id",)
    type_name = TYPE_NAME

    assistant_id = assistant_id_param("Get")
    limit, all, after, before, order = list_params("List")

    examples = (
        Example(
            "Get-Assistant asst_abc123",
            "Shows one assistant.",
            result=(
                "id               : asst_abc123\n"
                "object           : assistant\n"
                "name             : Tutor\n"
                "description      :\n"
                "metadata         :\n"
                "model            : gpt-4o\n"
                "instructions     :\n"
                "tools            : {}\n"
                "tool_resources   :\n"
                "temperature      : 1\n"
                "top_p            : 1\n"
                "response_format  : auto\n"
                "reasoning_effort :\n"
                "created_at       : 11/28/2026 7:14:45 PM"
            ),
        ),
        Example("Get-Assistant -All | Where-Object model -eq 'gpt-4'", "Lists the assistants that use a model."),
    )
    failures = (
        Failure(
            "Get-Assistant asst_gone",
            "Get-Assistant: The service answered 404: No assistant found with id 'asst_gone'.",
            "NotFoundException,Get-Assistant",
        ),
    )
    remarks = GetOrList.remarks + "\n\n" + ENDED_WARNING
