"""JSON schemas of .NET types (a script's class, a function's parameter), and answers that are read as instances."""

from __future__ import annotations

from typing import Any

from ..dotnet.model.enums import EnumType
from ..dotnet.model.registry import find_type
from ..dotnet.model.types import DotNetType, Property, Value
from ..engine.conversion.conversion import convert
from ..engine.pipeline.cmdlet import Cmdlet
from ..engine.values.objects import unwrap
from ..errors import TerminatingError
from ..http import parse_json
from .objects import from_json

Schema = dict[str, Any]

_WHOLE = frozenset({"SByte", "Int16", "Int32", "Int64", "Int128"})
_NOT_NEGATIVE = frozenset({"UInt16", "UInt32", "UInt64", "UInt128"})
_REAL = frozenset({"Single", "Double", "Decimal"})
_DICTIONARY = "System.Collections.IDictionary"


def is_dictionary(type_: DotNetType) -> bool:
    return type_.full_name == _DICTIONARY or any(_DICTIONARY in at.interfaces for at in type_.lineage())


def parameter_schema(type_: DotNetType | None) -> Schema:
    """The schema of a command's parameter of that type."""
    if type_ is None:
        return {"type": "string"}
    if type_.element is not None:
        return {"items": parameter_schema(type_.element), "type": "array"}
    if isinstance(type_, EnumType):
        return {"enum": list(type_.members), "type": "string"}
    name = type_.full_name
    short = name.removeprefix("System.")
    if name in ("System.Boolean", "System.Management.Automation.SwitchParameter"):
        return {"type": "boolean"}
    if short in _WHOLE or name == "System.Numerics.BigInteger":
        return {"type": "integer"}
    if short in _NOT_NEGATIVE:
        return {"minimum": 0, "type": "integer"}
    if short == "Byte":
        return {"minimum": 0, "maximum": 255, "type": "integer"}
    if short in _REAL:
        return {"type": "number"}
    return {"type": "object" if is_dictionary(type_) else "string"}


def class_schema(type_: DotNetType) -> Schema:
    """The schema of an answer that can be read as an instance of a class.

    Every property is required, as the service demands; those that can be null say so.
    """
    return _ClassSchema(type_).make()


def class_properties(type_: DotNetType) -> list[Property]:
    """The properties of a script's class, those of its bases first."""
    found: dict[str, Property] = {}
    for at in reversed(list(type_.lineage())):
        found.update({lower: p for lower, p in at.properties.items() if not p.hidden})
    return list(found.values())


class _ClassSchema:
    """The schema of one class, with the other classes and enums that it mentions as definitions."""

    def __init__(self, root: DotNetType) -> None:
        self.root = root
        self.definitions: dict[str, Schema] = {}

    def make(self) -> Schema:
        made = self._object(self.root)
        return {**made, "definitions": self.definitions} if self.definitions else made

    def _object(self, type_: DotNetType) -> Schema:
        made: Schema = {"type": "object", "additionalProperties": False}
        properties = {p.name: self._property(find_type(p.type_name)) for p in class_properties(type_)}
        if properties:
            made["properties"] = properties
            made["required"] = sorted(properties, key=str.lower)
        return made

    def _property(self, type_: DotNetType | None) -> Schema:
        if type_ is None or type_.full_name == "System.Object":
            return {}
        if type_.element is not None:
            return {"type": ["array", "null"], "items": self._item(type_.element)}
        if isinstance(type_, EnumType):
            return self._reference(type_)
        if is_script_class(type_):
            return {"oneOf": [{"type": "null"}, self._reference(type_)]}
        if is_dictionary(type_):
            return {"type": ["null", "object"], "additionalProperties": {}}
        kind = str(parameter_schema(type_)["type"])
        return {"type": kind if type_.value_type else sorted(("null", kind))}

    def _item(self, type_: DotNetType) -> Schema:
        """An item of an array: never null."""
        if isinstance(type_, EnumType) or is_script_class(type_):
            return self._reference(type_)
        made = self._property(type_)
        kinds = made.get("type")
        return {**made, "type": next(k for k in kinds if k != "null")} if isinstance(kinds, list) else made

    def _reference(self, type_: DotNetType) -> Schema:
        if type_ is self.root:
            return {"$ref": "#"}
        if type_.name not in self.definitions:
            self.definitions[type_.name] = made = {}  # first, since a class may contain itself
            if isinstance(type_, EnumType):
                names = list(type_.members)
                made.update({"type": "string", "description": "", "x-enumNames": names, "enum": names})
            else:
                made.update(self._object(type_))
        return {"$ref": f"#/definitions/{type_.name}"}


def is_script_class(type_: DotNetType) -> bool:
    return bool(getattr(type_, "is_script", False))


def as_type(value: Value) -> DotNetType | None:
    """The class that an output parameter names, if it is one."""
    inner = unwrap(value)
    return inner if isinstance(inner, DotNetType) else None


def parsed(cmdlet: Cmdlet, text: str, type_: DotNetType) -> list[Value]:
    """The instance that an answer describes; if it describes none, a non-terminating error is written."""
    try:
        return [convert(from_json(_known(parse_json(text), type_)), type_)]
    except ValueError:
        cmdlet.fail(
            "JsonReaderException",
            f"The answer is not JSON and cannot be read as {type_.name}.",
            "InvalidData",
            text,
            "Newtonsoft.Json.JsonReaderException",
        )
    except TerminatingError as error:
        cmdlet.fail(
            "JsonSerializationException",
            f"The answer does not fit {type_.name}: {error.record.message}",
            "InvalidData",
            text,
            "Newtonsoft.Json.JsonSerializationException",
        )
    return []


def _known(data: Any, type_: DotNetType | None) -> Any:
    """The data without what the class has no property for, at every level."""
    if isinstance(data, list) and type_ is not None and type_.element is not None:
        return [_known(item, type_.element) for item in data]
    if not isinstance(data, dict) or type_ is None or not is_script_class(type_):
        return data
    types = {p.name.lower(): find_type(p.type_name) for p in class_properties(type_)}
    return {name: _known(value, types[name.lower()]) for name, value in data.items() if name.lower() in types}


def warn_of_unused(cmdlet: Cmdlet, format_parameter: str, kind: Value) -> None:
    """Warn of parameters of a schema that have no effect: the format of the answer is another one.

    A script that was written for PSOpenAI, which ignores them, learns it with -Verbose.
    """
    if kind == "json_schema":
        return
    names = [param.name for param in cmdlet.spec.params.values() if param.name.startswith("JsonSchema")]
    unused = [f"-{name}" for name in names if cmdlet.is_bound(name)]
    if unused:
        have = "has" if len(unused) == 1 else "have"
        say = cmdlet.verbose if cmdlet.runtime.mode.door == "script" else cmdlet.warn
        say(f"{', '.join(unused)} {have} no effect without -{format_parameter} json_schema.")


def read_schema(cmdlet: Cmdlet, text: str) -> Any:
    """A schema that -JsonSchema gives as JSON text."""
    try:
        return parse_json(text)
    except ValueError as error:
        raise cmdlet.stop_with(
            "InvalidJsonSchema",
            f"-JsonSchema is not JSON: {error}",
            "InvalidArgument",
            text,
            "System.ArgumentException",
        ) from error
