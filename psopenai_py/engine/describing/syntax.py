"""The syntax of a command, one line per parameter set, as Get-Command -Syntax writes it."""

from __future__ import annotations

from ...declare.cmdlet import CmdletSpec, InSet, ParamSpec
from ...dotnet.model.registry import find_type
from ..binding.parameters import is_switch_type, optional_common_of

# The names that PowerShell displays for types that are declared by another name.
_SHOWN = {"object": "Object", "uint16": "ushort", "uint32": "uint", "uint64": "ulong", "int32": "int", "int64": "long"}


def syntax_lines(spec: CmdletSpec) -> list[str]:
    """``Get-Batch [-BatchId] <string> [-TimeoutSec <int>] ... [<CommonParameters>]``, a line per set."""
    return [syntax_line(spec, name) for name in spec.set_names]


def syntax_text(spec: CmdletSpec) -> str:
    """The output of ``Get-Command -Syntax`` for a command."""
    return "".join(f"\n{line}\n" for line in syntax_lines(spec))


def syntax_line(spec: CmdletSpec, set_name: str) -> str:
    """The line of one set: parameters by position, then mandatory ones, then the others as they are declared."""
    words = [_written(param, flags) for param, flags in in_order(spec, set_name)]
    for param in optional_common_of(spec):
        words.append(f"[-{param.name}]" if is_switch_type(param) else f"[-{param.name} <{type_shown(param)}>]")
    if spec.common:
        words.append("[<CommonParameters>]")
    return " ".join([spec.name, *words])


def in_order(spec: CmdletSpec, set_name: str) -> list[tuple[ParamSpec, InSet]]:
    """The parameters of a set in the order in which they are shown."""
    found = [(param, flags) for param in spec.params.values() if (flags := param.in_set(set_name)) is not None]

    def rank(item: tuple[ParamSpec, InSet]) -> tuple[int, int]:
        flags = item[1]
        if flags.position is not None:
            return 0, flags.position
        return (1, 0) if flags.mandatory else (2, 0)

    return sorted(found, key=rank)  # the sort is stable and keeps the order of declaration


def type_shown(param: ParamSpec) -> str:
    """A parameter's type as PowerShell shows it: ``string``, ``IDictionary``, ``Object[]``, ``Batch``."""
    written = param.type if isinstance(param.type, str) else param.type.shown_name
    brackets = "[]" if written.endswith("[]") else ""
    bare = written.removesuffix("[]").removesuffix("?")
    if param.of is not None:
        return param.of.rpartition(".")[2].removesuffix("[]") + brackets
    if bare.lower() in _SHOWN:
        return _SHOWN[bare.lower()] + brackets
    found = find_type(bare)
    short = found.accelerator if found is not None and found.accelerator else None
    if short is not None:
        return _SHOWN.get(short.lower(), short) + brackets
    return bare.replace("+", ".").rpartition(".")[2] + brackets


def _written(param: ParamSpec, flags: InSet) -> str:
    if is_switch_type(param):
        return f"-{param.name}" if flags.mandatory else f"[-{param.name}]"
    name = f"-{param.name}" if flags.position is None else f"[-{param.name}]"
    text = f"{name} <{type_shown(param)}>"
    return text if flags.mandatory else f"[{text}]"
