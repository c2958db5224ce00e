"""``[type]value``, and ``[type]`` itself."""

from __future__ import annotations

from ...dotnet.model.core import PSOBJECT
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert
from ..runtime.frame import Eval, Frame, Run
from ..runtime.output import NOTHING, emit
from ..syntax import ast
from .compiler import compile_cast, compile_value, expression, output, raw
from .type_names import resolver


@expression(ast.TypeExpressionAst)
def compile_type(node: ast.TypeExpressionAst) -> Eval:
    if node.type_name.full_name.lower() == "pscustomobject":
        return lambda frame: PSOBJECT  # only in a cast does the short name mean more
    return resolver(node.type_name)


@expression(ast.ConvertExpressionAst)
def compile_convert(node: ast.ConvertExpressionAst) -> Eval:
    name = node.type_name.full_name.lower()
    special = compile_cast(name, node.child)
    if special is not None:
        return special
    child, resolve = compile_value(node.child), resolver(node.type_name)
    if name == "void":

        def nothing(frame: Frame) -> None:
            child(frame)

        return nothing

    def value(frame: Frame) -> Value:
        return convert(child(frame), resolve(frame))

    return value


@raw(ast.ConvertExpressionAst)
def compile_raw_convert(node: ast.ConvertExpressionAst) -> Eval:
    """The value of a cast; ``[void]`` puts nothing into a pipeline."""
    value = compile_convert(node)
    if node.type_name.full_name.lower() != "void":
        return value

    def nothing(frame: Frame) -> Value:
        value(frame)
        return NOTHING

    return nothing


@output(ast.ConvertExpressionAst)
def compile_convert_output(node: ast.ConvertExpressionAst) -> Run:
    value = compile_convert(node)
    if node.type_name.full_name.lower() == "void":

        def run(frame: Frame) -> None:
            value(frame)

        return run
    return lambda frame: emit(value(frame), frame.out)


@expression(ast.AttributedExpressionAst)
def compile_attributed(node: ast.AttributedExpressionAst) -> Eval:
    return compile_value(node.child)
