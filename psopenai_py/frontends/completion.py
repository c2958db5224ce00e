"""What Tab offers: commands, parameters and their values, variables, members, paths.

`complete` takes a text and the position of the cursor and returns which part to replace by what, as PowerShell's
``TabExpansion2`` does. It does not run the line.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.session.file_paths import with_separators
from ..engine.session.lookup import lookup
from ..engine.session.session import Session
from ..language.syntax.parser.parse import tokenize
from ..language.syntax.tokens import ASSIGNMENTS, CLOSING, OPENING, Token
from .member_completion import keys, members, names_of_types, values_of_session
from .offers import begin, parameters_offered, read, values_offered
from .recent_ids import ids_for
from .registered import of_parameter, of_program

Match = tuple[str, str]  # the text, and PowerShell's kind of it


class Completion(NamedTuple):
    """Replace ``length`` characters from ``start`` by one of the matches (text and PowerShell's kind of it)."""

    start: int
    length: int
    matches: list[Match]


_ENDS_COMMAND = frozenset(("|", ";", "newline", "&&", "||", "&")) | ASSIGNMENTS
_BARE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:~+=%\\^*?[]!")
_MOST = 1000  # matches that are listed at most
_NO_MATCH = Completion(0, 0, [])


def complete(session: Session, text: str, cursor: int | None = None) -> Completion:
    """The completion at ``cursor`` (default: the end of the text)."""
    assert session.language is not None
    with session.language.current():  # script blocks that a script has registered run as in a command
        return _complete(session, text, cursor)


def _complete(session: Session, text: str, cursor: int | None) -> Completion:
    left = text if cursor is None else text[:cursor]
    tokens = [token for token in tokenize(left) if token.kind != "eof"]
    word, before = word_at(tokens, left)
    command = command_of(before)
    found = _matches(session, left, word, before, command)
    start = word.start + found.offset
    return Completion(start, len(left) - start, found.matches) if found.matches else _NO_MATCH


class _Found(NamedTuple):
    matches: list[Match]
    offset: int = 0  # of what is replaced, in the word


def word_at(tokens: list[Token], left: str) -> tuple[Token, list[Token]]:
    """The word that ends at the cursor (an empty one after a space), and the tokens before it."""
    end = len(left)
    last = tokens[-1] if tokens else None
    if last is not None and last.kind == "error":  # an open quote: it begins after the white space
        start = last.end - len(last.text.lstrip())
        return Token("error", start, end, start, left[start:]), tokens[:-1]
    no_word = last is None or last.end < end or last.kind in (OPENING | CLOSING | _ENDS_COMMAND | {",", ".", "::"})
    if last is None or no_word or last.colon:
        return Token("none", end, end, end, ""), tokens
    return last, tokens[:-1]


def command_of(tokens: list[Token]) -> list[Token]:
    """The tokens of the command that the word belongs to; everything inside brackets counts as one value."""
    outer: list[list[Token]] = []
    inside: list[Token] = []
    for token in tokens:
        if token.kind in OPENING:
            inside.append(token)
            outer.append(inside)
            inside = []
        elif token.kind in CLOSING:
            inside = outer.pop() if outer else []
        elif token.kind in _ENDS_COMMAND or token.is_keyword:
            inside = []
        else:
            inside.append(token)
    return inside


def _matches(session: Session, left: str, word: Token, before: list[Token], command: list[Token]) -> _Found:
    text = word.text
    inside = _inside_expression(session, word, before)
    if inside is not None:
        return _Found(inside)
    if text.startswith("$") and word.kind in ("variable", "generic", "$", "error", "identifier"):
        return _Found(_variables(session, text))
    if word.kind == "error" and '"' in text[:1] and "$" in text:
        at = text.rindex("$")
        return _Found(_variables(session, text[at:]), at)
    if not command:
        if not text:
            return _Found([])
        return _Found(_paths(session, text) if word.kind == "error" else _commands(session, text))
    if command[0].kind in ("variable", "number", "string", "expandable"):
        return _Found([])
    spec = spec_of(session, command[0])
    if spec is None:
        return _Found(of_program(session, left, word, command) or _paths(session, text))
    if word.kind in ("parameter", "-"):
        names = parameters_offered(spec, text.lstrip("-").rstrip(":"), read(spec, command[1:]).bound)
        return _Found([(f"-{name}", "ParameterName") for name, _ in names])
    param = read(spec, command[1:]).awaited
    values = of_parameter(session, spec, param, text, command) if param is not None else []
    if param is not None and not values:
        values = _values(session, spec, param, text) or values_of_session(session, spec, param, before, text)
    return _Found(values or _paths(session, text))


def _inside_expression(session: Session, word: Token, before: list[Token]) -> list[Match] | None:
    """What an expression goes on with: a member, a key, the name of a type; None elsewhere."""
    last = before[-1] if before else None
    if last is None:
        return None
    if last.kind in (".", "::") and last.end == word.start:
        return members(session, before, word.text)
    found = keys(session, before, word.text)
    if found:
        return found
    if last.kind == "[" and word.kind in ("identifier", "generic") and last.end == word.start:
        return names_of_types(word.text)
    return None


def spec_of(session: Session, first: Token) -> CmdletSpec | None:
    name = str(first.value) if isinstance(first.value, str) else first.text
    found = lookup(session, name)
    return found.spec if found is not None else None


# -- commands ---------------------------------------------------------------------------------------------------------


def _commands(session: Session, word: str) -> list[Match]:
    """Cmdlets, functions and aliases; a word with a slash is the path of a program or script."""
    if "/" in word or word.startswith(("~", ".")):
        return _paths(session, word)
    names: dict[str, str] = {}
    for scope in session.scope.chain():
        for info in (scope.functions or {}).values():
            names.setdefault(info.name.lower(), info.name)
        for lower in scope.aliases or ():
            names.setdefault(lower, lower)
    for name in session.commands.names():
        names.setdefault(name.lower(), name)
    for alias, _ in session.commands.aliases.values():
        names.setdefault(alias.lower(), alias)
    return [(name, "Command") for name in sorted(begin(names.values(), word), key=str.lower)]


# -- parameters -------------------------------------------------------------------------------------------------------


def _values(session: Session, spec: CmdletSpec, param: ParamSpec, word: str) -> list[Match]:
    prefix = word.lstrip("'\"")
    values = values_offered(param, prefix) or begin(ids_for(spec, param, session.environ), prefix)
    return [(_quoted(text, word[:1]), "ParameterValue") for text in values]


def _quoted(text: str, quote: str = "") -> str:
    """A value as an argument: in quotes where it must be, or where one was begun."""
    if quote in ("'", '"') and quote:
        return f"{quote}{text}{quote}"
    if text and (set(text) <= _BARE or text in ("$true", "$false")):
        return text
    return "'" + text.replace("'", "''") + "'"


# -- variables --------------------------------------------------------------------------------------------------------


def _variables(session: Session, word: str) -> list[Match]:
    """``$name``, ``$global:name``, ``$env:NAME``."""
    body = word[1:]
    braces = body.startswith("{")
    scope_name, colon, prefix = body.lstrip("{").rpartition(":")
    if colon and scope_name.lower() == "env":
        names = sorted(session.environ)
    else:
        found: dict[str, str] = {}
        for scope in session.scope.chain():
            for lower, variable in scope.variables.items():
                found.setdefault(lower, variable.name)
        names = sorted(found.values(), key=str.lower)
    before = f"{scope_name}:" if colon else ""
    return [(_variable(before + name, braces), "Variable") for name in begin(names, prefix)]


def _variable(name: str, braces: bool) -> str:
    plain = all(c.isalnum() or c in "_:" for c in name)
    return f"${name}" if plain and not braces else f"${{{name}}}"


# -- paths ------------------------------------------------------------------------------------------------------------


def _paths(session: Session, word: str) -> list[Match]:
    """Files and folders, as PowerShell writes them: relative ones begin with ``./``."""
    quote = word[:1] if word[:1] in ("'", '"') else ""
    typed = word[len(quote) :] if session.mode.posix_paths else with_separators(word[len(quote) :])
    folder, name = os.path.split(typed)
    place = session.path(folder) if folder else "."
    try:
        with os.scandir(place) as entries:
            fit = (e for e in entries if e.name.startswith(name) and (name[:1] == "." or e.name[:1] != "."))
            found = sorted(fit, key=lambda e: e.name.lower())
    except OSError:
        return []
    shown = folder if not folder or folder.endswith("/") else folder + "/"
    shown = shown or "./"
    return [
        (_quoted(shown + entry.name, quote), "ProviderContainer" if entry.is_dir() else "ProviderItem")
        for entry in found[:_MOST]
    ]
