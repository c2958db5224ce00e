"""Assignment: every kind of target, several at once, and the compound operators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.collections.lists import GrowingList
from ...dotnet.model.enumerables import is_array
from ...dotnet.model.nulls import NULL_LIKE
from ...dotnet.model.types import Value
from ...engine.operators import operators as engine
from ...engine.session.scope import Variable
from ...engine.values.enumeration import enumerate_value
from ..runtime.frame import Eval, Frame, Run
from ..runtime.output import NOTHING
from ..syntax import ast
from .compiler import Target, compile_raw, compile_target, compile_value, lower_name, raw, statement, target
from .conditions import counts_as_success
from .constants import NOT_CONSTANT, constant_of
from .guards import compile_guard


@target(ast.ParenExpressionAst)
def compile_paren_target(node: ast.ParenExpressionAst) -> Target | None:
    pure = node.pipeline.pure_expression if isinstance(node.pipeline, ast.PipelineAst) else None
    return None if pure is None else compile_target(pure)


@target(ast.ConvertExpressionAst)
@target(ast.AttributedExpressionAst)
def compile_typed_target(node: ast.ConvertExpressionAst | ast.AttributedExpressionAst) -> Target:
    """The target with the constraints in front of it."""
    attributes: list[ast.AttributeAst | ast.TypeConstraintAst] = []
    child: ast.ExpressionAst = node
    while isinstance(child, (ast.ConvertExpressionAst, ast.AttributedExpressionAst)):
        attributes.append(child.type_constraint if isinstance(child, ast.ConvertExpressionAst) else child.attribute)
        child = child.child
    while isinstance(child, ast.ParenExpressionAst) and isinstance(child.pipeline, ast.PipelineAst):
        inner = child.pipeline.pure_expression
        if inner is None:
            break
        child = inner
    inner_target = compile_target(child)
    make = compile_guard(attributes)
    if not isinstance(child, ast.VariableExpressionAst):  # `[int]$o.P = '1'` converts once

        def write_converted(frame: Frame, place: Any, value: Value) -> None:
            inner_target.write(frame, place, make(frame, True)(None if value is NOTHING else value))

        return Target(inner_target.prepare, inner_target.read, write_converted)
    lower, name, which = lower_name(child), child.name, child.scope
    read = compile_value(child)

    def write(frame: Frame, _: Any, value: Value) -> None:
        guard = make(frame, frame.scope is not frame.session.globals and not frame.scope.is_script)
        converted = guard(None if value is NOTHING else value)
        scope = frame.scope.at(which) if which else frame.scope
        old = scope.variables.get(lower)
        if old is not None:
            if old.options & {"ReadOnly", "Constant"}:
                old.set(value)
            old.guard = None
        scope.set(name, converted)
        scope.variables[lower].guard = guard

    return Target(lambda frame: None, lambda frame, _: read(frame), write)


@target(ast.ArrayLiteralAst)
def compile_tuple_target(node: ast.ArrayLiteralAst) -> Target:
    """``$a, $b, $c = ...``: one item each; the last gets the rest."""
    targets = [compile_target(element) for element in node.elements]

    def read(frame: Frame, places: list[Any]) -> Value:
        return [each.read(frame, place) for each, place in zip(targets, places, strict=True)]

    def write(frame: Frame, places: list[Any], value: Value) -> None:
        items = [] if value is NOTHING else _items_of(value)
        last = len(targets) - 1
        for i, (each, place) in enumerate(zip(targets, places, strict=True)):
            if i < last:
                each.write(frame, place, items[i] if i < len(items) else None)
            else:
                rest = items[i:]
                each.write(frame, place, None if not rest else rest[0] if len(rest) == 1 else rest)

    return Target(lambda frame: [each.prepare(frame) for each in targets], read, write)


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


@raw(ast.AssignmentStatementAst)
def compile_assignment_value(node: ast.AssignmentStatementAst) -> Eval:
    """The value of an assignment: what was assigned, after conversion."""
    perform = _compile_perform(node)
    place_of = compile_target(node.left)
    if isinstance(node.left, (ast.VariableExpressionAst, ast.ConvertExpressionAst, ast.AttributedExpressionAst)):

        def value(frame: Frame) -> Value:
            found = perform(frame)
            return found if found is NOTHING else place_of.read(frame, None)

        return value
    return perform


def _compile_perform(node: ast.AssignmentStatementAst) -> Eval:
    place_of = compile_target(node.left)
    right = compile_raw(node.right)
    prepare, read, write = place_of.prepare, place_of.read, place_of.write
    if node.op == "=":

        def assign(frame: Frame) -> Value:
            value = right(frame)
            write(frame, prepare(frame), value)
            return value

        return assign
    if isinstance(node.left, ast.VariableExpressionAst):
        read = _own_value(node.left)
    if node.op == "??=":

        def assign_if_null(frame: Frame) -> Value:
            place = prepare(frame)
            old = read(frame, place)
            if old.__class__ not in NULL_LIKE:
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
        value = operator(old, _of_nothing(old) if found is NOTHING else found)
        write(frame, place, value)
        return value

    return compound


def _own_value(node: ast.VariableExpressionAst) -> Callable[[Frame, Any], Value]:
    """What ``$x += 1`` adds to. A function starts from its own variable, also where a scope around it has one of the
    name: PowerShell gives a variable that is assigned a place of its own in the compiled function."""
    read = compile_value(node)
    if node.scope:
        return lambda frame, _: read(frame)
    lower = lower_name(node)

    def own(frame: Frame, _: Any) -> Value:
        if frame.owns_scope and lower not in frame.variables:
            outer = frame.scope.find(lower)
            if outer is not None and outer.get is None and not outer.options:
                return None
        return read(frame)

    return own


def _of_nothing(old: Value) -> Value:
    """What the lack of output counts as in ``$old += command``: nothing is added to a collection."""
    return [] if is_array(old) or isinstance(old, GrowingList) else None


def _compile_fast(node: ast.AssignmentStatementAst) -> Run | None:
    """The fast paths: ``$x = value``, and ``$x += value`` for integers."""
    left = node.left
    if not isinstance(left, ast.VariableExpressionAst) or left.scope or left.name.lower() in ("null", "_", "psitem"):
        return None
    lower = left.name.lower()
    right = compile_raw(node.right)
    assign = compile_target(left).write
    success = counts_as_success(node)
    if node.op == "=":

        def run(frame: Frame) -> None:
            value = right(frame)
            var = frame.variables.get(lower)
            if var is not None and var.guard is None and not var.options and value is not NOTHING:
                var.value = value
            else:
                assign(frame, None, value)
            if success:
                frame.session.succeeded = True

        return run
    if node.op not in ("+=", "-="):
        return None
    read = _own_value(left)
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
                var.value = operator(old, _of_nothing(old) if value is NOTHING else value)
        else:
            old = read(frame, None)
            value = right(frame)
            assign(frame, None, operator(old, _of_nothing(old) if value is NOTHING else value))
        if success:
            frame.session.succeeded = True

    return add


def _constant_right(node: ast.StatementAst) -> Value:
    pure = node.pure_expression if isinstance(node, ast.PipelineAst) else None
    return constant_of(pure) if pure is not None else NOT_CONSTANT
