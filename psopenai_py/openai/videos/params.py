"""What the cmdlets of videos share."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty

TYPE_NAME = "PSOpenAI.Video.Job"


def video_id_param(set: str | None = None, position: int = 0) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline="value property",
        aliases=("Id", "video_id"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the video, such as video_abc123.",
    )


def prompt_param() -> Any:
    return Param(
        "string",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="What the video shows.",
    )
