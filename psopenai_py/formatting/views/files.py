"""Files and folders, under the folder that holds them."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...engine.properties.properties import safe_read
from ...engine.values.objects import unwrap
from ..text import Token
from .model import Column, Group, Item, ListView, TableView, View, WideView

_FILE, _FOLDER = "System.IO.FileInfo", "System.IO.DirectoryInfo"
_PROVIDER = "Microsoft.PowerShell.Core\\FileSystem::"


def _parent(item: Value) -> Value:
    return safe_read(item, "PSParentPath")


def _header(item: Value) -> list[Token]:
    return [f"    Directory: {str(_parent(item) or '').replace(_PROVIDER, '')}"]


def _is_file(item: Value) -> bool:
    return safe_read(item, "PSIsContainer") is not True


def _written(item: Value) -> Value:
    """The time of the last change, to the minute."""
    time = unwrap(safe_read(item, "LastWriteTime"))
    return "" if time is None else f"{time.format('d'):>10} {time.format('HH:mm'):>8}"


def _unix_written(item: Value) -> Value:
    time = unwrap(safe_read(item, "LastWriteTime"))
    return "" if time is None else f"{time.format('d')} {time.format('HH:mm')}"


_GROUP = Group("PSParentPath", header=_header)

VIEWS: tuple[View, ...] = (
    TableView(
        (_FOLDER, _FILE), "childrenWithUnixStat", _GROUP, wrap=True,
        columns=(
            Column("UnixMode", 10, "left"), Column("User", 10, "right"), Column("Group", 10, "left"),
            Column(_unix_written, 16, "right", "LastWriteTime"), Column("Size", 12, "right"), Column("Name", 0, "left"),
        ),
    ),
    TableView(
        (_FOLDER, _FILE), "children", _GROUP, wrap=True,
        columns=(
            Column("Mode", 7, "left"), Column(_written, 26, "right", "LastWriteTime"),
            Column(lambda item: safe_read(item, "Length") if _is_file(item) else None, 14, "right", "Length"),
            Column("Name", 0, "left"),
        ),
    ),
    ListView(
        (_FOLDER, _FILE), "children", _GROUP,
        items=(
            Item("Name"), Item("Length", when=_is_file), Item("CreationTime"), Item("LastWriteTime"),
            Item("LastAccessTime"), Item("Mode"), Item("LinkType"), Item("Target"),
            Item("VersionInfo", when=_is_file),
        ),
    ),
    WideView((_FOLDER,), "children", _GROUP, show=lambda item: f"[{safe_read(item, 'Name')}]"),
    WideView((_FILE,), "children", _GROUP),
)  # fmt: skip
