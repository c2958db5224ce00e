from __future__ import annotations

import base64
from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.enumerables import ByteArray
from ...engine.pipeline.cmdlet import Objects
from ...http import Form
from ..body import bound_fields
from ..file_parts import file_part
from ..local_files import put_file
from .picture import CountParams, numbered


@cmdlet(
    "Request-ImageVariation",
    default_set="Format",
    outputs=("System.String", "System.Byte[]"),
    gives=Gives(list_with="NumberOfImages"),
    order=("Image NumberOfImages", "TimeoutSec ApiBase"),
    own=("ApiType", "ApiVersion", "AuthType"),
)
class RequestImageVariation(CountParams):
    """Generate variations of a picture."""

    image = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        aliases=("File",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The file of the picture.",
    )
    size = Param(
        "string",
        completions=("256", "512", "1024", "256x256", "512x512", "1024x1024"),
        default="1024x1024",
        help="The width and height of the pictures: 256x256, 512x512 or 1024x1024.",
    )
    response_format = Param(
        "string",
        set="Format",
        aliases=("Format", "response_format"),
        validators=(ValidateSet(("url", "base64", "byte")),),
        default="url",
        help="What is returned: the pictures' URLs, base64 texts, or the bytes of one picture.",
    )

    examples = (
        Example("Request-ImageVariation ./logo.png -OutFile ./other.png", "Generates one variation."),
        Example(
            "Request-ImageVariation ./logo.png -NumberOfImages 2 -Size 256x256 -ResponseFormat base64",
            "Returns two small variations as base64 text.",
        ),
    )
    failures = (
        Failure(
            "Request-ImageVariation ./missing.png",
            "Request-ImageVariation: -Image: there is no file ./missing.png. Check the path; the current folder is "
            "/home/me/batches.",
            "FileNotFound,Request-ImageVariation",
        ),
    )
    remarks = """\
    The picture is a square PNG file of 4 MB at most. Each variation is charged. OpenAI's model for variations,
    dall-e-2, is retired; Request-ImageEdit takes its place, and other servers may still have variations.
    """

    def process(self) -> Objects:
        form = "url" if self.set_name == "OutFile" else self.response_format.lower()
        count = self.number_of_images or 1
        if form == "byte" and count > 1:
            self.fail(
                "System.ArgumentException",
                "-ResponseFormat byte returns one picture; use base64 or -OutFile for several.",
                "InvalidArgument",
                count,
                "System.ArgumentException",
            )
            return
        rows = self._rows(form, count)
        if self.set_name == "OutFile":
            for number, row in enumerate(rows[:count]):
                with self.faults():
                    picture = self.client.fetch(row["url"], self.config())
                put_file(self, numbered(self.out_file, number), picture.content)
        elif form == "url":
            yield from (row.get("url") for row in rows)
        elif form == "base64":
            yield from (row.get("b64_json") for row in rows)
        elif rows:
            yield ByteArray(base64.b64decode(rows[0]["b64_json"]))

    def _rows(self, form: str, count: int) -> list[dict[str, Any]]:
        fields = {
            "n": count,
            "size": f"{self.size}x{self.size}" if self.size.isdigit() else self.size,
            "response_format": "url" if form == "url" else "b64_json",
            **bound_fields(self, {"User": "user"}),
        }
        sent = Form(fields, [file_part(self, "Image", "image", self.image)])
        return list(self.call("images.variations", method="POST", form=sent).json().get("data") or ())
