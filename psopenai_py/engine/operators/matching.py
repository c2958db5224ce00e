"""``-like -match -replace`` with their variants; an array on the left is filtered (or replaced item by item)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.model.types import Value
from ...dotnet.regex.compile import Match, NetRegex, compile_net
from ...errors import NetException, TerminatingError, terminating
from ..session.scriptblock import ScriptBlock
from ..values.enumeration import as_list, enumerate_value
from ..values.objects import unwrap
from ..values.text import to_text
from ..values.wildcard import wildcard_to_regex

_PARSE_ERROR = "System.Text.RegularExpressions.RegexParseException"


def like(a: Value, b: Value, case_sensitive: bool = False) -> Value:
    return _filtered(a, _like_test(b, case_sensitive), True)


def notlike(a: Value, b: Value, case_sensitive: bool = False) -> Value:
    return _filtered(a, _like_test(b, case_sensitive), False)


def _like_test(pattern: Value, case_sensitive: bool) -> Callable[[str], Any]:
    return wildcard_to_regex(to_text(pattern), not case_sensitive).match


def match(a: Value, b: Value, case_sensitive: bool = False) -> Value:
    return _filtered(a, _regex(b, case_sensitive).search, True)


def notmatch(a: Value, b: Value, case_sensitive: bool = False) -> Value:
    return _filtered(a, _regex(b, case_sensitive).search, False)


def _filtered(a: Value, test: Callable[[str], Any], wanted: bool) -> Value:
    items = enumerate_value(a)
    if items is not None:
        return [item for item in items if (test(to_text(item)) is not None) is wanted]
    return (test(to_text(a)) is not None) is wanted


def match_one(a: Value, b: Value, case_sensitive: bool = False) -> tuple[Value, dict[Value, str] | None]:
    """The result of ``-match``, and the new value of ``$Matches``; None if that variable does not change.

    The keys of the groups are .NET's numbers (``0`` is the whole match) or names. Groups without a match are left out.
    """
    if enumerate_value(a) is not None:
        return match(a, b, case_sensitive), None
    regex = _regex(b, case_sensitive)
    found = regex.search(to_text(a))
    return found is not None, None if found is None else groups_of(regex, found)


def groups_of(regex: NetRegex, found: Match) -> dict[Value, str]:
    """The groups of a match, as in ``$Matches``."""
    groups: dict[Value, str] = {}
    for name, number in zip(regex.group_names, regex.groups, strict=True):
        text = found.group(number)
        if text is not None:
            groups[int(name) if name.isdecimal() else name] = text
    return groups


def _regex(pattern: Value, case_sensitive: bool, error_id: str = _PARSE_ERROR) -> NetRegex:
    """The compiled pattern; a ``[regex]`` object has its own options."""
    own = unwrap(pattern)
    if isinstance(own, NetRegex):
        return own
    text = to_text(pattern)
    try:
        return compile_net(text, not case_sensitive)
    except NetException as error:
        raise invalid_pattern(text, error, error_id) from error


def invalid_pattern(text: str, error: NetException, error_id: str = _PARSE_ERROR) -> TerminatingError:
    name = _PARSE_ERROR if error_id == _PARSE_ERROR else "System.Management.Automation.RuntimeException"
    category = "OperationStopped" if error_id == _PARSE_ERROR else "InvalidOperation"
    return terminating(error_id, error.message, category, text, name, error)


def replace(a: Value, b: Value, case_sensitive: bool = False) -> Value:
    """``a -replace pattern, replacement``: text or a script block that gets each match as ``$_``."""
    arguments = [b] if isinstance(unwrap(b), str) or enumerate_value(b) is None else as_list(b)
    if len(arguments) > 2:
        text = "-replace takes a pattern and a replacement, and nothing else."
        raise terminating("BadReplaceArgument", text, "InvalidOperation")
    pattern = arguments[0] if arguments else ""
    regex = _regex(pattern, case_sensitive, "InvalidRegularExpression")
    new = arguments[1] if len(arguments) == 2 else ""
    if isinstance(unwrap(new), ScriptBlock):
        maker = _evaluator(regex, unwrap(new))
    else:
        maker = to_text(new)
    items = enumerate_value(a)
    if items is not None:
        return [regex.replace(to_text(item), maker) for item in items]
    return regex.replace(to_text(a), maker)


def _evaluator(regex: NetRegex, block: ScriptBlock) -> Any:
    from ...dotnet.regex.match import Match as NetMatch  # noqa: PLC0415 (few scripts need it)

    return lambda found: to_text(block.value(underscore=NetMatch(regex, found.string, found)))
