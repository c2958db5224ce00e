"""What the cmdlets that make pictures share."""

from __future__ import annotations

import os
from typing import Any

from ...declare.cmdlet import Param
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateNotNullOrEmpty, ValidateRange, ValidateSet
from ..api import ApiParams
from ..body import bound_fields
from ..model_params import user_param
from ..transforms import lower_case

MODELS = ("gpt-image-2", "gpt-image-1.5", "gpt-image-1", "gpt-image-1-mini", "chatgpt-image-latest")

#: the fields of a body, by parameter
FIELDS = {
    "Model": "model", "NumberOfImages": "n", "Size": "size", "Quality": "quality", "Style": "style",
    "Background": "background", "Moderation": "moderation", "InputFidelity": "input_fidelity",
    "OutputCompression": "output_compression", "OutputFormat": "output_format", "PartialImages": "partial_images",
    "User": "user",
}  # fmt: skip

_FORMATS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}  # that a file's extension tells


def model_param(default: Any = MISSING) -> Any:
    return Param("string", completions=MODELS, default=default, help="The model that draws.")


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
        help="Write the picture into this file; further ones get a number: out.png, out-1.png.",
    )
    user = user_param()


class PictureParams(CountParams):
    """How a picture is drawn, and in which form it is returned."""

    quality = Param(
        "string",
        validators=(ValidateSet(("low", "medium", "high", "auto")),),
        transform=lower_case,
        help="The quality of the picture.",
    )
    background = Param(
        "string",
        validators=(ValidateSet(("transparent", "opaque", "auto")),),
        transform=lower_case,
        help="The background of the picture.",
    )
    output_compression = Param(
        "uint16",
        aliases=("output_compression",),
        validators=(ValidateRange(0, 100),),
        help="How strongly the picture is compressed: 0 to 100.",
    )
    output_format = Param(
        "string",
        aliases=("output_format",),
        validators=(ValidateSet(("png", "jpeg", "webp")),),
        transform=lower_case,
        help="The format of the picture.",
    )
    response_format = Param(
        "string",
        set="Format",
        aliases=("response_format",),
        validators=(ValidateSet(("url", "base64", "byte", "object")),),
        default="object",
        help="What is returned: the service's answer as an object, or each picture as base64 text or bytes.",
    )
    output_raw_response = Param("switch", set="Format", help="Return the service's JSON text.")
    stream = Param("switch", help="Return the pictures as they come.")
    partial_images = Param(
        "uint16",
        aliases=("partial_images",),
        validators=(ValidateRange(0, 3),),
        help="How many unfinished pictures a stream shows; implies -Stream.",
    )

    def fields(self) -> dict[str, Any]:
        """The fields that the parameters ask for; a file's extension tells the format where nothing else does."""
        found = bound_fields(self, FIELDS)
        kind = _FORMATS.get(os.path.splitext(self.out_file or "")[1].lower())
        if kind is not None:
            found.setdefault("output_format", kind)
        return found

    @property
    def streams(self) -> bool:
        return bool(self.stream) or self.is_bound("PartialImages")
