"""The words that a program gets: PowerShell's arguments as the strings of its command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ..binding.arguments import Argument, Row, ValueToken
from ..session.session import Session
from ..values.enumeration import as_list
from ..values.text import to_text

VERBATIM = "--%"  # what comes after it on the line is not PowerShell


def program_words(session: Session, tokens: Sequence[Argument]) -> list[str]:
    """The words of a program's command line, as PowerShell makes them on Linux.

    An array's items are words of their own, but ``a,b`` as it is written is one. Wildcards and ``~`` in bare words are
    expanded, and remain where no file fits. An empty string is an empty word, ``$null`` none.
    """
    words = list(_words(session, tokens))
    if str(session.get_variable("PSNativeCommandArgumentPassing", "")).lower() == "legacy":
        return _legacy(words)
    return words


def _words(session: Session, tokens: Sequence[Argument]) -> Iterator[str]:
    verbatim = False
    for token in tokens:
        if isinstance(token, ValueToken):
            if verbatim:
                yield from _with_variables(session, to_text(token.value)).split()
            elif token.text == VERBATIM:
                verbatim = True
            elif token.globs:
                yield from _expanded(token.text if token.text is not None else to_text(token.value))
            elif token.text is not None:
                yield token.text
            else:
                yield from _of_value(token.value, token.row)
        elif token.value is MISSING:
            yield token.text or f"-{token.name}"
        else:
            name, values = token.text or f"-{token.name}:", list(_of_value(token.value, token.row))
            if not token.apart and values:
                name += values.pop(0)
            yield name
            yield from values


def _of_value(value: Value, row: Row | None) -> Iterator[str]:
    items = as_list(value)
    if row is None or len(row) != len(items):
        yield from (to_text(item) for item in items if item is not None)
        return
    word = ""
    for at, (item, written) in enumerate(zip(items, row, strict=True)):
        if at:
            if written.blank_before_comma:
                yield word
                word = ""
            word += ","
            if written.blank_after_comma:
                yield word
                word = ""
        word += written.text if written.text is not None else to_text(item)
    yield word


def _expanded(word: str) -> list[str]:
    """The files that a bare word with wildcards stands for, in order; ``~`` at its start is the home folder."""
    if word == "~" or word.startswith("~/"):
        word = os.path.expanduser(word)
    if not any(sign in word for sign in "*?["):
        return [word]
    import glob  # noqa: PLC0415 (few words have wildcards)

    return sorted(glob.glob(word)) or [word]


def _with_variables(session: Session, text: str) -> str:
    """``%NAME%`` replaced by the variable of the environment, where there is one."""
    return re.sub(r"%(\w+)%", lambda found: session.environ.get(found[1], found[0]), text)


def _legacy(words: Sequence[str]) -> list[str]:
    """The words as PowerShell passed them up to 7.2: one line of text, which is split again. Quotes inside a word get
    lost, and so do empty words."""
    line = " ".join(f'"{word}"' if re.search(r"\s", word) else word for word in words if word)
    return [re.sub(r'\\(")|"', r"\1", found) for found in re.findall(r'(?:\\"|"(?:\\"|[^"])*"?|[^\s"])+', line)]
