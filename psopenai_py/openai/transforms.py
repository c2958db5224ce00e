"""What parameters do with their arguments before they are converted."""

from __future__ import annotations

from typing import Any

from ..dotnet.model.types import Value


def lower_case(value: Value) -> Value:
    """Texts in lower case, as the service wants its constants."""
    if isinstance(value, str):
        return value.lower()
    if isinstance(value, list):
        return [lower_case(v) for v in value]
    return value


def secure_string(value: Value) -> Value:
    """A key given as text becomes a SecureString at once, so that nothing shows it."""
    from ..credentials import SecureString

    if value is None or isinstance(value, SecureString):
        return value
    if isinstance(value, (str, int)):
        made: Any = SecureString(str(value))
        return made
    raise ValueError("A key is a text or a SecureString.")
