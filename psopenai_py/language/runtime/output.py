"""What statements put out: into the pipeline, or gathered as a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...declare.sentinel import Sentinel
from ...dotnet.model.types import Value
from ...engine.session.scope import Scope, Variable
from ...engine.values.enumeration import enumerate_value
from ...errors import ControlFlow
from .frame import Frame, LoopControl, Run

#: the value of a statement without output, PowerShell's AutomationNull: it counts as null, but puts no object into a
#: pipeline
NOTHING = Sentinel("NOTHING", __name__)

_SCALARS = frozenset({str, int, float, bool, type(None)})


def emit(value: Value, out: Callable[[Value], Any]) -> None:
    """Put a value out as a pipeline does: the items of a collection, anything else as one object."""
    cls = value.__class__
    if cls in _SCALARS:
        out(value)
    elif cls is list:
        for item in value:
            out(item)
    else:
        items = enumerate_value(value)
        if items is None:
            out(value)
        else:
            for item in items:
                out(item)


def collect(frame: Frame, run: Run, keep_on_error: bool = False) -> list[Value]:
    """Everything that a statement puts out. ``break`` and the like inside leave as an exception.

    What was put out before control left, as in ``$x = foreach (...) { $_; return }``, goes to the output of the
    enclosing statement; with `keep_on_error` also what was put out before an error.
    """
    saved = frame.out
    items: list[Value] = []
    frame.out = items.append
    try:
        signal = run(frame)
    except ControlFlow:
        frame.out = saved
        _flush(items, saved)
        raise
    except Exception:
        frame.out = saved
        if keep_on_error:
            _flush(items, saved)
        raise
    frame.out = saved
    if signal is not None:
        _flush(items, saved)
        raise LoopControl(signal)
    return items


def _flush(items: list[Value], out: Callable[[Value], object]) -> None:
    for item in items:
        out(item)


def collected(values: list[Value]) -> Value:
    """A pipeline's output as a value: null, the one object, or an array."""
    if len(values) == 1:
        return values[0]
    return values if values else None


# -- variables without a value ----------------------------------------------------------------------------------------


class _Empty:
    """The guard of a variable that got a pipeline's lack of output. Such a variable reads as null, but puts nothing
    into a pipeline; the next assignment ends that."""

    __slots__ = ("variable",)

    def __init__(self, variable: Variable) -> None:
        self.variable = variable

    def __call__(self, value: Value) -> Value:
        self.variable.guard = None
        return value


def assign_nothing(scope: Scope, name: str) -> None:
    """Give a variable the value of a pipeline without output."""
    scope.set(name, None)
    var = scope.variables.get(name.lower())
    if var is not None and var.guard is None and not var.options:
        var.guard = _Empty(var)


def is_empty(variable: Variable | None) -> bool:
    """Whether a variable holds a pipeline's lack of output."""
    return variable is not None and type(variable.guard) is _Empty
