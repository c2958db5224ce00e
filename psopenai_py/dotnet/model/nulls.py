"""The two objects that stand for nothing: ``[DBNull]::Value`` and ``[NullString]::Value``."""

from __future__ import annotations

from .core import OBJECT
from .registry import register
from .types import DotNetType


class DBNull:
    __slots__ = ()


class NullString:
    __slots__ = ()


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
