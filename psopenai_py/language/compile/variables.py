"""Reading and setting variables: plain ones, with a scope in front, of drives, and inside text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.model.types import Value
from ...engine.session.scope import Scope, Variable
from ...errors import terminating
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast
from .compiler import compile_value, emit, expression, output
from .statement_values import NOTHING

Assign = Callable[[Frame, Value], None]

_DRIVES = frozenset({"env", "function", "alias", "variable"})
_SCOPES = frozenset({"global", "script", "local", "private", "using", "workflow"})


class EmptyVariable(Variable):
    """A variable that got a pipeline's lack of output: it reads as null, but puts nothing into a pipeline."""

    __slots__ = ()


def assign_nothing(scope: Scope, name: str) -> None:
    """Give a variable the value of a pipeline without output."""
    scope.set(name, None)
    var = scope.variables.get(name.lower())
    if var is not None and type(var) is Variable and var.guard is None and not var.options:
        var.__class__ = EmptyVariable

        def awake(value: Value) -> Value:
            var.__class__ = Variable
            var.guard = None
            return value

        var.guard = awake


def lower_name(node: ast.VariableExpressionAst) -> str:
    """The name to look up: ``$PSItem`` is ``$_``."""
    lower = node.name.lower()
    return "_" if lower == "psitem" else lower


def strict_version(scope: Scope) -> float:
    """The strict mode in force, 0 when it is off."""
    return scope.strictness


def _undefined(frame: Frame, name: str, in_string: bool = False) -> None:
    strict = strict_version(frame.scope)
    if strict and not (in_string and strict < 2):
        raise terminating(
            "VariableIsUndefined", f"The variable '${name}' is read before it was set.", "InvalidOperation", name
        )


@expression(ast.VariableExpressionAst)
def compile_variable(node: ast.VariableExpressionAst, in_string: bool = False) -> Eval:
    lower = lower_name(node)
    if node.scope and node.scope != "variable":
        if node.scope in _SCOPES:
            return _compile_scoped(node, lower, in_string)
        return _compile_drive(node)
    if lower in ("null", "true", "false") and not node.scope:
        constant = {"null": None, "true": True, "false": False}[lower]
        return lambda frame: constant
    if lower == "?":
        return lambda frame: frame.session.succeeded
    name = node.name

    def value(frame: Frame) -> Value:
        var = frame.variables.get(lower)
        if var is None:
            var = frame.scope.find(lower)
            if var is None:
                return _undefined(frame, name, in_string)
        return var.value if var.get is None else var.get()

    return value


def _compile_scoped(node: ast.VariableExpressionAst, lower: str, in_string: bool) -> Eval:
    which, name = node.scope, node.name
    if which in ("using", "workflow"):
        return compile_variable(ast.VariableExpressionAst(node.extent, name), in_string)

    def value(frame: Frame) -> Value:
        var = frame.scope.at(which).variables.get(lower)
        if var is None:
            return _undefined(frame, name, in_string)
        return var.value if var.get is None else var.get()

    return value


def _compile_drive(node: ast.VariableExpressionAst) -> Eval:
    drive, name = node.scope, node.name

    def value(frame: Frame) -> Value:
        return read_drive(frame, drive, name)

    return value


def read_drive(frame: Frame, drive: str, name: str) -> Value:
    """``$env:PATH``, ``$function:prompt``, ``$alias:ls``."""
    from ...engine.session.lookup import find_alias, lookup

    if drive == "env":
        return frame.session.environ.get(name)
    if drive == "function":
        found = lookup(frame.session, name)
        return found.definition if found is not None and found.kind in ("Function", "Filter") else None
    if drive == "alias":
        return find_alias(frame.session, name.lower())
    raise terminating(
        "DriveNotFound", f"There is no drive named '{drive}'.", "ObjectNotFound", drive,
        "System.Management.Automation.DriveNotFoundException",
    )  # fmt: skip


@output(ast.VariableExpressionAst)
def compile_variable_output(node: ast.VariableExpressionAst) -> Run:
    value = compile_raw_variable(node)

    def run(frame: Frame) -> None:
        found = value(frame)
        if found is not NOTHING:
            emit(found, frame.out)

    return run


def compile_raw_variable(node: ast.VariableExpressionAst) -> Eval:
    """The variable's value, or `NOTHING` where it holds a pipeline's lack of output."""
    value = compile_variable(node)
    if node.scope:
        return value
    lower = lower_name(node)

    def raw(frame: Frame) -> Value:
        found = value(frame)
        if found is None and type(frame.scope.find(lower)) is EmptyVariable:
            return NOTHING
        return found

    return raw


def compile_in_string(node: ast.Ast) -> Eval:
    """An expression as a part of text: strict mode 1 lets unset variables pass there."""
    if isinstance(node, ast.VariableExpressionAst):
        return compile_variable(node, in_string=True)
    return compile_value(node)


@expression(ast.UsingExpressionAst)
def compile_using(node: ast.UsingExpressionAst) -> Eval:
    return compile_value(node.child)


def compile_assign_variable(node: ast.VariableExpressionAst) -> Assign:
    """The closure that sets a variable."""
    name, lower, which = node.name, lower_name(node), node.scope
    if which == "variable":
        which = ""
    if which and which not in _SCOPES:
        return _compile_assign_drive(which, name)
    if not which and lower == "null":
        return lambda frame, value: None
    if lower == "_":
        name = "_"

    if which and which not in ("local", "workflow"):
        if which == "private":
            return lambda frame, value: _assign_private(frame.scope, name, value)

        def assign_scoped(frame: Frame, value: Value) -> None:
            if value is NOTHING:
                value = None
            frame.scope.at(which).set(name, value)

        return assign_scoped

    def assign(frame: Frame, value: Value) -> None:
        if value is NOTHING:
            assign_nothing(frame.scope, name)
            return
        var = frame.variables.get(lower)
        if var is None:
            frame.scope.set(name, value)
        elif var.guard is None and not var.options:
            var.value = value
        else:
            var.set(value)

    return assign


def _assign_private(scope: Scope, name: str, value: Value) -> None:
    scope.set(name, None if value is NOTHING else value)
    var = scope.variables[name.lower()]
    var.options = var.options | {"Private"}


def _compile_assign_drive(drive: str, name: str) -> Assign:
    def assign(frame: Frame, value: Value) -> None:
        write_drive(frame, drive, name, None if value is NOTHING else value)

    return assign


def write_drive(frame: Frame, drive: str, name: str, value: Value) -> None:
    """``$env:X = ...``, ``$function:F = {...}``, ``$alias:a = ...``; null removes."""
    from ...engine.values.text import to_text

    if drive == "env":
        if value is None or value == "":
            frame.session.environ.pop(name, None)
        else:
            frame.session.environ[name] = to_text(value)
    elif drive == "function":
        from .functions import define_function

        define_function(frame, name, value)
    elif drive == "alias":
        if frame.scope.aliases is None:
            frame.scope.aliases = {}
        frame.scope.aliases[name.lower()] = to_text(value)
    else:
        read_drive(frame, drive, name)


def preset(scope: Scope, lower: str, value: Any) -> Variable:
    """Put a variable into a scope that is being made, without looking at what is there."""
    made = scope.variables[lower] = Variable(lower, value)
    return made
