"""``[System.Runtime.InteropServices.Marshal]``: how scripts read the text of a secure string."""

from __future__ import annotations

from ...errors import NetException
from ..model.core import OBJECT, VALUE_TYPE
from ..model.registry import register
from ..model.types import DotNetType
from .securestring import SecureText


class IntPtr(int):
    """An address of unmanaged memory; here the number of a copy of a secure string."""

    __slots__ = ()


INT_PTR = register(
    DotNetType("System.IntPtr", python=IntPtr, base=VALUE_TYPE, value_type=True, default=lambda: IntPtr(0))
)
INT_PTR.static_prop("Zero", "System.IntPtr")(lambda: IntPtr(0))
INT_PTR.prop("Size", "int")(lambda pointer: 8)
INT_PTR.method("ToInt64", returns="long")(int)
INT_PTR.method("ToString", returns="string")(lambda pointer: int.__str__(pointer))

MARSHAL = register(DotNetType("System.Runtime.InteropServices.Marshal", base=OBJECT))
_lent: dict[int, SecureText] = {}


def _lend(secure: SecureText) -> IntPtr:
    number = 0x10000 + 0x100 * (len(_lent) + 1)
    while number in _lent:
        number += 0x100
    _lent[number] = secure.copy()
    return IntPtr(number)


def _read(pointer: int) -> str | None:
    if pointer == 0:
        return None
    if pointer not in _lent:
        raise NetException("System.AccessViolationException", "The pointer does not lead to an allocated text.")
    return _lent[pointer].reveal()


def _free(pointer: int) -> None:
    _lent.pop(int(pointer), None)


for _name in ("SecureStringToBSTR", "SecureStringToGlobalAllocUnicode", "SecureStringToCoTaskMemUnicode"):
    MARSHAL.static(_name, "securestring", returns="System.IntPtr")(_lend)
for _name in ("PtrToStringBSTR", "PtrToStringAuto", "PtrToStringUni"):
    MARSHAL.static(_name, "System.IntPtr", returns="string")(_read)
for _name in ("ZeroFreeBSTR", "FreeBSTR", "ZeroFreeGlobalAllocUnicode", "ZeroFreeCoTaskMemUnicode", "FreeHGlobal"):
    MARSHAL.static(_name, "System.IntPtr", returns="void")(_free)
