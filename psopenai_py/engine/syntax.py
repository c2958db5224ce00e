"""The syntax lines of a command, one for each parameter set: for Get-Command -Syntax, help and the pages in Docs/."""

from __future__ import annotations

from collections.abc import Iterator

from ..dotnet.registry import find_type
from ..dotnet.types import DotNetType
from ..spec.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec
from .common import SHOULD_PROCESS
from .parameter_names import is_switch_type

#: short names that PowerShell has for itself; `object` and others of ours are no accelerators there
_NOT_SHORT = {"System.Object": "Object"}


def syntax_lines(spec: CmdletSpec) -> list[str]:
    """One line per parameter set: the positional parameters, then the mandatory, then the other ones."""
    return [_line(spec, name) for name in spec.set_names]


def syntax_text(spec: CmdletSpec) -> str:
    """What ``Get-Command -Syntax`` puts out for a command."""
    return "".join(f"\n{line}\n" for line in syntax_lines(spec))


def _line(spec: CmdletSpec, set_name: str) -> str:
    parts = [spec.name]
    parts += [_shown(param, flags) for param, flags in ordered_params(spec, set_name)]
    if spec.should_process:
        parts += [f"[-{param.name}]" for param in SHOULD_PROCESS]
    if spec.common:
        parts.append("[<CommonParameters>]")
    return " ".join(parts)


def ordered_params(spec: CmdletSpec, set_name: str) -> Iterator[tuple[ParamSpec, InSet]]:
    """A set's parameters in the order in which syntax shows them, each with its flags there."""
    inside = [(p, flags) for p in spec.params.values() if (flags := _flags(p, set_name)) is not None]
    positional = [pair for pair in inside if pair[1].position is not None]
    named = [pair for pair in inside if pair[1].position is None]
    yield from sorted(positional, key=lambda pair: pair[1].position or 0)
    yield from (pair for pair in named if pair[1].mandatory)
    yield from (pair for pair in named if not pair[1].mandatory)


def _flags(param: ParamSpec, set_name: str) -> InSet | None:
    return param.in_set(set_name) if set_name != ALL_SETS else param.sets.get(ALL_SETS)


def _shown(param: ParamSpec, flags: InSet) -> str:
    if is_switch_type(param):
        return f"-{param.name}" if flags.mandatory else f"[-{param.name}]"
    name = f"[-{param.name}]" if flags.position is not None else f"-{param.name}"
    text = f"{name} <{type_name(param)}>"
    return text if flags.mandatory else f"[{text}]"


def type_name(param: ParamSpec) -> str:
    """The type of a parameter's values as syntax shows it: PowerShell's short name, else the last part of the name."""
    if param.of is not None:
        return param.of.rpartition(".")[2]
    declared = param.type_name or param.type
    if isinstance(declared, DotNetType):
        return short_name(declared)
    text = str(declared)
    found = find_type(text)
    if found is not None:
        return short_name(found)
    head, bracket, tail = text.partition("[")
    return head.rpartition(".")[2] + bracket + tail


def short_name(type_: DotNetType) -> str:
    """A type's name without its namespace, or PowerShell's own name for it."""
    if type_.element is not None:
        return short_name(type_.element) + "[]"
    if type_.full_name in _NOT_SHORT:
        return _NOT_SHORT[type_.full_name]
    return type_.accelerator or type_.name
