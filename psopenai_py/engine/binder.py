"""PowerShell's parameter binder: from words and pipeline objects to parameter values.

Order on a command line: named (exact, alias, unique prefix) -> positional -> parameter set -> leftovers -> mandatory.
For a pipeline object: restore, then ByValue without coercion, ByPropertyName without, ByValue with, ByPropertyName with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..dotnet.types import Value
from ..spec.cmdlet import MISSING, CmdletSpec, ParamSpec

if TYPE_CHECKING:
    from .session import Session


@dataclass(slots=True)
class ParameterToken:
    """``-Name``, ``-Name:value`` (``value``) as written (``text``); ``splatted`` when it came from ``@table``."""

    name: str
    value: Value = MISSING
    text: str = ""
    splatted: bool = False


@dataclass(slots=True)
class ValueToken:
    """An argument that is no parameter name; ``text`` is what was written where it was a bare word."""

    value: Value
    text: str | None = None


Argument = ParameterToken | ValueToken


@dataclass(slots=True)
class Bound:
    """The outcome. ``values`` holds what was bound (``$PSBoundParameters``), by the parameters' declared names."""

    set_name: str
    values: dict[str, Value] = field(default_factory=dict)
    common: dict[str, Value] = field(default_factory=dict)  # common parameters, by lower-case name
    rest: list[Value] = field(default_factory=list)  # a simple function's $args


class Binder:
    """Binds one command of a pipeline. Errors are `TerminatingError` with PowerShell's ids."""

    def __init__(self, session: Session, spec: CmdletSpec, arguments: Sequence[Argument]) -> None:
        self.session = session
        self.spec = spec
        self.arguments = arguments

    def bind_command_line(self, expects_input: bool) -> Bound:
        """Bind the words. With ``expects_input`` a mandatory parameter may still come from the pipeline."""
        raise NotImplementedError

    def bind_object(self, value: Value) -> Sequence[ParamSpec]:
        """Bind one pipeline object; the parameters whose values changed (also back to their defaults)."""
        raise NotImplementedError

    def value_of(self, param: ParamSpec) -> Value:
        """The value in force: the bound one, else the default."""
        raise NotImplementedError
