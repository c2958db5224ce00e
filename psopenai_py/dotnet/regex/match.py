"""The results of a regular expression: matches, their groups, and the captures of the groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import Enumerator
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..text.utf16 import length
from .compile import RIGHT_TO_LEFT, NetRegex, compile_net, replacement_of

_SPACE = "System.Text.RegularExpressions."


class Capture:
    """A captured part of the text."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    @property
    def value(self) -> str:
        return self.text[self.start : self.end]

    @property
    def index(self) -> int:
        """The position in UTF-16 units, as .NET counts."""
        return self.start if self.text.isascii() else length(self.text[: self.start])

    @property
    def length(self) -> int:
        return length(self.value)

    def __str__(self) -> str:
        return self.value


class Group(Capture):
    """The last capture of a group; ``success`` is false if the group did not match."""

    __slots__ = ("_spans", "name", "success")

    def __init__(self, text: str, name: str, spans: list[tuple[int, int]]) -> None:
        start, end = spans[-1] if spans else (0, 0)
        super().__init__(text, start, end)
        self.name = name
        self.success = bool(spans)
        self._spans = spans

    @property
    def captures(self) -> CaptureCollection:
        earlier = [Capture(self.text, *span) for span in self._spans[:-1]]
        return CaptureCollection([*earlier, self] if self._spans else [])  # the last one is the group itself


class Match(Group):
    """A match; ``found`` is Python's match, or None if nothing was found."""

    __slots__ = ("_found", "regex")

    def __init__(self, regex: NetRegex, text: str, found: Any) -> None:
        super().__init__(text, "0", [] if found is None else [found.span()])
        self.regex = regex
        self._found = found

    @property
    def groups(self) -> GroupCollection:
        return GroupCollection(self)

    def group(self, name: str) -> Group | None:
        """The group with that name or number; None if the expression has no such group."""
        number = self.regex.names.get(name)
        if number is None:
            return None
        if name == "0":
            return self
        return Group(self.text, name, self._spans_of(number))

    def _spans_of(self, number: int | str) -> list[tuple[int, int]]:
        found = self._found
        if found is None or found.start(number) < 0:
            return []
        if isinstance(found, re.Match):  # the standard module keeps only the last capture of a repeated group
            again = _with_captures(self.regex, found)
            if again is None:
                return [found.span(number)]
            found = again
        spans: list[tuple[int, int]] = found.spans(number)
        return spans

    def next_match(self) -> Match:
        """The next match; after an empty match the search continues one character further."""
        found = self._found
        if found is None:
            return self
        if self.regex.options & RIGHT_TO_LEFT:
            before = [
                m for m in self.regex.finditer(self.text) if m.end() <= found.start() and m.span() != found.span()
            ]
            return Match(self.regex, self.text, before[0] if before else None)
        at = found.end() + (found.start() == found.end())
        return Match(self.regex, self.text, self.regex.search(self.text, at) if at <= len(self.text) else None)

    def expand(self, replacement: str) -> str:
        """Expand a replacement with the groups of this match."""
        make = replacement_of(self.regex, replacement)
        return make if isinstance(make, str) else make(self._found)


def _with_captures(regex: NetRegex, found: Any) -> Any:
    """The same match by `regex`, which keeps all captures; None if no group can match more than once."""
    pattern: str = regex.compiled.pattern
    if not any(mark in pattern for mark in (")*", ")+", "){")):
        return None
    capturing = import_module("regex")
    flags = regex.compiled.flags & (capturing.IGNORECASE | capturing.MULTILINE | capturing.DOTALL)
    again = capturing.compile(pattern, flags).match(found.string, found.start())
    return again if again is not None and again.span() == found.span() else None


class _Found:
    """A read-only list of results."""

    __slots__ = ("items",)

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def index_get(self, index: int) -> Value:
        if not 0 <= index < len(self.items):
            raise NetException("System.ArgumentOutOfRangeException", f"There is no item {index}.")
        return self.items[index]


class CaptureCollection(_Found):
    __slots__ = ()


class MatchCollection(_Found):
    __slots__ = ()


class GroupCollection(_Found):
    """A match's groups, by number or name."""

    __slots__ = ("match",)

    def __init__(self, match: Match) -> None:
        self.match = match
        super().__init__([match.group(name) for name in match.regex.group_names])

    def index_get(self, key: Value) -> Value:
        return self.match.group(str(key)) or Group("", str(key), [])


def _declare_collection(name: str, cls: type[_Found], item_type: str, *keys: str) -> DotNetType:
    made = register(
        DotNetType(
            _SPACE + name,
            python=cls,
            base=OBJECT,
            interfaces=(
                "System.Collections.IList",
                "System.Collections.ICollection",
                "System.Collections.IEnumerable",
            ),
        )
    )
    made.prop("Count", "int")(len)
    made.method("GetEnumerator")(Enumerator)
    for key in keys:
        made.method("get_Item", key, returns=_SPACE + item_type)(lambda items, at: items.index_get(at))
        made.method("Item", key, returns=_SPACE + item_type)(lambda items, at: items.index_get(at))
    return made


CAPTURE = register(DotNetType(_SPACE + "Capture", python=Capture, base=OBJECT))
CAPTURE.prop("Index", "int")(lambda capture: capture.index)
CAPTURE.prop("Length", "int")(lambda capture: capture.length)
CAPTURE.prop("Value", "string")(lambda capture: capture.value)
CAPTURE.prop("ValueSpan")(lambda capture: None)  # a span has no value in PowerShell; the property is there
CAPTURE.method("ToString", returns="string")(str)

GROUP = register(DotNetType(_SPACE + "Group", python=Group, base=CAPTURE))
GROUP.prop("Success", "bool")(lambda group: group.success)
GROUP.prop("Name", "string")(lambda group: group.name)
GROUP.prop("Captures", _SPACE + "CaptureCollection")(lambda group: group.captures)

MATCH = register(DotNetType(_SPACE + "Match", python=Match, base=GROUP))
MATCH.prop("Groups", _SPACE + "GroupCollection")(lambda match: match.groups)
MATCH.method("NextMatch", returns=_SPACE + "Match")(Match.next_match)
MATCH.static_prop("Empty", _SPACE + "Match")(lambda: Match(compile_net("(?!)"), "", None))


@MATCH.method("Result", "string", returns="string")
def _result(match: Match, replacement: str) -> str:
    if not match.success:
        raise NetException("System.NotSupportedException", "Result cannot be called on a failed match.")
    return match.expand(replacement)


_declare_collection("CaptureCollection", CaptureCollection, "Capture", "int")
_declare_collection("MatchCollection", MatchCollection, "Match", "int")
_GROUPS = _declare_collection("GroupCollection", GroupCollection, "Group", "int", "string")
_GROUPS.prop("Keys")(lambda groups: list(groups.match.regex.group_names))
_GROUPS.prop("Values")(lambda groups: groups.items)
_GROUPS.method("ContainsKey", "string", returns="bool")(lambda groups, name: name in groups.match.regex.names)
