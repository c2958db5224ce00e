"""Structured outputs: an answer that follows a JSON schema, the same for the same question.

A text is the question, a number, a flag and the length of an array come from a digest of it, and an enum is the value
that the question contains, or else one by the digest.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable
from typing import Any

from .errors import ApiFailure, missing

_DEEPEST = 8  # levels, from which on what may be left out is left out: a schema may contain itself
_ENDLESS = 100  # levels that no schema has; Python's own limit may be far above what a thread's stack can hold
_FORMATS: dict[str, str] = {
    "date": "2024-03-26", "time": "12:30:00Z", "date-time": "2024-03-26T12:30:00Z", "duration": "P1D",
    "email": "jo@example.com", "hostname": "example.com", "ipv4": "192.0.2.1", "ipv6": "2001:db8::1",
    "uri": "https://example.com/", "uuid": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip

Schema = dict[str, Any]


def schema_of(body: dict[str, Any]) -> Schema | None:
    """The schema that a chat or a response is asked to follow. Raises `ApiFailure` for one that the service refuses."""
    if isinstance(body.get("response_format"), dict):
        name, wanted = "response_format", body["response_format"]
        around = wanted.get("json_schema") if wanted.get("type") == "json_schema" else {}
    else:
        text = body.get("text")
        name, wanted = "text.format", text.get("format") if isinstance(text, dict) else None
        around = wanted if isinstance(wanted, dict) else {}
    if not isinstance(wanted, dict) or wanted.get("type") != "json_schema":
        return None
    if around is not wanted and isinstance(around, dict) and "schema" not in around and around.get("name"):
        return {"type": "object", "properties": {"answer": {}}}  # a chat may do without
    for field, kind in (("name", str), ("schema", dict)):
        if not isinstance(around, dict) or not isinstance(around.get(field), kind):
            raise missing(f"{name}.{field}" if around is wanted else f"{name}.json_schema.{field}")
    schema: Schema = around["schema"]
    if around.get("strict"):
        _check_strict(schema, around["name"], name, ())
    return schema


def _check_strict(schema: Any, called: str, param: str, context: tuple[str, ...]) -> None:
    """What the service demands of a schema that is followed strictly: all properties required, and no others."""
    if isinstance(schema, list):
        for part in schema:
            _check_strict(part, called, param, context)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object" or "properties" in schema:
        properties = schema.get("properties") or {}
        lacking = sorted(set(properties) - set(schema.get("required") or ()))
        why = "'additionalProperties' is required to be supplied and to be false"
        if schema.get("additionalProperties") is False:
            why = f"'required' must name every property; it lacks '{lacking[0]}'" if lacking else ""
        if why:
            message = f"Invalid schema for response_format '{called}': in context={context}, {why}."
            raise ApiFailure(400, message, param=param, code="invalid_json_schema")
        for name, inner in properties.items():
            _check_strict(inner, called, param, (*context, "properties", name))
    for word in ("items", "anyOf"):
        _check_strict(schema.get(word), called, param, (*context, word))
    for word in ("$defs", "definitions"):
        for name, inner in (schema.get(word) or {}).items():
            _check_strict(inner, called, param, (*context, word, name))


def instance(schema: Schema, text: str) -> Any:
    """The value that answers a question and follows a schema."""
    return _Maker(schema, text).make(schema, "", 0)


class _Maker:
    def __init__(self, root: Schema, text: str) -> None:
        self._root = root
        self._text = text
        self._makers: dict[str, Callable[[Schema, str, int], Any]] = {
            "object": self._object, "array": self._array, "string": self._string, "integer": self._number,
            "number": self._number, "boolean": lambda schema, place, depth: bool(self._digest(place) % 2),
            "null": lambda schema, place, depth: None,
        }  # fmt: skip

    def make(self, schema: Any, place: str, depth: int) -> Any:
        """The value at a place, a path such as ``/items/0/name``. RecursionError: the schema leads to itself."""
        if depth > _ENDLESS:
            raise RecursionError("The schema leads to itself.")
        if not isinstance(schema, dict):
            return self._text
        if "$ref" in schema:
            return self.make(self._referred(str(schema["$ref"])), place, depth + 1)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self._chosen(schema["enum"], place)
        if schema.get("allOf"):
            return self.make(self._merged(schema), place, depth)
        for word in ("anyOf", "oneOf"):
            if schema.get(word):
                return self.make(self._one_of(schema[word], depth), place, depth + 1)
        return self._makers.get(self._kind(schema, depth), self._string)(schema, place, depth)

    def _kind(self, schema: Schema, depth: int) -> str:
        kinds = schema.get("type")
        if isinstance(kinds, list):
            others = [kind for kind in kinds if kind != "null"]
            return str(others[0]) if others and (depth < _DEEPEST or "null" not in kinds) else "null"
        if kinds is None:
            return "object" if "properties" in schema else "array" if "items" in schema else "string"
        return str(kinds)

    def _one_of(self, ways: list[Any], depth: int) -> Any:
        """One of several schemas: the first that is not null, and deep inside the one that ends."""
        values = [way for way in ways if not (isinstance(way, dict) and way.get("type") == "null")]
        if depth >= _DEEPEST or not values:
            plain = [way for way in ways if not (isinstance(way, dict) and ("$ref" in way or "properties" in way))]
            return (plain or ways)[-1]
        return values[0]

    def _referred(self, reference: str) -> Any:
        found: Any = self._root
        for part in reference.lstrip("#").strip("/").split("/"):
            if part:
                found = found[part.replace("~1", "/").replace("~0", "~")]
        return found

    def _merged(self, schema: Schema) -> Schema:
        """The schema with the parts of its ``allOf`` in it."""
        made = {name: value for name, value in schema.items() if name != "allOf"}
        for part in schema["allOf"]:
            for _ in range(_DEEPEST):  # a reference may lead to itself
                if isinstance(part, dict) and "$ref" in part:
                    part = self._referred(str(part["$ref"]))
            for name, value in part.items():
                both = isinstance(value, dict) and isinstance(made.get(name), dict)
                made[name] = {**made[name], **value} if both else value
        return made

    def _chosen(self, values: list[Any], place: str) -> Any:
        said = self._text.lower()
        for value in values:
            if isinstance(value, str) and value and re.search(rf"\b{re.escape(value.lower())}\b", said):
                return value
        return values[self._digest(place) % len(values)]

    def _object(self, schema: Schema, place: str, depth: int) -> dict[str, Any]:
        needed = schema.get("required") or ()
        return {
            name: self.make(inner, f"{place}/{name}", depth + 1)
            for name, inner in (schema.get("properties") or {}).items()
            if depth < _DEEPEST or name in needed
        }

    def _array(self, schema: Schema, place: str, depth: int) -> list[Any]:
        least = int(schema.get("minItems") or 0)
        most = int(schema.get("maxItems", least + 3))
        wanted = least if depth >= _DEEPEST else max(least, min(most, 1 + self._digest(place) % 3))
        return [self.make(schema.get("items"), f"{place}/{number}", depth + 1) for number in range(wanted)]

    def _string(self, schema: Schema, place: str, depth: int) -> str:
        text = _FORMATS.get(str(schema.get("format")), self._text)
        if "pattern" in schema:
            text = _matching(str(schema["pattern"]), text)
        if len(text) < int(schema.get("minLength") or 0):
            text = text.ljust(int(schema["minLength"]), ".")
        return text[: int(schema["maxLength"])] if "maxLength" in schema else text

    def _number(self, schema: Schema, place: str, depth: int) -> int | float:
        """A number within the limits, as a multiple of the step."""
        whole = self._kind(schema, depth) == "integer"
        step = schema.get("multipleOf") or (1 if whole else 0.5)
        least = schema.get("minimum", schema.get("exclusiveMinimum"))
        most = schema.get("maximum", schema.get("exclusiveMaximum"))
        if least is None:
            least = 0 if most is None or most >= 0 else most - 10 * step
        first = math.ceil(least / step)
        if "exclusiveMinimum" in schema and first * step <= schema["exclusiveMinimum"]:
            first += 1
        last = first + 9 if most is None else math.floor(most / step)
        if "exclusiveMaximum" in schema and last * step >= schema["exclusiveMaximum"]:
            last -= 1
        if last < first:
            return int(least) if whole else float(least + (most - least) / 2 if most is not None else least)
        value = (first + self._digest(place) % min(last - first + 1, 1000)) * step
        return int(value) if whole else float(value)

    def _digest(self, place: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{self._text}{place}".encode()).digest()[:6], "big")


_PIECE = re.compile(r"\\d|\\w|\[([^\]]+)\]|\\(.)|([^\\()|^$*+?{}.\[\]])|(\.)")
_TIMES = re.compile(r"\{(\d+)(?:,\d*)?\}|[*+?]")


def _matching(pattern: str, otherwise: str) -> str:
    """A text that matches a pattern of characters, classes and counts in a row; ``otherwise`` for other patterns."""
    try:
        if re.search(pattern, otherwise):
            return otherwise
    except re.error:  # Python's expressions are not quite those of schemas
        return otherwise
    text, at = "", 0
    bare = pattern.removeprefix("^").removesuffix("$")
    while at < len(bare):
        found = _PIECE.match(bare, at)
        if found is None:
            return otherwise
        piece = found.group()
        one = {"\\d": "1", "\\w": "a"}.get(piece) or found[2] or found[3] or ("a" if found[4] else found[1][:1])
        times, at = _TIMES.match(bare, found.end()), found.end()
        if times is not None:
            at = times.end()
        text += one * (1 if times is None or times[1] is None else int(times[1]))
    return text if re.search(pattern, text) else otherwise
