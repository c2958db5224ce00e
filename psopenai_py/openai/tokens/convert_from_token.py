from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects, Output
from .tokenizer import EncodingParams


@cmdlet(
    "ConvertFrom-Token",
    default_set="encoding",
    outputs="System.String",
    order=("Encoding AsArray",),
    gives=Gives("one", list_with="AsArray"),
)
class ConvertFromToken(EncodingParams):
    """Turn tokens back into text.

    Needs an optional package: pip install 'psopenai-py[tokens]'. No request is made.
    """

    token = Param(
        "int[]",
        mandatory=True,
        position=0,
        pipeline="value",
        allow_empty_collection=True,
        help="The tokens, as ConvertTo-Token returns them.",
    )
    as_array = Param("switch", help="Return the text of each token separately.")

    examples = (
        Example("ConvertFrom-Token 9906, 1917 -AsArray", "Shows what tokens stand for.", result="Hello\n world"),
        Example(
            "ConvertTo-Token 'Hello world' -Model gpt-4o | ConvertFrom-Token -Model gpt-4o",
            "Turns a text into tokens and back.",
            result="Hello world",
        ),
    )
    failures = (
        Failure(
            "ConvertFrom-Token 99999999",
            "ConvertFrom-Token: Token id 99999999 is out of range for cl100k_base",
            "InvalidToken,ConvertFrom-Token",
        ),
    )
    remarks = "It is computed here; no request is made."

    def begin(self) -> Output:
        self._tokens: list[int] = []
        return None

    def process(self) -> Output:
        self._tokens += map(int, self.token)
        return None

    def end(self) -> Objects:
        tokenizer = self.tokenizer()
        try:
            texts = map(tokenizer.decode, [[t] for t in self._tokens] if self.as_array else [self._tokens])
            yield from list(texts)
        except ValueError as error:
            raise self.stop_with(
                "InvalidToken", str(error), "InvalidArgument", None, "System.ArgumentException"
            ) from error
