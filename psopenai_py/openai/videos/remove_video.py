from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ..resources import Remove
from .video import video_id_param


@cmdlet("Remove-Video")
class RemoveVideo(Remove):
    """Delete a video."""

    endpoint = "video"
    ids = ("video_id",)

    video_id = video_id_param()

    examples = (Example("Get-Video -All | Remove-Video", "Deletes all videos."),)
