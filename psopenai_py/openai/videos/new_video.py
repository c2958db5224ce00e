from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ...http import Form
from ..api import ApiParams
from ..body import batch_input, bound_fields
from ..file_parts import file_part
from ..local_files import image_reference
from ..objects import to_object
from ..params import batch_params, lower_case
from .video import MODELS_ENDED, TYPE_NAME, prompt_param

DEFAULT_MODEL = "sora-2"


@cmdlet("New-Video", outputs=TYPE_NAME)
class NewVideo(ApiParams):
    """Create a video with a model.

    This takes the service a while: see Wait-Video and Get-VideoContent.
    """

    prompt = prompt_param()
    input_reference = Param(
        "string",
        aliases=("input_reference",),
        validators=(ValidateNotNullOrEmpty(),),
        help="A picture for the first frame of the video.",
    )
    model = Param(
        "string",
        pipeline="property",
        completions=("sora-2", "sora-2-pro"),
        default=DEFAULT_MODEL,
        help="The model that creates the video.",
    )
    seconds = Param("string", completions=("4", "8", "12"), help="How long the video is, in seconds.")
    size = Param(
        "string",
        completions=("720x1280", "1280x720", "1024x1792", "1792x1024"),
        transform=lower_case,
        help="The width and height of the video.",
    )
    as_batch, custom_batch_id = batch_params(own=True)

    examples = (
        Example(
            "New-Video 'A red cube turns.' -Seconds 4",
            "Starts a short video.",
            result=(
                "id                    : video_3b857b8441d7c9e734535d6b\n"
                "object                : video\n"
                "status                : queued\n"
                "model                 : sora-2\n"
                "progress              : 0\n"
                "completed_at          :\n"
                "expires_at            :\n"
                "prompt                : A red cube turns.\n"
                "size                  : 720x1280\n"
                "seconds               : 4\n"
                "remixed_from_video_id :\n"
                "error                 :\n"
                "created_at            : 11/28/2026 7:14:31 PM"
            ),
        ),
        Example(
            "New-Video 'A red cube turns.' | Wait-Video | Get-VideoContent -OutFile ./cube.mp4",
            "Creates a video and downloads it.",
        ),
        Example("New-Video 'A red cube turns.' -AsBatch | Start-Batch", "Creates a video in a batch."),
    )
    failures = (
        Failure(
            "New-Video 'A red cube turns.' -InputReference ./missing.png",
            "New-Video: -InputReference: there is no file ./missing.png. Check the path; the current folder is "
            "/home/me/batches.",
            "FileNotFound,New-Video",
        ),
    )
    remarks = (
        "A video is charged by its length, model and size, and takes the service minutes. Nothing is polled here: "
        "Wait-Video does that.\n\n"
    ) + MODELS_ENDED

    def process(self) -> Objects:
        fields: dict[str, Any] = {"prompt": self.prompt, "model": self.model}
        fields.update(bound_fields(self, {"Seconds": "seconds", "Size": "size"}))
        if self.as_batch:
            if self.input_reference is not None:
                fields["input_reference"] = image_reference(self, "InputReference", self.input_reference)
            yield batch_input(self.batch_url("/v1/videos"), self.whole_body(fields), self.custom_batch_id)
            return
        files = []
        if self.input_reference is not None:
            files.append(file_part(self, "InputReference", "input_reference", self.input_reference))
        yield to_object(self.call("videos", method="POST", form=Form(fields, files)).json(), TYPE_NAME)
