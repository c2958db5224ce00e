"""What Tab offers: commands, parameters and their values, variables, members, paths.

`complete` is told a text and the place of the cursor, and tells which part to replace by what, as PowerShell's
``TabExpansion2`` does. It runs no code of the line.
"""

from __future__ import annotations

from typing import NamedTuple

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.binding.parameters import Parameters, parameters_of
from ..engine.session.lookup import lookup
from ..engine.session.session import Session
from ..errors import TerminatingError
from ..language.syntax.parser.parse import tokenize
from ..language.syntax.tokens import ASSIGNMENTS, Token
from . import completion_lists as lists
from .completion_lists import Match


class Completion(NamedTuple):
    """Replace ``length`` characters from ``start`` by one of the matches (text and PowerShell's kind of it)."""

    start: int
    length: int
    matches: list[Match]


_OPENING = frozenset(("(", "{", "$(", "@(", "@{", "["))
_CLOSING = frozenset((")", "}", "]"))
_ENDS_COMMAND = frozenset(("|", ";", "newline", "&&", "||", "&")) | ASSIGNMENTS
_NO_MATCH = Completion(0, 0, [])


def complete(session: Session, text: str, cursor: int | None = None) -> Completion:
    """The completion at ``cursor`` (the end of the text without one)."""
    left = text if cursor is None else text[:cursor]
    tokens = [token for token in tokenize(left) if token.kind != "eof"]
    word, before = _word_at(tokens, left)
    command = _command_of(before)
    found = _matches(session, left, word, before, command)
    start = word.start + found.offset
    return Completion(start, len(left) - start, found.matches) if found.matches else _NO_MATCH


class _Found(NamedTuple):
    matches: list[Match]
    offset: int = 0  # of what is replaced, in the word


def _word_at(tokens: list[Token], left: str) -> tuple[Token, list[Token]]:
    """The word that ends at the cursor (an empty one behind a space), and the tokens before it."""
    end = len(left)
    last = tokens[-1] if tokens else None
    if last is not None and last.kind == "error":  # an open quote: it begins behind the white space
        start = last.end - len(last.text.lstrip())
        return Token("error", start, end, start, left[start:]), tokens[:-1]
    no_word = last is None or last.end < end or last.kind in (_OPENING | _CLOSING | _ENDS_COMMAND | {",", ".", "::"})
    if last is None or no_word or last.colon:
        return Token("none", end, end, end, ""), tokens
    return last, tokens[:-1]


def _command_of(tokens: list[Token]) -> list[Token]:
    """The tokens of the command that the word belongs to; what is inside brackets counts as one value."""
    outer: list[list[Token]] = []
    inside: list[Token] = []
    for token in tokens:
        if token.kind in _OPENING:
            inside.append(token)
            outer.append(inside)
            inside = []
        elif token.kind in _CLOSING:
            inside = outer.pop() if outer else []
        elif token.kind in _ENDS_COMMAND or token.is_keyword:
            inside = []
        else:
            inside.append(token)
    return inside


def _matches(session: Session, left: str, word: Token, before: list[Token], command: list[Token]) -> _Found:
    member_of = _owner(word, before)
    if member_of is not None:
        return _Found(lists.members(session, member_of, word.text))
    text = word.text
    if text.startswith("$") and word.kind in ("variable", "generic", "$", "error", "identifier"):
        return _Found(lists.variables(session, text))
    if word.kind == "error" and '"' in text[:1] and "$" in text:
        at = text.rindex("$")
        return _Found(lists.variables(session, text[at:]), at)
    if not command:
        if not text:
            return _Found([])
        return _Found(lists.paths(session, text) if word.kind == "error" else lists.commands(session, text))
    if command[0].kind in ("variable", "number", "string", "expandable"):
        return _Found([])
    spec = _spec_of(session, command[0])
    if spec is None:
        return _Found(lists.paths(session, text))
    if word.kind in ("parameter", "-"):
        return _Found(lists.parameters(spec, text, _bound(spec, command[1:])))
    param = _awaited(spec, command[1:])
    values = lists.values(param, text) if param is not None else []
    return _Found(values or lists.paths(session, text))


def _spec_of(session: Session, first: Token) -> CmdletSpec | None:
    name = str(first.value) if isinstance(first.value, str) else first.text
    found = lookup(session, name)
    return found.spec if found is not None else None


# -- members ----------------------------------------------------------------------------------------------------------


def _owner(word: Token, before: list[Token]) -> list[Token] | None:
    """The tokens of ``$x[0].a`` where the word stands behind its next dot; None when it is no member."""
    dot = before[-1] if before else None
    if dot is None or dot.kind != "." or dot.end != word.start:
        return None
    chain: list[Token] = []
    at, end = len(before) - 2, dot.start
    while at >= 0 and before[at].end == end:
        token = before[at]
        if token.kind not in ("variable", "identifier", ".", "[", "]", "number", "string", "-"):
            return None
        chain.append(token)
        end = token.start
        at -= 1
        if token.kind == "variable":
            return chain[::-1]
    return None


# -- parameters -------------------------------------------------------------------------------------------------------


def _find(names: Parameters, token: Token) -> ParamSpec | None:
    written = token.text.strip("-:")
    try:
        return names.find(written)
    except TerminatingError:  # several begin so
        return None


def _bound(spec: CmdletSpec, words: list[Token]) -> list[ParamSpec]:
    names = parameters_of(spec)
    return [p for token in words if token.kind == "parameter" and (p := _find(names, token)) is not None]


def _awaited(spec: CmdletSpec, words: list[Token]) -> ParamSpec | None:
    """The parameter that the next value is for: the one named before it, else the one at its position."""
    names = parameters_of(spec)
    named: ParamSpec | None = None
    given: list[ParamSpec] = []
    count = 0  # values by position so far
    after_comma = False
    current: ParamSpec | None = None  # of the value before a comma
    for token in words:
        if token.kind == "parameter":
            named = _find(names, token)
            if named is not None:
                given.append(named)
                if names.is_switch(named):
                    named = None
            continue
        if token.kind == ",":
            after_comma = True
            continue
        if not after_comma:
            current = named or lists.at_position(spec, given, count)
            count += 0 if named is not None else 1
            named = None
        after_comma = False
    if after_comma:
        return current
    return named or lists.at_position(spec, given, count)
