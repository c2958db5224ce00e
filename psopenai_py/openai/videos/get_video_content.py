from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..body import bound_fields
from ..local_files import content
from ..params import lower_case
from .video import VideoWaiter, video_id_param


@cmdlet("Get-VideoContent", outputs="System.Byte[]")
class GetVideoContent(ApiParams):
    """Download a video: as bytes, or into a file.

    An interrupted download is continued. The shell command writes the bytes to its output as they arrive. With
    -WaitForCompletion, -TimeoutSec limits all of the waiting; in a download it is the longest silence of the
    service.
    """

    video_id = video_id_param()
    out_file = Param("string", validators=(ValidateNotNullOrEmpty(),), help="Write the video into this file.")
    variant = Param(
        "string",
        completions=("video", "thumbnail", "spritesheet"),
        transform=lower_case,
        help="What to download: the video itself, or a picture of it.",
    )
    wait_for_completion = Param("switch", help="Wait until the video is finished.")

    examples = (Example("Get-VideoContent video_abc123 -OutFile ./cube.mp4 -WaitForCompletion", "Downloads it."),)

    def process(self) -> Objects:
        if self.wait_for_completion and not any(VideoWaiter(self).wait([self.video_id])):
            return  # there is no such video; the error has been written
        query = bound_fields(self, {"Variant": "variant"})
        yield from content(self, "video.content", {"video_id": self.video_id}, query, self.out_file)
