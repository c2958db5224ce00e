from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.core import INT32
from ...dotnet.model.enumerables import TypedArray
from ...engine.pipeline.cmdlet import Objects
from .tokenizer import EncodingParams


@cmdlet("ConvertTo-Token", default_set="encoding", outputs="System.Int32[]")
class ConvertToToken(EncodingParams):
    """Split a text into the tokens that a model reads and counts.

    Needs an optional package: pip install 'psopenai-py[tokens]'. No request is made.
    """

    text = Param(
        "string", mandatory=True, position=0, pipeline="value", allow_empty_string=True, help="The text to split."
    )

    examples = (
        Example("(ConvertTo-Token 'Hello world' -Model gpt-4o).Count", "Counts the tokens of a text.", result="2"),
        Example(
            "Get-Content a.txt -Raw | ConvertTo-Token -Encoding o200k_base",
            "Shows tokens.",
            result="690\n198\n38397\n198",
        ),
    )
    failures = (
        Failure(
            "ConvertTo-Token 'Hello' -Encoding p50k_base",
            'ConvertTo-Token: the value of -Encoding is not accepted: "p50k_base" is not one of: cl100k_base, '
            "o200k_base.",
            "ParameterArgumentValidationError,ConvertTo-Token",
            exit_code=2,
        ),
    )
    remarks = """\
    It is computed here; no request is made. The tables of an encoding are a part of the package tokens. A request has
    some more tokens than its texts: those around each message. Measure-ResponseInput counts them all.
    """

    def process(self) -> Objects:
        yield TypedArray(self.tokenizer().encode(self.text), INT32)
