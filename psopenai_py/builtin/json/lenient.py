"""A reader for all that PowerShell accepts as JSON beyond the standard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ...declare.sentinel import Sentinel
from ...dotnet.model.carriers import BigInteger, Int64

_BLANK = re.compile(r"(?:[ \t\r\n\f\v\xa0]+|/\*.*?\*/|//[^\r\n]*)*", re.DOTALL)
_PLAIN = {'"': re.compile(r'[^"\\]*'), "'": re.compile(r"[^'\\]*")}
_NAME = re.compile(r"[\w$]+")
_NUMBER = re.compile(r"-?[\d.][\w.+-]*|-Infinity")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "\\": "\\", '"': '"', "'": "'", "/": "/"}
_WORDS: dict[str, Any] = {
    "true": True, "false": False, "null": None, "undefined": None, "NaN": float("nan"), "Infinity": float("inf"),
}  # fmt: skip
_END = Sentinel("_END", __name__)  # an array or object ends here


class JsonError(Exception):
    """The text is not JSON, or nested too deeply."""


def whole_number(digits: str) -> int:
    """A whole number as the smallest of [long] and [bigint] that holds it."""
    value = int(digits)
    return Int64(value) if -(1 << 63) <= value < 1 << 63 else BigInteger(value)


class LenientReader:
    """Reads one JSON text, without recursion, so that any nesting up to ``depth`` is possible."""

    def __init__(self, text: str, make: Callable[[Any], Any], depth: int) -> None:
        self._text = text
        self._make = make
        self._depth = depth
        self._at = 0

    def read(self) -> Any:
        self._skip()
        if self._at >= len(self._text):
            return None
        value = self._container() if self._peek() in "[{" else self._scalar()
        self._skip()
        if self._at < len(self._text):
            raise self._fault("There is more text after the end of the JSON value")
        return value

    def _container(self) -> Any:
        """An array or an object with its content; open ones are kept on a stack."""
        stack: list[tuple[list[Any], str | None]] = []  # what has been read, and the name before the open one
        items: list[Any] = []
        is_array = self._take() == "["
        kinds = [is_array]
        while True:
            name = None if kinds[-1] else self._next_name()
            found: Any = self._next_item() if kinds[-1] else self._next_value() if name is not None else _END
            if found is _END:
                value = items if kinds.pop() else self._make(items)
                if not stack:
                    return value
                items, name = stack.pop()
                self._add(items, name, value)
                self._after_value(kinds[-1])
            elif found == "[" or found == "{":
                stack.append((items, name))
                if len(stack) >= self._depth:
                    raise JsonError(f"The JSON is nested more deeply than the {self._depth} levels of -Depth.")
                items = []
                kinds.append(found == "[")
            else:
                self._add(items, name, found[0])
                self._after_value(kinds[-1])

    @staticmethod
    def _add(items: list[Any], name: str | None, value: Any) -> None:
        items.append(value if name is None else (name, value))

    def _next_item(self) -> Any:
        """The next item of an array: a bracket that opens, ``(value,)``, or the end."""
        self._skip()
        char = self._peek()
        if char == "]":
            self._at += 1
            return _END
        if char == "":
            raise self._fault("The array does not end")
        if char == ",":
            return (None,)
        return self._next_value()

    def _next_value(self) -> Any:
        self._skip()
        if self._peek() in ("[", "{"):
            return self._take()
        return (self._scalar(),)

    def _next_name(self) -> str | None:
        """The next name of an object with its colon; None at the end of the object."""
        self._skip()
        char = self._peek()
        if char == "}":
            self._at += 1
            return None
        if char in ('"', "'"):
            name = self._string()
        else:
            found = _NAME.match(self._text, self._at)
            if found is None:
                raise self._fault("A property's name should stand here")
            self._at = found.end()
            name = found[0]
        self._skip()
        if self._take() != ":":
            raise self._fault("A colon should stand after a property's name", self._at - 1)
        return name

    def _after_value(self, in_array: bool) -> None:
        """A comma, or the end of what the value stands in (left for the next step)."""
        self._skip()
        char = self._peek()
        if char == ",":
            self._at += 1
        elif char != ("]" if in_array else "}"):
            raise self._fault("A comma or the end of the array or object should stand here")

    def _scalar(self) -> Any:
        char = self._peek()
        if char in ('"', "'") and char:
            return self._string()
        number = _NUMBER.match(self._text, self._at)
        if number is not None:
            self._at = number.end()
            return self._number(number[0])
        word = _NAME.match(self._text, self._at)
        if word is None or word[0] not in _WORDS:
            raise self._fault("A value should stand here")
        self._at = word.end()
        return _WORDS[word[0]]

    def _number(self, text: str) -> Any:
        try:
            digits = text.lstrip("-")
            if digits == "Infinity":
                return float("-inf")
            if digits[:1] == "0" and len(digits) > 1 and digits[1] not in ".eE":
                return whole_number(str(int(digits, 16) if digits[1] in "xX" else int(digits, 8)))
            if digits.isdigit():
                return whole_number(text)
            return float(text)
        except ValueError:
            raise self._fault(f"'{text}' is not a number") from None

    def _string(self) -> str:
        quote = self._take()
        plain = _PLAIN[quote]
        parts: list[str] = []
        while True:
            found = plain.match(self._text, self._at)
            assert found is not None
            parts.append(found[0])
            self._at = found.end()
            char = self._take()
            if char == quote:
                text = "".join(parts)
                return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
            if char == "":
                raise self._fault("A string does not end")
            parts.append(self._escaped())

    def _escaped(self) -> str:
        char = self._take()
        if char == "u":
            digits = self._text[self._at : self._at + 4]
            if re.fullmatch("[0-9A-Fa-f]{4}", digits) is None:
                raise self._fault("\\u needs four hexadecimal digits")
            self._at += 4
            return chr(int(digits, 16))
        if char not in _ESCAPES or not char:
            raise self._fault(f"\\{char} means nothing in JSON")
        return _ESCAPES[char]

    def _skip(self) -> None:
        found = _BLANK.match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _take(self) -> str:
        char = self._text[self._at : self._at + 1]
        self._at += len(char)
        return char

    def _fault(self, what: str, at: int | None = None) -> JsonError:
        place = self._at if at is None else at
        line = self._text.count("\n", 0, place) + 1
        column = place - self._text.rfind("\n", 0, place)
        return JsonError(f"{what} (line {line}, column {column}).")
