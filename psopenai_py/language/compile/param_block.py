"""From ``param(...)`` to the specification that the binder works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ...dotnet.model.core import OBJECT
from ...dotnet.model.types import DotNetType
from ...engine.values.text import to_text
from ...engine.values.truth import to_bool
from ..runtime.frame import Frame
from ..syntax import ast
from .attributes import Attribute, any_named, attributes_of, is_custom, sets_of, short_name, spread
from .attributes import validators_of as _validators
from .type_names import resolve_type


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
    first = any_named(attributes, "parameter")
    shown = first.named if first is not None else {}
    aliases = [to_text(v) for a in attributes if a.name == "alias" for v in spread(a.positional)]
    return ParamSpec(
        parameter.name,
        type_,
        sets_of(attributes, position),
        tuple(aliases),
        _validators(attributes),
        of=to_text(type_name.positional[0]) if type_name is not None else None,
        help=to_text(shown.get("helpmessage", "")),
        hidden=to_bool(shown.get("dontshow", False)),
        completions=tuple(map(to_text, spread(completions.positional))) if completions is not None else (),
        allow_null="allownull" in names,
        allow_empty_string="allowemptystring" in names,
        allow_empty_collection="allowemptycollection" in names,
    )
