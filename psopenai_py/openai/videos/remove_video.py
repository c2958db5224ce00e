from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Output
from ..api import ApiParams
from .params import video_id_param


@cmdlet("Remove-Video")
class RemoveVideo(ApiParams):
    """Delete a video."""

    video_id = video_id_param()

    examples = (Example("Get-Video -All | Remove-Video", "Deletes all videos.", run=False),)

    def process(self) -> Output:
        self.call("video", {"video_id": self.video_id}, "DELETE")
        return None
