"""``.ForEach()`` and ``.Where()``, which every value has."""

from __future__ import annotations

from collections.abc import Sequence

from ...declare.sentinel import MISSING
from ...dotnet.model.types import DotNetType, Value
from ...errors import TerminatingError, terminating
from ..conversion.conversion import convert, convert_to_int
from ..session.scriptblock import ScriptBlock
from ..values.enumeration import as_list, enumerate_value, result_collection
from ..values.objects import unwrap
from ..values.text import to_text
from ..values.truth import to_bool

_MODES = ("default", "first", "last", "skipuntil", "until", "split")


def _items(value: Value) -> list[Value]:
    items = enumerate_value(value)
    return [value] if items is None else list(items)


def for_each(value: Value, args: Sequence[Value]) -> Value:
    """A script block runs per item; a type converts the items; a name reads, sets or calls a member."""
    action = unwrap(args[0])
    if isinstance(action, ScriptBlock):
        found: list[Value] = []
        for item in _items(value):
            action.run(found.append, args[1:], underscore=item)
        return result_collection(found)
    if isinstance(action, DotNetType):
        return result_collection([convert(item, action) for item in _items(value)])
    return result_collection(_by_name(value, to_text(action), args[1:]))


def _by_name(value: Value, name: str, args: Sequence[Value]) -> list[Value]:
    from .invocation import has_method, invoke
    from .members import property_or_missing, set_member

    found: list[Value] = []
    for item in _items(value):
        current = property_or_missing(item, name)
        if has_method(item, name.lower()):
            result = invoke(item, name, args)
        elif current is MISSING:
            text = f"An item has no property or method '{name}'."
            raise terminating("ForEachNonexistentMemberReference", text, "InvalidOperation", name)
        elif args:
            set_member(item, name, args[0] if len(args) == 1 else list(args))
            continue
        else:
            result = current
        found.extend(as_list(result) if enumerate_value(result) is not None else [result])
    return found


def where(value: Value, args: Sequence[Value]) -> Value:
    """The items for which the script says yes; a mode and a number limit or split them."""
    block = unwrap(args[0])
    if not isinstance(block, ScriptBlock):
        raise _bad_argument("The first argument of Where must be a script block.")
    mode = _mode(args[1]) if len(args) > 1 else "default"
    count = _count(args[2]) if len(args) > 2 else 0
    test = block.predicate()
    items = _items(value)
    if mode == "split":
        return [result_collection(part) for part in _split(items, test, count)]
    if mode in ("skipuntil", "until"):
        return result_collection(_until(items, test, mode, count))
    found: list[Value] = []
    limit = count or (1 if mode in ("first", "last") else 0)
    for item in items:
        if to_bool(test(item)):
            found.append(item)
            if limit and mode != "last" and len(found) == limit:
                break
    return result_collection(found[-limit:] if mode == "last" else found)


def _split(items: list[Value], test: object, count: int) -> tuple[list[Value], list[Value]]:
    assert callable(test)
    yes: list[Value] = []
    no: list[Value] = []
    for item in items:
        (yes if (not count or len(yes) < count) and test(item) else no).append(item)
    return yes, no


def _until(items: list[Value], test: object, mode: str, count: int) -> list[Value]:
    assert callable(test)
    cut = next((at for at, item in enumerate(items) if test(item)), len(items))
    found = items[cut:] if mode == "skipuntil" else items[:cut]
    return found[:count] if count else found


def _mode(value: Value) -> str:
    text = to_text(value).lower()
    if text.isdigit():
        number = convert_to_int(value)
        text = _MODES[number] if number < len(_MODES) else text
    if text not in _MODES:
        raise _bad_argument(f"'{to_text(value)}' is no mode of Where. There are: {', '.join(_MODES)}.")
    return text


def _count(value: Value) -> int:
    count = convert_to_int(value)
    if count < 0:
        raise _bad_argument("The number of items cannot be negative.")
    return count


def _bad_argument(text: str) -> TerminatingError:
    return terminating("ArgumentException", text, "InvalidArgument", None, "System.ArgumentException")
