"""A command as the definition of a function that a model may call."""

from __future__ import annotations

from collections.abc import Collection

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...declare.validators import ValidateCount, ValidateLength, ValidatePattern, ValidateRange, ValidateSet, Validator
from ...dotnet.collections.dictionaries import OrderedDictionary
from ...dotnet.model.core import STRING
from ...dotnet.model.enumerables import TypedArray
from ...dotnet.model.registry import find_type
from ...dotnet.model.types import DotNetType, Value
from ...engine.describing.comment_help import CommentHelp, help_of
from ...engine.describing.syntax import syntax_lines
from ...engine.session.commands import CommandInfo
from ...engine.session.scriptblock import ScriptBlock
from ..schema import Schema, parameter_schema

#: the order of the parts of a parameter's schema
_ORDER = ("description", "items", "enum", "pattern", "minimum", "maximum", "maxLength", "minLength", "type", "minItems",
          "maxItems")  # fmt: skip


def set_to_describe(spec: CmdletSpec, wanted: str | None) -> str | None:
    """The parameter set of that name, or the default one; None if there is no such set."""
    names = spec.set_names
    if wanted:
        return next((name for name in names if name.lower() == wanted.lower()), None)
    return spec.default_set if spec.default_set in names else names[0]


def function_definition(
    command: CommandInfo,
    set_name: str,
    description: str | None,
    include: Collection[str],
    exclude: Collection[str],
    strict: bool,
) -> OrderedDictionary:
    """The definition. A strict one requires every parameter; those that are not mandatory may be null."""
    spec = command.spec
    assert spec is not None
    help_ = (help_of(command.definition) if isinstance(command.definition, ScriptBlock) else None) or CommentHelp()
    properties, required = OrderedDictionary(), []
    for lower, param in spec.params.items():
        flags = param.in_set(set_name)
        if flags is None or param.hidden or lower in exclude or (include and lower not in include):
            continue
        schema = _schema(param, flags.mandatory, help_.parameters.get(lower) or param.help, strict)
        properties[param.name] = _value(schema)
        if flags.mandatory or strict:
            required.append(param.name)
    parameters = OrderedDictionary({"type": "object", "properties": properties, "additionalProperties": False})
    if required:
        parameters["required"] = TypedArray(required, STRING)
    made = OrderedDictionary({"name": spec.name})
    made["description"] = description or help_.description or help_.synopsis or _own_words(spec)
    if strict:
        made["strict"] = True
    made["parameters"] = parameters
    return made


def _own_words(spec: CmdletSpec) -> str:
    """The help text of a command without a help comment; for PowerShell's own cmdlets their syntax."""
    if spec.synopsis and not spec.compiled:
        return spec.synopsis
    lines = [line if " " in line else f"{line} " for line in syntax_lines(spec)]
    return "".join(f"\n{line}\n" for line in lines)


def _schema(param: ParamSpec, mandatory: bool, description: str, strict: bool) -> Schema:
    type_ = param.type if isinstance(param.type, DotNetType) else find_type(str(param.type))
    made = parameter_schema(type_)
    if not mandatory:
        made["type"] = [made["type"], "null"]
    if description.strip():
        made["description"] = description
    if not strict:  # with a strict schema the service does not accept these limits
        for validator in param.validators:
            made.update(_limits(validator))
    return {name: made[name] for name in _ORDER if name in made}


def _limits(validator: Validator) -> Schema:
    match validator:
        case ValidateSet():
            return {"enum": list(validator.values)}
        case ValidateRange():
            bounds = {"minimum": validator.minimum, "maximum": validator.maximum}
            return {name: bound for name, bound in bounds.items() if bound is not None}
        case ValidateLength():
            return {"minLength": validator.minimum, "maxLength": validator.maximum}
        case ValidateCount():
            return {"minItems": validator.minimum, "maxItems": validator.maximum}
        case ValidatePattern():
            return {"pattern": validator.pattern}
    return {}


def _value(schema: Schema) -> Value:
    """A schema as PowerShell's values."""
    made = OrderedDictionary()
    for name, part in schema.items():
        if isinstance(part, dict):
            made[name] = _value(part)
        elif isinstance(part, list) and name in ("type", "enum"):
            made[name] = TypedArray(part, STRING)
        else:
            made[name] = part
    return made
