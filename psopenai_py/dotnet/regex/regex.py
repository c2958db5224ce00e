"""``[regex]``: the members of a compiled expression. The results are in `match`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...errors import NetException
from ..model.core import INT32, MULTICAST_DELEGATE, OBJECT, STRING
from ..model.enumerables import make_array
from ..model.enums import EnumValue, make_enum
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..time.timespan import TimeSpan
from .compile import RIGHT_TO_LEFT, NetRegex, compile_net, parse_error
from .match import Match, MatchCollection

REGEX_OPTIONS = make_enum(
    "System.Text.RegularExpressions.RegexOptions",
    {
        "None": 0,
        "IgnoreCase": 1,
        "Multiline": 2,
        "ExplicitCapture": 4,
        "Compiled": 8,
        "Singleline": 16,
        "IgnorePatternWhitespace": 32,
        "RightToLeft": 64,
        "ECMAScript": 256,
        "CultureInvariant": 512,
        "NonBacktracking": 1024,
    },
    flags=True,
)
MATCH_EVALUATOR = register(DotNetType("System.Text.RegularExpressions.MatchEvaluator", base=MULTICAST_DELEGATE))
Evaluator = Callable[[Match], str]


def _convert(value: Value) -> NetRegex:
    if isinstance(value, NetRegex):
        return value
    if isinstance(value, str):
        return compile_net(value)
    raise TypeError("not a regular expression")


REGEX = register(
    DotNetType("System.Text.RegularExpressions.Regex", "regex", python=NetRegex, base=OBJECT, convert=_convert)
)

_OPTIONS = REGEX_OPTIONS.full_name
_MATCH = "System.Text.RegularExpressions.Match"
_MATCHES = "System.Text.RegularExpressions.MatchCollection"
_EVALUATOR = MATCH_EVALUATOR.full_name


@REGEX.constructor("string")
@REGEX.constructor("string", _OPTIONS)
@REGEX.constructor("string", _OPTIONS, "timespan")
def _compile(pattern: str, options: EnumValue | int = 0, timeout: TimeSpan | None = None) -> NetRegex:
    return compile_net(pattern, options=int(options))


REGEX.prop("Options", _OPTIONS)(lambda regex: EnumValue(REGEX_OPTIONS, regex.options))
REGEX.prop("RightToLeft", "bool")(lambda regex: bool(regex.options & RIGHT_TO_LEFT))
REGEX.prop("MatchTimeout", "timespan")(lambda regex: TimeSpan(-10_000))  # .NET's sign for "no limit"
REGEX.method("ToString", returns="string")(lambda regex: regex.pattern)
REGEX.method("GetGroupNames", returns="string[]")(lambda regex: make_array(regex.group_names, STRING))
REGEX.method("GetGroupNumbers", returns="int[]")(lambda regex: make_array(range(len(regex.group_names)), INT32))


@REGEX.method("GroupNameFromNumber", "int", returns="string")
def _name_from_number(regex: NetRegex, number: int) -> str:
    return regex.group_names[number] if 0 <= number < len(regex.group_names) else ""


@REGEX.method("GroupNumberFromName", "string", returns="int")
def _number_from_name(regex: NetRegex, name: str) -> int:
    return regex.group_names.index(name) if name in regex.group_names else -1


# -- finding ----------------------------------------------------------------------------------------------------------


def _check_start(text: str, start: int) -> None:
    if not 0 <= start <= len(text):
        raise NetException(
            "System.ArgumentOutOfRangeException", "The start must be within the text. (Parameter 'startat')"
        )


@REGEX.method("Match", "string", returns=_MATCH)
@REGEX.method("Match", "string", "int", returns=_MATCH)
def find_match(regex: NetRegex, text: str, start: int = 0) -> Match:
    """The first match from a position on, or a failed match."""
    _check_start(text, start)
    return Match(regex, text, next(iter(regex.finditer(text, start)), None))


@REGEX.method("Match", "string", "int", "int", returns=_MATCH)
def _match_within(regex: NetRegex, text: str, start: int, length: int) -> Match:
    _check_start(text, start + length)
    return Match(regex, text, next(iter(regex.finditer(text[: start + length], start)), None))


@REGEX.method("Matches", "string", returns=_MATCHES)
@REGEX.method("Matches", "string", "int", returns=_MATCHES)
def find_matches(regex: NetRegex, text: str, start: int = 0) -> MatchCollection:
    _check_start(text, start)
    return MatchCollection([Match(regex, text, found) for found in regex.finditer(text, start)])


@REGEX.method("IsMatch", "string", returns="bool")
@REGEX.method("IsMatch", "string", "int", returns="bool")
def _is_match(regex: NetRegex, text: str, start: int = 0) -> bool:
    _check_start(text, start)
    return regex.search(text, start) is not None


REGEX.method("Count", "string", returns="int")(lambda regex, text: len(find_matches(regex, text)))

# -- replacing and splitting ------------------------------------------------------------------------------------------


@REGEX.method("Replace", "string", "string", returns="string")
@REGEX.method("Replace", "string", "string", "int", returns="string")
@REGEX.method("Replace", "string", "string", "int", "int", returns="string")
def _replace(regex: NetRegex, text: str, replacement: str, count: int = -1, start: int = 0) -> str:
    return _replaced(regex, text, lambda match: match.expand(replacement), count, start)


@REGEX.method("Replace", "string", _EVALUATOR, returns="string")
@REGEX.method("Replace", "string", _EVALUATOR, "int", returns="string")
@REGEX.method("Replace", "string", _EVALUATOR, "int", "int", returns="string")
def _replace_by(regex: NetRegex, text: str, evaluator: Evaluator, count: int = -1, start: int = 0) -> str:
    return _replaced(regex, text, evaluator, count, start)


def _replaced(regex: NetRegex, text: str, evaluator: Evaluator, count: int, start: int) -> str:
    """Replace matches with what the evaluator returns; a negative count means all."""
    _check_start(text, start)
    pieces: list[tuple[int, int, str]] = []
    for found in regex.finditer(text, start):
        if len(pieces) == count:
            break
        made = evaluator(Match(regex, text, found))
        pieces.append((found.start(), found.end(), "" if made is None else str(made)))
    out: list[str] = []
    at = 0
    for begin, end, new in sorted(pieces):
        out += (text[at:begin], new)
        at = end
    return "".join(out) + text[at:]


@REGEX.method("Split", "string", returns="string[]")
@REGEX.method("Split", "string", "int", returns="string[]")
@REGEX.method("Split", "string", "int", "int", returns="string[]")
def _split(regex: NetRegex, text: str, count: int = 0, start: int = 0) -> Value:
    _check_start(text, start)
    return make_array(regex.split(text, count, start), STRING)


# -- the static forms -------------------------------------------------------------------------------------------------


def _static(name: str, call: Callable[..., Value], returns: str, *more: str) -> None:
    """``[regex]::Name(text, pattern, ...[, options[, timeout]])`` from the function of the instance method."""
    count = len(more)

    def static(text: str, pattern: str, *rest: Value) -> Value:
        options = int(rest[count]) if len(rest) > count else 0
        return call(compile_net(pattern, options=options), text, *rest[:count])

    REGEX.static(name, "string", "string", *more, returns=returns)(static)
    REGEX.static(name, "string", "string", *more, _OPTIONS, returns=returns)(static)
    REGEX.static(name, "string", "string", *more, _OPTIONS, "timespan", returns=returns)(static)


_static("Match", find_match, _MATCH)
_static("Matches", find_matches, _MATCHES)
_static("IsMatch", _is_match, "bool")
_static("Count", lambda regex, text: len(find_matches(regex, text)), "int")
_static("Replace", _replace, "string", "string")
_static("Replace", _replace_by, "string", _EVALUATOR)
_static("Split", _split, "string[]")

_ESCAPES = {c: "\\" + c for c in "\\*+?|{[()^$.# "} | {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|c([A-Za-z@-_])|([0-7]{2,3})|(.))|\\$", re.DOTALL)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "a": "\a", "e": "\x1b", "b": "\b", "0": "\0"}


@REGEX.static("Escape", "string", returns="string")
def escape(text: str) -> str:
    """The pattern that matches exactly this text."""
    return "".join([_ESCAPES.get(c, c) for c in text])


@REGEX.static("Unescape", "string", returns="string")
def _unescape(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        hexadecimal = found[1] or found[2]
        if hexadecimal:
            return chr(int(hexadecimal, 16))
        if found[3]:
            return chr(ord(found[3].upper()) - 64)
        if found[4]:
            return chr(int(found[4], 8) & 0xFF)
        if found[5] is None or (found[5].isalnum() and found[5] not in _CONTROL):
            raise parse_error(text, "a backslash before a character that cannot be escaped")
        return _CONTROL.get(found[5], found[5])

    return _ESCAPED.sub(plain, text)
