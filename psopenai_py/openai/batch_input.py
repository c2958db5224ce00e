"""What -AsBatch returns in place of a call: the request as a line of a batch's input."""

from __future__ import annotations

import secrets
from typing import Any

from ..dotnet.model.core import STRING
from ..dotnet.model.enumerables import TypedArray
from ..dotnet.model.types import Value
from ..engine.values.objects import PSObject
from .objects import from_json

TYPE_NAME = "PSOpenAI.Batch.Input"


def batch_input(url: str, body: dict[str, Any], custom_id: Value = None) -> PSObject:
    """The request as an object that Start-Batch collects; without a ``custom_id`` it gets one.

    The id is long enough to be the only one, also among requests that many processes make: it is what links a result
    to its request.
    """
    line = {"custom_id": custom_id or f"request-{secrets.token_hex(8)}", "method": "POST", "url": url}
    typed = {name: _texts(value) or from_json(value) for name, value in body.items()}
    return PSObject({**line, "body": PSObject(typed)}, TYPE_NAME, raw={**line, "body": body})


def _texts(value: Any) -> Value:
    """Several texts as the string array that the parameter was; None for anything else."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return TypedArray(value, STRING)
    return None
