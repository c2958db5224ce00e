"""What compiled code runs in: the frame, the signals that move control, and the state of one session's interpreter.

A statement compiles to ``run(frame) -> Signal | None``, an expression to ``value(frame) -> Value``. A statement puts
its output objects into ``frame.out`` and returns None to go on with the next statement, or a `Signal` that the
enclosing statements obey. Only what must leave a running pipeline (``break`` out of a function, ``exit``) is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.types import Value
from ...engine.session.scope import Scope, Variable
from ...engine.session.session import Session
from ...errors import ControlFlow

if TYPE_CHECKING:
    from .calls import CallContext
    from .module import Module


running_session: ContextVar[Session] = ContextVar("running_session")  # whose code runs now


class Signal:
    """Why a list of statements ended early. ``label`` (lower case) is that of ``break label``."""

    __slots__ = ("kind", "label")

    def __init__(self, kind: str, label: str | None = None) -> None:
        self.kind = kind
        self.label = label

    def is_for(self, label: str | None) -> bool:
        """Whether it is a ``break`` or ``continue`` for the loop with this label."""
        return self.kind != "return" and (self.label is None or self.label == label)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.label or ''}>"


RETURN = Signal("return")
BREAK = Signal("break")
CONTINUE = Signal("continue")


class LoopControl(ControlFlow):
    """A ``break`` or ``continue`` that left a function or a script block, for the nearest loop around the call."""

    def __init__(self, signal: Signal) -> None:
        super().__init__()
        self.signal = signal


class Exit(ControlFlow):
    """``exit``: ends the script."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


class Interpreter:
    """The interpreter's state for one session."""

    __slots__ = ("call",)

    def __init__(self) -> None:
        self.call: CallContext | None = None  # the running function or script, for stack traces


def interpreter(session: Session) -> Interpreter:
    """The session's interpreter."""
    return session.part(Interpreter)


class Frame:
    """One running script, function or script block."""

    __slots__ = ("call", "interp", "out", "owns_scope", "returns", "scope", "session", "variables")

    def __init__(
        self, session: Session, scope: Scope, out: Callable[[Value], Any], call: CallContext | None = None
    ) -> None:
        self.session = session
        self.interp = interpreter(session)
        self.scope = scope
        self.variables: dict[str, Variable] = scope.variables
        self.out = out
        self.call = call
        self.owns_scope = False  # whether the scope was made for this code, so that it is not the caller's
        self.returns: list[Value] | None = None  # of a class method: what `return` gives; other output is dropped

    @property
    def module(self) -> Module | None:
        """The module that the running code belongs to."""
        return self.call.module if self.call is not None else None

    def set_matches(self, groups: Mapping[Value, str]) -> None:
        """Put what was matched into ``$Matches``."""
        table = Hashtable()
        for name, text in groups.items():
            table[name] = text
        var = self.variables.get("matches")
        if var is None:
            self.variables["matches"] = Variable("Matches", table)
        else:
            var.value = table


Run = Callable[[Frame], "Signal | None"]
Eval = Callable[[Frame], Value]
