"""CSV text as records, with the rules (and leniencies) of PowerShell's reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ...engine.values.objects import PSObject
from ...errors import terminating

_LINE_END = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=8)
def _field(delimiter: str) -> re.Pattern[str]:
    """One field from its start: blanks, then a quoted text and what follows it, or a bare text."""
    blanks = "[ \t]".replace(delimiter, "") if delimiter in " \t" else "[ \t]"
    if delimiter == '"':  # then there are no quotes
        return re.compile(rf'{blanks}*(?:(\0)(\0)|([^"\r\n]*))')
    rest = rf"[^{re.escape(delimiter)}\r\n]*"
    return re.compile(rf'{blanks}*(?:"((?:[^"]|"")*)(?:"({rest}))?|({rest}))')


class CsvText:
    """CSV text that is read record by record."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._text)

    def line(self) -> str:
        """The rest of the line, which is skipped."""
        end = _LINE_END.search(self._text, self._at)
        stop, after = (end.start(), end.end()) if end else (len(self._text), len(self._text))
        found = self._text[self._at : stop]
        self._at = after
        return found

    def starts_with(self, start: str) -> bool:
        return self._text.startswith(start, self._at)

    def record(self) -> list[str]:
        """The fields of the next record; nothing at the end of the text."""
        text, delimiter, field = self._text, self._delimiter, _field(self._delimiter)
        fields: list[str] = []
        while self._at < len(text):
            found = field.match(text, self._at)
            assert found is not None
            at = found.end()
            quoted, tail, bare = found.groups()
            value = _bare(bare) if quoted is None else quoted.replace('""', '"') + (_tail(tail) if tail else "")
            at_end = at >= len(text)
            if value or not at_end or tail is not None:
                fields.append(value)
            if at_end:
                self._at = at
                break
            if text[at] == delimiter:
                self._at = at + 1
                continue
            self._at = at + (2 if text.startswith("\r\n", at) else 1)
            break
        return fields


def _tail(text: str) -> str:
    return text if text.strip(" \t") else ""


def _bare(text: str) -> str:
    """A field without quotes: only the first blank at its end is kept, unless there were blanks or quotes before."""
    for at, char in enumerate(text):
        if char == '"':
            return text
        if char in " \t":
            return text[: at + 1] + _tail(text[at + 1 :])
    return text


class CsvReader:
    """Turns CSV texts into objects; the first record names the properties unless ``header`` does."""

    def __init__(self, delimiter: str, header: list[str] | None, warn: Callable[[str], None]) -> None:
        self.delimiter = delimiter
        self.header = None if header is None else self._checked(header, warn)
        self.type_name: str | None = None
        self._warn = warn

    def objects(self, text: str) -> Iterator[PSObject]:
        source = CsvText(text, self.delimiter)
        if self.type_name is None and source.starts_with("#"):  # also of each piped text
            line = source.line()
            if line[:5].lower() == "#type":
                self.type_name = line[5:].strip() or None
        if self.header is None:
            self._read_header(source)
        names = self.header
        while names is not None:
            values = source.record()
            if not values:
                return
            if len(values) == 1 and not values[0]:
                continue
            made = PSObject({name: values[i] if i < len(values) else None for i, name in enumerate(names)})
            if self.type_name:
                made._types = (self.type_name, "CSV:" + self.type_name)
            yield made

    def _read_header(self, source: CsvText) -> None:
        while self.header is None and not source.at_end:
            comment = source.starts_with("#")  # a name in quotes may begin with it
            values = source.record()
            while len(values) > 1 and not values[-1]:
                values.pop()
            if comment and values and values[0].startswith("#Fields: "):
                values[0] = values[0].removeprefix("#Fields: ")
            elif comment:
                continue
            self.header = self._checked(values, self._warn)

    @staticmethod
    def _checked(names: list[str], warn: Callable[[str], None]) -> list[str]:
        """The names, with ``H1``, ``H2``... in place of empty ones; raises if one occurs twice."""
        seen: set[str] = set()
        made: list[str] = []
        for name in names:
            if name and name.lower() in seen:
                raise terminating(
                    "AlreadyPresentPSMemberInfoInternalCollectionAdd",
                    f"The column '{name}' occurs twice in the header.",
                    "NotSpecified",
                    None,
                    "System.Management.Automation.ExtendedTypeSystemException",
                )
            seen.add(name.lower())
        number = 0
        for name in names:
            if not name:
                number += 1
                while f"h{number}" in seen:
                    number += 1
                name = f"H{number}"
            made.append(name)
        if number:
            warn('Some columns have no name in the header; names that start with "H" stand in for them.')
        return made
