"""The attributes of parameters as objects: those of a command, and those that scripts make for dynamic parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...declare import validators as checks
from ...declare.cmdlet import ALL_SETS, InSet, ParamSpec
from ...dotnet.model.core import OBJECT
from ...dotnet.model.reflection import custom_attributes
from ...dotnet.model.registry import register, type_of
from ...dotnet.model.types import DotNetType, Value

_AUTOMATION = "System.Management.Automation."
LEAST = -2147483648  # the position of a parameter that is named only


def _type(name: str, base: DotNetType = OBJECT, accelerator: str | None = None) -> DotNetType:
    return register(DotNetType(_AUTOMATION + name, accelerator, base=base))


ATTRIBUTE = register(DotNetType("System.Attribute", base=OBJECT))
ATTRIBUTE.prop("TypeId", "type")(type_of)


def _first_attribute(member: Value, kind: DotNetType) -> Value:
    return next(iter(custom_attributes(member, kind)), None)


ATTRIBUTE.static("GetCustomAttribute", "object", "type")(_first_attribute)
ATTRIBUTE.static("GetCustomAttributes", "object")(custom_attributes)
ATTRIBUTE.static("GetCustomAttributes", "object", "type")(custom_attributes)
FLAGS = register(DotNetType("System.FlagsAttribute", base=ATTRIBUTE))
FLAGS.constructor()(lambda: Described(FLAGS, None))
PARAMETER = _type("ParameterAttribute", ATTRIBUTE, "parameter")
ALIAS = _type("AliasAttribute", ATTRIBUTE, "alias")
_VALIDATE = _type("ValidateArgumentsAttribute", ATTRIBUTE)
# what a script's own attributes derive from; the language calls their methods
_type("ValidateEnumeratedArgumentsAttribute", _VALIDATE)
_type("ArgumentTransformationAttribute", ATTRIBUTE)
register(DotNetType(_AUTOMATION + "IValidateSetValuesGenerator", is_interface=True))
register(DotNetType(_AUTOMATION + "IArgumentCompleter", is_interface=True))


class Described:
    """A read-only object: its .NET type, and what its properties read from."""

    __slots__ = ("dotnet_type", "of")

    def __init__(self, type_: DotNetType, of: Any) -> None:
        self.dotnet_type, self.of = type_, of

    def __str__(self) -> str:
        return self.dotnet_type.full_name


class SetFlags:
    """A parameter as a member of one of its sets."""

    __slots__ = ("flags", "param", "set_name")

    def __init__(self, param: ParamSpec, set_name: str, flags: InSet) -> None:
        self.param, self.set_name, self.flags = param, set_name, flags


_FLAGS: dict[str, Callable[[InSet], Value]] = {
    "Position": lambda flags: LEAST if flags.position is None else flags.position,
    "Mandatory": lambda flags: flags.mandatory,
    "ValueFromPipeline": lambda flags: flags.by_value,
    "ValueFromPipelineByPropertyName": lambda flags: flags.by_property,
    "ValueFromRemainingArguments": lambda flags: flags.remaining,
}


def declare_flags(type_: DotNetType) -> None:
    def reader(answer: Callable[[InSet], Value]) -> Callable[[Described], Value]:
        return lambda it: answer(it.of.flags)

    for name, answer in _FLAGS.items():
        shown = name if type_ is PARAMETER or name != "Mandatory" else "IsMandatory"
        type_.prop(shown, "int" if name == "Position" else "bool")(reader(answer))
    type_.prop("HelpMessage", "string")(lambda it: it.of.param.help or None)


PARAMETER.prop("ExperimentName", "string")(lambda it: None)
declare_flags(PARAMETER)
PARAMETER.prop("ParameterSetName", "string")(lambda it: it.of.set_name)
PARAMETER.prop("DontShow", "bool")(lambda it: it.of.param.hidden)
ALIAS.prop("AliasNames")(lambda it: list(it.of.aliases))

_VALIDATORS: dict[type, tuple[str, dict[str, str]]] = {
    checks.ValidateSet: ("ValidateSetAttribute", {"ValidValues": "values", "IgnoreCase": "ignore_case"}),
    checks.ValidateRange: ("ValidateRangeAttribute", {"MinRange": "minimum", "MaxRange": "maximum"}),
    checks.ValidateLength: ("ValidateLengthAttribute", {"MinLength": "minimum", "MaxLength": "maximum"}),
    checks.ValidateCount: ("ValidateCountAttribute", {"MinLength": "minimum", "MaxLength": "maximum"}),
    checks.ValidatePattern: ("ValidatePatternAttribute", {"RegexPattern": "pattern", "ErrorMessage": "message"}),
    checks.ValidateScript: ("ValidateScriptAttribute", {"ScriptBlock": "script", "ErrorMessage": "message"}),
    checks.ValidateNotNull: ("ValidateNotNullAttribute", {}),
    checks.ValidateNotNullOrEmpty: ("ValidateNotNullOrEmptyAttribute", {}),
    checks.ValidateNotNullOrWhiteSpace: ("ValidateNotNullOrWhiteSpaceAttribute", {}),
    checks.ValidateDrive: ("ValidateDriveAttribute", {"ValidRootDrives": "names"}),
}


def _attribute_reader(field: str) -> Callable[[Described], Value]:
    def read(it: Described) -> Value:
        found = getattr(it.of, field)
        return list(found) if isinstance(found, Sequence) and not isinstance(found, str) else found

    return read


def _validator_types() -> dict[type, DotNetType]:
    found = {}
    for cls, (name, fields) in _VALIDATORS.items():
        found[cls] = type_ = _type(name, _VALIDATE, name.removesuffix("Attribute").lower())
        for shown, field in fields.items():
            type_.prop(shown)(_attribute_reader(field))
    return found


VALIDATOR_TYPES = _validator_types()


# -- attributes that scripts make -------------------------------------------------------------------------------------


def _declare_parameter() -> None:
    PARAMETER.constructor()(lambda: Described(PARAMETER, SetFlags(ParamSpec("", "object", {}), ALL_SETS, InSet())))

    def flag(name: str, slot: str) -> None:
        PARAMETER.setter(name)(lambda it, new: setattr(it.of.flags, slot, new))

    for name, slot in (
        ("Mandatory", "mandatory"),
        ("Position", "position"),
        ("ValueFromPipeline", "by_value"),
        ("ValueFromPipelineByPropertyName", "by_property"),
        ("ValueFromRemainingArguments", "remaining"),
    ):
        flag(name, slot)
    PARAMETER.setter("ParameterSetName")(lambda it, new: setattr(it.of, "set_name", new or ALL_SETS))
    PARAMETER.setter("HelpMessage")(lambda it, new: setattr(it.of.param, "help", new or ""))
    PARAMETER.setter("DontShow")(lambda it, new: setattr(it.of.param, "hidden", new))


def _declare_validator(cls: type, parameters: tuple[str, ...], make: Callable[..., Value], variadic: bool) -> None:
    type_ = VALIDATOR_TYPES[cls]
    type_.constructor(*parameters, variadic=variadic)(lambda *args: Described(type_, make(*args)))
    for prop in list(type_.properties.values()):
        if prop.name in ("ErrorMessage", "IgnoreCase"):
            slot = "message" if prop.name == "ErrorMessage" else "ignore_case"
            prop.set = lambda it, new, slot=slot: setattr(it.of, slot, new)


_declare_parameter()
ALIAS.constructor("string[]", variadic=True)(lambda *names: Described(ALIAS, ParamSpec("", "object", {}, tuple(names))))
for _cls, _parameters, _make, _variadic in (
    (checks.ValidateSet, ("string[]",), lambda *values: checks.ValidateSet(tuple(values)), True),
    (checks.ValidateRange, ("object", "object"), checks.ValidateRange, False),
    (checks.ValidateLength, ("int", "int"), checks.ValidateLength, False),
    (checks.ValidateCount, ("int", "int"), checks.ValidateCount, False),
    (checks.ValidatePattern, ("string",), checks.ValidatePattern, False),
    (checks.ValidateScript, ("scriptblock",), checks.ValidateScript, False),
    (checks.ValidateNotNull, (), checks.ValidateNotNull, False),
    (checks.ValidateNotNullOrEmpty, (), checks.ValidateNotNullOrEmpty, False),
    (checks.ValidateNotNullOrWhiteSpace, (), checks.ValidateNotNullOrWhiteSpace, False),
):
    _declare_validator(_cls, _parameters, _make, _variadic)

_ALLOWING = ("AllowNull", "AllowEmptyString", "AllowEmptyCollection")
ALLOWS: dict[str, DotNetType] = {}
for _name in _ALLOWING:
    ALLOWS[_name] = register(DotNetType(f"{_AUTOMATION}{_name}Attribute", _name.lower(), base=ATTRIBUTE))
    ALLOWS[_name].constructor()(lambda type_=ALLOWS[_name]: Described(type_, None))
