"""Conversions to enums: from names in any case, unambiguous beginnings of names, comma lists and numbers."""

from __future__ import annotations

from ...dotnet.model.carriers import Int64
from ...dotnet.model.core import INT64
from ...dotnet.model.enums import EnumType, EnumValue
from ...dotnet.model.types import DotNetType, Value
from ..values.enumeration import as_list
from ..values.objects import unwrap
from ..values.text import to_text
from .failures import cast_error, final_error, null_error
from .to_numbers import whole_converter

_NAME_ERROR = "SubstringDisambiguationEnumParseThrewAnException"
_to_long = whole_converter(INT64, Int64)


def convert_to_enum(value: Value, type_: DotNetType) -> EnumValue:
    """A value of the enum ``type_``; a name or number that it does not have is an error."""
    assert isinstance(type_, EnumType)
    value = unwrap(value)
    if value is None:
        raise null_error(type_)
    if isinstance(value, str):
        return _from_names(value, type_)
    if isinstance(value, list):
        return _from_names(",".join(to_text(item) for item in as_list(value)), type_)
    if isinstance(value, EnumValue) and value.dotnet_type is type_:
        return value
    if isinstance(value, (int, float, EnumValue)):
        number = int(_to_long(value))
        if not _is_defined(number, type_):
            why = f"The possible values are: {', '.join(type_.members)}."
            raise cast_error("UndefinedIntegerToEnum", value, type_, why)
        return EnumValue(type_, number)
    raise final_error(value, type_)


def _is_defined(number: int, type_: EnumType) -> bool:
    known = type_.members.values()
    if number in known:
        return True
    if not type_.flags:
        return False
    mask = 0
    for each in known:
        mask |= each
    return number & ~mask == 0


def _from_names(text: str, type_: EnumType) -> EnumValue:
    total = 0
    names = [name.strip() for name in text.split(",")]
    for name in names:
        total |= _from_name(name, text, type_)
    return EnumValue(type_, total)


def _from_name(name: str, text: str, type_: EnumType) -> int:
    members = type_.members
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
    why = f"'{name}' is " + (f"the beginning of {', '.join(near)}" if near else "not one of its names")
    raise cast_error(_NAME_ERROR, text, type_, f"{why}. The possible values are: {', '.join(members)}.")
