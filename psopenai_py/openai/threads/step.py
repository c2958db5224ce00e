"""The object of a run's step: what the service sent, with SimpleContent (what was done) added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...dotnet.model.types import Value
from ...engine.values.objects import PSObject
from ..objects import from_json, to_object

TYPE_NAME = "PSOpenAI.Thread.Run.Step"

Data = dict[str, Any]


def step(data: Data, said: Value = None) -> PSObject:
    """The object. ``said`` is the simple content of the message that the step made."""
    made = to_object(data, TYPE_NAME)
    calls = [part for call in tool_calls(data) for part in _call(call)]
    made._props["SimpleContent"] = said if not calls else calls[0] if len(calls) == 1 else calls
    return made


def from_data(data: Data) -> PSObject:
    """The object of a step that is piped in."""
    return step(data)


def message_id_of(data: Data) -> str | None:
    """The message that the step made, if it made one."""
    if data.get("type") != "message_creation":
        return None
    created = (data.get("step_details") or {}).get("message_creation") or {}
    found: str | None = created.get("message_id")
    return found


def tool_calls(data: Data) -> list[Data]:
    if data.get("type") != "tool_calls":
        return []
    return list((data.get("step_details") or {}).get("tool_calls") or ())


def _call(call: Data) -> Iterator[PSObject]:
    kind = str(call.get("type"))
    details = call.get(kind) or {}
    if kind == "code_interpreter":
        yield _part(f"{kind}.input", details.get("input"))
        for output in details.get("outputs") or ():
            if output.get("type") == "logs":
                yield _part(f"{kind}.output.logs", output.get("logs"))
            elif output.get("type") == "image":
                yield _part(f"{kind}.output.image", (output.get("image") or {}).get("file_id"))
    elif kind == "function":
        named = {"Name": details.get("name"), "Arguments": details.get("arguments")}
        yield PSObject({"Role": "tool_calls", "Type": kind, **named, "Content": details.get("output")})
    else:
        yield _part(kind, None)


def _part(kind: str, content: Any) -> PSObject:
    return PSObject({"Role": "tool_calls", "Type": kind, "Content": from_json(content)})
