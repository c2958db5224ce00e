from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ..resources import Remove
from .video import video_id_param


@cmdlet("Remove-Video")
class RemoveVideo(Remove):
    """Delete a video."""

    endpoint = "video"
    ids = ("video_id",)

    video_id = video_id_param()

    examples = (
        Example("Get-Video -All | Remove-Video", "Deletes all videos."),
        Example(
            "Remove-Video video_abc123",
            "Deletes one video.",
        ),
    )
    failures = (
        Failure(
            "Remove-Video video_gone",
            "Remove-Video: The service answered 404: No video found with id 'video_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
