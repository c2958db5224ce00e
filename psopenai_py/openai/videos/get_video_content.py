from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
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

    examples = (
        Example("Get-VideoContent video_abc123 -OutFile ./cube.mp4 -WaitForCompletion", "Downloads it."),
        Example(
            "Get-Video -All | Where-Object status -eq 'completed' | ForEach-Object { Get-VideoContent $_.id "
            '-OutFile "./$($_.id).mp4" }',
            "Downloads all finished videos.",
        ),
    )
    failures = (
        Failure(
            "Get-VideoContent video_gone -OutFile ./cube.mp4",
            "Get-VideoContent: The service answered 404: No video found with id 'video_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Downloading costs nothing. The service keeps the content of a video for a short time only: download it soon. With
    -WaitForCompletion the video is polled.
    """

    def process(self) -> Objects:
        if self.wait_for_completion and not any(VideoWaiter(self).wait([self.video_id])):
            return  # there is no such video; the error has been written
        query = bound_fields(self, {"Variant": "variant"})
        yield from content(self, "video.content", {"video_id": self.video_id}, query, self.out_file)
