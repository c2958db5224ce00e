"""To enums: names in any case, unambiguous beginnings, comma lists, numbers."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import DotNetType, Value
from ..values.enumeration import as_list
from ..values.objects import unwrap
from ..values.text import to_text
from .to_failures import cast_error, final_error, null_error

_NAME_ERROR = "SubstringDisambiguationEnumParseThrewAnException"


def convert_to_enum(value: Value, type_: DotNetType) -> Value:
    """A value of the enum ``type_``; a name or number that it does not have is an error."""
    value = unwrap(value)
    if value is None:
        raise null_error(type_)
    own = getattr(value, "dotnet_type", None)
    if own is type_:
        return value
    if isinstance(value, str):
        return _from_names(value, type_)
    if isinstance(value, list):
        return _from_names(",".join(to_text(item) for item in as_list(value)), type_)
    if isinstance(value, (int, float)) or (own is not None and own.is_enum):
        number = _number(value, type_)
        if not _is_defined(number, type_):
            why = f"The possible values are: {', '.join(_members(type_))}."
            raise cast_error("UndefinedIntegerToEnum", value, type_, why)
        return make(type_, number)
    raise final_error(value, type_)


def make(type_: DotNetType, number: int) -> Value:
    """The enum's value with that number, declared or not."""
    from ...dotnet.model.enums import EnumValue

    return EnumValue(type_, number)


def _members(type_: DotNetType) -> dict[str, int]:
    found: dict[str, int] = type_.members  # type: ignore[attr-defined]
    return found


def _number(value: Any, type_: DotNetType) -> int:
    from .conversion import convert_to_long

    return convert_to_long(value)


def _is_defined(number: int, type_: DotNetType) -> bool:
    known = _members(type_).values()
    if number in known:
        return True
    if not getattr(type_, "flags", False):
        return False
    mask = 0
    for each in known:
        mask |= each
    return number & ~mask == 0


def _from_names(text: str, type_: DotNetType) -> Value:
    total = 0
    names = [name.strip() for name in text.split(",")]
    for name in names:
        total |= _from_name(name, text, type_)
    return make(type_, total)


def _from_name(name: str, text: str, type_: DotNetType) -> int:
    members = _members(type_)
    lower = name.lower()
    for each, number in members.items():
        if each.lower() == lower:
            return number
    if name and (name[0].isdigit() or name[0] in "+-"):
        try:
            return int(name)
        except ValueError:
            pass
    near = [each for each in members if lower and each.lower().startswith(lower)]
    if len(near) == 1:
        return members[near[0]]
    why = f"'{name}' is " + (f"the beginning of {', '.join(near)}" if near else "none of its names")
    raise cast_error(_NAME_ERROR, text, type_, f"{why}. The possible values are: {', '.join(members)}.")
