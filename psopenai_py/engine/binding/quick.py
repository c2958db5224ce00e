"""The quick way to bind the words of a call, where nothing has to be decided or converted.

It does what `Binder` does for such a call, and answers None for any other: then the binder does it. Most calls in a
script are such calls: values by position or after the full name of a parameter, each of the parameter's own class, and
switches.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateRange, ValidateScript, Validator
from ...dotnet.model.carriers import Int64
from ...dotnet.model.core import Switch
from ...dotnet.model.types import Value
from ..values.objects import PSObject
from .arguments import Argument, Bound, ValueToken
from .coercion import param_type
from .parameters import parameters_of
from .validation import Invalid, check

#: the class whose values are of a type as they are; every value is an object
_CLASSES: dict[str, type | None] = {
    "System.Object": None,
    "System.String": str,
    "System.Int32": int,
    "System.Int64": Int64,
    "System.Double": float,
    "System.Boolean": bool,
    "System.Management.Automation.SwitchParameter": Switch,
}
#: what a mandatory parameter takes without a closer look; of texts only those that are not empty
_NEVER_EMPTY = frozenset((str, int, Int64, float, bool, PSObject))


class _Never:
    """The class of no value: a parameter that takes the binder's judgement."""


class QuickBinding:
    """How the arguments of one command are bound quickly."""

    __slots__ = ("_by_name", "_by_position", "_ranges", "_takes_rest", "_validators")

    def __init__(self, spec: CmdletSpec, by_position: list[ParamSpec]) -> None:
        self._validators: dict[str, tuple[Validator, ...]] = {}
        self._ranges: dict[str, tuple[int, int]] = {}
        mandatory = parameters_of(spec).mandatory
        rows = {p.name.lower(): (p.name, _class_for(spec, p), p in mandatory) for p in spec.params.values()}
        for param in spec.params.values():
            limits = _limits(param.validators) if rows[param.name.lower()][1] is int else None
            if limits is not None:
                self._ranges[param.name] = limits
            elif param.validators:
                self._validators[param.name] = param.validators
        self._by_name = rows
        self._by_position = [rows[p.name.lower()] for p in by_position]
        self._takes_rest = spec.remaining_args

    def bind(self, arguments: Sequence[Argument], needs_all: bool = True) -> Bound | None:
        """The bound values, if the quick way is the right one. ``needs_all``: the pipeline brings nothing more."""
        values: dict[str, Value] = {}
        rest: list[Value] = []
        row = None  # of the name that waits for its value
        for token in arguments:
            value = token.value
            if token.__class__ is ValueToken:
                if row is None:
                    rest.append(value)
                    continue
            elif row is not None or token.splatted:  # type: ignore[union-attr]
                return None
            else:
                row = self._by_name.get(token.name.lower())  # type: ignore[union-attr]
                if row is None:
                    return None
                if value is MISSING:
                    if row[1] is Switch:  # it takes no value
                        if row[0] in values:
                            return None
                        values[row[0]] = Switch(True)
                        row = None
                    elif row[1] is _Never:
                        return None
                    continue
            name, cls, mandatory = row
            row = None
            if name in values or not (cls is None or value.__class__ is cls):
                return None
            if mandatory and (value.__class__ not in _NEVER_EMPTY or value == ""):
                return None
            values[name] = value
        if row is not None:
            return None
        if rest:
            taken = 0
            for name, cls, mandatory in self._by_position:
                if name in values:
                    continue
                value = rest[taken]
                if not (cls is None or value.__class__ is cls):
                    return None
                if mandatory and (value.__class__ not in _NEVER_EMPTY or value == ""):
                    return None
                values[name] = value
                taken += 1
                if taken == len(rest):
                    break
            rest = rest[taken:]
            if rest and not self._takes_rest:
                return None
        if needs_all:
            for name, _, mandatory in self._by_name.values():
                if mandatory and name not in values:
                    return None
        for name, (low, high) in self._ranges.items():
            if name in values and not low <= values[name] <= high:
                return None
        for name, validators in self._validators.items():
            if name not in values:
                continue
            try:
                for validator in validators:
                    check(validator, values[name])
            except Invalid:
                return None
        return Bound(ALL_SETS, values, {}, rest)


def _limits(validators: Sequence[Validator]) -> tuple[int, int] | None:
    """The bounds of a number, if nothing else is asked of it."""
    only = validators[0] if len(validators) == 1 else None
    if not isinstance(only, ValidateRange) or only.kind is not None:
        return None
    low, high = only.minimum, only.maximum
    return (low, high) if type(low) is int and type(high) is int else None


def quick_binding(spec: CmdletSpec) -> QuickBinding | None:
    """The quick way of a function; None if it has parameter sets, or parameters that share a position or take all."""
    known = spec.for_binder
    if "quick" not in known:
        known["quick"] = _made(spec)
    found: QuickBinding | None = known["quick"]
    return found


def _made(spec: CmdletSpec) -> QuickBinding | None:
    parameters = parameters_of(spec)
    if parameters.set_names != [ALL_SETS] or parameters.remaining:
        return None
    if any(len(params) > 1 for _, params in parameters.by_position):
        return None
    return QuickBinding(spec, [params[0] for _, params in parameters.by_position])


def _class_for(spec: CmdletSpec, param: ParamSpec) -> type | None:
    if param.of is not None or param.transform is not None or param.enum:
        return _Never
    if any(isinstance(validator, ValidateScript) for validator in param.validators):
        return _Never  # a script's condition runs once, and sees the variables that the binder sets for it
    type_ = param_type(param)
    if type_.full_name == "System.Object" and spec.factory is not None:
        return PSObject  # a number loses how it was written, and a script block may be meant for each object
    return _CLASSES.get(type_.full_name, _Never)
