"""Text to tokens and back, by the optional package ``bpe-openai``, which contains the vocabularies."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text

ENCODINGS = ("cl100k_base", "o200k_base")
_NEW, _OLD = "o200k_base", "cl100k_base"
#: the encodings of models by prefixes of their names; the first match counts
_MODELS: tuple[tuple[str, str], ...] = (
    ("gpt-4o", _NEW), ("gpt-4.1", _NEW), ("gpt-4.5", _NEW), ("gpt-4", _OLD), ("gpt-3.5", _OLD), ("gpt-35", _OLD),
    ("gpt-5", _NEW), ("gpt-", _NEW), ("chatgpt-", _NEW), ("codex-", _NEW), ("computer-use", _NEW), ("o1", _NEW),
    ("o3", _NEW), ("o4", _NEW), ("text-embedding-", _OLD), ("davinci-002", _OLD), ("babbage-002", _OLD),
)  # fmt: skip


class Tokenizer:
    """One encoding. Text that looks like a special token is treated as ordinary text."""

    def __init__(self, encoding: Any) -> None:
        self._encoding = encoding

    def encode(self, text: str) -> list[int]:
        return [int(token) for token in self._encoding.encode_ordinary(text)]

    def decode(self, tokens: list[int]) -> str:
        """The text; invalid bytes become a replacement character."""
        wrong = next((token for token in tokens if token < 0), None)
        try:
            if wrong is None:
                return bytes(self._encoding.decode_bytes(tokens)).decode("utf-8", "replace")
        except KeyError as error:
            raise ValueError(str(error.args[0])) from error
        raise ValueError(f"A token cannot be negative: {wrong}.")


def encoding_of(model: str) -> str | None:
    """The encoding that a model uses; None if it is unknown."""
    name = model.lower().removeprefix("ft:")
    return next((encoding for start, encoding in _MODELS if name.startswith(start)), None)


def is_installed() -> bool:
    try:
        import_module("bpe_openai")
    except ImportError:
        return False
    return True


def tokenizer(cmdlet: Cmdlet, encoding: str | None, model: str | None = None) -> Tokenizer:
    """The tokenizer of an encoding, or of a model; raises if there is none, with a hint what to do."""
    if model:
        encoding = encoding_of(model)
        if encoding is None:
            raise cmdlet.stop_with(
                "UnknownModel",
                f"-Model: the encoding of '{model}' is not known; give -Encoding instead: {' or '.join(ENCODINGS)}.",
                "InvalidArgument",
                model,
                "System.ArgumentException",
            )
    if not is_installed():
        raise cmdlet.stop_with(
            "TokenizerNotInstalled",
            "Tokens need an optional package: pip install 'psopenai-py[tokens]'.",
            "NotInstalled",
            None,
            "System.NotSupportedException",
        )
    return Tokenizer(import_module("bpe_openai").get_encoding(encoding or _OLD))


LIMIT = 100.0


def logit_bias(cmdlet: Cmdlet, given: Value, model: str) -> dict[str, float]:
    """The table in the service's form: a number from -100 to 100 for each token's id.

    A word stands for all its tokens, if the tokenizer is installed and the model's encoding is known.
    """
    found: dict[str, float] = {}
    for key, value in given.items():
        token, text = to_text(key).strip(), to_text(value)
        try:
            bias = float(text)
        except ValueError:
            cmdlet.fail("InvalidLogitBias", f"-LogitBias: {text} is not a number.", "InvalidArgument", value)
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
    """The ids of a key: the id itself, or a word's tokens; None if words cannot be split."""
    if text.lstrip("-").isdecimal():
        return [text]
    encoding = encoding_of(model)
    if encoding is None or not is_installed():
        return None
    return [str(token) for token in tokenizer(cmdlet, encoding).encode(text)]


class EncodingParams(Cmdlet):
    model = Param("string", set="model", mandatory=True, position=1, help="Use the encoding of this model.")
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
