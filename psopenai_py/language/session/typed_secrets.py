"""Typed lines with their keys masked, as the history keeps and shows them.

`remembered` finds the literals that are keys by what they are assigned to or passed for, with the language's own
tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...credentials.masking import mask
from ..syntax.parser.parse import tokenize
from ..syntax.tokens import ASSIGNMENTS, CLOSING, OPENING, Token

_HIDDEN = "***"

_SECRET_NAME = re.compile(
    r"(?i)(?:api[-_]?keys?|(?:access|secret|private)[-_]?key|(?:access|auth|bearer|session)[-_]?token"
    r"|(?<![a-z])(?:password|passwd|passphrase|secret|authorization))$"
)
_ABBREVIATED = re.compile(r"(?i)api[-_]?k(?:ey?)?$")  # of a parameter
_WORD_WITH_VALUE = re.compile(r"(?s)(-{0,2}[\w-]+?)=(.+)")  # --api-key=x, export OPENAI_API_KEY=x
_COMMAND_NAME = re.compile(r"(?i)[a-z]+-[a-z]+$")
_SETTERS = frozenset(
    (
        "set-item",
        "new-item",
        "si",
        "ni",
        "set-variable",
        "new-variable",
        "sv",
        "nv",
        "set",
        "set-content",
        "add-content",
        "sc",
        "ac",
        "setx",
        "export",
    )
)  # commands that give a value to what another word names
_LITERALS = frozenset(("string", "expandable", "number", "error"))
_WORDS = frozenset(("generic", "identifier"))
_STARTS_COMMAND = frozenset(("|", ";", "newline", "&&", "||", "&", "(", "{", "$(", "@(")) | ASSIGNMENTS


def remembered(line: str) -> str:
    """The line as it is shown again: with a mask for each literal that is a key, a password or a secret."""
    tokens = [token for token in tokenize(line) if token.kind != "eof"]
    spans = dict(_secrets(tokens))
    pieces: list[str] = []
    done = 0
    for token in tokens:  # what lies between tokens is white space and comments
        if token.start in spans:
            end, kept = spans[token.start]
            pieces += (mask(line[done : token.start]), kept + _HIDDEN)
            done = end
        elif token.kind in _LITERALS | _WORDS and token.start >= done:
            pieces += (mask(line[done : token.start]), mask(line[token.start : token.end]))
            done = token.end
    return "".join((*pieces, mask(line[done:])))


def _secrets(tokens: list[Token]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Where secrets are: the start of each, its end, and what of its text is kept before the mask."""
    for at, token in enumerate(tokens):
        if token.kind in _WORDS and _starts_command(tokens, at):
            name = token.text.lower()
            if name == "convertto-securestring":
                yield from _all(_segment(tokens, at, ends=(";", "newline")), _LITERALS | _WORDS, but=token)
            elif name in ("set-secret", "setsecret"):
                yield from _all(_values(tokens, at)[1:], _LITERALS | _WORDS)
            elif name in _SETTERS:
                words = _values(tokens, at)
                named = [word for word in words if _is_secret_name(word)]
                if named:
                    yield from _all([word for word in words if word not in named], _LITERALS | _WORDS)
        if token.kind == "generic" and (with_value := _WORD_WITH_VALUE.fullmatch(token.text)):
            if _SECRET_NAME.search(with_value[1]):
                yield token.start, (token.end, with_value[1] + "=")
        elif _is_secret_name(token):
            yield from _after(tokens, at)


def _after(tokens: list[Token], at: int) -> Iterator[tuple[int, tuple[int, str]]]:
    """The secrets that follow a name: the value of a parameter, what is assigned, the next argument of a method."""
    token = tokens[at]
    if token.kind == "parameter" or token.text.startswith("--"):
        yield from _all(_next_value(tokens, at + 1), _LITERALS | _WORDS)
        return
    following = at + 1
    while following < len(tokens) and tokens[following].kind in CLOSING:
        following += 1
    if following >= len(tokens):
        return
    kind = tokens[following].kind
    if kind in ASSIGNMENTS:
        value = _segment(tokens, following, ends=(";", "newline"))
        value = value[value.index(tokens[following]) + 1 :]
        lone = len(value) == 1 and value[0].kind in _WORDS and not _COMMAND_NAME.match(value[0].text)
        yield from _all(value, _LITERALS | _WORDS if lone else _LITERALS)
    elif kind == "," and following == at + 1:
        yield from _all(_segment(tokens, following, ends=(";", "newline")), _LITERALS)


def _is_secret_name(token: Token) -> bool:
    if token.kind not in ("parameter", "variable", "string", "identifier", "generic", "expandable"):
        return False
    name = token.text.strip("'\"${}:") if token.kind != "parameter" else token.text.strip("-–—―:")
    return bool(_SECRET_NAME.search(name) or (token.kind == "parameter" and _ABBREVIATED.match(name)))


def _starts_command(tokens: list[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].kind in _STARTS_COMMAND


def _segment(tokens: list[Token], at: int, ends: tuple[str, ...]) -> list[Token]:
    """The tokens around one, up to the brackets that enclose it and to the ``ends`` between them."""
    first = last = at
    depth = 0
    while first > 0 and not (depth == 0 and (tokens[first - 1].kind in ends or tokens[first - 1].kind in OPENING)):
        first -= 1
        depth += (tokens[first].kind in CLOSING) - (tokens[first].kind in OPENING)
    depth = 0
    while last + 1 < len(tokens):
        kind = tokens[last + 1].kind
        if depth == 0 and (kind in ends or kind in CLOSING):
            break
        last += 1
        depth += (kind in OPENING) - (kind in CLOSING)
    return tokens[first : last + 1]


def _values(tokens: list[Token], at: int) -> list[Token]:
    """The words and literals of the command at ``at``, and those of its brackets."""
    command = _segment(tokens, at, ends=(";", "newline", "|", "&&", "||", "&"))
    return [token for token in command[command.index(tokens[at]) + 1 :] if token.kind in _LITERALS | _WORDS]


def _next_value(tokens: list[Token], at: int) -> list[Token]:
    """The value that begins at ``at``: one token, those of its brackets, or a row of them with commas."""
    found: list[Token] = []
    depth = 0
    while at < len(tokens):
        token = tokens[at]
        if not depth and token.kind in CLOSING | {"parameter", ";", "newline", "|"}:
            break
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        found.append(token)
        at += 1
        if not depth and (at >= len(tokens) or tokens[at].kind != ",") and token.kind != ",":
            break
    if found and found[0].kind in OPENING:  # words in brackets are a command and its arguments
        return [token for token in found if token.kind not in _WORDS]
    return found


def _all(
    tokens: Iterable[Token], kinds: frozenset[str], but: Token | None = None
) -> Iterator[tuple[int, tuple[int, str]]]:
    for token in tokens:
        if token.kind in kinds and token is not but and not _is_secret_name(token):
            yield token.start, (token.end, token.text[: len(token.text) - len(token.text.lstrip())])
