"""What may follow the words of a call: its parameters, as PowerShell offers them, and the values of a parameter.

Nothing here reads text: `completion` has tokens of the language, `shell_words` the words of a shell's command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ..declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ..engine.binding.parameters import Parameters, is_switch_type, parameters_of
from ..engine.describing.help_text import values_of
from ..errors import TerminatingError


class Piece(Protocol):
    """A word of a command: a token of the language, or a word of a shell's command line."""

    @property
    def kind(self) -> str: ...  # "parameter" and "," have a meaning here; everything else is a value

    @property
    def text(self) -> str: ...


def begin(texts: Iterable[str], prefix: str) -> list[str]:
    lower = prefix.lower()
    return [text for text in texts if text.lower().startswith(lower)]


class Reading(NamedTuple):
    """What the words before the cursor bind, and the parameter that a value at the cursor belongs to."""

    bound: list[ParamSpec]
    awaited: ParamSpec | None


def read(spec: CmdletSpec, words: Sequence[Piece], of_door: tuple[ParamSpec, ...] = ()) -> Reading:
    """Bind the words of a command as far as they go; nothing is an error. First by name, then by position."""
    names = parameters_of(spec, of_door)
    bound = [p for word in words if word.kind == "parameter" and (p := find_parameter(names, word)) is not None]
    named: ParamSpec | None = None  # whose value comes next
    latest: ParamSpec | None = None  # of the value before a comma
    after_comma = False
    for word in words:
        if word.kind == "parameter":
            found = find_parameter(names, word)
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


def find_parameter(names: Parameters, word: Piece) -> ParamSpec | None:
    """The parameter that a word such as ``-BatchId`` names; None for an unknown or ambiguous one."""
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


# -- what is offered --------------------------------------------------------------------------------------------------


def parameters_offered(
    spec: CmdletSpec, prefix: str, bound: Sequence[ParamSpec], of_door: tuple[ParamSpec, ...] = ()
) -> list[tuple[str, ParamSpec]]:
    """The parameters that may still be given, as PowerShell offers them, each under its name or an alias.

    What can mean only one parameter gives that one, hidden or not. Otherwise hidden parameters are left out; where one
    of them fits, the common parameters are left out, too. What PSOpenAI does not have (`ParamSpec.own`) comes after its
    own parameters.
    """
    names = parameters_of(spec, of_door)
    sets = _valid_sets(spec, bound)
    theirs = [p for p in names.own.values() if not p.own]
    added = [p for p in names.own.values() if p.own]
    added += [p for p in of_door if p.own and p.name not in names.own]  # a cmdlet's own -OutputFormat counts
    common = [p for p in names.common.values() if not p.own and p.name not in names.own]
    left = [p for p in (*theirs, *added, *common) if p not in bound and _is_in(p, sets)]
    fit = [p for p in left if begin((p.name,), prefix)]
    others = [p for p in left if p not in fit and prefix and begin(p.aliases, prefix)]
    if len(fit) + len(others) == 1:
        return [(name, p) for p in (*fit, *others) for name in begin((p.name,), prefix) or begin(p.aliases, prefix)]
    if any(p.hidden and not p.own for p in fit):
        left = [p for p in left if p not in common]
    found: list[tuple[str, ParamSpec]] = []
    for param in left:
        if param in fit:
            found += [] if param.hidden else [(param.name, param)]
        elif param in others:
            found += [(alias, param) for alias in begin(param.aliases, prefix)]
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
    return begin(texts, prefix)
