from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ...http import Form
from ..body import batch_input
from ..file_parts import file_part
from ..local_files import image_reference
from ..params import batch_params, lower_case
from .picture import TYPE_NAME, PictureParams, model_param, pictures, size_param, warn_of_urls

DEFAULT_MODEL = "gpt-image-1.5"  # the service's; the requests of a batch have to name it


@cmdlet(
    "Request-ImageEdit",
    default_set="Format",
    outputs=TYPE_NAME,
    order=("Model NumberOfImages", "Background InputFidelity", "OutputRawResponse OutFile", "AuthType MaxRetryCount"),
    gives=Gives(list_with="NumberOfImages"),
)
class RequestImageEdit(PictureParams):
    """Edit pictures with a model.

    A request for a batch (-AsBatch) holds its pictures: the contents of files, or addresses or ids of uploaded files.
    """

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
    as_batch, custom_batch_id = batch_params(own=True, set="Format")

    examples = (
        Example(
            "Request-ImageEdit -Image ./room.png -Prompt 'Add a lamp.' -OutFile ./lamp.png",
            "Changes a picture.",
        ),
        Example(
            "Request-ImageEdit -Image https://example.com/room.png -Prompt 'Add a lamp.' -AsBatch | Start-Batch",
            "Edits a picture in a batch.",
        ),
        Example(
            "Request-ImageEdit -Image ./room.png, ./logo.png -Prompt 'Put the logo on the wall.' -InputFidelity "
            "high -OutFile ./wall.png",
            "Makes one picture of two.",
        ),
    )
    failures = (
        Failure(
            "Request-ImageEdit -Image ./missing.png -Prompt 'Add a lamp.'",
            "Request-ImageEdit: -Image: there is no file ./missing.png. Check the path; the current folder is "
            "/home/me/batches.",
            "FileNotFound,Request-ImageEdit",
        ),
    )
    remarks = """\
    A request takes up to 16 pictures, each of 50 MB at most. The service charges for tokens: of the prompt, of the
    pictures that are sent, and of the one that is made. -InputFidelity high costs more. In a batch (-AsBatch) they cost
    half.
    """

    def process(self) -> Objects:
        warn_of_urls(self)
        if self.as_batch:
            yield batch_input(self.batch_url("/v1/images/edits"), self.whole_body(self._body()), self.custom_batch_id)
            return
        yield from pictures(self, "images.edits", form=self._form())

    def _body(self) -> dict[str, Any]:
        """The request as JSON."""
        body: dict[str, Any] = {"images": [image_reference(self, "Image", image) for image in self.image]}
        if self.mask is not None:
            body["mask"] = image_reference(self, "Mask", self.mask)
        return {"model": DEFAULT_MODEL, "prompt": self.prompt, **body, **self.fields()}

    def _form(self) -> Any:
        name = "image" if len(self.image) == 1 else "image[]"
        files = [file_part(self, "Image", name, path) for path in self.image]
        if self.mask is not None:
            files.append(file_part(self, "Mask", "mask", self.mask))
        fields = {"prompt": self.prompt, **self.fields()}
        if self.streams:
            fields["stream"] = "True"
        return Form(fields, files)
