"""What may stand in a ``data`` section: values, and only the commands that it allows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from .. import ast
from ..nodes import field_names
from ..source import Extent

Refuse = Callable[..., None]

_READABLE = frozenset({"true", "false", "null", "psculture", "psuiculture"})
_REFUSED: dict[type, str] = {
    ast.AssignmentStatementAst: "AssignmentStatementNotSupportedInDataSection",
    ast.InvokeMemberExpressionAst: "MethodCallNotSupportedInDataSection",
    ast.MemberExpressionAst: "PropertyReferenceNotSupportedInDataSection",
    ast.ExpandableStringExpressionAst: "ExpandableStringNotSupportedInDataSection",
    ast.FunctionDefinitionAst: "FunctionDeclarationNotSupportedInDataSection",
    ast.ScriptBlockExpressionAst: "ScriptBlockNotSupportedInDataSection",
    ast.ForEachStatementAst: "ForeachStatementNotSupportedInDataSection",
    ast.ForStatementAst: "ForWhileStatementNotSupportedInDataSection",
    ast.WhileStatementAst: "ForWhileStatementNotSupportedInDataSection",
    ast.DoWhileStatementAst: "DoWhileStatementNotSupportedInDataSection",
    ast.DoUntilStatementAst: "DoWhileStatementNotSupportedInDataSection",
    ast.SwitchStatementAst: "SwitchStatementNotSupportedInDataSection",
    ast.TryStatementAst: "TryStatementNotSupportedInDataSection",
    ast.BreakStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ContinueStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ReturnStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ExitStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ThrowStatementAst: "FlowControlStatementNotSupportedInDataSection",
}


def check_data_section(node: Any, allowed: Collection[str], refuse: Refuse) -> None:
    """Refuse what stands in the section (a node, or a list of nodes) and is neither a value nor allowed."""
    if isinstance(node, (list, tuple)):
        for each in node:
            check_data_section(each, allowed, refuse)
        return
    if not isinstance(node, ast.Ast):
        return
    extent: Extent = node.extent
    refused = _REFUSED.get(type(node))
    if refused is not None:
        refuse(refused, extent)
        return
    if isinstance(node, ast.VariableExpressionAst):
        if node.scope or node.name.lower() not in _READABLE:
            refuse("VariableReferenceNotSupportedInDataSection", extent, node.name)
        return
    if isinstance(node, ast.CommandAst):
        name = node.elements[0]
        if not isinstance(name, ast.StringConstantExpressionAst) or name.value.lower() not in allowed:
            refuse("CmdletNotInAllowedListForDataSection", extent, name.extent.text)
    for field in field_names(node):
        check_data_section(getattr(node, field), allowed, refuse)
