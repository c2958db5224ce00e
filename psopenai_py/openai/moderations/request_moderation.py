from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ..api import ApiParams
from ..body import batch_input, bound_fields, to_plain
from ..local_files import image_url
from ..objects import to_object
from ..params import batch_params

DEFAULT_MODEL = "omni-moderation-latest"


@cmdlet(
    "Request-Moderation",
    outputs="PSOpenAI.Moderation",
    order=("TimeoutSec ApiBase",),
    own=("ApiType", "ApiVersion", "AuthType"),
)
class RequestModeration(ApiParams):
    """Check whether texts or pictures are harmful. Writes a warning for what the service flags."""

    text = Param(
        "string[]",
        position=0,
        pipeline="value",
        aliases=("Input",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The texts to check.",
    )
    images = Param("string[]", help="Pictures to check: files or URLs.")
    model = Param("string", completions=(DEFAULT_MODEL,), help="The model that checks.")
    as_batch, custom_batch_id = batch_params(own=True)

    examples = (
        Example("(Request-Moderation 'You are all very kind.').results[0].flagged", "Checks a text.", result="False"),
        Example("'one', 'two' | Request-Moderation -AsBatch | Start-Batch", "Checks two texts in a batch."),
        Example(
            "(Request-Moderation -Images ./photo.png).results[0].flagged",
            "Checks a picture.",
            result="False",
        ),
    )
    failures = (
        Failure(
            "Request-Moderation ''",
            "Request-Moderation: the value of -Text is not accepted: an element of it is empty; give a value.",
            "ParameterArgumentValidationError,Request-Moderation",
            exit_code=2,
        ),
    )
    remarks = """\
    Moderation costs nothing. The texts and pictures of one command go together in one call; each piped text is a call
    of its own.
    """

    def process(self) -> Objects:
        texts: list[str] = to_plain(as_list(self.text))
        pictures = list(self._pictures())
        if not texts and not pictures:
            self.fail_nothing(
                "MissingInput",
                "There is nothing to check: give a text with -Text or a picture with -Images.",
                "InvalidArgument",
                "System.ArgumentException",
            )
            return
        given: list[Any] = [*({"type": "text", "text": t} for t in texts), *pictures] if pictures else [*texts]
        body = {"input": given, **bound_fields(self, {"Model": "model"})}
        if self.as_batch:
            body.setdefault("model", DEFAULT_MODEL)
            yield batch_input(self.batch_url("/v1/moderations"), self.whole_body(body), self.custom_batch_id)
            return
        made = to_object(self.call("moderations", method="POST", body=body).json(), "PSOpenAI.Moderation")
        sources = [*texts, *as_list(self.images)]
        for place, result in enumerate(as_list(made._props.get("results"))):
            result._props["Input"] = sources[place] if place < len(sources) else None
            if result._props.get("flagged"):
                self.warn(f"The service flags this as harmful (result {place}); results[{place}].categories shows why.")
        yield made

    def _pictures(self) -> Iterator[dict[str, Any]]:
        for image in self.images or ():
            yield {"type": "image_url", "image_url": {"url": image_url(self, "Images", image)}}
