from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects, Output
from ..objects import to_object
from ..params import wait_params
from ..waiting import WaitSettings
from .video import MODELS_ENDED, STATES, TYPE_NAME, VideoWaiter, video_id_param


@cmdlet("Wait-Video", outputs=TYPE_NAME, order=("TimeoutSec MaxRetryCount", "Organization StatusForWait StatusForExit"))
class WaitVideo(WaitSettings):
    """Wait until videos are finished, and return them.

    The cmdlet waits for several videos together and returns them in the order in which they end. A failed poll is
    repeated. -TimeoutSec limits the whole wait here.
    """

    video_id = video_id_param()
    timeout_sec, poll_interval_sec, status_for_wait, status_for_exit = wait_params("video", STATES, only=False)

    examples = (
        Example("New-Video 'A red cube turns.' | Wait-Video", "Creates a video and waits for it."),
        Example(
            "Wait-Video video_abc123 -TimeoutSec 600",
            "Waits for at most ten minutes.",
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
                "created_at            : 11/28/2026 7:14:33 PM\n"
                "completed_at          : 11/28/2026 7:14:33 PM\n"
                "expires_at            : 11/29/2026 7:14:33 PM"
            ),
        ),
    )
    failures = (
        Failure(
            "Wait-Video video_gone",
            "Wait-Video: The service answered 404: No video found with id 'video_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = (
        "Each video is polled: after one second at first, then after longer pauses, up to 30 seconds. A poll costs "
        "nothing.\n\n"
    ) + MODELS_ENDED

    def process(self) -> Output:
        self.keys.append(self.video_id)
        return None

    def end(self) -> Objects:
        waiter = VideoWaiter(self, *self.wait_settings())
        for data in waiter.wait(self.keys):
            yield to_object(data, TYPE_NAME)
            if not data.get("status"):
                self.fail("StatusUnknown", f"The service does not report the state of video {data.get('id')}.")
