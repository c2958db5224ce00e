from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..params import after_param, all_param, limit_param, order_param
from ..resources import GetOrList
from .video import TYPE_NAME, video_id_param


@cmdlet("Get-Video", default_set="List", outputs=TYPE_NAME)
class GetVideo(GetOrList):
    """Get one video by its id, or list the videos."""

    one, many = "video", "videos"
    ids = ("video_id",)
    type_name = TYPE_NAME

    video_id = video_id_param("Get")
    limit = limit_param("List", least=0)
    order = order_param("List")
    all = all_param("List")
    after = after_param("List")

    examples = (
        Example(
            "Get-Video video_abc123",
            "Shows the progress of a video.",
            result=(
                "id                    : video_abc123\n"
                "object                : video\n"
                "status                : completed\n"
                "model                 : sora-2\n"
                "progress              : 100\n"
                "prompt                : A red cube.\n"
                "size                  : 720x1280\n"
                "seconds               : 4\n"
                "remixed_from_video_id :\n"
                "error                 :\n"
                "created_at            : 11/28/2026 7:14:32 PM\n"
                "completed_at          : 11/28/2026 7:14:32 PM\n"
                "expires_at            : 11/29/2026 7:14:32 PM"
            ),
        ),
        Example("Get-Video -All | Where-Object status -eq 'completed'", "Lists the finished videos."),
    )
    failures = (
        Failure(
            "Get-Video video_gone",
            "Get-Video: The service answered 404: No video found with id 'video_gone'.",
            "NotFoundException,Get-Video",
        ),
    )
