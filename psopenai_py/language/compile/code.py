"""The compiled form of a script block, function or script: its blocks, its parameters and their specification."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...dataclass import replace
from ...declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ...dotnet.model.core import OBJECT
from ...dotnet.model.types import DotNetType
from ...engine.session.session import Session
from ...engine.session.streams import discard
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ..runtime.frame import Eval, Frame, Run
from ..syntax import ast
from .attributes import (
    Attribute,
    any_named,
    attributes_of,
    is_custom,
    sets_of,
    short_name,
    spread,
    transformation_of,
    validators_of,
)
from .compiler import compile_statement, compile_value
from .guards import Guard, compile_guard
from .type_names import resolve_type


class Code:
    """The compiled form of a `ScriptBlockAst`."""

    __slots__ = (
        "ast", "begin", "clean", "defaults", "dynamicparam", "end", "expression", "guards", "has_named", "is_plain",
        "keeps_variables", "parameters", "process", "spec_of_block", "uses_call", "uses_input",
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
        self.dynamicparam = _block(node.dynamicparam)
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
        self.keeps_variables = _SETS_VARIABLES.search(text) is None
        self.uses_call = any(name in text for name in _OF_A_CALL)

    def spec(self, session: Session) -> CmdletSpec:
        """The parameters, for the binder."""
        if self.spec_of_block is None:
            frame = Frame(session, session.scope, discard)
            self.spec_of_block = build_spec(frame, self.ast.param_block, self.parameters)
            self.guards = _guards(frame, self.parameters)
        return self.spec_of_block


# Commands that set variables of the scope that they run in: code with one of them finds its variables by name.
_SETS_VARIABLES = re.compile(r"\b(?:set|new|remove|clear)-variable\b|\b(?:sv|nv|rv)\b|(?:^|[\n;{(|=])\s*\.\s")

# Texts that may refer to the variables of a call.
_OF_A_CALL = ("args", "input", "myinvocation", "psboundparameters", "get-variable", "gv ", "scope", "return")


def _guards(frame: Frame, parameters: Sequence[ast.ParameterAst]) -> dict[str, Guard]:
    """The guards of typed and validated parameters, by lower-case name."""
    found = {}
    for parameter in parameters:
        binding = [a for a in parameter.attributes if isinstance(a, ast.TypeConstraintAst) or _validates(a)]
        if binding:
            found[parameter.name.lower()] = compile_guard(list(binding))(frame, True)
    return found


def _validates(attribute: ast.AttributeAst | ast.TypeConstraintAst) -> bool:
    return isinstance(attribute, ast.AttributeAst) and attribute.type_name.name.lower().startswith("validate")


def _block(node: ast.NamedBlockAst | None) -> Run | None:
    return compile_statement(node) if node is not None else None


def _only_expression(node: ast.ScriptBlockAst) -> tuple[Eval, ast.StatementAst] | None:
    """The value of a block that is a single expression, such as the condition of Where-Object."""
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


# -- from ``param(...)`` to the specification that the binder works with ----------------------------------------------


def is_advanced(block: ast.ParamBlockAst | None, parameters: Sequence[ast.ParameterAst]) -> bool:
    """Whether a function takes the common parameters: it has [CmdletBinding()] or a [Parameter()]."""
    if block is not None and any(short_name(a) == "cmdletbinding" for a in block.attributes):
        return True
    return any(
        isinstance(a, ast.AttributeAst) and short_name(a) == "parameter" for p in parameters for a in p.attributes
    )


def build_spec(
    frame: Frame, block: ast.ParamBlockAst | None, parameters: Sequence[ast.ParameterAst], name: str = ""
) -> CmdletSpec:
    """The specification of a script's, function's or script block's parameters."""
    advanced = is_advanced(block, parameters)
    heads = attributes_of(frame, block.attributes) if block is not None else []
    binding = any_named(heads, "cmdletbinding")
    named = binding.named if binding is not None else {}
    attributes = [attributes_of(frame, parameter.attributes) for parameter in parameters]
    by_place = to_bool(named.get("positionalbinding", True)) and not any(map(is_custom, attributes))
    params: dict[str, ParamSpec] = {}
    position = 0
    for parameter, own in zip(parameters, attributes, strict=True):
        type_ = parameter_type(frame, parameter)
        place: int | None = None
        if by_place and type_.full_name != "System.Management.Automation.SwitchParameter":
            place, position = position, position + 1
        params[parameter.name.lower()] = _build_param(parameter, own, type_, place)
    alias = any_named(heads, "alias")
    output = any_named(heads, "outputtype")
    return CmdletSpec(
        name,
        params,
        to_text(named.get("defaultparametersetname", ALL_SETS)),
        outputs=tuple(_type_text(value) for value in spread(output.positional)) if output is not None else (),
        aliases=tuple(to_text(value) for value in spread(alias.positional)) if alias is not None else (),
        should_process=to_bool(named.get("supportsshouldprocess", False)),
        confirm_impact=to_text(named.get("confirmimpact", "Medium")),
        paging=to_bool(named.get("supportspaging", False)),
        common=advanced,
        positional_binding=to_bool(named.get("positionalbinding", True)),
        error_name=name,
        remaining_args=not advanced,
    )


def _type_text(value: object) -> str:
    return value.full_name if isinstance(value, DotNetType) else to_text(value)


def named_spec(spec: CmdletSpec, name: str) -> CmdletSpec:
    """The same parameters under a function's name."""
    return replace(spec, name=name, error_name=name)


def parameter_type(frame: Frame, parameter: ast.ParameterAst) -> DotNetType:
    constraint = parameter.type_constraint
    return OBJECT if constraint is None else resolve_type(frame, constraint.type_name)


def _build_param(
    parameter: ast.ParameterAst, attributes: list[Attribute], type_: DotNetType, position: int | None
) -> ParamSpec:
    names = [a.name for a in attributes]
    type_name = any_named(attributes, "pstypename")
    completions = any_named(attributes, "argumentcompletions")
    completer = any_named(attributes, "argumentcompleter")
    first = any_named(attributes, "parameter")
    shown = first.named if first is not None else {}
    aliases = [to_text(v) for a in attributes if a.name == "alias" for v in spread(a.positional)]
    return ParamSpec(
        parameter.name,
        type_,
        sets_of(attributes, position),
        tuple(aliases),
        validators_of(attributes),
        of=to_text(type_name.positional[0]) if type_name is not None else None,
        help=to_text(shown.get("helpmessage", "")),
        hidden=to_bool(shown.get("dontshow", False)),
        completions=tuple(map(to_text, spread(completions.positional))) if completions is not None else (),
        completer=completer.positional[0] if completer is not None and completer.positional else None,
        transform=transformation_of(attributes),
        allow_null="allownull" in names,
        allow_empty_string="allowemptystring" in names,
        allow_empty_collection="allowemptycollection" in names,
        own_attributes=tuple(attribute.made for attribute in attributes if attribute.own is not None),
    )
