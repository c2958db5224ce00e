"""`SecureString`: a text that is shown only by `reveal()`."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NoReturn

from ..dotnet.model.types import DotNetType
from ..dotnet.security.securestring import SECURE_STRING, carry

_SHOWN = "System.Security.SecureString"
_MAX_LENGTH = 65536


def _hide(text: str) -> Callable[[], str]:
    """Keep a text where repr, `vars()` and dumps of local variables do not show it: in a closure."""

    def reveal() -> str:
        return text

    return reveal


class SecureString:
    """PowerShell's `[securestring]`. Only `reveal()` returns the text.

    Two are equal only if they are the same object, as in PowerShell; `matches` compares the texts. Like any .NET object
    it is true even if it is empty: use `len()`.
    """

    __slots__ = ("__read_only", "__reveal", "__weakref__")

    dotnet_type: ClassVar[DotNetType] = SECURE_STRING

    def __init__(self, text: str = "") -> None:
        self.__reveal = _hide(str(text))
        self.__read_only = False
        self.__check_length()

    def reveal(self) -> str:
        """The text. Do not store it, log it or put it into a message."""
        return self.__reveal()

    def matches(self, other: SecureString | str) -> bool:
        """Whether the texts are the same, compared in constant time."""
        from hmac import compare_digest  # noqa: PLC0415 (brings OpenSSL's hashes, which few commands need)

        text = other.reveal() if isinstance(other, SecureString) else other
        return compare_digest(_utf16(self.reveal()), _utf16(text))

    # -- what .NET's type can do ------------------------------------------------------------------------------------

    def append_char(self, char: str) -> None:
        self.insert_at(len(self), char)

    def insert_at(self, index: int, char: str) -> None:
        """Insert a character at `index` (in UTF-16 units, as in .NET)."""
        self.__replace(index, 0, char, len(self) + 1)

    def set_at(self, index: int, char: str) -> None:
        self.__replace(index, 1, char, len(self))

    def remove_at(self, index: int) -> None:
        self.__replace(index, 1, "", len(self))

    def clear(self) -> None:
        self.__check_writable()
        self.__reveal = _hide("")

    def copy(self) -> SecureString:
        """A copy, writable even if this one is read-only."""
        return SecureString(self.reveal())

    def make_read_only(self) -> None:
        self.__read_only = True

    @property
    def is_read_only(self) -> bool:
        return self.__read_only

    def __replace(self, index: int, count: int, char: str, end: int) -> None:
        self.__check_writable()
        if not 0 <= index < end:
            raise IndexError("The index is outside the secure string.")
        units = _utf16(self.reveal())
        changed = units[: 2 * index] + _utf16(char) + units[2 * (index + count) :]
        self.__reveal = _hide(changed.decode("utf-16-le", "surrogatepass"))
        self.__check_length()

    def __check_writable(self) -> None:
        if self.__read_only:
            raise ValueError("The secure string is read-only.")

    def __check_length(self) -> None:
        if len(self) > _MAX_LENGTH:
            self.__reveal = _hide("")
            raise ValueError(f"A secure string holds at most {_MAX_LENGTH} characters.")

    # -- what Python asks of every object ---------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(_utf16(self.__reveal())) // 2

    def __bool__(self) -> bool:
        return True

    def __str__(self) -> str:
        return _SHOWN

    def __repr__(self) -> str:
        return "<SecureString>"

    def __format__(self, spec: str) -> str:
        return format(_SHOWN, spec)

    def __copy__(self) -> SecureString:
        return self.copy()

    def __deepcopy__(self, memo: object) -> SecureString:
        return self.copy()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a SecureString cannot be pickled")


carry(SecureString)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
