"""Videos: parameters, states, and waiting for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty
from ..params import id_param
from ..waiting import Data, PollingWaiter

TYPE_NAME = "PSOpenAI.Video.Job"
MODELS_ENDED = (
    "OpenAI's models for video, sora-2 and sora-2-pro, ended on 2026-09-24; a warning says so. Other servers may have "
    "such models."
)


def video_id_param(set: str | None = None, position: int = 0) -> Any:
    return id_param(
        "The id of the video, such as video_abc123.", "Id", "video_id", set=set, position=position, of=(TYPE_NAME,)
    )


def prompt_param() -> Any:
    return Param(
        "string",
        mandatory=True,
        position=0,
        validators=(ValidateNotNullOrEmpty(),),
        help="What the video shows.",
    )


#: the states of a video, those of Azure's last
STATES = (
    "queued", "in_progress", "completed", "failed", "preprocessing", "running", "processing", "cancelled", "succeeded",
)  # fmt: skip
RUNNING = ("queued", "in_progress", "preprocessing", "running", "processing")


class VideoWaiter(PollingWaiter[str]):
    activity = "Waiting for videos"
    things = "videos"
    running = RUNNING

    def ask(self, key: str) -> Data:
        data: Data = self.cmdlet.call("video", {"video_id": key}).json()
        return data

    def progress_of(self, found: Mapping[str, Data | None]) -> tuple[str, float | None]:
        text, _ = super().progress_of(found)
        done = [data["progress"] for data in found.values() if data is not None and data.get("progress") is not None]
        return text, sum(map(float, done)) / len(found) if done else None
