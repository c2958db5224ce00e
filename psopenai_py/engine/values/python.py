"""What Python's own operations do with an object: data, equality, copies, pickles, its repr.

`PSObject` loads this when one of them is first used; scripts and the shell command never need it.
"""

from __future__ import annotations

import json
import re
from copy import copy, deepcopy
from datetime import datetime
from html import escape
from typing import Any

from ...dotnet.model.types import Value
from .objects import PSMember, PSObject, ScriptProperty, python_value, read_member

_LONGEST_SHOWN = 60  # characters of a value in a repr
_SECRET = re.compile(r"(?i)(api_?key|secret|password|authorization|token)$")
_KEY = re.compile(r"\b(sk|sess|ek)-[\w-]{8,}")


def plain_data(value: Value, name: str = "") -> Any:
    """A value as JSON's types, copied. An object of the service that nobody changed is what the service sent.

    ``name`` is the name of the property that has the value: dates of the service become its Unix times again.
    """
    if isinstance(value, PSObject):
        if isinstance(value._raw, bytes):
            return json.loads(value._raw)
        if isinstance(value._raw, dict):
            return deepcopy(value._raw)
        if value._base is not None:
            return plain_data(value._base)
        return {n: plain_data(read_member(value, value._props[n]), n) for n in value}
    plain = python_value(value)
    if isinstance(plain, list):
        return [plain_data(item) for item in plain]
    if isinstance(plain, dict):
        return {str(key): plain_data(item, str(key)) for key, item in plain.items()}
    if isinstance(plain, datetime):
        return int(plain.timestamp()) if name.endswith("_at") or name == "created" else plain.isoformat()
    return plain if isinstance(plain, (str, int, float, bool, type(None))) else str(plain)


def equal(left: PSObject, right: PSObject) -> bool:
    """Whether two objects are of one type and hold the same data."""
    return left._types == right._types and plain_data(left) == plain_data(right)


def copied(value: PSObject, memo: dict[int, Any] | None = None) -> PSObject:
    """A copy; with ``memo`` a deep one. Members that are computed are the same in both."""

    def inner(part: Any) -> Any:
        if isinstance(part, PSMember):
            return part
        return copy(part) if memo is None else deepcopy(part, memo)

    props = dict(value._props) if memo is None else {n: inner(stored) for n, stored in value._props.items()}
    return restored(props, value._types, value._base if memo is None else inner(value._base), value._raw)


def taken_apart(value: PSObject) -> tuple[Any, ...]:
    """What pickle keeps of an object: its properties, those that are computed with the values they have now."""
    props = {
        name: python_value(stored.get(value)) if isinstance(stored, ScriptProperty) else stored
        for name, stored in value._props.items()
        if isinstance(stored, ScriptProperty) or not isinstance(stored, PSMember)
    }
    return restored, (props, value._types, value._base, value._raw)


def restored(props: dict[str, Value], types: tuple[str, ...], base: Value, raw: Any) -> PSObject:
    """The object of these parts."""
    made = PSObject(props, None, base, raw)
    made._types = types
    return made


# -- repr -------------------------------------------------------------------------------------------------------------


def shown(value: PSObject) -> str:
    """``<Batch id='batch_1', status='completed', ...>``: short values, and no secrets."""
    parts = ", ".join(f"{name}={_short(value, name)}" for name in value)
    return f"<{value._short_type()} {parts}>"


def _short(owner: PSObject, name: str) -> str:
    try:
        value = owner[name]
    except Exception as error:  # a script's getter: whoever prints the object did not call it
        return f"<{type(error).__name__}>"
    if isinstance(value, str):
        if _SECRET.search(name):
            return "'***'"
        text = _KEY.sub(r"\1-***", value[: _LONGEST_SHOWN * 2])
        return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "...")
    if isinstance(value, PSObject):
        return f"<{value._short_type()}>"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (list, dict, bytes)):
        return repr(value) if len(value) == 0 else f"<{type(value).__name__} of {len(value)}>"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "..."


# -- notebooks --------------------------------------------------------------------------------------------------------

_MOST_ROWS = 50
_MOST_COLUMNS = 8
_LONGEST_CELL = 120  # characters


def html_object(value: PSObject) -> str:
    """A table of an object's properties, for a notebook."""
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{_cell(value, name)}</td></tr>" for name in value)
    return f"<table><caption>{escape(value._short_type())}</caption>{rows}</table>"


def html_table(values: list[Any]) -> str:
    """A table of objects, a row for each, for a notebook; of long lists the first rows."""
    if not all(isinstance(value, PSObject) for value in values):
        items = "".join(f"<li>{escape(str(value)[:_LONGEST_CELL])}</li>" for value in values[:_MOST_ROWS])
        return f"<ol>{items}</ol>{_more(values)}"
    names = list(dict.fromkeys(name for value in values[:_MOST_ROWS] for name in value))
    head = "".join(f"<th>{escape(name)}</th>" for name in names[:_MOST_COLUMNS])
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(value, name)}</td>" for name in names[:_MOST_COLUMNS]) + "</tr>"
        for value in values[:_MOST_ROWS]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{_more(values)}"


def _more(values: list[Any]) -> str:
    left = len(values) - _MOST_ROWS
    return f"<p>and {left:,} more</p>" if left > 0 else f"<p>{len(values):,} in all</p>"


def _cell(owner: PSObject, name: str) -> str:
    if name not in owner:
        return ""
    text = _short(owner, name)
    return escape(text[1:-1] if text[:1] in "'\"" and text[-1:] == text[:1] else text)
