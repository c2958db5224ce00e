"""-LogitBias: how much likelier tokens get."""

from __future__ import annotations

from ..dotnet.types import Value
from ..engine.cmdlet import Cmdlet
from ..engine.text import to_text

LIMIT = 100.0


def logit_bias(cmdlet: Cmdlet, given: Value) -> dict[str, float]:
    """The table that the service takes: a number from -100 to 100 for each token's id."""
    found: dict[str, float] = {}
    for key, value in given.items():
        token, text = to_text(key).strip(), to_text(value)
        try:
            bias = float(text)
        except ValueError:
            cmdlet.fail("InvalidLogitBias", f"-LogitBias: {text} is no number.", "InvalidArgument", value)
            continue
        if not token.lstrip("-").isdigit():
            cmdlet.fail(
                "InvalidLogitBias",
                f"-LogitBias takes the ids of tokens, which '{token}' is not.",
                "InvalidArgument",
                key,
            )
            continue
        if abs(bias) > LIMIT:
            limited = max(-LIMIT, min(bias, LIMIT))
            cmdlet.warn(f"-LogitBias goes from -100 to 100; {text} is taken as {limited:g}.")
            bias = limited
        found[token] = bias
    return found
