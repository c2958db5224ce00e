from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..listing import Listing, after_param, all_param, limit_param, order_param
from ..objects import to_object
from .params import TYPE_NAME, video_id_param


@cmdlet("Get-Video", default_set="List", outputs=TYPE_NAME)
class GetVideo(Listing):
    """Get one video by its id, or list the videos."""

    video_id = video_id_param("Get")
    limit = limit_param("List", least=0)
    order = order_param("List")
    all = all_param("List")
    after = after_param("List")

    examples = (
        Example("Get-Video video_abc123", "Shows how far a video is.", run=False),
        Example("Get-Video -All | Where-Object status -eq 'completed'", "Lists the finished videos.", run=False),
    )

    def process(self) -> Objects:
        with self.each_on_its_own(self.video_id):
            if self.set_name == "Get":
                yield to_object(self.call("video", {"video_id": self.video_id}).json(), TYPE_NAME)
            else:
                for data in self.listed("videos"):
                    yield to_object(data, TYPE_NAME)
