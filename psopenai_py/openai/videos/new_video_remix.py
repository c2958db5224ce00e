from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from ..objects import to_object
from .video import MODELS_ENDED, TYPE_NAME, prompt_param, video_id_param


@cmdlet("New-VideoRemix", outputs=TYPE_NAME)
class NewVideoRemix(ApiParams):
    """Create a changed version of a finished video with a model."""

    prompt = prompt_param()
    video_id = video_id_param(position=1)

    examples = (
        Example(
            "New-VideoRemix 'The same at night.' video_abc123",
            "Starts a remix.",
            result=(
                "id                    : video_3b857b8441d7c9e734535d6b\n"
                "object                : video\n"
                "status                : queued\n"
                "model                 : sora-2\n"
                "progress              : 0\n"
                "completed_at          :\n"
                "expires_at            :\n"
                "prompt                : The same at night.\n"
                "size                  : 720x1280\n"
                "seconds               : 4\n"
                "remixed_from_video_id : video_abc123\n"
                "error                 :\n"
                "created_at            : 11/28/2026 7:14:33 PM"
            ),
        ),
        Example(
            "New-VideoRemix 'The same at night.' video_abc123 | Wait-Video | Get-VideoContent -OutFile ./night.mp4",
            "Makes a remix, waits for it and downloads it.",
        ),
    )
    failures = (
        Failure(
            "New-VideoRemix 'The same at night.' video_gone",
            "New-VideoRemix: The service answered 404: No video found with id 'video_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = ("A remix is charged as a new video. Nothing is polled here: Wait-Video does that.\n\n") + MODELS_ENDED

    def process(self) -> Objects:
        answer = self.call("video.remix", {"video_id": self.video_id}, "POST", body={"prompt": self.prompt})
        yield to_object(answer.json(), TYPE_NAME)
