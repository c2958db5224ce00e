from __future__ import annotations

from ...engine.cmdlet import Objects, Output
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateNotNullOrEmpty, ValidateRange
from ..api import ApiParams
from ..objects import to_object
from .params import TYPE_NAME, video_id_param
from .waiting import STATES, VideoWaiter


@cmdlet("Wait-Video", outputs=TYPE_NAME)
class WaitVideo(ApiParams):
    """Wait until videos are made, and return them.

    Several videos are waited for together and come out in the order in which they end. A poll that fails is made
    again. -TimeoutSec limits the whole waiting here.
    """

    video_id = video_id_param()
    timeout_sec = Param("int", help="Seconds to wait in all; 0 (the default) waits as long as it takes.")
    poll_interval_sec = Param(
        "float",
        validators=(ValidateRange(0, 1000),),
        help="Seconds between two looks. Without it the pauses grow from 1 to 30 seconds.",
    )
    status_for_wait = Param(
        "string[]",
        validators=(ValidateNotNullOrEmpty(),),
        completions=STATES,
        help="Wait while the video is in one of these states.",
    )
    status_for_exit = Param(
        "string[]",
        validators=(ValidateNotNullOrEmpty(),),
        completions=STATES,
        help="Stop waiting as soon as the video is in one of these states.",
    )

    examples = (
        Example("New-Video 'A red cube turns.' | Wait-Video", "Has a video made, and waits for it.", run=False),
        Example("Wait-Video video_abc123 -TimeoutSec 600", "Waits for at most ten minutes.", run=False),
    )

    def begin(self) -> Output:
        self._ids: list[str] = []
        return None

    def process(self) -> Output:
        self._ids.append(self.video_id)
        return None

    def end(self) -> Objects:
        waiter = VideoWaiter(
            self,
            self.poll_interval_sec if self.is_bound("PollIntervalSec") else None,
            self.timeout_sec,
            self.status_for_wait,
            self.status_for_exit,
        )
        for data in waiter.wait(self._ids):
            yield to_object(data, TYPE_NAME)
            if not data.get("status"):
                self.fail("StatusUnknown", f"The service does not tell the state of video {data.get('id')}.")
