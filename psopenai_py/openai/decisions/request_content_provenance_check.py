from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ...http import Form
from ..api import ApiParams
from ..file_parts import file_part
from ..objects import to_object

TYPE_NAME = "PSOpenAI.ContentProvenanceCheck"


@cmdlet(
    "Request-ContentProvenanceCheck",
    outputs=TYPE_NAME,
    order=("TimeoutSec MaxRetryCount ApiBase ApiKey Organization",),
    own=("ApiType", "ApiVersion", "AuthType"),
)
class RequestContentProvenanceCheck(ApiParams):
    """Check whether a picture or a recording bears the marks of OpenAI's models.

    Pictures are checked for C2PA data and SynthID, recordings for SynthID. That nothing is detected does not mean that
    no model has made the file: marks can be removed, and other companies' are not looked for.
    """

    file = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        validators=(ValidateNotNullOrEmpty(),),
        help="The file of the picture or recording.",
    )

    examples = (
        Example(
            "(Request-ContentProvenanceCheck ./photo.png).results",
            "Shows what was found.",
            result="type    outcome\n----    -------\nc2pa    not_detected\nsynthid not_detected",
        ),
        Example(
            "Get-ChildItem *.png | Request-ContentProvenanceCheck | Where-Object { $_.results.outcome -eq 'detected' }",
            "Lists the checks of the pictures that bear a mark.",
        ),
    )
    failures = (
        Failure(
            "Request-ContentProvenanceCheck ./missing.png",
            "Request-ContentProvenanceCheck: -File: there is no file ./missing.png. Check the path; the current "
            "folder is /home/me/batches.",
            "FileNotFound,Request-ContentProvenanceCheck",
        ),
    )
    remarks = "Each file is one call. Nothing is polled."

    def process(self) -> Objects:
        with self.each_on_its_own(self.file):
            form = Form({}, [file_part(self, "File", "file", self.file)])
            yield to_object(self.call("content_provenance_checks", method="POST", form=form).json(), TYPE_NAME)
