"""-LogitBias: how much likelier tokens get."""

from __future__ import annotations

from ..dotnet.model.types import Value
from ..engine.pipeline.cmdlet import Cmdlet
from ..engine.values.text import to_text
from .tokenizer import encoding_of, is_installed, tokenizer

LIMIT = 100.0


def logit_bias(cmdlet: Cmdlet, given: Value, model: str) -> dict[str, float]:
    """The table that the service takes: a number from -100 to 100 for each token's id.

    A word counts for all its tokens, where the tokenizer is installed and the model's encoding is known.
    """
    found: dict[str, float] = {}
    for key, value in given.items():
        token, text = to_text(key).strip(), to_text(value)
        try:
            bias = float(text)
        except ValueError:
            cmdlet.fail("InvalidLogitBias", f"-LogitBias: {text} is no number.", "InvalidArgument", value)
            continue
        tokens = _tokens(cmdlet, token, model)
        if tokens is None:
            cmdlet.fail(
                "InvalidLogitBias",
                f"-LogitBias: '{token}' is not the id of a token. Words need a model whose encoding is known, and a "
                "tokenizer: pip install 'psopenai-py[tokens]'.",
                "InvalidArgument",
                key,
            )
            continue
        if abs(bias) > LIMIT:
            limited = max(-LIMIT, min(bias, LIMIT))
            cmdlet.warn(f"-LogitBias goes from -100 to 100; {text} is taken as {limited:g}.")
            bias = limited
        found.update(dict.fromkeys(tokens, bias))
    return found


def _tokens(cmdlet: Cmdlet, text: str, model: str) -> list[str] | None:
    """The ids that a key means: an id itself, or a word's tokens; None where words cannot be split."""
    if text.lstrip("-").isdigit():
        return [text]
    encoding = encoding_of(model)
    if encoding is None or not is_installed():
        return None
    return [str(token) for token in tokenizer(cmdlet, encoding).encode(text)]
