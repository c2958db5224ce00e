"""Error records in PowerShell's concise view; warnings and information records.

An error shows who failed and why; where it is known, also the line of the script with the place underlined::

    Get-Thing: script.ps1:3
    Line |
       3 |  Get-Thing -Name x
         |  ~~~~~~~~~~~~~~~~~
         | There is no thing x.

Of a text that is not PowerShell each error is shown so, with its own line.
"""

from __future__ import annotations

from typing import Any

from ...dotnet.model.types import Value
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.services import error_view
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import SYNTAX_ERRORS_SHOWN, ErrorRecord, more_syntax_errors
from ..values import display_text
from .error_details import category_view, detailed_view, normal_view
from .model import CustomView, View

_WIDTH = 120
_OF_PROGRAMS = ("NativeCommandError", "NativeCommandErrorMessage")  # a line that a program wrote to standard error


def error_text(record: ErrorRecord, width: int = _WIDTH) -> str:
    """The record as ``$ErrorView`` says, PowerShell's ConciseView by default; without colours."""
    asked = error_view.get()
    way = "" if asked is None else to_text(asked()).lower()
    if way == "normalview":
        return normal_view(record, _who(record))
    if way == "categoryview":
        return category_view(record)
    if way == "detailedview":
        return detailed_view(record)
    faults = record.exception.properties.get("Errors") if record.category == "ParserError" else None
    if faults:
        return _syntax_errors(record, faults, width)
    return _concise(record, record.invocation, record.message, width)


def _syntax_errors(record: ErrorRecord, faults: list[Any], width: int) -> str:
    """The errors of a text (`language.syntax.errors.ParseErrorItem`), as far as they are shown."""
    shown = faults[:SYNTAX_ERRORS_SHOWN]
    texts = [_concise(record, InvocationInfo.at(fault.extent), fault.message, width) for fault in shown]
    if len(faults) > len(shown):
        texts.append(more_syntax_errors(len(faults) - len(shown)))
    return "".join(texts)


def _concise(record: ErrorRecord, place: Any, message: str, width: int) -> str:
    """One failure, with its place where that is known."""
    if record.error_id in _OF_PROGRAMS:
        return message
    position = ""
    extent = getattr(place, "extent", None)
    if extent is not None and (place.script_name or place.line_number > 1 or record.category == "ParserError"):
        position, prefix = _position(place)
        message = prefix + message
        if place.script_name or record.category == "ParserError":
            message = _fitted(message, prefix, width) + "\n"
    return f"{_who(record)}: {position}{message}"


def _who(record: ErrorRecord) -> str:
    """The command that failed, ``Exception`` for a throw statement, else the kind of failure."""
    if record.category == "OperationStopped" and record.error_id == record.exception.message:
        return "Exception"
    command = getattr(record.invocation, "command", None)
    name = command.name if command is not None else getattr(record.invocation, "invocation_name", "")
    if name or record.who:
        return str(name or record.who)
    if record.error_id == "CommandNotFoundException" and isinstance(record.target, str):
        return record.target
    if record.category not in ("", "NotSpecified"):
        return record.category
    if record.exception.type_name.endswith(".WriteErrorException"):
        return "Write-Error"
    return record.exception.type_name.rpartition(".")[2]


def _position(place: Any) -> tuple[str, str]:
    """The lines that show the place, and the prefix of each line of the message."""
    number = str(place.line_number)
    wide = " " * (len(number) - 4)
    _, source, *_, marks = place.position_message.split("\n")
    head = f"{place.script_name}:{number}\n" if place.script_name else "\n"
    prefix = f"{wide}     | "
    shown = f"{head}{wide}Line |\n{number:>4} | {source[1:]}\n{prefix}{marks[1:]}\n"
    return shown, prefix


def _fitted(message: str, prefix: str, width: int) -> str:
    """The message on one line, broken at words where it is wider than the terminal."""
    rest = " ".join(message.replace("\t", "\n").split("\n"))
    lines: list[str] = []
    while len(rest) > width:
        at = max(rest.rfind(" ", len(prefix), width + 1), 0)
        if at <= len(prefix):
            break
        lines.append(rest[:at])
        rest = prefix + rest[at:].strip()
    return "\n".join([*lines, rest])


def _all_tokens(value: Value) -> list[Any]:
    found = unwrap(value)
    return [detailed_view(found if isinstance(found, ErrorRecord) else ErrorRecord("", "", exception=found))]


def _tokens(value: Value) -> list[Any]:
    record = unwrap(value)
    return [error_text(record) if isinstance(record, ErrorRecord) else display_text(value)]


_NAMESPACE = "System.Management.Automation."

VIEWS: tuple[View, ...] = (
    CustomView(
        (_NAMESPACE + "ErrorRecord#PSExtendedError", "System.Exception#PSExtendedError"),
        "PSExtendedError",
        out_of_band=True,
        tokens=_all_tokens,
    ),
    CustomView((_NAMESPACE + "ErrorRecord",), "ErrorInstance", out_of_band=True, tokens=_tokens),
    CustomView((_NAMESPACE + "WarningRecord",), "WarningRecord", out_of_band=True, tokens=_tokens),
    CustomView((_NAMESPACE + "VerboseRecord",), "VerboseRecord", out_of_band=True, tokens=_tokens),
    CustomView((_NAMESPACE + "DebugRecord",), "DebugRecord", out_of_band=True, tokens=_tokens),
    CustomView((_NAMESPACE + "InformationRecord",), "InformationRecord", out_of_band=True, tokens=_tokens),
)
