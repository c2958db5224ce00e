from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ..body import batch_input
from ..params import batch_params, lower_case
from .picture import TYPE_NAME, PictureParams, model_param, pictures, size_param, warn_of_urls


@cmdlet(
    "Request-ImageGeneration",
    default_set="Format",
    outputs=TYPE_NAME,
    order=(
        "Model NumberOfImages",
        "Size Quality",
        "Style Background",
        "OutputRawResponse OutFile",
        "AuthType MaxRetryCount",
    ),
    gives=Gives(list_with="NumberOfImages"),
)
class RequestImageGeneration(PictureParams):
    """Generate pictures with a model."""

    prompt = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        help="What the picture shows.",
    )
    model = model_param("gpt-image-2")
    size = size_param("1792x1024", "1024x1792")
    style = Param(
        "string",
        validators=(ValidateSet(("vivid", "natural")),),
        transform=lower_case,
        help="The style of the picture; for older models only.",
    )
    moderation = Param(
        "string",
        validators=(ValidateSet(("low", "auto")),),
        transform=lower_case,
        help="How strictly the picture is moderated.",
    )
    as_batch, custom_batch_id = batch_params(own=True, set="Format")

    examples = (
        Example("Request-ImageGeneration 'A red cube' -OutFile ./cube.png", "Generates a picture."),
        Example(
            "Request-ImageGeneration 'A red cube' -n 3 -OutFile ./cube.webp -Quality low",
            "Generates three pictures.",
        ),
        Example(
            "'A red cube', 'A blue cube' | Request-ImageGeneration -AsBatch | Start-Batch",
            "Generates pictures in a batch.",
        ),
        Example(
            "$bytes = Request-ImageGeneration 'A red cube' -ResponseFormat byte; $bytes.Length -gt 0",
            "Returns the picture as bytes, without a file.",
            result="True",
        ),
    )
    failures = (
        Failure(
            "Request-ImageGeneration 'A red cube' -n 11",
            "Request-ImageGeneration: the value of -NumberOfImages is not accepted: 11 is outside of 1 to 10.",
            "ParameterArgumentValidationError,Request-ImageGeneration",
            exit_code=2,
        ),
    )
    remarks = """\
    The service charges for tokens: of the prompt, and of the picture, whose number grows with -Quality and -Size. Each
    of several pictures is charged; usage of the answer counts the tokens. One request makes 10 pictures at most. A
    partial picture of a stream is charged, too. In a batch (-AsBatch) they cost half.
    """

    def process(self) -> Objects:
        warn_of_urls(self)
        body = {"model": self.model, "prompt": self.prompt, **self.fields()}
        if self.as_batch:
            yield batch_input(self.batch_url("/v1/images/generations"), self.whole_body(body), self.custom_batch_id)
            return
        if self.streams:
            body["stream"] = True
        yield from pictures(self, "images.generations", body)
