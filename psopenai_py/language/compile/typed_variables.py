"""``[int]$x = ...`` and ``[ValidateRange(1, 5)]$x = ...``: variables that keep a type or a check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...declare.validators import Validator
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.validation import Invalid, check
from ...engine.conversion.conversion import convert
from ...errors import TerminatingError, terminating
from ..runtime.frame import Frame
from ..syntax import ast
from .assignment import Target, compile_target
from .attributes import attributes_of, validators_of
from .compiler import compile_value
from .statement_values import NOTHING
from .type_names import resolver
from .variables import lower_name

Guard = Callable[[Value], Value]


def compile_typed_target(node: ast.ConvertExpressionAst | ast.AttributedExpressionAst) -> Target:
    """The target under the constraints in front of it."""
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


def compile_guard(attributes: list[ast.AttributeAst | ast.TypeConstraintAst]) -> Callable[[Frame, bool], Guard]:
    """The closure that makes the function which every new value goes through.

    It takes whether the variable is a function's own: there a value that does not fit is the conversion's own error,
    elsewhere one of the variable.
    """
    constraints = [a for a in attributes if isinstance(a, ast.TypeConstraintAst)]
    resolvers = [resolver(constraint.type_name) for constraint in constraints]
    checks = [a for a in attributes if isinstance(a, ast.AttributeAst)]

    def make(frame: Frame, own: bool) -> Guard:
        types = [resolve(frame) for resolve in reversed(resolvers)]
        validators = validators_of(attributes_of(frame, checks))

        def guard(value: Value) -> Value:
            for type_ in types:
                value = convert(value, type_) if own else converted(value, type_)
            if validators:
                hold(validators, value)
            return value

        return guard

    return make


def converted(value: Value, type_: DotNetType) -> Value:
    """The value as the variable's type; failing is PowerShell's metadata error."""
    try:
        return convert(value, type_)
    except TerminatingError as error:
        raise terminating(
            "RuntimeException", error.record.message, "MetadataError", None,
            "System.Management.Automation.ArgumentTransformationMetadataException", error.record.exception,
        ) from error  # fmt: skip


def hold(validators: Sequence[Validator], value: Value) -> None:
    """Hold a variable's new value against validation attributes."""
    for validator in validators:
        try:
            check(validator, value)
        except Invalid as error:
            raise terminating(
                "ValidateSetFailure", f"The value cannot be assigned: {error}", "MetadataError", value,
                "System.Management.Automation.ValidationMetadataException",
            ) from error  # fmt: skip
