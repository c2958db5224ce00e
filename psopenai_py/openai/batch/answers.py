"""The answers in results: as text, and read as JSON (structured outputs)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, TypeVar

from ...dotnet.model.types import Value
from ...engine.values.extended import BringsMembers
from ...engine.values.objects import PSObject
from ..columns import PARSE_ERROR, PARSED, RESULT_COLUMNS, answers_of, result_row
from ..objects import from_json
from ..reading import read
from .items import with_member

LOOK_AHEAD = 1000  # results whose parsed answers give the columns of a table
SHOWN = 60  # characters of an answer in a message
_FENCE = "```"
T = TypeVar("T")
_OWN_NAMES = frozenset((*RESULT_COLUMNS, "id", "response", "input", "files", PARSED, PARSE_ERROR))


class NotParsedError(ValueError):
    """An answer is not JSON."""


def parse_answer(data: Mapping[str, Any]) -> Any:
    """The answer of a result, read as JSON; a list if there are several. None if the request failed.

    A single fenced block of code counts as what is in it. Raises NotParsedError.
    """
    response = data.get("response")
    body = response.get("body") if isinstance(response, dict) else None
    if body is None or data.get("error") or (isinstance(body, dict) and body.get("error")):
        return None
    found = [body] if isinstance(body, str) else answers_of(body)
    if not found:
        raise NotParsedError("it has no answer")
    values = [_parse(answer) if isinstance(answer, str) else answer for answer in found]
    return values[0] if len(values) == 1 else values


def _parse(text: str) -> Any:
    try:
        return json.loads(_unfenced(text.strip()))
    except (ValueError, RecursionError) as error:
        shown = text if len(text) <= SHOWN else text[:SHOWN] + "..."
        raise NotParsedError(f"its answer is not JSON ({error}): {shown!r}" if text else "it has no text") from error


def _unfenced(text: str) -> str:
    if text.startswith(_FENCE) and text.endswith(_FENCE) and text.count(_FENCE) == 2 and "\n" in text:
        return text.partition("\n")[2][: -len(_FENCE)]
    return text


def with_parsed(line: bytes, parsed: Any, error: str | None = None) -> bytes:
    """The result's line with its parsed answer, or why there is none."""
    line = with_member(line, PARSED, _json(parsed))
    return line if error is None else with_member(line, PARSE_ERROR, _json(error))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class AnswerText(BringsMembers, str):
    """An answer that knows its custom_id, as a line of Get-Content knows its file."""

    __slots__ = ("custom_id",)

    custom_id: Value

    def added_members(self) -> PSObject:
        made = PSObject({"custom_id": self.custom_id})
        made._types = ("System.String", "System.Object")
        return made


def answer_text(data: Mapping[str, Any]) -> AnswerText:
    """The answer of a result as text; empty if there is none."""
    row = result_row(data)
    text = AnswerText(row["answer"] or "")
    text.custom_id = row["custom_id"]
    return text


def answer_row(data: Mapping[str, Any]) -> PSObject:
    """What -AnswerOnly keeps of a result: custom_id, the answer or the members of a parsed one, the error."""
    row, parsed = result_row(data), data.get(PARSED)
    kept: dict[str, Value] = {"custom_id": row["custom_id"]}
    if isinstance(parsed, dict):
        kept.update((column_of(name), from_json(value)) for name, value in parsed.items())
    else:
        kept["answer"] = row["answer"] if parsed is None else from_json(parsed)
    kept["error"] = row["error"]
    return PSObject(kept)


def column_of(name: str) -> str:
    """The column of a member of parsed answers: its name, unless something else has it."""
    return f"{PARSED}.{name}" if name in _OWN_NAMES or "." in name else name


class ParsedColumns:
    """Finds the columns that parsed answers give a table, from the first results; the others follow them.

    ``late`` counts results with a member that has no column: it is in the column ``answer`` alone.
    """

    def __init__(self) -> None:
        self.names: list[str] | None = None
        self.late = 0

    def of(self, items: Iterable[T], result: Callable[[T], Value] = lambda item: item) -> Iterator[T]:
        """The same items, of which ``result`` gives the result; ``names`` is set when this returns."""
        left = iter(items)
        if self.names is not None:
            return self._watched(left, result)
        first = list(islice(left, LOOK_AHEAD))
        self.names = list(dict.fromkeys(column_of(name) for item in first for name in _members(result(item))))
        return chain(first, self._watched(left, result))

    def _watched(self, items: Iterator[T], result: Callable[[T], Value]) -> Iterator[T]:
        known = set(self.names or ())
        for item in items:
            self.late += any(column_of(name) not in known for name in _members(result(item)))
            yield item


def _members(item: Value) -> Iterable[str]:
    raw = item._raw if isinstance(item, PSObject) else None
    parsed = read(raw).get(PARSED) if isinstance(raw, bytes) else None
    return parsed if isinstance(parsed, dict) else ()
