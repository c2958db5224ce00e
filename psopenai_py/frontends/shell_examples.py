"""A declaration's examples, which are PowerShell, as command lines of a POSIX shell."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence

from ..dataclass import replace
from ..declare.cmdlet import Example, Failure
from ..language.syntax.parser.parse import tokenize
from ..language.syntax.tokens import Token
from .names import find_cmdlet

_PLAIN = frozenset(("generic", "identifier", "number", "parameter"))
_OPENING = frozenset(("(", "{", "@{", "$(", "@("))
_CLOSING = frozenset((")", "}"))
_EXPANDED = frozenset('"$`\\!')
_TEXT = frozenset(("string", ","))


def shell_examples(examples: Iterable[Example]) -> list[Example]:
    """The examples as a shell runs them, with what they do; those that begin with a variable have no such form."""
    found = ((shell_line(example.code), example) for example in examples)
    return [Example(line, example.about, example.run) for line, example in found if line is not None]


def shell_failures(failures: Iterable[Failure]) -> list[Failure]:
    """The errors with the command line as a shell runs it."""
    return [replace(failure, code=shell_line(failure.code) or failure.code) for failure in failures]


def shell_line(code: str) -> str | None:
    """A pipeline of cmdlets with ``psopenai`` before each; anything else as the text of ``psopenai -Command``."""
    found = shell_commands(code)
    return None if found is None else " | ".join(found)


def shell_commands(code: str) -> list[str] | None:
    """The commands of that pipeline."""
    if code.startswith("$") or "\n" in code:
        return None
    tokens = [token for token in tokenize(code) if token.kind != "eof"]
    parts = _parts(tokens)
    lines = []
    for place, part in enumerate(parts):
        line = _texts(part) if place == 0 and len(parts) > 1 else None
        line = line or _command(part, code)
        if line is None:
            return [f"psopenai -Command {_quoted(code)}"]
        lines.append(line)
    return lines


def _quoted(word: str) -> str:
    """A word as a person writes it: in double quotes if it has single ones, and nothing that a shell expands."""
    return f'"{word}"' if "'" in word and not _EXPANDED & set(word) else shlex.quote(word)


def broken(code: str) -> str:
    """PowerShell's line with a line break after each bar and semicolon that is not inside of brackets."""
    lines, begin, end, depth = [], 0, 0, 0
    for token in tokenize(code):
        if token.kind == ";" and depth == 0:
            continue
        if ";" in code[end : token.start] and depth == 0:  # the one behind a function is no token
            lines.append(code[begin:end])
            begin = token.start
        depth += (token.kind in _OPENING) - (token.kind in _CLOSING)
        end = token.end
        if token.kind == "|" and depth == 0:
            lines.append(code[begin:end])
            begin = end + 1
    lines.append(code[begin:])
    begins = ("", *("    " if line.endswith("|") else "" for line in lines))
    return "\n".join(begin + line.strip() for begin, line in zip(begins, lines, strict=False))


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """The commands of a pipeline; a bar inside braces is not one of its own."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token.kind in ("{", "@{")) - (token.kind == "}")
        if token.kind == "|" and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _texts(part: Sequence[Token]) -> str | None:
    """``'a', 'b'`` as the lines of standard input."""
    if not part or any(token.kind not in _TEXT for token in part):
        return None
    texts = [_quoted(str(token.value)) for token in part if token.kind == "string"]
    return " ".join(["printf", r"'%s\n'", *texts])


def _command(part: Sequence[Token], code: str) -> str | None:
    """One command; None where it is more than a cmdlet with words, lists, script blocks and dictionaries."""
    if not part or find_cmdlet(part[0].text) is None:
        return None
    words = ["psopenai", part[0].text]
    at, joins = 1, False
    while at < len(part):
        token = part[at]
        if token.kind == ",":
            words[-1] += ","
            joins = True
        elif token.kind == "redirect":
            words.append(token.text)
        else:
            last = at
            if token.kind in ("{", "@{"):
                last = _closing(part, at)
            elif token.kind not in _PLAIN and token.kind != "string":
                return None
            word = str(token.value) if token.kind == "string" else code[token.start : part[last].end]
            word = _quoted(word)
            words[-1:] = [words[-1] + word] if joins else [words[-1], word]
            at, joins = last, False
        at += 1
    return " ".join(words)


def _closing(part: Sequence[Token], at: int) -> int:
    """The place of the brace that closes the one at ``at``."""
    depth = 0
    for place in range(at, len(part)):
        depth += (part[place].kind in ("{", "@{")) - (part[place].kind == "}")
        if depth == 0:
            return place
    return len(part) - 1
