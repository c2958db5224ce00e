from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
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
        Example("(ConvertTo-Token 'Hello world' -Model gpt-4o).Count", "Counts the tokens of a text."),
        Example("Get-Content a.txt -Raw | ConvertTo-Token -Encoding o200k_base", "Shows tokens."),
    )

    def process(self) -> Objects:
        yield TypedArray(self.tokenizer().encode(self.text), INT32)
