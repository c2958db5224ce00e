"""Assignment: every kind of target, several at once, and the compound operators.

A `Target` splits assigning in two, so that in ``$h[$i++] += 1`` the index is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.model.types import Value
from ...engine.operators import operators as engine
from ...engine.session.scope import Variable
from ...engine.values.enumeration import enumerate_value
from ...errors import terminating
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast
from .compiler import statement
from .literals import NOT_CONSTANT, constant_of
from .statement_values import NOTHING, counts_as_success, raw_statement_value
from .variables import compile_assign_variable, compile_variable


class Target:
    """A place that can be assigned to: ``prepare`` finds it, ``read`` and ``write`` use what that found."""

    __slots__ = ("prepare", "read", "write")

    def __init__(
        self,
        prepare: Callable[[Frame], Any],
        read: Callable[[Frame, Any], Value],
        write: Callable[[Frame, Any, Value], None],
    ) -> None:
        self.prepare, self.read, self.write = prepare, read, write


def compile_target(node: ast.ExpressionAst) -> Target:
    """The target that an expression on the left of ``=`` stands for."""
    if isinstance(node, ast.VariableExpressionAst):
        return _variable_target(node)
    if isinstance(node, (ast.ConvertExpressionAst, ast.AttributedExpressionAst)):
        from .typed_variables import compile_typed_target

        return compile_typed_target(node)
    if isinstance(node, ast.MemberExpressionAst):
        from .member_access import compile_member_target

        return compile_member_target(node)
    if isinstance(node, ast.IndexExpressionAst):
        from .member_access import compile_index_target

        return compile_index_target(node)
    if isinstance(node, ast.ParenExpressionAst) and isinstance(node.pipeline, ast.PipelineAst):
        pure = node.pipeline.pure_expression
        if pure is not None:
            return compile_target(pure)
    if isinstance(node, ast.ArrayLiteralAst):
        return _tuple_target(node)
    raise terminating("InvalidLeftHandSide", "This cannot be assigned to.", "InvalidOperation")


def _variable_target(node: ast.VariableExpressionAst) -> Target:
    read, assign = compile_variable(node), compile_assign_variable(node)
    return Target(lambda frame: None, lambda frame, _: read(frame), lambda frame, _, value: assign(frame, value))


def _tuple_target(node: ast.ArrayLiteralAst) -> Target:
    """``$a, $b, $c = ...``: one item each, the rest to the last."""
    targets = [compile_target(element) for element in node.elements]

    def read(frame: Frame, places: list[Any]) -> Value:
        return [target.read(frame, place) for target, place in zip(targets, places, strict=True)]

    def write(frame: Frame, places: list[Any], value: Value) -> None:
        items = [] if value is NOTHING else _items_of(value)
        last = len(targets) - 1
        for i, (target, place) in enumerate(zip(targets, places, strict=True)):
            if i < last:
                target.write(frame, place, items[i] if i < len(items) else None)
            else:
                rest = items[i:]
                target.write(frame, place, None if not rest else rest[0] if len(rest) == 1 else rest)

    return Target(lambda frame: [target.prepare(frame) for target in targets], read, write)


def _items_of(value: Value) -> list[Value]:
    if value is None:
        return [None]
    items = enumerate_value(value)
    return [value] if items is None else list(items)


@statement(ast.AssignmentStatementAst)
def compile_assignment(node: ast.AssignmentStatementAst) -> Run:
    fast = _compile_fast(node)
    if fast is not None:
        return fast
    perform = _compile_perform(node)
    success = counts_as_success(node)

    def run(frame: Frame) -> None:
        perform(frame)
        if success:
            frame.session.succeeded = True

    return run


def compile_assignment_value(node: ast.AssignmentStatementAst) -> Eval:
    """An assignment as a value: what was assigned, after conversion."""
    perform = _compile_perform(node)
    target = compile_target(node.left)
    if isinstance(node.left, (ast.VariableExpressionAst, ast.ConvertExpressionAst, ast.AttributedExpressionAst)):

        def value(frame: Frame) -> Value:
            found = perform(frame)
            return found if found is NOTHING else target.read(frame, None)

        return value
    return perform


def _compile_perform(node: ast.AssignmentStatementAst) -> Eval:
    target = compile_target(node.left)
    right = raw_statement_value(node.right)
    prepare, read, write = target.prepare, target.read, target.write
    if node.op == "=":

        def assign(frame: Frame) -> Value:
            value = right(frame)
            write(frame, prepare(frame), value)
            return value

        return assign
    if node.op == "??=":

        def assign_if_null(frame: Frame) -> Value:
            place = prepare(frame)
            old = read(frame, place)
            if old is not None:
                return old
            value = right(frame)
            write(frame, place, value)
            return value

        return assign_if_null
    operator = engine.BINARY[node.op[:-1]]

    def compound(frame: Frame) -> Value:
        place = prepare(frame)
        old = read(frame, place)
        found = right(frame)
        value = operator(old, None if found is NOTHING else found)
        write(frame, place, value)
        return value

    return compound


def _compile_fast(node: ast.AssignmentStatementAst) -> Run | None:
    """The short ways: ``$x = value``, and ``$x += value`` for whole numbers."""
    left = node.left
    if not isinstance(left, ast.VariableExpressionAst) or left.scope or left.name.lower() in ("null", "_", "psitem"):
        return None
    lower = left.name.lower()
    right = raw_statement_value(node.right)
    assign = compile_assign_variable(left)
    success = counts_as_success(node)
    if node.op == "=":

        def run(frame: Frame) -> None:
            value = right(frame)
            var = frame.variables.get(lower)
            if var is not None and var.guard is None and not var.options and value is not NOTHING:
                var.value = value
            else:
                assign(frame, value)
            if success:
                frame.session.succeeded = True

        return run
    if node.op not in ("+=", "-="):
        return None
    read = compile_variable(left)
    operator = engine.BINARY[node.op[0]]
    sign = 1 if node.op == "+=" else -1
    constant = _constant_right(node.right)

    def add(frame: Frame) -> None:
        var = frame.variables.get(lower)
        if var is not None and type(var) is Variable and var.guard is None and not var.options and var.get is None:
            old = var.value
            value = constant if constant is not NOT_CONSTANT else right(frame)
            if type(old) is int and type(value) is int:
                new = old + sign * value
                var.value = new if -0x80000000 <= new <= 0x7FFFFFFF else operator(old, value)
            else:
                var.value = operator(old, None if value is NOTHING else value)
        else:
            old = read(frame)
            value = right(frame)
            assign(frame, operator(old, None if value is NOTHING else value))
        if success:
            frame.session.succeeded = True

    return add


def _constant_right(node: ast.StatementAst) -> Value:
    pure = node.pure_expression if isinstance(node, ast.PipelineAst) else None
    return constant_of(pure) if pure is not None else NOT_CONSTANT
