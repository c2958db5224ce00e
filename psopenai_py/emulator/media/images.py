"""The endpoints of pictures: generations, edits and variations, as base64 or by address, whole or as a stream."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from ..answers import check_failure, tokens
from ..content import BytesContent
from ..errors import ApiFailure, check_value, missing
from ..messages import Reply, Request, event_reply, json_reply
from ..pictures import FORMATS, picture, size_of
from ..store import Data, Route
from ..streams import event

_MOST_PICTURES, _MOST_PARTIAL = 10, 3
_CREATED = 1_713_833_628  # a fixed time, so that answers are the same in every run
_NAME = re.compile(r"/__pictures/([0-9a-f]+)-(\d+)x(\d+)\.(png|jpeg|webp)")
_BY_ADDRESS = re.compile(r"dall-e")  # the models that send an address unless they are asked for the picture


class Images:
    """``/images``. A picture is made from the text of the request, so nothing is kept."""

    def routes(self) -> list[Route]:
        return [
            ("POST", "/images/generations", self.generate),
            ("POST", "/images/edits", self.edit),
            ("POST", "/images/variations", self.vary),
        ]

    def generate(self, request: Request) -> Reply:
        body = request.fields
        if not body.get("prompt"):
            raise missing("prompt")
        return _answer(body, request, "image_generation")

    def edit(self, request: Request) -> Reply:
        body = request.fields
        _check_edit(body, bool(request.files("image")))
        return _answer(body, request, "image_edit")

    def vary(self, request: Request) -> Reply:
        body, given = request.fields, request.files("image")
        if not given:
            raise missing("image")
        body.setdefault("model", "dall-e-2")
        body["prompt"] = hashlib.sha256(given[0].data).hexdigest()
        return _answer(body, request, "image_edit")


def edits(body: Data) -> Data:
    """The answer to a request of a batch that changes pictures."""
    _check_edit(body, False)
    return images(body)


def _check_edit(body: Data, has_files: bool) -> None:
    if not body.get("prompt"):
        raise missing("prompt")
    if not has_files and not body.get("images") and not body.get("image"):
        raise missing("image")


def images(body: Data, base: str = "") -> Data:
    """The answer to a request for pictures; `base` is the address of the server, for pictures by address."""
    model = str(body.get("model") or "gpt-image-1")
    check_failure(model)
    check_failure(str(body["prompt"]))
    rows = []
    by_address = _by_address(body, model)
    for number in range(_count(body)):
        name, width, height, kind = _chosen(body, number)
        if by_address:
            rows.append({"url": f"{base}/__pictures/{name}-{width}x{height}.{kind}", "revised_prompt": body["prompt"]})
        else:
            rows.append({"b64_json": _encoded(name, width, height, kind)})
    if by_address:
        return {"created": _CREATED, "data": rows}
    return {"created": _CREATED, **_how(body), "data": rows, "usage": _usage(body)}


def stored_picture(path: str) -> Reply:
    """The picture at an address that `images` gave."""
    found = _NAME.fullmatch(path)
    if found is None:
        raise ApiFailure(404, f"There is no picture {path}.")
    width, height = size_of(f"{found[2]}x{found[3]}")
    return Reply(BytesContent(picture(found[1], width, height, found[4])), content_type=FORMATS[found[4]])


def _answer(body: Data, request: Request, kind: str) -> Reply:
    if str(body.get("stream", "")).lower() != "true":
        return json_reply(images(body, f"http://{request.headers.get('host', '127.0.0.1')}"))
    partial = int(body.get("partial_images") or 0)
    if not 0 <= partial <= _MOST_PARTIAL:
        raise ApiFailure(400, f"partial_images must be from 0 to {_MOST_PARTIAL}.", param="partial_images")
    check_failure(str(body["prompt"]))
    images({**body, "n": 1})  # what is wrong with the request is said before the stream begins
    return event_reply(_events(body, kind, partial))


def _events(body: Data, kind: str, partial: int) -> Iterator[bytes]:
    frame = {"created_at": _CREATED, **_how(body)}
    for number in range(partial):
        made = _encoded(*_chosen(body, number + 1))
        yield event(
            {"type": f"{kind}.partial_image", "b64_json": made, **frame, "partial_image_index": number},
            f"{kind}.partial_image",
        )
    made = _encoded(*_chosen(body, 0))
    yield event({"type": f"{kind}.completed", "b64_json": made, **frame, "usage": _usage(body)}, f"{kind}.completed")


def _by_address(body: Data, model: str) -> bool:
    asked = body.get("response_format") or ("url" if _BY_ADDRESS.match(model) else "b64_json")
    return bool(asked == "url" and _BY_ADDRESS.match(model))


def _chosen(body: Data, number: int) -> tuple[str, int, int, str]:
    """What makes one of the pictures: a name, from which its colour comes, the size, the format."""
    kind = str(body.get("output_format") or "png")
    check_value(kind, FORMATS, "output_format")
    name = hashlib.sha256(f"{body['prompt']} {number}".encode()).hexdigest()[:24]
    return name, *size_of(body.get("size")), kind


def _encoded(name: str, width: int, height: int, kind: str) -> str:
    return base64.b64encode(picture(name, width, height, kind)).decode()


def _count(body: Data) -> int:
    text = str(body.get("n") or 1)
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_PICTURES:
        raise ApiFailure(400, f"n must be an integer from 1 to {_MOST_PICTURES}.", param="n")
    return int(text)


def _how(body: Data) -> dict[str, Any]:
    width, height = size_of(body.get("size"))
    quality = body.get("quality")
    return {
        "background": "transparent" if body.get("background") == "transparent" else "opaque",
        "output_format": body.get("output_format") or "png",
        "quality": "medium" if quality in (None, "auto") else quality,
        "size": f"{width}x{height}",
    }


def _usage(body: Data) -> dict[str, Any]:
    asked, answered = tokens(str(body["prompt"])), 272 * _count(body)
    return {
        "input_tokens": asked,
        "input_tokens_details": {"text_tokens": asked, "image_tokens": 0},
        "output_tokens": answered,
        "total_tokens": asked + answered,
    }
