"""Templates: texts, and whole request bodies, with the properties of a row in them: ``Translate: {text}``.

``{name}`` is a property, also ``{a.b}`` of an object inside; case does not matter. ``{_}`` is the whole row, and
``{name?}`` may be missing. ``{name:json}`` reads the property's text as JSON, so that ``5`` of a CSV file becomes a
number. ``{{`` and ``}}`` are braces. A text that is one placeholder and nothing else has the property's value, of
whatever kind; in any other text, null is empty, and what is not a text is JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.members.members import MethodValue, property_or_missing
from ..body import to_plain

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
ROW = "_"  # the placeholder of the whole row
_JSON = ":json"


class MissingProperty(LookupError):
    """A row lacks the property ``name``, which ``where`` asks for: a parameter and its template."""

    def __init__(self, name: str, where: str) -> None:
        super().__init__(name)
        self.name = name
        self.where = where


def read_property(row: Value, name: str) -> Any:
    """The property of a row as plain data, or `MISSING`. A number that is none (NaN) counts as null, as in pandas."""
    found = property_of(row, name)
    if found is MISSING:
        return found
    plain = to_plain(found)
    return None if plain.__class__ is float and plain != plain else plain


def property_of(row: Value, name: str) -> Any:
    """The property of a row, or `MISSING`. A dict is a row of a file; any other value is PowerShell's."""
    found = _own(row, name)
    if found is MISSING and "." in name:
        found = row
        for part in name.split("."):
            found = MISSING if found is MISSING or found is None else _own(found, part)
    return found


def _own(row: Value, name: str) -> Value:
    if isinstance(row, dict):
        found: Value = row.get(name, MISSING)
        if found is not MISSING:
            return found
        lower = name.lower()
        return next((value for key, value in row.items() if isinstance(key, str) and key.lower() == lower), MISSING)
    found = MISSING if row is None else property_or_missing(row, name)
    return MISSING if isinstance(found, MethodValue) else found


def text_of(value: Any) -> str:
    """Plain data in a text."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class _Field:
    """A placeholder."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.as_json = text.endswith(_JSON)
        self.name = text.removesuffix(_JSON)
        self.is_optional = self.name.endswith("?")
        self.name = self.name.removesuffix("?").strip()

    def value(self, row: Value) -> Any:
        """Plain data. Raises MissingProperty, and ValueError where JSON is wanted and the text is not JSON."""
        if self.name == ROW:
            found = to_plain(row)
        else:
            found = read_property(row, self.text.strip())  # a column may be called "ok?"
            if found is MISSING:
                found = read_property(row, self.name)
        if found is MISSING:
            if not self.is_optional:
                raise MissingProperty(self.name, self.where)
            return None
        if self.as_json and isinstance(found, str):
            try:
                return json.loads(found) if found.strip() else None
            except ValueError as error:
                raise ValueError(f"{{{self.text}}} is not JSON: {found[:60]!r}") from error
        return found


class Template:
    """A text with placeholders, of a parameter. Raises ValueError for braces that do not match."""

    def __init__(self, text: str, parameter: str) -> None:
        self.text = text
        self._parts: list[str | _Field] = []
        at = 0
        for piece in _PIECE.finditer(text):
            self._literal(text[at : piece.start()])
            at, found = piece.end(), piece.group()
            if found in ("{{", "}}"):
                self._literal(found[0])
            elif piece[1] is None:
                raise ValueError(f"'{text}' has a lone '{found}' at position {piece.start() + 1}; write '{found * 2}'")
            elif not piece[1].strip():
                raise ValueError(f"'{text}' has '{found}' at position {piece.start() + 1}, which names no property")
            else:
                self._parts.append(_Field(piece[1], f"-{parameter} '{text}'"))
        self._literal(text[at:])

    def _literal(self, text: str) -> None:
        if self._parts and isinstance(self._parts[-1], str):
            self._parts[-1] += text
        elif text:
            self._parts.append(text)

    @property
    def is_constant(self) -> bool:
        return all(isinstance(part, str) for part in self._parts)

    def fill(self, row: Value) -> str:
        """The text for a row. Raises MissingProperty or ValueError."""
        return "".join([part if isinstance(part, str) else text_of(part.value(row)) for part in self._parts])

    def value(self, row: Value) -> Any:
        """The text, or the value of a property if the template is nothing else."""
        if len(self._parts) == 1 and isinstance(self._parts[0], _Field):
            return self._parts[0].value(row)
        return self.fill(row)


def compiled(value: Any, parameter: str) -> Any:
    """Plain data with its texts as templates; `filled` makes plain data of it again. Raises ValueError."""
    if isinstance(value, str):
        template = Template(value, parameter)
        return template.fill(None) if template.is_constant else template
    if isinstance(value, Mapping):
        return {key: compiled(item, parameter) for key, item in value.items()}
    return [compiled(item, parameter) for item in value] if isinstance(value, list) else value


def filled(value: Any, row: Value) -> Any:
    """What `compiled` returned, for a row."""
    if isinstance(value, Template):
        return value.value(row)
    if isinstance(value, dict):
        return {key: filled(item, row) for key, item in value.items()}
    return [filled(item, row) for item in value] if isinstance(value, list) else value
