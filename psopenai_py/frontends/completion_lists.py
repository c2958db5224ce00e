"""The lists that completion chooses from, each narrowed by what has been typed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from ..declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.binding.parameters import common_of, is_switch_type
from ..engine.describing.help_text import values_of
from ..engine.session.session import Session
from ..engine.values.enumeration import enumerate_value
from ..language.syntax.tokens import Token

Match = tuple[str, str]

_BARE = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:~+=%\\^*?[]!")
_MOST = 1000  # matches; more than that nobody reads


def _begin(texts: Iterable[str], prefix: str) -> list[str]:
    lower = prefix.lower()
    return [text for text in texts if text.lower().startswith(lower)]


# -- commands ---------------------------------------------------------------------------------------------------------


def commands(session: Session, word: str) -> list[Match]:
    """Cmdlets, functions and aliases; a word with a slash is the path of a program or script."""
    if "/" in word or word.startswith(("~", ".")):
        return paths(session, word)
    names: dict[str, str] = {}
    for scope in session.scope.chain():
        for info in (scope.functions or {}).values():
            names.setdefault(info.name.lower(), info.name)
    for name in session.commands.names():
        names.setdefault(name.lower(), name)
    for alias, _ in session.commands.aliases.values():
        names.setdefault(alias.lower(), alias)
    return [(name, "Command") for name in sorted(_begin(names.values(), word), key=str.lower)]


# -- parameters -------------------------------------------------------------------------------------------------------


def parameters(spec: CmdletSpec, word: str, bound: Sequence[ParamSpec]) -> list[Match]:
    """The parameters that may still be given; the common ones only once a letter tells that they are meant."""
    prefix = word.lstrip("-").rstrip(":")
    sets = valid_sets(spec, bound)
    own = [p for p in spec.params.values() if not p.hidden and p not in bound and _is_in(p, sets)]
    common = [p for p in common_of(spec).values() if p not in bound] if prefix else []
    found = _begin((p.name for p in (*own, *common)), prefix)
    if not found:
        found = _begin((alias for p in own for alias in p.aliases), prefix)
    return [(f"-{name}", "ParameterName") for name in found]


def valid_sets(spec: CmdletSpec, bound: Sequence[ParamSpec]) -> set[str]:
    """The parameter sets that are left after what has been given."""
    sets = set(spec.set_names)
    for param in bound:
        if ALL_SETS not in param.sets:
            sets &= set(param.sets)
    return sets


def _is_in(param: ParamSpec, sets: set[str]) -> bool:
    return ALL_SETS in param.sets or bool(sets & set(param.sets))


def at_position(spec: CmdletSpec, given: Sequence[ParamSpec], count: int) -> ParamSpec | None:
    """The parameter that takes the value number ``count`` of those without a name."""
    sets = valid_sets(spec, given)
    order: dict[int, ParamSpec] = {}
    for param in spec.params.values():
        if param in given:
            continue
        for name, flags in param.sets.items():
            if flags.position is not None and (name in sets or name == ALL_SETS):
                order.setdefault(flags.position, param)
    return [order[position] for position in sorted(order)][count] if count < len(order) else None


def values(param: ParamSpec, word: str) -> list[Match]:
    """The values that a parameter takes: those of a set or enum sorted, suggested ones in their order."""
    choices = values_of(param)
    texts = sorted(choices, key=str.lower) if choices else list(param.completions)
    if not texts and not is_switch_type(param) and str(param.type).lower() == "bool":
        return [(t, "ParameterValue") for t in _begin(("$true", "$false"), word)]
    prefix = word.lstrip("'\"")
    return [(quoted(text, word[:1]), "ParameterValue") for text in _begin(texts, prefix)]


def quoted(text: str, quote: str = "") -> str:
    """A value as an argument: in quotes where it must be, or where one was begun."""
    if quote in ("'", '"') and quote:
        return f"{quote}{text}{quote}"
    if text and set(text) <= _BARE:
        return text
    return "'" + text.replace("'", "''") + "'"


# -- variables and members --------------------------------------------------------------------------------------------


def variables(session: Session, word: str) -> list[Match]:
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


def members(session: Session, chain: Sequence[Token], word: str) -> list[Match]:
    """The properties of what ``$x[0].a`` is now. A collection offers those of its items, as access to them does."""
    value = _value(session, chain)
    if value is MISSING or value is None:
        return []
    from ..engine.properties.properties import property_names

    names = dict.fromkeys(property_names(value))
    items = enumerate_value(value)
    if items is not None:
        first = next(iter(items), None)
        names = dict.fromkeys([*(property_names(first) if first is not None else ()), "Count", *names])
    return [(name, "Property") for name in _begin(names, word)]


def _value(session: Session, chain: Sequence[Token]) -> Value:
    from ..engine.members.indexing import get_index
    from ..engine.members.members import property_or_missing

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


def paths(session: Session, word: str) -> list[Match]:
    """Files and folders, as PowerShell writes them: relative ones begin with ``./``."""
    quote = word[:1] if word[:1] in ("'", '"') else ""
    typed = word[len(quote) :]
    folder, name = os.path.split(typed)
    place = os.path.expanduser(folder) if folder else "."
    try:
        with os.scandir(place) as entries:
            fit = (e for e in entries if e.name.startswith(name) and (name[:1] == "." or e.name[:1] != "."))
            found = sorted(fit, key=lambda e: e.name.lower())
    except OSError:
        return []
    shown = folder if not folder or folder.endswith("/") else folder + "/"
    shown = shown or "./"
    return [
        (quoted(shown + entry.name, quote), "ProviderContainer" if entry.is_dir() else "ProviderItem")
        for entry in found[:_MOST]
    ]
