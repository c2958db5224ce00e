"""Short texts for syntax trees, so that a test can say what it expects in one line."""

from __future__ import annotations

from psopenai_py.language.syntax import ast
from psopenai_py.language.syntax.errors import ParseError
from psopenai_py.language.syntax.parser.parse import parse


def statement(text: str) -> ast.StatementAst:
    """The only statement of a script."""
    block = parse(text).end
    assert block is not None
    (found,) = block.statements
    return found


def expression(text: str) -> ast.ExpressionAst:
    """The expression that a script is."""
    found = statement(text)
    assert isinstance(found, ast.PipelineAst)
    value = found.pure_expression
    assert value is not None, f"{text!r} is not an expression"
    return value


def command(text: str) -> ast.CommandAst:
    """The only command of a script."""
    found = statement(text)
    assert isinstance(found, ast.PipelineAst)
    (element,) = found.elements
    assert isinstance(element, ast.CommandAst)
    return element


def words(text: str) -> list[str]:
    """What the elements of a command are."""
    return [shape(element) for element in command(text).elements]


def error(text: str) -> tuple[str, int, int]:
    """The first error of a text: id, line, column."""
    try:
        parse(text)
    except ParseError as problem:
        first = problem.errors[0]
        return first.error_id, first.line, first.column
    raise AssertionError(f"{text!r} is valid")


def shape(node: object) -> str:
    """A node as a short text: operators in parentheses, `$x` for variables, quotes for texts."""
    if isinstance(node, ast.PipelineAst):
        return " | ".join(shape(element) for element in node.elements) + (" &" if node.background else "")
    if isinstance(node, ast.CommandExpressionAst):
        return shape(node.expression)
    if isinstance(node, ast.CommandAst):
        return f"<{' '.join([node.invocation] * bool(node.invocation) + [shape(item) for item in node.elements])}>"
    if isinstance(node, ast.CommandParameterAst):
        return f"-{node.name}" + (f":{shape(node.argument)}" if node.argument is not None else "")
    if isinstance(node, ast.AssignmentStatementAst):
        return f"{shape(node.left)} {node.op} {shape(node.right)}"
    if isinstance(node, ast.BinaryExpressionAst):
        return f"({shape(node.left)} {node.op} {shape(node.right)})"
    if isinstance(node, ast.UnaryExpressionAst):
        return f"({node.op} {shape(node.child)})"
    if isinstance(node, ast.TernaryExpressionAst):
        return f"({shape(node.condition)} ? {shape(node.if_true)} : {shape(node.if_false)})"
    if isinstance(node, ast.ConstantExpressionAst):
        return str(node.value.value)
    if isinstance(node, ast.StringConstantExpressionAst):
        return node.value if node.kind == "bare" else repr(node.value)
    if isinstance(node, ast.ExpandableStringExpressionAst):
        return "".join(part if isinstance(part, str) else f"{{{shape(part)}}}" for part in node.parts)
    if isinstance(node, ast.VariableExpressionAst):
        return ("@" if node.splatted else "$") + node.path
    if isinstance(node, ast.ArrayLiteralAst):
        return f"[{', '.join(shape(element) for element in node.elements)}]"
    if isinstance(node, ast.ArrayExpressionAst):
        return f"@({'; '.join(shape(item) for item in node.block.statements)})"
    if isinstance(node, ast.SubExpressionAst):
        return f"$({'; '.join(shape(item) for item in node.block.statements)})"
    if isinstance(node, ast.ParenExpressionAst):
        return f"({shape(node.pipeline)})"
    if isinstance(node, ast.TypeExpressionAst):
        return f"[{node.type_name.full_name}]"
    if isinstance(node, ast.ConvertExpressionAst):
        return f"[{node.type_name.full_name}]{shape(node.child)}"
    if isinstance(node, ast.InvokeMemberExpressionAst):
        types = f"[{', '.join(item.full_name for item in node.generic_args)}]" if node.generic_args else ""
        arguments = ", ".join(shape(argument) for argument in node.arguments)
        return f"{shape(node.target)}{_operator(node)}{shape(node.member)}{types}({arguments})"
    if isinstance(node, ast.MemberExpressionAst):
        return f"{shape(node.target)}{_operator(node)}{shape(node.member)}"
    if isinstance(node, ast.IndexExpressionAst):
        return f"{shape(node.target)}{'?' * node.null_conditional}[{shape(node.index)}]"
    if isinstance(node, ast.HashtableAst):
        return f"@{{{'; '.join(f'{shape(key)}={shape(value)}' for key, value in node.pairs)}}}"
    if isinstance(node, ast.ScriptBlockExpressionAst):
        end = node.script_block.end
        return f"{{{'; '.join(shape(item) for item in end.statements) if end else '...'}}}"
    return type(node).__name__


def _operator(node: ast.MemberExpressionAst) -> str:
    return "::" if node.static else "?." if node.null_conditional else "."
