"""The checks for new values of typed variables (``[int]$x = ...``) and validated ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...declare.validators import Validator
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.validation import Invalid, check
from ...engine.conversion.conversion import convert
from ...errors import TerminatingError, terminating
from ..runtime.frame import Frame
from ..syntax import ast
from .attributes import attributes_of, validators_of
from .type_names import resolver

Guard = Callable[[Value], Value]


def compile_guard(attributes: list[ast.AttributeAst | ast.TypeConstraintAst]) -> Callable[[Frame, bool], Guard]:
    """The closure that makes the guard of a variable: every new value goes through it.

    Its second argument says whether the variable belongs to a function. There, a value that does not fit is the
    conversion's own error; elsewhere it is an error of the variable.
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
    """The value converted to the variable's type; a failure is PowerShell's MetadataError."""
    try:
        return convert(value, type_)
    except TerminatingError as error:
        raise terminating(
            "RuntimeException", error.record.message, "MetadataError", None,
            "System.Management.Automation.ArgumentTransformationMetadataException", error.record.exception,
        ) from error  # fmt: skip


def hold(validators: Sequence[Validator], value: Value) -> None:
    """Check a variable's new value against validation attributes."""
    for validator in validators:
        try:
            check(validator, value)
        except Invalid as error:
            raise terminating(
                "ValidateSetFailure", f"The value cannot be assigned: {error}", "MetadataError", value,
                "System.Management.Automation.ValidationMetadataException",
            ) from error  # fmt: skip
