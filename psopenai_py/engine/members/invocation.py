"""``value.name(args)``, and the two methods that every value has, ``.ForEach()`` and ``.Where()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...declare.sentinel import MISSING
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import DotNetType, Value
from ...errors import TerminatingError, terminating
from ..conversion.conversion import convert, convert_to_int, set_declared
from ..session.scriptblock import ScriptBlock
from ..values.enumeration import as_list, enumerate_value, result_collection
from ..values.objects import PSObject, unwrap
from ..values.text import own_text, to_text
from ..values.truth import to_bool
from .members import property_or_missing, set_member
from .methods import call_script_method, has_method, invoke_declared, no_method, script_method_of

Test = Callable[[Value], bool]

_MODES = ("default", "first", "last", "skipuntil", "until", "split")


def invoke(value: Value, name: Value, args: Sequence[Value]) -> Value:
    """``value.name(args)``. A method that a collection does not have is called on each of its items."""
    lower = (name if isinstance(name, str) else to_text(name)).lower()
    if value is None:
        if args and lower in ("foreach", "where"):
            return result_collection([])
        text = "A method cannot be called on null."
        raise terminating("InvokeMethodOnNull", text, "InvalidOperation")
    script = script_method_of(value, lower)
    if script is not None:
        return call_script_method(script, value, args)
    inner = unwrap(value)
    found = invoke_declared(inner, lower, args)
    if found is not MISSING:
        return found
    if lower.startswith(("get_", "set_")):
        found = _by_accessor(inner, lower, args)
        if found is not MISSING:
            return found
    if lower == "foreach" and args:
        return for_each(value, args)
    if lower == "where" and args:
        return where(value, args)
    if isinstance(inner, PSObject) and lower == "tostring":
        return own_text(inner) or ""
    items = enumerate_value(inner)
    if items is not None:
        return _invoke_each(inner, list(items), name, args)
    raise no_method(inner, to_text(name))


def _by_accessor(value: Value, lower: str, args: Sequence[Value]) -> Value:
    """The result of ``get_Name()`` or ``set_Name(value)``, the methods behind a property; MISSING if there is none."""
    declared = None if isinstance(value, PSObject) else type_of(value).find_property(lower[4:])
    if declared is None or declared.kind != "Property":
        return MISSING
    if lower.startswith("get_") and not args:
        return declared.get(value)
    if lower.startswith("set_") and len(args) == 1 and declared.set is not None:
        set_declared(value, declared, args[0], declared.name)
        return None
    return MISSING


def _invoke_each(collection: Value, items: list[Value], name: Value, args: Sequence[Value]) -> Value:
    lower = to_text(name).lower()
    if not items or not any(has_method(item, lower) for item in items):
        raise no_method(collection, to_text(name))
    results = [invoke(item, name, args) for item in items]
    found: list[Value] = []
    for each in results:
        inner = enumerate_value(each)
        if inner is not None:
            found.extend(inner)
        elif each is not None:
            found.append(each)
    return None if not found else found[0] if len(found) == 1 else found


# -- ForEach and Where -------------------------------------------------------------------------------------------------


def _items(value: Value) -> list[Value]:
    items = enumerate_value(value)
    return [value] if items is None else list(items)


def for_each(value: Value, args: Sequence[Value]) -> Value:
    """``.ForEach()``: a script block runs for each item, a type converts it, a name reads, sets or calls a member."""
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
    """``.Where()``: the items for which the script block is true; a mode and a number limit or split them."""
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


def _split(items: list[Value], test: Test, count: int) -> tuple[list[Value], list[Value]]:
    yes: list[Value] = []
    no: list[Value] = []
    for item in items:
        (yes if (not count or len(yes) < count) and test(item) else no).append(item)
    return yes, no


def _until(items: list[Value], test: Test, mode: str, count: int) -> list[Value]:
    cut = next((at for at, item in enumerate(items) if test(item)), len(items))
    found = items[cut:] if mode == "skipuntil" else items[:cut]
    return found[:count] if count else found


def _mode(value: Value) -> str:
    text = to_text(value).lower()
    if text.isdecimal():
        number = convert_to_int(value)
        text = _MODES[number] if number < len(_MODES) else text
    if text not in _MODES:
        raise _bad_argument(f"'{to_text(value)}' is not a mode of Where. The modes are: {', '.join(_MODES)}.")
    return text


def _count(value: Value) -> int:
    count = convert_to_int(value)
    if count < 0:
        raise _bad_argument("The number of items cannot be negative.")
    return count


def _bad_argument(text: str) -> TerminatingError:
    return terminating("ArgumentException", text, "InvalidArgument", None, "System.ArgumentException")
