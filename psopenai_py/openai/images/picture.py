"""Pictures: the parameters of requests for them, and how an answer is returned: as files, bytes, texts or objects."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ...declare.cmdlet import Param
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ...errors import ExitCode, TerminatingError
from ..api import ApiParams
from ..body import bound_fields
from ..local_files import put_file
from ..objects import rows, to_object
from ..params import lower_case, raw_response_param, user_param
from ..streaming import event_of, events

if TYPE_CHECKING:
    from ...http import Form


MODELS = (
    "gpt-image-2",
    "gpt-image-1.5",
    "gpt-image-1",
    "gpt-image-1-mini",
    "chatgpt-image-latest",
    "gpt-image-2.5-flare",
)

#: the fields of a body, by parameter
FIELDS = {
    "Model": "model", "NumberOfImages": "n", "Size": "size", "Quality": "quality", "Style": "style",
    "Background": "background", "Moderation": "moderation", "InputFidelity": "input_fidelity",
    "OutputCompression": "output_compression", "OutputFormat": "output_format", "PartialImages": "partial_images",
    "User": "user",
}  # fmt: skip

_FORMATS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}  # by a file's extension


def model_param(default: Any = MISSING) -> Any:
    return Param("string", completions=MODELS, default=default, help="The model that generates pictures.")


def size_param(*more: str) -> Any:
    return Param(
        "string",
        completions=("auto", "1024x1024", "1536x1024", "1024x1536", "256x256", "512x512", *more),
        help="The width and height of the picture.",
    )


class CountParams(ApiParams):
    number_of_images = Param(
        "uint16", aliases=("n",), validators=(ValidateRange(1, 10),), help="How many pictures to make, 1 to 10."
    )
    out_file = Param(
        "string",
        set="OutFile",
        mandatory=True,
        validators=(ValidateNotNullOrEmpty(),),
        help="Write the picture into this file; further pictures get a number: out.png, out-1.png.",
    )
    user = user_param()


class PictureParams(CountParams):
    """How a picture is drawn, and in which format it is returned."""

    quality = Param(
        "string",
        validators=(ValidateSet(("low", "medium", "high", "auto")),),
        transform=lower_case,
        help="How carefully the picture is drawn. A higher quality takes longer and costs more.",
    )
    background = Param(
        "string",
        validators=(ValidateSet(("transparent", "opaque", "auto")),),
        transform=lower_case,
        help="What is behind the subject; transparent needs the format png or webp.",
    )
    output_compression = Param(
        "uint16",
        aliases=("output_compression",),
        validators=(ValidateRange(0, 100),),
        help="The compression of the picture: 0 to 100.",
    )
    output_format = Param(
        "string",
        aliases=("output_format",),
        validators=(ValidateSet(("png", "jpeg", "webp")),),
        transform=lower_case,
        default_text="the extension of -OutFile, else the service's",
        help="The file format of the picture.",
    )
    response_format = Param(
        "string",
        set="Format",
        aliases=("response_format",),
        validators=(ValidateSet(("url", "base64", "byte", "object")),),
        default="object",
        help="What is returned: the service's answer as an object, or each picture as base64 text or bytes.",
    )
    output_raw_response = raw_response_param("Format")
    stream = Param("switch", help="Return the pictures as they arrive.")
    partial_images = Param(
        "uint16",
        aliases=("partial_images",),
        validators=(ValidateRange(0, 3),),
        help="How many partial pictures a stream returns; implies -Stream.",
    )

    def fields(self) -> dict[str, Any]:
        """The fields of the parameters that were given; a file's extension is the default for the format."""
        found = bound_fields(self, FIELDS)
        kind = _FORMATS.get(os.path.splitext(self.out_file or "")[1].lower())
        if kind is not None:
            found.setdefault("output_format", kind)
        return found

    @property
    def streams(self) -> bool:
        return bool(self.stream) or self.is_bound("PartialImages")


TYPE_NAME = "PSOpenAI.Image"

Data = dict[str, Any]


def numbered(path: str, number: int) -> str:
    """The name of a further picture's file: out.png, out-1.png, out-2.png. ``-`` stays itself."""
    stem, extension = os.path.splitext(path)
    return f"{stem}-{number}{extension}" if number and path != "-" else path


def pictures(
    cmdlet: PictureParams, endpoint: str, body: Mapping[str, Any] | None = None, form: Form | None = None
) -> Iterator[Value]:
    """Make the request, and return the pictures in the requested form."""
    if cmdlet.streams:
        for text in events(cmdlet, endpoint, body, form=form):
            yield from _streamed(cmdlet, text)
        return
    answer = cmdlet.call(endpoint, method="POST", body=body, form=form)
    if cmdlet.output_raw_response:
        yield answer.text
        return
    data: Data = answer.json()
    wants = cmdlet.out_file is not None or cmdlet.response_format.lower() in ("base64", "byte")
    found = [_content(cmdlet, row) for row in rows(data)] if wants else []
    if wants and not found:
        raise _no_picture(cmdlet, "The service sent no picture.")
    yield from _returned(cmdlet, data, found)


def _content(cmdlet: PictureParams, row: Data) -> bytes:
    """A picture: some models send its address."""
    if isinstance(row.get("url"), str) and not row.get("b64_json"):
        with cmdlet.faults():
            return cmdlet.client.fetch(row["url"], cmdlet.config()).content
    try:
        content = base64.b64decode(row.get("b64_json") or "", validate=True)
    except (ValueError, TypeError):
        content = b""
    if not content:
        raise _no_picture(cmdlet, "The service sent a picture that is not base64.")
    return content


def _no_picture(cmdlet: PictureParams, message: str) -> TerminatingError:
    return cmdlet.stop_with("NoPicture", message, "InvalidResult", exit_code=ExitCode.NETWORK)


def _streamed(cmdlet: PictureParams, text: str) -> Iterator[Value]:
    """The picture in an event of a stream, partial or final."""
    if cmdlet.output_raw_response:
        yield text
        return
    event: Data = event_of(cmdlet, text)
    if event.get("b64_json"):
        # a file shows the latest partial picture until the final one replaces it
        yield from _returned(cmdlet, event, [_content(cmdlet, event)])


def _returned(cmdlet: PictureParams, data: Data, found: list[bytes]) -> Iterator[Value]:
    if cmdlet.out_file is not None:
        for number, content in enumerate(found):
            put_file(cmdlet, numbered(cmdlet.out_file, number), content)
        return
    form = cmdlet.response_format.lower()
    if form == "base64":
        yield from (base64.b64encode(content).decode() for content in found)
    elif form == "byte":
        yield from map(ByteArray, found)
    else:
        yield to_object(data, TYPE_NAME)


def warn_of_urls(cmdlet: PictureParams) -> None:
    """Warn that current models return pictures, not their URLs."""
    if (cmdlet.response_format or "").lower() == "url":
        cmdlet.warn(
            "-ResponseFormat url is obsolete: the service sends the picture itself; it is returned as an object."
        )
