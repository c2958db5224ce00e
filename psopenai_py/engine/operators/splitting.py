"""``-split``, ``-join`` and ``-f``."""

from __future__ import annotations

import re

from ...dotnet.model.core import STRING
from ...dotnet.model.enumerables import make_array
from ...dotnet.model.types import Value
from ...dotnet.regex.compile import NetRegex, compile_net
from ...dotnet.text.formatting import format_composite
from ...dotnet.text.utf16 import units, whole
from ...errors import NetException, terminating
from ..conversion.conversion import convert_to_int
from ..session.scriptblock import ScriptBlock
from ..values.enumeration import as_list, enumerate_value
from ..values.objects import PSObject, unwrap
from ..values.text import item_text, to_text
from ..values.truth import to_bool
from .matching import invalid_pattern

#: names of -split's options with the .NET option that each stands for; SimpleMatch turns the delimiter into plain text
_OPTIONS = {
    "simplematch": 0, "regexmatch": 0, "cultureinvariant": 0, "ignorepatternwhitespace": 32, "multiline": 2,
    "singleline": 16, "ignorecase": 1, "explicitcapture": 4,
}  # fmt: skip


def join(a: Value, b: Value) -> str:
    """``a -join b``."""
    items = enumerate_value(a)
    if items is None:
        return to_text(a)
    return whole(to_text(b).join([item_text(item) for item in items]))


def unary_join(value: Value) -> str:
    return join(value, "")


def unary_split(value: Value) -> Value:
    """``-split text``: the words, as a ``[string[]]``."""
    return make_array([word for item in as_list(value) for word in to_text(item).split()], STRING)


def format_(a: Value, b: Value) -> str:
    """``format -f values``."""
    items = enumerate_value(b)
    try:
        arguments = [b] if items is None else list(items)
        return format_composite(to_text(a), [_formatted(each) for each in arguments])
    except NetException as error:
        name = "System.Management.Automation.RuntimeException"
        raise terminating("FormatError", error.message, "InvalidOperation", a, name, error) from error


def _formatted(value: Value) -> Value:
    """An argument of ``-f``; a custom object is its text."""
    return to_text(value) if isinstance(value, PSObject) and value._base is None else value


def split(a: Value, b: Value, case_sensitive: bool = False) -> Value:
    """``a -split delimiter, max, options``. The texts of an array are split one by one; all pieces are in one array."""
    return make_array(_split(a, b, case_sensitive), STRING)


def _split(a: Value, b: Value, case_sensitive: bool) -> list[str]:
    arguments = as_list(b) if enumerate_value(b) is not None else [b]
    delimiter = unwrap(arguments[0]) if arguments else None
    limit = _limit(arguments[1]) if len(arguments) > 1 else 0
    texts = [to_text(item) for item in (as_list(a) if enumerate_value(a) is not None else [a])]
    if isinstance(delimiter, ScriptBlock):
        if len(arguments) > 2 and _option_names(arguments[2]):
            text = "-split takes no options with a script block."
            raise terminating("InvalidSplitOptionWithPredicate", text, "InvalidOperation", arguments[2])
        return [piece for text in texts for piece in _by_script(text, delimiter, limit)]
    names = _option_names(arguments[2]) if len(arguments) > 2 else []
    if "simplematch" in names and not {*names} <= {"simplematch", "ignorecase"}:
        text = "SimpleMatch of -split can only be combined with IgnoreCase: its delimiter is plain text."
        raise terminating("InvalidSplitOptionCombination", text, "InvalidOperation", arguments[2])
    pattern = to_text(delimiter)
    if not pattern:
        texts = [
            units(text) for text in texts
        ]  # split between all UTF-16 units, also between the two halves of a character
    if "simplematch" in names:
        pattern = re.escape(pattern)
    options = 0 if case_sensitive or names else 1
    for name in names:
        options |= _OPTIONS[name]
    if names and not case_sensitive and "ignorecase" not in names:
        options |= 1  # -split without c ignores case, whatever the other options are
    try:
        regex = compile_net(pattern, options=options)
    except NetException as error:
        raise invalid_pattern(pattern, error) from error
    return [piece for text in texts for piece in _pieces(regex, text, limit)]


def _limit(value: Value) -> int:
    return convert_to_int(value)


def _option_names(value: Value) -> list[str]:
    names = [name.strip().lower() for item in as_list(value) for name in to_text(item).split(",")]
    for name in names:
        if name not in _OPTIONS:
            text = f"'{name}' is not an option of -split. The options are: {', '.join(_OPTIONS)}."
            raise terminating("InvalidSplitOptionCombination", text, "InvalidArgument", name)
    return names


def _pieces(regex: NetRegex, text: str, limit: int) -> list[str]:
    if limit >= 0:
        return regex.split(text, limit)
    # A negative limit splits from the end: the first piece contains the rest.
    matches = list(regex.finditer(text))[limit + 1 :] if limit < -1 else []
    pieces: list[str] = []
    at = 0
    for found in matches:
        pieces.append(text[at : found.start()])
        pieces.extend(group for number in regex.groups[1:] if (group := found.group(number)) is not None)
        at = found.end()
    return [*pieces, text[at:]]


def _by_script(text: str, block: ScriptBlock, limit: int) -> list[str]:
    """Split at each character for which the script block is true."""
    cuts = [at for at, char in enumerate(text) if to_bool(block.value(underscore=char))]
    if limit > 0:
        cuts = cuts[: limit - 1]
    elif limit < 0:
        cuts = cuts[len(cuts) + limit + 1 :] if limit < -1 else []
    pieces: list[str] = []
    start = 0
    for cut in cuts:
        pieces.append(text[start:cut])
        start = cut + 1
    return [*pieces, text[start:]]
