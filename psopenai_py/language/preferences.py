"""The values that preference variables take."""

from __future__ import annotations

from ..dotnet.types import Value
from ..engine.text import to_text
from ..errors import terminating

_ACTIONS = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break")
_IMPACTS = ("None", "Low", "Medium", "High")


def as_action(value: Value) -> str:
    """What to do about a message, from its name (any case), a unique beginning or its number."""
    return _one_of(_ACTIONS, value, "System.Management.Automation.ActionPreference")


def as_impact(value: Value) -> str:
    return _one_of(_IMPACTS, value, "System.Management.Automation.ConfirmImpact")


def _one_of(names: tuple[str, ...], value: Value, type_name: str) -> str:
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, int) and 0 <= value < len(names):
        return names[value]
    text = to_text(value).strip().lower()
    found = [n for n in names if n.lower() == text] or [n for n in names if text and n.lower().startswith(text)]
    if len(found) == 1:
        return found[0]
    raise terminating(
        "RuntimeException", f'"{to_text(value)}" is not one of: {", ".join(names)}', "MetadataError", None,
        "System.Management.Automation.ArgumentTransformationMetadataException",
    )  # fmt: skip
