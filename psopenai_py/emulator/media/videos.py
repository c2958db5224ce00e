"""Videos: jobs that are ``queued``, work and end; their content; remixes.

A video is ``queued`` when it is created and ``completed`` at the next request for it (with a `speed`, after its
stages). A prompt ``fail-400`` makes it fail. Azure's addresses (``/video/generations/jobs``) lead here too.
"""

from __future__ import annotations

import re
import time

from ..answers import check_failure
from ..content import BytesContent
from ..errors import ApiFailure, check_value, missing
from ..messages import Reply, Request, json_reply
from ..pictures import picture, size_of
from ..store import Data, Kept, Objects, Route, reached
from .movie import movie

SECONDS = ("4", "8", "12", "16", "20")
_STAGES = ("queued", "in_progress", "in_progress", "in_progress", "completed")
_VARIANTS = ("video", "thumbnail", "spritesheet")
_LIFE = 24 * 60 * 60  # seconds in which the content can be downloaded
_AZURE = re.compile(r"/video/generations/jobs(?=/|$)")


class Videos(Kept):
    """``/videos``; the note of a video is the time when it began."""

    path = "/videos"
    verbs = ("list", "create", "get", "delete")

    def __init__(self, speed: float) -> None:
        super().__init__(Objects("video", "video_", "video"))
        self._speed = speed / 4  # all of the stages together take as long as one of a batch

    def routes(self) -> list[Route]:
        return [
            *super().routes(),
            ("GET", "/videos/{}/content", self.content),
            ("POST", "/videos/{}/remix", self.remix),
        ]

    def create(self, request: Request) -> Reply:
        body = request.fields
        return json_reply(self._start(body, request.wanted_id))

    def remix(self, request: Request, id: str) -> Reply:
        source = self._look(id)
        if source["status"] != "completed":
            raise ApiFailure(400, f"The video {id} is {source['status']}; only a completed one can be remixed.")
        body = {name: source[name] for name in ("model", "size", "seconds")}
        return json_reply(self._start({**body, "prompt": request.json_object.get("prompt")}, request.wanted_id, id))

    def in_batch(self, body: Data) -> Data:
        """The answer to a request of a batch: a video that is done, whose content can be downloaded."""
        check_failure(str(body.get("prompt") or ""))
        return self._look(self._start(body, None, began=0.0)["id"])

    def _start(self, body: Data, id: str | None, source: str | None = None, began: float | None = None) -> Data:
        if not body.get("prompt"):
            raise missing("prompt")
        seconds, (width, height) = str(body.get("seconds") or "4"), size_of(body.get("size") or "720x1280")
        check_value(seconds, SECONDS, "seconds")
        check_failure(str(body.get("model") or ""))
        fields = {
            "status": "queued",
            "model": body.get("model") or "sora-2",
            "progress": 0,
            "completed_at": None,
            "expires_at": None,
            "prompt": body["prompt"],
            "size": f"{width}x{height}",
            "seconds": seconds,
            "remixed_from_video_id": source,
            "error": None,
        }
        return self.objects.add(fields, id, note=time.time() if began is None else began)

    def _look(self, id: str) -> Data:
        """A video as it is now."""
        video = self.objects.get(id)
        if video["status"] not in _STAGES[:-1]:
            return video
        since = self.objects.note(id)
        stage = reached(since, self._speed, _STAGES)
        if stage != "completed":
            done = min((time.time() - since) / self._speed / (len(_STAGES) - 1), 0.99)
            return self.objects.update(id, {"status": stage, "progress": int(100 * done) if stage != "queued" else 0})
        now = int(time.time())
        try:
            check_failure(str(video["prompt"]))
        except ApiFailure as failure:
            error = {name: failure.body["error"][name] for name in ("code", "message")}
            return self.objects.update(id, {"status": "failed", "error": error})
        ended = {"status": "completed", "progress": 100, "completed_at": now, "expires_at": now + _LIFE}
        return self.objects.update(id, ended)

    def list(self, request: Request) -> Reply:
        for video in self.objects.all():
            self._look(video["id"])
        return super().list(request)

    def get(self, request: Request, id: str) -> Reply:
        return json_reply(self._look(id))

    def content(self, request: Request, id: str) -> Reply:
        video, variant = self._look(id), request.query.get("variant", "video")
        check_value(variant, _VARIANTS, "variant")
        if video["status"] != "completed":
            raise ApiFailure(404, f"The video {id} is {video['status']}; it has no content yet.")
        width, height = size_of(video["size"])
        etag = f'"{id}-{variant}"'
        if variant == "video":
            frames = [picture(f"{video['prompt']} {n}", width, height) for n in range(int(video["seconds"]))]
            return Reply(BytesContent(movie(frames, width, height)), content_type="video/mp4", etag=etag)
        format = "webp" if variant == "thumbnail" else "jpeg"
        made = picture(str(video["prompt"]), width, height, format)
        return Reply(BytesContent(made), content_type=f"image/{format}", etag=etag)


def from_azure(route: str) -> str:
    """The route of a video at Azure's address of it."""
    return _AZURE.sub("/videos", route, count=1)
