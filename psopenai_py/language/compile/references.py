"""``[ref]$variable``: a `Ref` that is tied to the variable."""

from __future__ import annotations

from ...dotnet.model.core import Ref
from ...dotnet.model.types import Value
from ...engine.session.scope import Variable
from ..runtime.frame import Eval, Frame
from ..syntax import ast
from .compiler import compile_value
from .variables import lower_name


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


def compile_reference(node: ast.ExpressionAst) -> Eval:
    """The closure that makes the reference; to anything but a variable it is a plain box."""
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
