"""Answers that are read as instances of a class."""

from __future__ import annotations

import json
from typing import Any

from ..dotnet.model.registry import find_type
from ..dotnet.model.types import DotNetType, Value
from ..engine.conversion.conversion import convert
from ..engine.pipeline.cmdlet import Cmdlet
from ..engine.values.objects import unwrap
from ..errors import TerminatingError
from .objects import from_json
from .schema import class_properties, is_script_class


def as_type(value: Value) -> DotNetType | None:
    """The class that an output parameter names, if it is one."""
    inner = unwrap(value)
    return inner if isinstance(inner, DotNetType) else None


def parsed(cmdlet: Cmdlet, text: str, type_: DotNetType) -> list[Value]:
    """The instance that an answer describes; an answer that describes none is a non-terminating error."""
    try:
        return [convert(from_json(_known(json.loads(text), type_)), type_)]
    except ValueError:
        cmdlet.fail(
            "JsonReaderException",
            f"The answer is no JSON and cannot be read as {type_.name}.",
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
    """The data without what the class has no property for, all the way down."""
    if isinstance(data, list) and type_ is not None and type_.element is not None:
        return [_known(item, type_.element) for item in data]
    if not isinstance(data, dict) or type_ is None or not is_script_class(type_):
        return data
    types = {p.name.lower(): find_type(p.type_name) for p in class_properties(type_)}
    return {name: _known(value, types[name.lower()]) for name, value in data.items() if name.lower() in types}


def read_schema(cmdlet: Cmdlet, text: str) -> Any:
    """A schema that -JsonSchema gives as JSON text."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise cmdlet.stop_with(
            "InvalidJsonSchema",
            f"-JsonSchema is no JSON: {error}",
            "InvalidArgument",
            text,
            "System.ArgumentException",
        ) from error
