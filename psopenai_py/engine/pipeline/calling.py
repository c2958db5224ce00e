"""Calling a command by its name from inside another one, as ``& $name @arguments`` does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...dotnet.model.types import Value
from ..binding.arguments import Argument, ParameterToken
from ..session.commands import lookup, resolve
from .pipeline import run_pipeline

if TYPE_CHECKING:
    from ..session.session import Session

_RUNNABLE = frozenset({"Cmdlet", "Function", "Filter"})


def runnable(session: Session, name: str) -> bool:
    """Whether the name stands for a cmdlet or function, not for a program or script file."""
    found = lookup(session, name)
    return found is not None and found.kind in _RUNNABLE


def call_command(session: Session, name: str, named: Mapping[str, Value]) -> list[Value]:
    """Run the command with named arguments and return what it puts out."""
    tokens: list[Argument] = [ParameterToken(key, value, f"-{key}", splatted=True) for key, value in named.items()]
    found: list[Value] = []
    run_pipeline([session.language.processor(resolve(session, name), tokens)], found.append)
    return found
