"""Enums: their types and values, and the members of ``[Enum]``."""

from __future__ import annotations

from functools import total_ordering

from ...dataclass import dataclass, field
from ...errors import NetException
from .core import ENUM, WHOLE_NUMBERS, Ref
from .enumerables import make_array
from .exceptions import argument_error, invalid_format, null_argument
from .registry import get_type, register
from .types import DotNetType, Value


@dataclass(eq=False, slots=True, repr=False)
class EnumType(DotNetType):
    """The type of an enum: its names with their numbers, in the order of declaration."""

    members: dict[str, int] = field(default_factory=dict)
    flags: bool = False
    underlying: str = "int"

    def add(self, name: str, number: int) -> None:
        """Declare one more name."""
        self.members[name] = number
        _declare_name(self, name)

    def names_by_value(self) -> dict[int, str]:
        """The first name of each number, in .NET's order (unsigned)."""
        found: dict[int, str] = {}
        for name, number in self.members.items():
            found.setdefault(number, name)
        return dict(sorted(found.items(), key=lambda item: item[0] & 0xFFFFFFFFFFFFFFFF))


@total_ordering
class EnumValue:
    """A value of an enum: a number, which need not have a name."""

    __slots__ = ("dotnet_type", "value")

    def __init__(self, type_: DotNetType, value: int) -> None:
        assert isinstance(type_, EnumType)
        self.dotnet_type: EnumType = type_
        self.value = int(value)

    @property
    def name(self) -> str | None:
        """The name declared for this number, or None."""
        return next((name for name, number in self.dotnet_type.members.items() if number == self.value), None)

    def __str__(self) -> str:
        name = self.name
        if name is not None:
            return name
        if self.dotnet_type.flags:
            names = self._flag_names()
            if names:
                return ", ".join(names)
        return str(self.value)

    def _flag_names(self) -> list[str]:
        """The names of the flags that are set; empty if some bits have no name."""
        names: list[str] = []
        left = self.value
        for number, name in reversed(self.dotnet_type.names_by_value().items()):
            if number and left & number == number:
                left &= ~number
                names.insert(0, name)
        return [] if left else names

    def has_flag(self, flag: EnumValue | None) -> bool:
        if flag is None:
            raise null_argument("flag")
        if flag.dotnet_type is not self.dotnet_type:
            raise NetException("System.ArgumentException", "The flag is a value of another enum type.")
        return self.value & flag.value == flag.value

    def format(self, spec: str | None = None) -> str:
        """``ToString(format)``: G, F (as flags), D (the number), X (the number's digits)."""
        match (spec or "G").upper():
            case "G":
                return str(self)
            case "F":
                return self.name or ", ".join(self._flag_names()) or str(self.value)
            case "D":
                return str(self.value)
            case "X":
                width = {"byte": 1, "sbyte": 1, "short": 2, "ushort": 2, "long": 8, "ulong": 8}
                size = width.get(self.dotnet_type.underlying, 4)
                return f"{self.value & ((1 << 8 * size) - 1):0{2 * size}X}"
        raise invalid_format()

    def __int__(self) -> int:
        return self.value

    def __index__(self) -> int:
        return self.value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EnumValue):
            return NotImplemented
        return self.dotnet_type is other.dotnet_type and self.value == other.value

    def __lt__(self, other: object) -> bool:
        return self.value < other.value if isinstance(other, EnumValue) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"<{self.dotnet_type.full_name}.{self}>"


def make_enum(
    full_name: str,
    members: dict[str, int],
    flags: bool = False,
    underlying: str = "int",
    accelerator: str | None = None,
    public: bool = True,
) -> EnumType:
    """Declare an enum. ``public=False`` leaves it out of the registry: a script's own enums belong to that script."""
    type_ = EnumType(
        full_name,
        accelerator,
        base=ENUM,
        value_type=True,
        is_enum=True,
        members=dict(members),
        flags=flags,
        underlying=underlying,
    )
    type_.default = lambda: EnumValue(type_, 0)
    type_.convert = lambda value: parse_enum(type_, value)
    for name in members:
        _declare_name(type_, name)
    return register(type_) if public else type_  # type: ignore[return-value]


def _declare_name(type_: EnumType, name: str) -> None:
    value = EnumValue(type_, type_.members[name])
    type_.static_prop(name, type_.full_name)(lambda: value)


def parse_enum(type_: DotNetType, value: Value, ignore_case: bool = True) -> EnumValue:
    """Convert a name, a comma-separated list of names, a number or its digits.

    Raises ValueError for a name that the enum does not have, TypeError for a value of another kind.
    """
    assert isinstance(type_, EnumType)
    if isinstance(value, EnumValue):
        return value if value.dotnet_type is type_ else EnumValue(type_, value.value)
    if isinstance(value, int):
        return EnumValue(type_, value)
    if not isinstance(value, str):
        raise TypeError(f"cannot make {type_.full_name} of {value!r}")
    known = {name.lower() if ignore_case else name: number for name, number in type_.members.items()}
    total = 0
    for part in value.split(","):
        name = part.strip()
        if name.lstrip("+-").isdecimal():
            total |= int(name)
            continue
        number = known.get(name.lower() if ignore_case else name)
        if number is None:
            raise ValueError(f"{type_.full_name} has no name {name!r}; there are: {', '.join(type_.members)}")
        total |= number
    return EnumValue(type_, total)


def type_code(type_: DotNetType) -> EnumValue:
    """The value of ``[TypeCode]`` with the name of the type, or else Object."""
    codes = get_type("System.TypeCode")
    assert isinstance(codes, EnumType)
    return EnumValue(codes, codes.members.get(type_.name, codes.members["Object"]))


# -- members ----------------------------------------------------------------------------------------------------------


def _compare(left: EnumValue, right: Value) -> int:
    if right is None:
        return 1
    if not isinstance(right, EnumValue) or right.dotnet_type is not left.dotnet_type:
        raise argument_error("Object must be of the same type as the enum.", None)
    return (left.value > right.value) - (left.value < right.value)


def _underlying(type_: EnumType, number: int) -> Value:
    return WHOLE_NUMBERS[get_type(type_.underlying)](number)


ENUM.prop("value__")(lambda value: _underlying(value.dotnet_type, value.value))
ENUM.method("ToString", returns="string")(str)
ENUM.method("ToString", "string", returns="string")(EnumValue.format)
ENUM.method("HasFlag", "System.Enum", returns="bool")(EnumValue.has_flag)
ENUM.method("CompareTo", "object", returns="int")(_compare)
ENUM.method("GetTypeCode", returns="System.TypeCode")(lambda value: type_code(get_type(value.dotnet_type.underlying)))


def _checked(type_: DotNetType | None) -> EnumType:
    if type_ is None:
        raise null_argument("enumType")
    if not isinstance(type_, EnumType):
        raise NetException("System.ArgumentException", f"{type_.full_name} is not an enum. (Parameter 'enumType')")
    return type_


def _names(type_: DotNetType) -> Value:
    return make_array(_checked(type_).names_by_value().values(), get_type("string"))


def _values(type_: DotNetType) -> Value:
    own = _checked(type_)
    return make_array([EnumValue(own, number) for number in own.names_by_value()], own)


def _parse(type_: DotNetType, text: str, ignore_case: bool = False) -> EnumValue:
    try:
        return parse_enum(_checked(type_), text, ignore_case)
    except ValueError:
        raise NetException(
            "System.ArgumentException", f"Requested value '{text}' was not found. (Parameter 'value')"
        ) from None


def _try_parse(type_: DotNetType, text: str | None, out: Ref) -> bool:
    return _try_parse_case(type_, text, False, out)


def _try_parse_case(type_: DotNetType, text: str | None, ignore_case: bool, out: Ref) -> bool:
    try:
        out.value = parse_enum(_checked(type_), text or "", ignore_case)
    except ValueError:
        out.value = EnumValue(type_, 0)
        return False
    return True


def _try_parse_typed(text: str | None, out: Ref) -> bool:
    return _try_parse_typed_case(text, False, out)


def _try_parse_typed_case(text: str | None, ignore_case: bool, out: Ref) -> bool:
    """Without a type: what `out` holds has it, as .NET infers it from there."""
    held = out.value
    if not isinstance(held, EnumValue):
        raise argument_error("The variable must hold a value of the enum.", "result")
    return _try_parse_case(held.dotnet_type, text, ignore_case, out)


def _number(value: Value) -> int:
    if not isinstance(value, (int, EnumValue)):
        raise argument_error("The value must be an enum or an integer, such as an Int32.", "value")
    return int(value)


def _is_defined(type_: DotNetType, value: Value) -> bool:
    own = _checked(type_)
    return value in own.members if isinstance(value, str) else _number(value) in own.members.values()


def _name_of(type_: DotNetType, value: Value) -> str | None:
    return EnumValue(_checked(type_), _number(value)).name


ENUM.static("GetNames", "type", returns="string[]")(_names)
ENUM.static("GetValues", "type")(_values)
ENUM.static("GetName", "type", "object", returns="string")(_name_of)
ENUM.static("Parse", "type", "string")(_parse)
ENUM.static("Parse", "type", "string", "bool")(_parse)
ENUM.static("TryParse", "type", "string", "ref", returns="bool")(_try_parse)
ENUM.static("TryParse", "type", "string", "bool", "ref", returns="bool")(_try_parse_case)
ENUM.static("TryParse", "string", "ref", returns="bool")(_try_parse_typed)
ENUM.static("TryParse", "string", "bool", "ref", returns="bool")(_try_parse_typed_case)
ENUM.static("IsDefined", "type", "object", returns="bool")(_is_defined)
ENUM.static("ToObject", "type", "object")(lambda type_, value: EnumValue(_checked(type_), _number(value)))
ENUM.static("GetUnderlyingType", "type", returns="type")(lambda type_: get_type(_checked(type_).underlying))
