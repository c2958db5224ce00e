"""The types that every script uses: System.Object, strings, numbers, arrays, and types themselves.

The types are created here; their members are declared in the modules that `dotnet/__init__` loads.
"""

from __future__ import annotations

import decimal

from .carriers import BOUNDS, BigInteger, Byte, Char, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64
from .registry import array_of, register, type_of
from .types import DotNetType, Value

_COMPARABLE = ("System.IComparable", "System.IConvertible")
_NUMBER = (*_COMPARABLE, "System.IFormattable")


class PlainObject:
    """An instance of System.Object itself."""

    __slots__ = ()


class Switch:
    """``[switch]``: whether a switch parameter was given."""

    __slots__ = ("is_present",)

    def __init__(self, is_present: bool = False) -> None:
        self.is_present = is_present

    def __bool__(self) -> bool:
        return self.is_present

    def __eq__(self, other: object) -> bool:
        return bool(self) == other if isinstance(other, (bool, Switch)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.is_present)

    def __repr__(self) -> str:
        return f"<Switch {self.is_present}>"


class Ref:
    """``[ref]``: where a method writes an output argument. The engine has a subclass that is bound to a variable."""

    __slots__ = ("_value",)

    def __init__(self, value: Value = None) -> None:
        self._value = value

    @property
    def value(self) -> Value:
        return self._value

    @value.setter
    def value(self, new: Value) -> None:
        self._value = new


OBJECT = register(DotNetType("System.Object", "object"))
OBJECT.python = PlainObject
register(OBJECT)
VALUE_TYPE = register(DotNetType("System.ValueType", base=OBJECT))
ENUM = register(DotNetType("System.Enum", base=VALUE_TYPE, interfaces=_NUMBER), "enum")
VOID = register(DotNetType("System.Void", "void", base=VALUE_TYPE, value_type=True))
DELEGATE = register(DotNetType("System.Delegate", base=OBJECT, interfaces=("System.ICloneable",)))
MULTICAST_DELEGATE = register(DotNetType("System.MulticastDelegate", base=DELEGATE))

STRING = register(
    DotNetType(
        "System.String",
        "string",
        python=str,
        base=OBJECT,
        interfaces=(*_COMPARABLE, "System.Collections.IEnumerable", "System.ICloneable"),
    )
)


def _value_type(
    full_name: str,
    accelerator: str,
    python: type,
    default: Value,
    *other_names: str,
    interfaces: tuple[str, ...] = _NUMBER,
) -> DotNetType:
    made = DotNetType(
        full_name,
        accelerator,
        python=python,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=interfaces,
        default=lambda: default,
    )
    return register(made, *other_names)


BOOLEAN = _value_type("System.Boolean", "bool", bool, False, interfaces=_COMPARABLE)
CHAR = _value_type("System.Char", "char", Char, Char("\0"), interfaces=_COMPARABLE)
INT32 = _value_type("System.Int32", "int", int, 0)
INT64 = _value_type("System.Int64", "long", Int64, Int64(0))
INT16 = _value_type("System.Int16", "short", Int16, Int16(0))
BYTE = _value_type("System.Byte", "byte", Byte, Byte(0))
SBYTE = _value_type("System.SByte", "sbyte", SByte, SByte(0))
UINT16 = _value_type("System.UInt16", "ushort", UInt16, UInt16(0))
UINT32 = _value_type("System.UInt32", "uint", UInt32, UInt32(0))
UINT64 = _value_type("System.UInt64", "ulong", UInt64, UInt64(0))
DOUBLE = _value_type("System.Double", "double", float, 0.0)
SINGLE = _value_type("System.Single", "float", Single, Single(0.0))
DECIMAL = _value_type("System.Decimal", "decimal", decimal.Decimal, decimal.Decimal(0))
BIGINT = _value_type(
    "System.Numerics.BigInteger",
    "bigint",
    BigInteger,
    BigInteger(0),
    interfaces=("System.IComparable", "System.IFormattable"),
)

#: the integer types that have bounds, with the class that carries each
WHOLE_NUMBERS: dict[DotNetType, type] = {type_of(cls(0)): cls for cls in BOUNDS}

ARRAY = register(
    DotNetType(
        "System.Array",
        "array",
        base=OBJECT,
        interfaces=(
            "System.Collections.IList",
            "System.Collections.ICollection",
            "System.Collections.IEnumerable",
            "System.ICloneable",
        ),
    )
)
OBJECT_ARRAY = array_of(OBJECT)
OBJECT_ARRAY.python = list
register(OBJECT_ARRAY)

MEMBER_INFO = register(DotNetType("System.Reflection.MemberInfo", base=OBJECT))
TYPE = register(DotNetType("System.Type", "type", base=MEMBER_INFO))
RUNTIME_TYPE = register(
    DotNetType(
        "System.RuntimeType",
        base=register(DotNetType("System.Reflection.TypeInfo", base=TYPE)),
        python=DotNetType,
    )
)
SWITCH = register(
    DotNetType(
        "System.Management.Automation.SwitchParameter",
        "switch",
        python=Switch,
        base=VALUE_TYPE,
        value_type=True,
        default=Switch,
    )
)
REF = register(
    DotNetType(
        "System.Management.Automation.PSReference",
        "ref",
        python=Ref,
        base=OBJECT,
        short_name="PSReference`1",
    )
)
# The engine has the classes for these three: it registers the types again, with members, when it is loaded.
PSOBJECT = register(DotNetType("System.Management.Automation.PSObject", "psobject", base=OBJECT))
PSCUSTOMOBJECT = register(DotNetType("System.Management.Automation.PSCustomObject", base=OBJECT), "pscustomobject")
SCRIPTBLOCK = register(DotNetType("System.Management.Automation.ScriptBlock", "scriptblock", base=OBJECT))
