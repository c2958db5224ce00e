"""Functions that the model calls: run as commands, their results sent back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...dotnet.collections.dictionaries import NetDictionary, OrderedDictionary
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.registry import type_of
from ...dotnet.model.types import Value
from ...engine.session.lookup import runnable
from ...engine.values.enumeration import as_list, enumerate_value
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...errors import NetException, TerminatingError
from ...http import parse_json
from ..objects import from_json

if TYPE_CHECKING:
    from ..api import ApiParams

#: .NET types whose values are sent to the model unchanged
_AS_THEY_ARE = frozenset(
    "System." + name for name in ("DateTime", "DateTimeOffset", "Guid", "Uri", "Decimal", "Double", "Single", "Char")
)


def as_tools(tools: Value) -> list[Value]:
    """Tools in the service's form: a bare function definition is wrapped."""
    return [
        tool
        if isinstance(tool, NetDictionary) and "type" in tool
        else OrderedDictionary({"type": "function", "function": tool})
        for tool in as_list(tools)
    ]


class ToolCaller:
    """Runs the functions of one request. ``mode`` is Auto, Confirm (ask before each call) or None."""

    def __init__(self, cmdlet: ApiParams, tools: Iterable[dict[str, Any]], mode: str) -> None:
        self.cmdlet = cmdlet
        self.mode = mode
        functions = [tool.get("function") or {} for tool in tools if tool.get("type") == "function"]
        self.names = {str(function.get("name")).lower() for function in functions}

    def results(self, calls: Iterable[dict[str, Any]]) -> list[Value]:
        """The messages with the results of the model's calls; there is none for a call that was not made."""
        found: list[Value] = []
        for call in calls:
            function = call.get("function") or {}
            if call.get("type") != "function":
                continue
            name = str(function.get("name"))
            if name.lower() not in self.names:
                self.cmdlet.fail(
                    "UnknownFunction",
                    f'The model wants to call "{name}", which is not among the functions of -Tools; it is not called.',
                    "InvalidOperation",
                    name,
                )
                continue
            content = self._run(name, str(function.get("arguments") or "{}"))
            if content is not None:
                found.append(OrderedDictionary({"role": "tool", "content": content, "tool_call_id": call.get("id")}))
        return found

    def _run(self, name: str, arguments: str) -> str | None:
        """The function's result as text; None if it is not called."""
        if self.mode.lower() == "none":
            return None
        try:
            named = _named(arguments)
            if not runnable(self.cmdlet.session, name):
                raise self.cmdlet.stop_with(
                    "UnsupportedCommandType", f"{name} is not a cmdlet or function; it is not run.", "InvalidOperation",
                    name, "System.NotSupportedException",
                )  # fmt: skip
            shown = "; ".join(f"{key} = {to_text(value)}" for key, value in named.items())
            if self.mode.lower() == "confirm" and not self._allowed(f"{name} @{{{shown}}}"):
                return None
            self.cmdlet.verbose(f"The model calls {name} @{{{shown}}}")
            return self._text(self.cmdlet.session.language.call(name, named))
        except (TerminatingError, NetException) as error:
            record = error.record if isinstance(error, TerminatingError) else error.error_record
            if record is not None:
                self.cmdlet.write_error(record)
            message = record.message if record is not None else str(error)
            return f"[ERROR] {message}"

    def _allowed(self, call: str) -> bool:
        return self.cmdlet.session.host.confirm(f"The model wants to run {call}") in ("yes", "all")

    def _text(self, values: list[Value]) -> str:
        shown = [content for value in values for content in self._contents(value)]
        if not shown or (len(shown) == 1 and shown[0] is None):
            return "[SUCCEEDED]"
        only = shown[0] if len(shown) == 1 else shown
        if isinstance(unwrap(only), str):
            return to_text(only)
        return "\n".join(map(to_text, self.cmdlet.session.language.call("ConvertTo-Json", {"InputObject": only})))

    def _contents(self, value: Value) -> Iterable[Value]:
        """A result as JSON can represent it: values and custom objects unchanged, others as they are displayed."""
        inner = unwrap(value)
        items = enumerate_value(inner)
        if items is not None:
            return [content for item in items for content in self._contents(item)]
        if isinstance(inner, EnumValue):
            return [to_text(inner)]
        if inner is None or isinstance(inner, (str, int, float, PSObject, NetDictionary)):
            return [value]
        if type_of(inner).full_name in _AS_THEY_ARE:
            return [value]
        session = self.cmdlet.session
        shown = session.language.call("Format-List", {"InputObject": value})
        return [session.formatting.text(shown, session.host.width)]


def _named(arguments: str) -> dict[str, Value]:
    data = parse_json(arguments) if arguments.strip() else {}
    if not isinstance(data, dict):
        raise NetException("System.ArgumentException", "The arguments that the model sent are not a JSON object.")
    return {str(name): from_json(value) for name, value in data.items()}
