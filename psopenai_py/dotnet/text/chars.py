"""The members of ``[char]``."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from ...errors import NetException
from ..model.carriers import Char
from ..model.core import CHAR, OBJECT, Ref
from ..model.enums import EnumValue
from ..model.exceptions import null_argument, range_error
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from .utf16 import units, whole

_CATEGORIES = (
    *("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"),
    *("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn"),
)


def _category(char: str) -> str:
    return unicodedata.category(char)


def _in(*categories: str) -> Callable[[str], bool]:
    return lambda char: _category(char) in categories


def _change(convert: Callable[[str], str]) -> Callable[..., Char]:
    """A change of case that leaves a character unchanged if it would become two."""

    def change(char: str, *_: Value) -> Char:
        made = convert(char)
        return Char(made if len(made) == 1 else char)

    return change


def _parse(text: str) -> Char:
    if len(text) != 1:
        raise NetException("System.FormatException", "String must be exactly one character long.")
    return Char(text)


def _try_parse(text: str | None, out: Ref) -> bool:
    found = text is not None and len(text) == 1
    out.value = Char(text if found else "\0")
    return found


def _compare(left: str, right: str) -> int:
    return ord(left) - ord(right)


def _numeric_value(char: str) -> float:
    return float(unicodedata.numeric(char, -1.0))


def _unicode_category(char: str) -> Value:
    return EnumValue(get_type("System.Globalization.UnicodeCategory"), _CATEGORIES.index(_category(char)))


def _at(test: Callable[[str], bool]) -> Callable[[str | None, int], bool]:
    return lambda text, index: test(_units_from(text, index)[0])


def _units_from(text: str | None, index: int) -> str:
    """The UTF-16 units of a string from an index on, at least one."""
    if text is None:
        raise null_argument("s")
    found = units(text)
    if not 0 <= index < len(found):
        raise range_error("index")
    return found[index:]


def _from_utf32(code: int) -> str:
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise range_error("utf32", "A valid UTF-32 value is between 0 and 0x10FFFF and is not a surrogate.")
    return chr(code)


_LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo")
_TESTS: dict[str, Callable[[str], bool]] = {
    "IsLetter": _in(*_LETTERS),
    "IsLetterOrDigit": _in(*_LETTERS, "Nd"),
    "IsDigit": _in("Nd"),
    "IsNumber": _in("Nd", "Nl", "No"),
    "IsUpper": _in("Lu"),
    "IsLower": _in("Ll"),
    "IsWhiteSpace": lambda char: char.isspace() and char not in "\x1c\x1d\x1e\x1f",
    "IsPunctuation": lambda char: _category(char)[0] == "P",
    "IsSymbol": lambda char: _category(char)[0] == "S",
    "IsSeparator": lambda char: _category(char)[0] == "Z",
    "IsControl": _in("Cc"),
    "IsSurrogate": _in("Cs"),
    "IsAscii": lambda char: char < "\x80",
    "IsAsciiDigit": lambda char: "0" <= char <= "9",
    "IsAsciiLetter": lambda char: char.isascii() and char.isalpha(),
    "IsAsciiLetterOrDigit": lambda char: char.isascii() and char.isalnum(),
    "IsAsciiHexDigit": lambda char: char in "0123456789abcdefABCDEF",
}

CHAR.method("ToString", returns="string")(str)
CHAR.method("ToString", "System.IFormatProvider", returns="string")(lambda char, _: str(char))
CHAR.method("CompareTo", "char", returns="int")(_compare)
CHAR.static_prop("MaxValue", "char")(lambda: Char("\uffff"))
CHAR.static_prop("MinValue", "char")(lambda: Char("\0"))
CHAR.static("Parse", "string", returns="char")(_parse)
CHAR.static("TryParse", "string", "ref", returns="bool")(_try_parse)
CHAR.static("GetNumericValue", "char", returns="double")(_numeric_value)
CHAR.static("GetUnicodeCategory", "char")(_unicode_category)
CHAR.static("ConvertFromUtf32", "int", returns="string")(_from_utf32)
CHAR.static("ConvertToUtf32", "string", "int", returns="int")(lambda text, at: ord(whole(_units_from(text, at)[:2])[0]))
CHAR.static("ToString", "char", returns="string")(str)
for _name, _convert in {"ToUpper": str.upper, "ToLower": str.lower}.items():
    CHAR.static(_name, "char", returns="char")(_change(_convert))
    CHAR.static(_name, "char", "cultureinfo", returns="char")(_change(_convert))
    CHAR.static(_name + "Invariant", "char", returns="char")(_change(_convert))

CHAR_INFO = register(DotNetType("System.Globalization.CharUnicodeInfo", base=OBJECT))
CHAR_INFO.static("GetUnicodeCategory", "char")(_unicode_category)
CHAR_INFO.static("GetUnicodeCategory", "string", "int")(lambda text, at: _unicode_category(_units_from(text, at)[0]))
CHAR_INFO.static("GetNumericValue", "char", returns="double")(_numeric_value)

for _name, _test in _TESTS.items():
    CHAR.static(_name, "char", returns="bool")(_test)
    CHAR.static(_name, "string", "int", returns="bool")(_at(_test))
