"""The members of ``[securestring]``. The class behind it (in `credentials`) registers with `carry`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from ...errors import NetException
from ..model.core import OBJECT
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value


class SecureText(Protocol):
    """What the class behind secure strings must offer."""

    def reveal(self) -> str: ...
    def append_char(self, char: str) -> None: ...
    def insert_at(self, index: int, char: str) -> None: ...
    def set_at(self, index: int, char: str) -> None: ...
    def remove_at(self, index: int) -> None: ...
    def clear(self) -> None: ...
    def copy(self) -> SecureText: ...
    def make_read_only(self) -> None: ...
    @property
    def is_read_only(self) -> bool: ...
    def __len__(self) -> int: ...


SECURE_STRING = DotNetType(
    "System.Security.SecureString", "securestring", base=OBJECT, interfaces=("System.IDisposable",)
)


def carry(cls: type) -> DotNetType:
    """Make a class the one whose instances are secure strings, and register the type."""
    SECURE_STRING.python = cls
    return register(SECURE_STRING)


def make_secure(text: str) -> SecureText:
    """Make a secure string of a text."""
    cls = get_type("securestring").python
    assert cls is not None
    made: SecureText = cls(text)
    return made


def _changing(change: Callable[..., None]) -> Callable[..., None]:
    """Wrap a method that changes a secure string, so that it throws .NET's exceptions."""

    def changed(secure: SecureText, *args: Value) -> None:
        try:
            change(secure, *args)
        except IndexError as error:
            raise NetException("System.ArgumentOutOfRangeException", str(error)) from error
        except ValueError as error:
            raise NetException("System.InvalidOperationException", str(error)) from error

    return changed


SECURE_STRING.constructor()(lambda: make_secure(""))
SECURE_STRING.prop("Length", "int")(len)
SECURE_STRING.method("AppendChar", "char", returns="void")(_changing(lambda secure, char: secure.append_char(char)))
SECURE_STRING.method("InsertAt", "int", "char", returns="void")(
    _changing(lambda secure, index, char: secure.insert_at(index, char))
)
SECURE_STRING.method("SetAt", "int", "char", returns="void")(
    _changing(lambda secure, index, char: secure.set_at(index, char))
)
SECURE_STRING.method("RemoveAt", "int", returns="void")(_changing(lambda secure, index: secure.remove_at(index)))
SECURE_STRING.method("Clear", returns="void")(_changing(lambda secure: secure.clear()))
SECURE_STRING.method("Copy", returns="securestring")(lambda secure: secure.copy())
SECURE_STRING.method("MakeReadOnly", returns="void")(lambda secure: secure.make_read_only())
SECURE_STRING.method("IsReadOnly", returns="bool")(lambda secure: secure.is_read_only)
SECURE_STRING.method("Dispose", returns="void")(lambda secure: None)
SECURE_STRING.method("ToString", returns="string")(lambda secure: SECURE_STRING.full_name)
