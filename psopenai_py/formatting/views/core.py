"""Views of PowerShell's own objects and of common .NET types."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.properties.properties import safe_read
from ...engine.session.file_paths import current_folder
from ...engine.values.objects import unwrap
from ..text import NEW_LINE, Frame, Token
from ..values import display_text
from .model import Column, CustomView, Group, ListView, TableView, View, WideView, items

_NAMESPACE = "System.Management.Automation."
_COMMANDS = "Microsoft.PowerShell.Commands."
_COMMAND_TYPES = tuple(
    _NAMESPACE + kind + "Info"
    for kind in ("Alias", "Application", "Cmdlet", "ExternalScript", "Filter", "Function", "Script")
)


def _command_name(command: Value) -> Value:
    shown = safe_read(command, "DisplayName")
    return shown or safe_read(command, "Name")


def _exported(part: str, module: Value) -> Value:
    table = safe_read(module, part)
    return None if table is None else list(table) if not hasattr(table, "keys") else list(table.keys())


def _prerelease(module: Value) -> Value:
    data = safe_read(safe_read(module, "PrivateData"), "PSData")
    return None if data is None else safe_read(data, "PreRelease")


def _duration(entry: Value) -> Value:
    """How long a command ran: 0.012, 1:02.500, 1:00:00.000."""
    ticks = getattr(safe_read(entry, "Duration"), "ticks", 0)
    seconds, milli = divmod(ticks // 10_000, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}.{milli:03}"
    return f"{minutes}:{seconds:02}.{milli:03}" if minutes else f"{seconds}.{milli:03}"


def _match_line(match: Value) -> Value:
    """A Select-String match as its `ToString`: path and line number in front where it came from a file."""
    return match.text(current_folder()) if hasattr(match, "text") else display_text(match)


def _help_lines(value: Value) -> list[Token]:
    """The lines of help on a command, which the object makes itself."""
    help_ = unwrap(value)
    tokens: list[Token] = []
    for line in help_.lines():
        bare = line.lstrip(" ")
        tokens.append(Frame(len(line) - len(bare), [bare, NEW_LINE]))
    return tokens


def _megabytes(value: Value, name: str) -> str:
    return f"{(safe_read(value, name) or 0) / (1 << 20):.2f}"


def _date_text(value: Value) -> str:
    """A date as Get-Date shows it; -DisplayHint may leave out a part."""
    date, hint = unwrap(value), str(safe_read(value, "DisplayHint") or "").lower()
    parts = {"date": "D", "time": "T"}.get(hint, "DT")
    return " ".join(date.format(part) for part in parts)


VIEWS: tuple[View, ...] = (
    TableView(
        ("System.RuntimeType", "System.Type"), "System.RuntimeType",
        columns=(
            Column("IsPublic", 8), Column("IsSerializable", 8, label="IsSerial"), Column("Name", 40),
            Column("BaseType"),
        ),
    ),
    TableView(
        (_COMMANDS + "MemberDefinition",), "Microsoft.PowerShell.Commands.MemberDefinition", Group("TypeName"),
        columns=(Column("Name"), Column("MemberType"), Column("Definition")), auto_size=True,
    ),
    TableView(
        (_COMMANDS + "GroupInfo",), "Microsoft.PowerShell.Commands.GroupInfo",
        columns=(Column("Count", 5, "right"), Column("Name", 25), Column("Group")),
    ),
    ListView((_COMMANDS + "GroupInfo",), _COMMANDS + "GroupInfo", items=items("Name", "Count", "Group", "Values")),
    TableView(
        (_COMMANDS + "GroupInfoNoElement",), "Microsoft.PowerShell.Commands.GroupInfoNoElement",
        columns=(Column("Count", 5, "right"), Column("Name", 25)),
    ),
    ListView(
        (_COMMANDS + "GroupInfoNoElement",), _COMMANDS + "GroupInfoNoElement", items=items("Name", "Count", "Values")
    ),
    TableView(
        (_COMMANDS + "HistoryInfo",), "history",
        columns=(Column("Id", 4, "right"), Column(_duration, 12, "right", "Duration"), Column("CommandLine")),
    ),
    WideView((_COMMANDS + "HistoryInfo",), "history", show="CommandLine"),
    CustomView((_COMMANDS + "MatchInfo",), "MatchInfo", tokens=lambda match: [_match_line(match)]),
    TableView((_NAMESPACE + "PSVariable",), "Variable", columns=(Column("Name", 30), Column("Value"))),
    TableView(
        (_NAMESPACE + "PSMethod",), _NAMESPACE + "PSMethod", wrap=True,
        columns=(Column(lambda method: "\n".join(method.definitions()), label="OverloadDefinitions"),),
    ),
    TableView((_NAMESPACE + "PathInfo",), "PathInfo", columns=(Column("Path"),)),
    TableView(
        _COMMAND_TYPES, "CommandInfo",
        columns=(
            Column("CommandType", 15), Column(_command_name, 50, label="Name"), Column("Version", 10), Column("Source"),
        ),
    ),
    ListView(
        (_NAMESPACE + "AliasInfo",), _NAMESPACE + "AliasInfo",
        items=items("DisplayName", "CommandType", "Definition", "ReferencedCommand", "ResolvedCommand"),
    ),
    ListView(
        (_NAMESPACE + "CmdletInfo",), _NAMESPACE + "CmdletInfo",
        items=items(
            "Name", "CommandType", "Definition", "Path", "DLL", "HelpFile", "ParameterSets", "ImplementingType", "Verb",
            "Noun",
        ),
    ),
    ListView(
        (_NAMESPACE + "FilterInfo", _NAMESPACE + "FunctionInfo"), _NAMESPACE + "CommandInfo",
        items=items("Name", "CommandType", "Definition"),
    ),
    TableView(
        (_NAMESPACE + "PSModuleInfo",), "Module",
        columns=(
            Column("ModuleType", 10, "left"), Column("Version", 10, "left"),
            Column(_prerelease, 10, "left", "PreRelease"), Column("Name", 35, "left"),
            Column(lambda module: _exported("ExportedCommands", module), 0, "left", "ExportedCommands"),
        ),
    ),
    WideView((_NAMESPACE + "PSModuleInfo",), "Module"),
    TableView(
        ("System.Diagnostics.Process",), "process",
        columns=(
            Column(lambda it: _megabytes(it, "VM"), 11, "right", "VM(M)"),
            Column(lambda it: _megabytes(it, "WS"), 10, "right", "WS(M)"),
            Column(lambda it: f"{safe_read(it, 'CPU') or 0:.2f}", 10, "right", "CPU(s)"), Column("Id", 7, "right"),
            Column("ProcessName", 0, "left"),
        ),
    ),
    TableView(
        ("Microsoft.PowerShell.Commands.TestConnectionCommand+PingStatus",), "ping",
        columns=(
            Column("Ping", 4, "right"), Column("Source", 16, "left"), Column("Address", 25, "left"),
            Column("Latency", 8, "right", "Latency(ms)"), Column("BufferSize", 10, "right", "BufferSize(B)"),
            Column("Status", 0, "left"),
        ),
    ),
    TableView(
        (_NAMESPACE + "CallStackFrame",), "CallStack",
        columns=(Column("Command"), Column("Arguments"), Column("Location")),
    ),
    TableView(
        (_NAMESPACE + "VerbInfo",), "Verb",
        columns=(Column("Verb"), Column("AliasPrefix"), Column("Group"), Column("Description")),
    ),
    TableView(
        (_NAMESPACE + "Job",), "Job",
        columns=(
            Column("Id", 6, "left"), Column("Name", 15, "left"), Column("PSJobTypeName", 15, "left"),
            Column("State", 13, "left"), Column("HasMoreData", 15, "left"), Column("Location", 20, "left"),
            Column("Command", 0, "left"),
        ),
    ),
    TableView(
        (_COMMANDS + "FileHashInfo",), _COMMANDS + "FileHashInfo",
        columns=(Column("Algorithm", 15, "left"), Column("Hash", 70, "left"), Column("Path")),
    ),
    TableView(
        (_COMMANDS + "ByteCollection",), _COMMANDS + "ByteCollection", Group("Label"),
        columns=(
            Column("HexOffset", 16, "right", "Offset"),
            Column("HexBytes", 47, "left", "Bytes\n" + " ".join(f"{n:02X}" for n in range(16))),
            Column("Ascii", 16, "left", "Ascii"),
        ),
    ),
    CustomView(
        (_NAMESPACE + "ScriptBlock",), "ScriptBlock", out_of_band=True, tokens=lambda block: [display_text(block)]
    ),
    TableView(
        ("System.Globalization.CultureInfo",), "System.Globalization.CultureInfo",
        columns=(Column("LCID", 16), Column("Name", 16), Column("DisplayName")),
    ),
    TableView(
        ("System.Version",), "System.Version",
        columns=(Column("Major", 6), Column("Minor", 6), Column("Build", 6), Column("Revision", 8)),
    ),
    TableView(
        (_NAMESPACE + "SemanticVersion",), _NAMESPACE + "SemanticVersion",
        columns=(
            Column("Major", 6), Column("Minor", 6), Column("Patch", 6), Column("PreReleaseLabel", 15),
            Column("BuildLabel", 11),
        ),
    ),
    TableView(("System.Collections.DictionaryEntry",), "Dictionary", columns=(Column("Name", 30), Column("Value"))),
    ListView(
        ("System.Collections.DictionaryEntry",), "System.Collections.DictionaryEntry", items=items("Name", "Value")
    ),
    ListView(
        ("System.TimeSpan",), "System.TimeSpan",
        items=items(
            "Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Ticks", "TotalDays", "TotalHours", "TotalMinutes",
            "TotalSeconds", "TotalMilliseconds",
        ),
    ),
    TableView(
        ("System.TimeSpan",), "System.TimeSpan",
        columns=tuple(Column(name) for name in ("Days", "Hours", "Minutes", "Seconds", "Milliseconds")),
    ),
    WideView(("System.TimeSpan",), "System.TimeSpan", show="TotalMilliseconds"),
    CustomView(("System.DateTime",), "DateTime", tokens=lambda date: [_date_text(date)]),
    TableView(("System.Guid",), "System.Guid", columns=(Column(display_text, label="Guid"),)),
    CustomView(
        ("MamlCommandHelpInfo", "MamlCommandHelpInfo#parameter", "MamlParaTextItem"), "help", tokens=_help_lines
    ),
    TableView(
        ("HelpInfoShort",), "help",
        columns=(Column("Name", 33), Column("Category", 9), Column("Module", 28), Column("Synopsis")),
    ),
)  # fmt: skip
