"""What Tab offers: commands, parameters and their values, variables, members, paths.

`complete` takes a text and the position of the cursor and returns which part to replace by what, as PowerShell's
``TabExpansion2`` does. It does not run the line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ..declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.binding.parameters import Parameters, is_switch_type, parameters_of
from ..engine.describing.help_text import values_of
from ..engine.members.indexing import get_index
from ..engine.members.members import property_or_missing
from ..engine.properties.properties import property_names
from ..engine.session.file_paths import with_separators
from ..engine.session.lookup import lookup
from ..engine.session.session import Session
from ..engine.values.enumeration import enumerate_value
from ..errors import TerminatingError
from ..language.syntax.parser.parse import tokenize
from ..language.syntax.tokens import ASSIGNMENTS, Token

Match = tuple[str, str]  # the text, and PowerShell's kind of it


class Completion(NamedTuple):
    """Replace ``length`` characters from ``start`` by one of the matches (text and PowerShell's kind of it)."""

    start: int
    length: int
    matches: list[Match]


class Piece(Protocol):
    """A word of a command: a token of the language, or a word of a shell's command line."""

    @property
    def kind(self) -> str: ...  # "parameter" and "," have a meaning here; everything else is a value

    @property
    def text(self) -> str: ...


_OPENING = frozenset(("(", "{", "$(", "@(", "@{", "["))
_CLOSING = frozenset((")", "}", "]"))
_ENDS_COMMAND = frozenset(("|", ";", "newline", "&&", "||", "&")) | ASSIGNMENTS
_BARE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:~+=%\\^*?[]!")
_MOST = 1000  # matches that are listed at most
_NO_MATCH = Completion(0, 0, [])


def complete(session: Session, text: str, cursor: int | None = None) -> Completion:
    """The completion at ``cursor`` (default: the end of the text)."""
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
    no_word = last is None or last.end < end or last.kind in (_OPENING | _CLOSING | _ENDS_COMMAND | {",", ".", "::"})
    if last is None or no_word or last.colon:
        return Token("none", end, end, end, ""), tokens
    return last, tokens[:-1]


def command_of(tokens: list[Token]) -> list[Token]:
    """The tokens of the command that the word belongs to; everything inside brackets counts as one value."""
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
        return _Found(_members(session, member_of, word.text))
    text = word.text
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
        return _Found(_paths(session, text))
    if word.kind in ("parameter", "-"):
        names = parameters_offered(spec, text.lstrip("-").rstrip(":"), read(spec, command[1:]).bound)
        return _Found([(f"-{name}", "ParameterName") for name in names])
    param = read(spec, command[1:]).awaited
    values = _values(param, text) if param is not None else []
    return _Found(values or _paths(session, text))


def spec_of(session: Session, first: Token) -> CmdletSpec | None:
    name = str(first.value) if isinstance(first.value, str) else first.text
    found = lookup(session, name)
    return found.spec if found is not None else None


# -- whose member it is -----------------------------------------------------------------------------------------------


def _owner(word: Token, before: list[Token]) -> list[Token] | None:
    """The tokens of ``$x[0].a`` where the word follows its next dot; None when it is not a member."""
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


# -- what the words of a command bind ---------------------------------------------------------------------------------


class Reading(NamedTuple):
    """What the words before the cursor bind, and the parameter that a value at the cursor belongs to."""

    bound: list[ParamSpec]
    awaited: ParamSpec | None


def read(spec: CmdletSpec, words: Sequence[Piece], of_door: tuple[ParamSpec, ...] = ()) -> Reading:
    """Bind the words of a command as far as they go; nothing is an error. First by name, then by position."""
    names = parameters_of(spec, of_door)
    bound = [p for word in words if word.kind == "parameter" and (p := _find(names, word)) is not None]
    named: ParamSpec | None = None  # whose value comes next
    latest: ParamSpec | None = None  # of the value before a comma
    after_comma = False
    for word in words:
        if word.kind == "parameter":
            found = _find(names, word)
            named = found if found is not None and not names.is_switch(found) else None
        elif word.kind == ",":
            after_comma = True
            continue
        elif not after_comma:
            latest = named or _next_place(spec, names, bound)
            if latest is not None and latest not in bound:
                bound.append(latest)
            named = None
        after_comma = False
    return Reading(bound, latest if after_comma else named or _next_place(spec, names, bound))


def _find(names: Parameters, word: Piece) -> ParamSpec | None:
    try:
        return names.find(word.text.strip("-:"))
    except TerminatingError:  # several names begin like this
        return None


def _next_place(spec: CmdletSpec, names: Parameters, bound: Sequence[ParamSpec]) -> ParamSpec | None:
    """The first parameter by position that is left; of several at one position that of the default set."""
    sets = _valid_sets(spec, bound)
    in_order = [name for name in spec.set_names if name in sets]
    for _, params in names.by_position:
        left = [p for p in params if p not in bound and _is_in(p, sets)]
        if left:
            return next((p for name in in_order for p in left if p.in_set(name) is not None), left[0])
    return None


# -- the lists, each narrowed by what has been typed ------------------------------------------------------------------


def _begin(texts: Iterable[str], prefix: str) -> list[str]:
    lower = prefix.lower()
    return [text for text in texts if text.lower().startswith(lower)]


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
    return [(name, "Command") for name in sorted(_begin(names.values(), word), key=str.lower)]


# -- parameters -------------------------------------------------------------------------------------------------------


def parameters_offered(
    spec: CmdletSpec, prefix: str, bound: Sequence[ParamSpec], of_door: tuple[ParamSpec, ...] = ()
) -> list[str]:
    """The parameters that may still be given, as PowerShell offers them.

    What can mean only one parameter gives that one, hidden or not. Otherwise hidden parameters are left out; where one
    of them fits, the common parameters are left out, too. Those that are `own` come after PSOpenAI's own.
    """
    names = parameters_of(spec, of_door)
    sets = _valid_sets(spec, bound)
    own = [p for p in names.own.values() if not p.own]
    ours = [p for p in (*names.own.values(), *of_door) if p.own]
    common = [p for p in names.common.values() if not p.own and p.name not in names.own]
    left = [p for p in (*own, *ours, *common) if p not in bound and _is_in(p, sets)]
    fit = [p for p in left if _begin((p.name,), prefix)]
    others = [p for p in left if p not in fit and prefix and _begin(p.aliases, prefix)]
    if len(fit) + len(others) == 1:
        return [name for p in (*fit, *others) for name in _begin((p.name,), prefix) or _begin(p.aliases, prefix)]
    if any(p.hidden and not p.own for p in fit):
        left = [p for p in left if p not in common]
    found: list[str] = []
    for param in left:
        if param in fit:
            found += [] if param.hidden else [param.name]
        elif param in others:
            found += _begin(param.aliases, prefix)
    return found


def _valid_sets(spec: CmdletSpec, bound: Sequence[ParamSpec]) -> set[str]:
    """The parameter sets that are left after what has been given."""
    sets = set(spec.set_names)
    for param in bound:
        if ALL_SETS not in param.sets:
            sets &= set(param.sets)
    return sets


def _is_in(param: ParamSpec, sets: set[str]) -> bool:
    return ALL_SETS in param.sets or bool(sets & set(param.sets))


def values_offered(param: ParamSpec, prefix: str) -> list[str]:
    """The values that a parameter takes: those of a set or enum sorted, suggested ones in their order."""
    choices = values_of(param)
    texts = sorted(choices, key=str.lower) if choices else list(param.completions)
    if not texts and not is_switch_type(param) and str(param.type).lower() == "bool":
        texts = ["$true", "$false"]
    return _begin(texts, prefix)


def _values(param: ParamSpec, word: str) -> list[Match]:
    return [(_quoted(text, word[:1]), "ParameterValue") for text in values_offered(param, word.lstrip("'\""))]


def _quoted(text: str, quote: str = "") -> str:
    """A value as an argument: in quotes where it must be, or where one was begun."""
    if quote in ("'", '"') and quote:
        return f"{quote}{text}{quote}"
    if text and (set(text) <= _BARE or text in ("$true", "$false")):
        return text
    return "'" + text.replace("'", "''") + "'"


# -- variables and members --------------------------------------------------------------------------------------------


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
    return [(_variable(before + name, braces), "Variable") for name in _begin(names, prefix)]


def _variable(name: str, braces: bool) -> str:
    plain = all(c.isalnum() or c in "_:" for c in name)
    return f"${name}" if plain and not braces else f"${{{name}}}"


def _members(session: Session, chain: Sequence[Token], word: str) -> list[Match]:
    """The properties of the current value of ``$x[0].a``. A collection also offers those of its items."""
    value = _value(session, chain)
    if value is MISSING or value is None:
        return []
    names = dict.fromkeys(property_names(value))
    items = enumerate_value(value)
    if items is not None:
        first = next(iter(items), None)
        names = dict.fromkeys([*(property_names(first) if first is not None else ()), "Count", *names])
    return [(name, "Property") for name in _begin(names, word)]


def _value(session: Session, chain: Sequence[Token]) -> Value:
    variable = session.scope.find(chain[0].text.lstrip("$").strip("{}").rpartition(":")[2].lower())
    if variable is None:
        return MISSING
    value = variable.get() if variable.get is not None else variable.value
    at = 1
    while at < len(chain) and value is not None and value is not MISSING:
        token = chain[at]
        if token.kind == "identifier":
            value = property_or_missing(value, token.text)
        elif token.kind == "number":
            negative = chain[at - 1].kind == "-"
            value = get_index(value, -int(token.text) if negative else int(token.text))
        at += 1
    return value


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
