"""Request bodies: from PowerShell values and bound parameters to JSON, sent at once or kept as a line of a batch."""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from decimal import Decimal
from enum import Enum
from numbers import Integral, Real
from typing import Any

from ..dotnet.model.carriers import Single
from ..dotnet.model.core import STRING
from ..dotnet.model.enumerables import TypedArray
from ..dotnet.model.types import Value
from ..engine.pipeline.cmdlet import Cmdlet
from ..engine.values.enumeration import enumerate_value
from ..engine.values.objects import PSObject, read_member, unwrap
from ..engine.values.text import to_text
from .objects import REQUEST_TYPE, from_json


def bound_fields(cmdlet: Cmdlet, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a body, by the parameters that fill them; parameters that were not given are not sent.

    ``names`` maps a parameter's PowerShell name to its field.
    """
    found: dict[str, Any] = {}
    for parameter, field in names.items():
        if cmdlet.is_bound(parameter):
            found[field] = to_plain(getattr(cmdlet, cmdlet.spec.params[parameter.lower()].attribute))
    return found


def to_plain(value: Value) -> Any:
    """``value`` as data that `json.dumps` accepts, to any depth.

    Dictionaries and custom objects become objects, collections arrays, dates ISO 8601 texts, enums and other .NET
    values their text.
    """
    value = unwrap(value)
    cls = value.__class__
    if value is None or cls is str or cls is bool or cls is int or cls is float:
        return value
    if isinstance(value, Enum) and not hasattr(value, "dotnet_type"):
        return to_plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Single):
        return float(f"{float(value):.7g}")  # 0.2 as a float is 0.2, not 0.20000000298
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, PSObject):
        return {name: to_plain(read_member(value, stored)) for name, stored in value._props.items()}
    items = getattr(value, "items", None)
    if items is not None:
        return {to_text(key): to_plain(item) for key, item in items()}
    elements = enumerate_value(value)
    if elements is not None:
        return [to_plain(element) for element in elements]
    moment = getattr(value, "format", None)
    if moment is not None and getattr(value, "ticks", None) is not None and hasattr(value, "kind"):
        return moment("o")
    if hasattr(value, "__bool__") and type(value).__name__ == "Switch":
        return bool(value)
    return _of_python(value)


def stands_for(value: Any) -> Any:
    """What an object of Python is in JSON: an enum's value, the fields of a dataclass or a pydantic model as a dict, an
    array's list, a date's text; any other object itself."""
    if isinstance(value, type) or hasattr(value, "dotnet_type"):
        return value
    if isinstance(value, Enum):
        return value.value
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is not None:
        return {name: getattr(value, name) for name in fields}
    for method in ("model_dump", "tolist", "isoformat"):
        if callable(found := getattr(value, method, None)):
            return found()
    return value


def _of_python(value: Any) -> Any:
    """What a Python caller may have put into a body; else its text."""
    known = stands_for(value)
    if known is not value:
        return to_plain(known)
    if isinstance(value, (tuple, Set)):
        return [to_plain(element) for element in value]
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    return to_text(value)


def to_table(value: Value) -> dict[str, Any] | None:
    """The value of a dictionary parameter (a hashtable, an ordered dictionary, an object) as a dict; None for null."""
    if value is None:
        return None
    plain = to_plain(value)
    return plain if isinstance(plain, Mapping) else None  # type: ignore[return-value]


def batch_input(url: str, body: dict[str, Any], custom_id: Value = None) -> PSObject:
    """The request as an object that Start-Batch collects; without a ``custom_id`` it gets one.

    The id is long enough to be unique, even among requests that many processes make: it is what links a result
    to its request.
    """
    line = {"custom_id": custom_id or f"request-{os.urandom(8).hex()}", "method": "POST", "url": url}
    typed = {name: _texts(value) or from_json(value) for name, value in body.items()}
    return PSObject({**line, "body": PSObject(typed)}, REQUEST_TYPE, raw={**line, "body": body})


def _texts(value: Any) -> Value:
    """Several texts as the string array that the parameter had; None for anything else."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return TypedArray(value, STRING)
    return None
