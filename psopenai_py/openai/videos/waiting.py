"""Wait for videos to be made."""

from __future__ import annotations

from collections.abc import Mapping

from ..waiting import Data, PollingWaiter

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

    def tell(self, found: Mapping[str, Data | None]) -> tuple[str, float | None]:
        text, _ = super().tell(found)
        done = [data["progress"] for data in found.values() if data is not None and data.get("progress") is not None]
        return text, sum(map(float, done)) / len(found) if done else None
