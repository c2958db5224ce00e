"""``[wildcardpattern]``: wildcards for scripts that match texts themselves."""

from __future__ import annotations

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ..values.wildcard import escape_wildcards, has_wildcards, unescape_wildcards, wildcard_to_regex


class WildcardPattern:
    """A wildcard pattern and the options with which it matches."""

    __slots__ = ("_matches", "text")

    def __init__(self, text: str, ignore_case: bool = False) -> None:
        self.text = text
        self._matches = wildcard_to_regex(text, ignore_case).match

    def is_match(self, text: str) -> bool:
        return self._matches(text) is not None

    def __str__(self) -> str:
        return self.text


def _convert(value: Value) -> WildcardPattern:
    if isinstance(value, WildcardPattern):
        return value
    if not isinstance(value, str):
        raise TypeError(f"not a pattern: {value!r}")
    return WildcardPattern(value)


def _ignores_case(options: Value) -> bool:
    return bool(int(options) & 2)


_OPTIONS = "System.Management.Automation.WildcardOptions"
WILDCARD_PATTERN = register(
    DotNetType(
        "System.Management.Automation.WildcardPattern",
        "wildcardpattern",
        python=WildcardPattern,
        base=OBJECT,
        convert=_convert,
    )
)
WILDCARD_PATTERN.constructor("string")(WildcardPattern)
WILDCARD_PATTERN.constructor("string", _OPTIONS)(lambda text, options: WildcardPattern(text, _ignores_case(options)))
WILDCARD_PATTERN.method("IsMatch", "string", returns="bool")(WildcardPattern.is_match)
WILDCARD_PATTERN.static("Get", "string", _OPTIONS, returns="wildcardpattern")(
    lambda text, options: WildcardPattern(text, _ignores_case(options))
)
WILDCARD_PATTERN.static("Escape", "string", returns="string")(escape_wildcards)
WILDCARD_PATTERN.static("Unescape", "string", returns="string")(unescape_wildcards)
WILDCARD_PATTERN.static("ContainsWildcardCharacters", "string", returns="bool")(has_wildcards)
