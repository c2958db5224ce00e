"""The parameter by which cmdlets find stored responses."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty


def response_id_param() -> Any:
    return Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value property",
        aliases=("response_id", "Response", "Id", "InputObject"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of a stored response, such as resp_abc123.",
    )
