"""``GetHelpContent`` of a function or script in a syntax tree: its comment-based help as a ``CommentHelpInfo``."""

from __future__ import annotations

from collections.abc import Iterable

from ...dotnet.collections.dictionaries import GenericDictionary
from ...dotnet.model.core import OBJECT, STRING
from ...dotnet.model.enumerables import make_array
from ...dotnet.model.registry import construct_from, register
from ...dotnet.model.types import DotNetType, Value
from ...engine.describing.comment_help import CommentHelp, comment_help
from ..syntax import ast

_INFO = register(DotNetType("System.Management.Automation.Language.CommentHelpInfo", None, CommentHelp, OBJECT))


def help_content(node: ast.FunctionDefinitionAst | ast.ScriptBlockAst) -> CommentHelp | None:
    """The help in the comment in the node or, for a function, before it. None without one."""
    if isinstance(node, ast.ScriptBlockAst):
        return comment_help(node.body_text)
    start = node.body.extent.start
    return comment_help(node.body.body_text, node.extent.source.text[:start])


def _section(text: str) -> Value:
    """A section: whole lines, as the parser of PowerShell reads them; null if the comment has none of it."""
    return f"{text}\n" if text else None


def _sections(texts: Iterable[str]) -> Value:
    return make_array([f"{text}\n" for text in texts], STRING)


def _parameters(help_: CommentHelp) -> Value:
    type_ = construct_from("System.Collections.Generic.Dictionary", (STRING, STRING))
    assert type_ is not None
    made = GenericDictionary(type_)
    for name, text in help_.parameters.items():
        made[name.upper()] = f"{text}\n"
    return made


for _name in ("Synopsis", "Description", "Notes", "Component", "Role", "Functionality"):
    _INFO.prop(_name, "string")(lambda it, slot=_name: _section(getattr(it, slot.lower())))
for _name in ("Examples", "Inputs", "Outputs"):
    _INFO.prop(_name)(lambda it, slot=_name: _sections(getattr(it, slot.lower())))
_INFO.prop("Links")(lambda it: make_array([text.strip() for text in it.links], STRING))
_INFO.prop("Parameters")(_parameters)
_INFO.prop("ForwardHelpTargetName", "string")(lambda it: it.forward_to or None)
