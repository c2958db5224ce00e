from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ...http import FilePart, Form
from ..local_files import local_file
from ..params import lower_case
from .picture import TYPE_NAME, PictureParams, model_param, pictures, size_param, warn_of_urls


@cmdlet(
    "Request-ImageEdit",
    default_set="Format",
    outputs=TYPE_NAME,
    order=("Model NumberOfImages", "Background InputFidelity", "OutputRawResponse OutFile", "AuthType MaxRetryCount"),
    gives=Gives(list_with="NumberOfImages"),
)
class RequestImageEdit(PictureParams):
    """Edit pictures with a model."""

    image = Param(
        "string[]",
        mandatory=True,
        aliases=("File",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The files of the pictures.",
    )
    mask = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        help="A file whose transparent areas show where to change the first picture.",
    )
    prompt = Param("string", mandatory=True, validators=(ValidateNotNullOrEmpty(),), help="What to change.")
    model = model_param()
    size = size_param()
    input_fidelity = Param(
        "string",
        aliases=("input_fidelity",),
        validators=(ValidateSet(("low", "high")),),
        transform=lower_case,
        help="How closely faces and other features are preserved.",
    )

    examples = (
        Example("Request-ImageEdit -Image ./room.png -Prompt 'Add a lamp.' -OutFile ./lamp.png", "", run=False),
    )

    def process(self) -> Objects:
        warn_of_urls(self)
        yield from pictures(self, "images.edits", form=self._form())

    def _form(self) -> Any:
        name = "image" if len(self.image) == 1 else "image[]"
        files = [FilePart(name, local_file(self, "Image", path)) for path in self.image]
        if self.mask is not None:
            files.append(FilePart("mask", local_file(self, "Mask", self.mask)))
        fields = {"prompt": self.prompt, **self.fields()}
        if self.streams:
            fields["stream"] = "True"
        return Form(fields, files)
