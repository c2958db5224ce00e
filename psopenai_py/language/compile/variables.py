"""Variables: reading and setting plain ones, with a scope in front, of drives and inside text; references."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from ...dataclass import replace
from ...dotnet.model.core import Ref
from ...dotnet.model.types import Value
from ...dotnet.text.utf16 import writable
from ...engine.session.lookup import find_alias, lookup
from ...engine.session.scope import Scope, Variable
from ...engine.session.session import Session
from ...engine.values.text import to_text
from ...errors import terminating
from ..runtime.calls import FileVariable
from ..runtime.frame import Eval, Frame
from ..runtime.output import NOTHING, assign_nothing, is_empty
from ..runtime.services import language_of
from ..syntax import ast
from .compiler import Target, cast, compile_value, expression, in_text, lower_name, raw, target

Assign = Callable[[Frame, Any, Value], None]

_SCOPES = frozenset({"global", "script", "local", "private", "using", "workflow"})


def _undefined(frame: Frame, name: str, in_string: bool = False) -> None:
    strict = frame.scope.strictness
    if strict and not (in_string and strict < 2):
        raise terminating("VariableIsUndefined", f"The variable '${name}' has not been set.", "InvalidOperation", name)


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
    if lower in _OF_THE_FILE and not node.scope:
        return _compile_of_the_file(node, lower)

    def value(frame: Frame) -> Value:
        var = frame.variables.get(lower)
        if var is None:
            var = frame.scope.find(lower)
            if var is None:
                return _undefined(frame, name, in_string)
        return var.value if var.get is None else var.get()

    return value


_OF_THE_FILE = frozenset({"psscriptroot", "pscommandpath"})


def _compile_of_the_file(node: ast.VariableExpressionAst, lower: str) -> Eval:
    """``$PSScriptRoot`` and ``$PSCommandPath`` belong to the file that the code stands in, whoever runs it. A value
    that the code itself has assigned goes first."""
    file = node.extent.file or ""
    automatic = os.path.dirname(file) if lower == "psscriptroot" else file

    def value(frame: Frame) -> Value:
        var = frame.variables.get(lower) if file else frame.scope.find(lower)
        return automatic if var is None or (isinstance(var, FileVariable) and not var.assigned) else var.value

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
        return read_drive(frame.session, drive, name)

    return value


def read_drive(session: Session, drive: str, name: str) -> Value:
    """``$env:PATH``, ``$function:prompt``, ``$alias:ls``."""
    if drive == "env":
        return session.environ.get(name)
    if drive == "function":
        found = lookup(session, name, load=False)
        return found.definition if found is not None and found.kind in ("Function", "Filter") else None
    if drive == "alias":
        return find_alias(session, name.lower())
    raise terminating(
        "DriveNotFound", f"There is no drive named '{drive}'.", "ObjectNotFound", drive,
        "System.Management.Automation.DriveNotFoundException",
    )  # fmt: skip


@raw(ast.VariableExpressionAst)
def compile_raw_variable(node: ast.VariableExpressionAst) -> Eval:
    """The variable's value, or `NOTHING` where it holds a pipeline's lack of output."""
    value = compile_variable(node)
    if node.scope:
        return value
    lower = lower_name(node)

    def raw_value(frame: Frame) -> Value:
        found = value(frame)
        if found is None and is_empty(frame.scope.find(lower)):
            return NOTHING
        return found

    return raw_value


@in_text(ast.VariableExpressionAst)
def compile_variable_in_text(node: ast.VariableExpressionAst) -> Eval:
    """A variable as a part of text: strict mode 1 lets unset variables pass there."""
    return compile_variable(node, in_string=True)


@expression(ast.UsingExpressionAst)
def compile_using(node: ast.UsingExpressionAst) -> Eval:
    if not isinstance(node.child, ast.VariableExpressionAst):
        return compile_value(_inside(node.child))
    plain = compile_value(node.child)
    key = "using:" + using_name(node.child)  # set where the block runs on another thread

    def value(frame: Frame) -> Value:
        found = frame.scope.find(key)
        return plain(frame) if found is None else found.value

    return value


def using_name(node: ast.VariableExpressionAst) -> str:
    """The name under which a block on another thread finds the value of a ``$using:`` variable, with its scope."""
    lower = lower_name(node)
    return f"{node.scope}:{lower}" if node.scope else lower


def using_value(session: Session, node: ast.VariableExpressionAst) -> Value:
    """The value of the variable of ``$using:name`` as the maker of the block sees it now.

    Raises:
        TerminatingError: It is not set.
    """
    lower, scope = lower_name(node), node.scope
    if scope and scope not in _SCOPES and scope != "variable":
        return read_drive(session, scope, node.name)
    within = session.scope.at(scope) if scope in ("global", "script") else session.scope
    variable = within.find(lower) or session.scope.find("using:" + using_name(node))
    if variable is None:
        message = f"$using:{node.path} has no value here: the variable '{node.path}' is not set."
        raise terminating("UsingVariableIsUndefined", message, "InvalidOperation", node.name)
    return variable.value if variable.get is None else variable.get()


def _inside(node: ast.ExpressionAst) -> ast.ExpressionAst:
    """``$using:x[0].Name`` with the variable alone as the using expression: the members are those of its value."""
    if isinstance(node, (ast.MemberExpressionAst, ast.IndexExpressionAst)):
        return replace(node, target=_inside(node.target))
    return ast.UsingExpressionAst(node.extent, node)


@target(ast.VariableExpressionAst)
def compile_variable_target(node: ast.VariableExpressionAst) -> Target:
    read = compile_variable(node)
    return Target(_no_place, lambda frame, _: read(frame), _compile_assign(node))


def _no_place(frame: Frame) -> None:
    return None


def _compile_assign(node: ast.VariableExpressionAst) -> Assign:
    """The closure that sets a variable, as a target's ``write``."""
    name, lower, which = node.name, lower_name(node), node.scope
    if which == "variable":
        which = ""
    if which and which not in _SCOPES:
        return _compile_assign_drive(which, name)
    if not which and lower == "null":
        return lambda frame, _, value: None
    if lower == "_":
        name = "_"

    if which and which not in ("local", "workflow"):
        if which == "private":
            return lambda frame, _, value: _assign_private(frame.scope, name, value)

        def assign_scoped(frame: Frame, _: None, value: Value) -> None:
            if value is NOTHING:
                value = None
            frame.scope.at(which).set(name, value)

        return assign_scoped

    def assign(frame: Frame, _: None, value: Value) -> None:
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
    def assign(frame: Frame, _: None, value: Value) -> None:
        write_drive(frame, drive, name, None if value is NOTHING else value)

    return assign


def write_drive(frame: Frame, drive: str, name: str, value: Value) -> None:
    """``$env:X = ...``, ``$function:F = {...}``, ``$alias:a = ...``; null removes."""
    if drive == "env":
        if value is None or value == "":
            frame.session.environ.pop(name, None)
        else:
            frame.session.environ[name] = writable(to_text(value)).partition("\0")[0]  # as C reads it
    elif drive == "function":
        language_of(frame.session).define_function(name, value, frame.scope)
    elif drive == "alias":
        if frame.scope.aliases is None:
            frame.scope.aliases = {}
        frame.scope.aliases[name.lower()] = to_text(value)
    else:
        read_drive(frame.session, drive, name)


# -- references -------------------------------------------------------------------------------------------------------


class VariableRef(Ref):
    """Reads and writes the variable itself."""

    __slots__ = ("variable",)

    def __init__(self, variable: Variable) -> None:
        self.variable = variable

    @property
    def value(self) -> Value:
        return self.variable.value

    @value.setter
    def value(self, new: Value) -> None:
        self.variable.set(new)


@cast("ref")
def compile_reference(node: ast.ExpressionAst) -> Eval:
    """``[ref]$variable``: a `Ref` that is tied to the variable; to anything else it is a plain box."""
    if not isinstance(node, ast.VariableExpressionAst) or node.name.lower() in ("null", "true", "false"):
        child = compile_value(node)
        return lambda frame: Ref(child(frame))
    lower, name = lower_name(node), node.name

    def value(frame: Frame) -> Value:
        found = frame.scope.find(lower)
        if found is None:
            frame.scope.set(name, None)
            found = frame.scope.variables[lower]
        return VariableRef(found)

    return value
