"""Kinds of null: ``[DBNull]::Value``, ``[NullString]::Value`` and ``Nullable<T>``."""

from __future__ import annotations

from .core import OBJECT, VALUE_TYPE
from .registry import define, register
from .types import DotNetType


class DBNull:
    """The class of ``[DBNull]::Value``, a missing value in a database."""

    __slots__ = ()


class NullString:
    """The class of ``[NullString]::Value``.

    It passes null to a string parameter of a .NET method, where ``$null`` becomes the empty string.
    """

    __slots__ = ()


#: the classes of values that equal null: PowerShell's operators take them for it
NULL_LIKE = frozenset({type(None), DBNull, NullString})

DB_NULL = register(DotNetType("System.DBNull", python=DBNull, base=OBJECT))
NULL_STRING = register(
    DotNetType("System.Management.Automation.Language.NullString", "NullString", python=NullString, base=OBJECT)
)
DB_NULL_VALUE = DBNull()
NULL_STRING_VALUE = NullString()
DB_NULL.static_prop("Value", "System.DBNull")(lambda: DB_NULL_VALUE)
DB_NULL.method("ToString", returns="string")(lambda value: "")
NULL_STRING.static_prop("Value")(lambda: NULL_STRING_VALUE)
NULL_STRING.method("ToString", returns="string")(lambda value: "")


AUTOMATION_NULL = register(DotNetType("System.Management.Automation.Internal.AutomationNull", base=OBJECT))
AUTOMATION_NULL.static_prop("Value")(lambda: None)  # the language makes of it the lack of output


@define("System.Nullable", 1)
def _nullable(type_: DotNetType, arguments: tuple[DotNetType, ...]) -> None:
    """No value has this type: a cast to it returns null or a plain value of the type argument."""
    type_.base = VALUE_TYPE
    type_.value_type = True
