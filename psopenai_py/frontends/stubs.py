"""``psopenai_py/__init__.pyi``: the Python functions for type checkers and editors, from the declarations."""

from __future__ import annotations

from pathlib import Path

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.binding.parameters import is_switch_type
from ..engine.describing.syntax import type_shown
from ..engine.session.commands import CommandTable
from ..functions import cmdlet_names, positional, snake_case
from ..openai.index import INDEX

PATH = Path(__file__).parent.parent / "__init__.pyi"

_TYPES = {
    "string": "str", "int": "int", "long": "int", "ushort": "int", "double": "float", "float": "float", "bool": "bool",
    "uri": "str", "IDictionary": "dict[str, Any]", "securestring": "str | SecureString", "byte[]": "bytes",
    "OpenAIApiType": "str",
}  # fmt: skip
_HEAD = """\
# Written by `python -m psopenai_py.frontends.docs Docs`; not to be edited.
from collections.abc import Iterator
from typing import Any

from ._version import __version__ as __version__
from .credentials import SecureString
from .errors import ErrorRecord as ErrorRecord
from .errors import PSOpenAIError as PSOpenAIError
from .language.syntax.errors import ParseError as ParseError
from .functions import CmdletError as CmdletError
from .shell import Result as Result
from .shell import Shell as Shell
"""


def text() -> str:
    """The whole stub."""
    table = CommandTable(INDEX)
    parts = [_HEAD]
    for name, cmdlet in sorted(cmdlet_names().items()):
        found = table.cmdlet(cmdlet)
        assert found is not None and found.spec is not None
        parts.append(_function(name, found.spec))
    return "\n".join(parts)


def _function(name: str, spec: CmdletSpec) -> str:
    first = positional(spec)
    rest = [p for p in spec.params.values() if p not in first and not p.hidden]
    lines = [f"    {_parameter(p)}," for p in first]
    lines.append("    *,")
    lines += [f"    {_parameter(p)}," for p in rest]
    lines += ["    shell: Shell | None = ...,", "    error_action: str = ...,"]
    return "\n".join([f"def {name}(", *lines, ") -> Iterator[Any]: ..."])


def _parameter(param: ParamSpec) -> str:
    shown = type_shown(param)
    if is_switch_type(param):
        kind = "bool"
    elif shown in _TYPES:
        kind = _TYPES[shown]
    elif shown.removesuffix("[]") in _TYPES:
        one = _TYPES[shown.removesuffix("[]")]
        kind = f"{one} | list[{one}]"
    else:
        kind = "Any"
    if any(flags.by_value for flags in param.sets.values()) and kind == "str":
        kind = "Any"  # an id, an object of the service, or several of them
    return f"{snake_case(param.name)}: {kind} | None = ..." if kind != "Any" else f"{snake_case(param.name)}: Any = ..."


def write() -> None:
    PATH.write_text(text(), encoding="utf-8")


def stale() -> list[str]:
    """The stub's name, if it does not match the declarations."""
    found = PATH.read_text(encoding="utf-8") if PATH.exists() else None
    return [] if found == text() else [f"psopenai_py/{PATH.name}"]
