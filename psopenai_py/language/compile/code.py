"""What a script block, function or script compiles to, once: its blocks, its parameters and their defaults."""

from __future__ import annotations

from collections.abc import Sequence

from ...declare.cmdlet import CmdletSpec
from ...engine.session.session import Session
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast
from .compiler import compile_value
from .control import compile_block
from .param_block import build_spec
from .typed_variables import Guard, compile_guard


class Code:
    """The compiled form of a `ScriptBlockAst`."""

    __slots__ = (
        "ast", "begin", "clean", "defaults", "end", "expression", "guards", "has_named", "is_plain",
        "parameters", "process", "spec_of_block", "uses_call", "uses_input",
    )  # fmt: skip

    def __init__(self, node: ast.ScriptBlockAst, parameters: Sequence[ast.ParameterAst] | None) -> None:
        self.ast = node
        if parameters is None:
            parameters = node.param_block.parameters if node.param_block is not None else ()
        self.parameters = parameters
        self.begin = _block(node.begin)
        self.process = _block(node.process)
        self.end = _block(node.end)
        self.clean = _block(node.clean)
        self.has_named = self.begin is not None or self.process is not None
        self.defaults: list[tuple[str, Eval | None]] = [
            (p.name.lower(), compile_value(p.default) if p.default is not None else None) for p in parameters
        ]
        self.is_plain = not any(parameter.attributes for parameter in parameters)
        self.expression = _only_expression(node) if not parameters and not self.has_named else None
        self.guards: dict[str, Guard] | None = None
        self.spec_of_block: CmdletSpec | None = None
        text = node.extent.text.lower()
        self.uses_input = "$input" in text
        self.uses_call = any(name in text for name in _OF_A_CALL)

    def spec(self, session: Session) -> CmdletSpec:
        """The parameters, for the binder."""
        if self.spec_of_block is None:
            frame = Frame(session, session.scope, _drop)
            self.spec_of_block = build_spec(frame, self.ast.param_block, self.parameters)
            self.guards = _guards(frame, self.parameters)
        return self.spec_of_block


# Names in a text that may be those of variables that a call makes.
_OF_A_CALL = ("args", "input", "myinvocation", "psboundparameters", "get-variable", "gv ", "scope", "return")


def _guards(frame: Frame, parameters: Sequence[ast.ParameterAst]) -> dict[str, Guard]:
    """What new values of typed and validated parameters go through, by lower-case name."""
    found = {}
    for parameter in parameters:
        binding = [a for a in parameter.attributes if isinstance(a, ast.TypeConstraintAst) or _validates(a)]
        if binding:
            found[parameter.name.lower()] = compile_guard(list(binding))(frame, True)
    return found


def _validates(attribute: ast.AttributeAst | ast.TypeConstraintAst) -> bool:
    return isinstance(attribute, ast.AttributeAst) and attribute.type_name.name.lower().startswith("validate")


def _drop(value: object) -> None:
    return None


def _block(node: ast.NamedBlockAst | None) -> Run | None:
    return compile_block(node) if node is not None else None


def _only_expression(node: ast.ScriptBlockAst) -> tuple[Eval, ast.StatementAst] | None:
    """The value of a block that is a single expression, such as a filter's condition."""
    end = node.end
    if end is None or len(end.statements) != 1 or end.traps:
        return None
    only = end.statements[0]
    pure = only.pure_expression if isinstance(only, ast.PipelineAst) else None
    return (compile_value(pure), only) if pure is not None else None


def code_of(node: ast.ScriptBlockAst, parameters: Sequence[ast.ParameterAst] | None = None) -> Code:
    """The compiled form, made at the first use."""
    found = node.compiled
    if found is None:
        found = node.compiled = Code(node, parameters)
    assert isinstance(found, Code)
    return found
