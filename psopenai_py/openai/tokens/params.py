"""Which way of splitting text is meant."""

from __future__ import annotations

from ...declare.cmdlet import Param
from ...declare.validators import ValidateSet
from ...engine.pipeline.cmdlet import Cmdlet
from ..tokenizer import ENCODINGS, Tokenizer, tokenizer


class EncodingParams(Cmdlet):
    model = Param("string", set="model", mandatory=True, position=1, help="Take the encoding that this model uses.")
    encoding = Param(
        "string",
        set="encoding",
        position=1,
        validators=(ValidateSet(ENCODINGS),),
        default=ENCODINGS[0],
        help="The encoding: cl100k_base (GPT-4, GPT-3.5) or o200k_base (newer models).",
    )

    def tokenizer(self) -> Tokenizer:
        return tokenizer(self, str(self.encoding).lower(), self.model if self.set_name == "model" else None)
