"""The properties of ``FileInfo`` and ``DirectoryInfo``, PowerShell's additions among them, and their listings."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import Any

from ..model.carriers import Int64
from ..model.enumerables import make_array
from ..model.enums import EnumValue
from ..model.types import DotNetType, Value
from ..time.datetime import DateTime
from .errors import net_file_errors
from .info import (
    DIRECTORY_INFO,
    FILE_ATTRIBUTES,
    FILE_INFO,
    FILE_SYSTEM_INFO,
    SEARCH_OPTION,
    DirectoryInfo,
    FileInfo,
    FileSystemInfo,
)
from .paths import base_name, extension


def _declare_common(type_: DotNetType) -> None:
    def time(name: str, field: str, written: bool) -> None:
        type_.prop(name, "datetime")(lambda item: item.time(field).to_local())
        type_.prop(name + "Utc", "datetime")(lambda item: item.time(field))

        def set_time(item: FileSystemInfo, new: DateTime) -> None:
            item.set_times(written=new) if written else item.set_times(accessed=new)

        if field != "st_ctime_ns":  # Unix keeps no time of creation that could be set
            type_.setter(name)(set_time)
            type_.setter(name + "Utc")(set_time)

    type_.prop("FullName", "string")(lambda item: item.full_name)
    type_.prop("Extension", "string")(lambda item: extension(item.name))
    type_.prop("Name", "string")(lambda item: item.name)
    type_.prop("Exists", "bool")(lambda item: item.exists)
    time("CreationTime", "st_ctime_ns", False)
    time("LastAccessTime", "st_atime_ns", False)
    time("LastWriteTime", "st_mtime_ns", True)
    type_.prop("LinkTarget", "string")(_link_target)
    type_.prop("Attributes", "System.IO.FileAttributes")(lambda item: EnumValue(FILE_ATTRIBUTES, item.attributes))
    type_.prop("UnixMode", "string")(lambda item: item.unix_mode)
    type_.prop("User", "string")(lambda item: _owner(item, "user"))
    type_.prop("Group", "string")(lambda item: _owner(item, "group"))
    type_.prop("Size", "long")(lambda item: Int64(item.stat.st_size) if item.stat is not None else None)
    type_.method("Refresh", returns="void")(FileSystemInfo.refresh)
    type_.method("ToString", returns="string")(str)


def _link_target(item: FileSystemInfo) -> str | None:
    return os.readlink(item.full_name) if item.is_link else None


def _owner(item: FileSystemInfo, kind: str) -> str | None:
    """The name of the owning user or group, its number where it has no name; None where there are none (Windows)."""
    if item.stat is None or os.name == "nt":
        return None
    import grp
    import pwd

    number = item.stat.st_uid if kind == "user" else item.stat.st_gid
    try:
        return pwd.getpwuid(number).pw_name if kind == "user" else grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def _declare_powershell(type_: DotNetType) -> None:
    """The properties that PowerShell adds to both."""
    type_.prop("Mode", "string")(lambda item: item.mode)
    type_.prop("ModeWithoutHardLink", "string")(lambda item: item.mode)
    type_.prop("BaseName", "string")(lambda item: item.name if item.is_directory else base_name(item.name))
    type_.prop("Target", "string")(_link_target)
    type_.prop("LinkType", "string")(lambda item: "SymbolicLink" if item.is_link else None)
    type_.prop("ResolvedTarget", "string")(lambda item: os.path.realpath(item.full_name))
    for name in ("Mode", "ModeWithoutHardLink", "Target", "LinkType", "ResolvedTarget"):
        type_.own_addition(name, "CodeProperty", f"System.String {name}{{get={name};}}")
    type_.own_addition(
        "BaseName",
        "ScriptProperty",
        "System.Object BaseName {get=[System.IO.Path]::GetFileNameWithoutExtension($this.Name);}",
    )


_declare_powershell(FILE_INFO)
FILE_INFO.prop("Length", "long")(lambda file: file.length)
FILE_INFO.prop("DirectoryName", "string")(lambda file: os.path.dirname(file.full_name))
FILE_INFO.prop("Directory", "System.IO.DirectoryInfo")(lambda file: file.directory)
FILE_INFO.prop("IsReadOnly", "bool")(lambda file: bool(file.stat) and not os.access(file.full_name, os.W_OK))
_declare_common(FILE_INFO)
_declare_powershell(DIRECTORY_INFO)
DIRECTORY_INFO.prop("Parent", "System.IO.DirectoryInfo")(lambda directory: directory.parent)
DIRECTORY_INFO.prop("Root", "System.IO.DirectoryInfo")(
    lambda directory: DirectoryInfo(os.path.splitdrive(directory.full_name)[0] + os.sep)
)
_declare_common(DIRECTORY_INFO)

FILE_INFO.constructor("string")(FileInfo)
DIRECTORY_INFO.constructor("string")(DirectoryInfo)


def _convert_to(cls: type[FileSystemInfo]) -> Any:
    def convert(value: Value) -> FileSystemInfo:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls(value)
        raise TypeError("not a path")

    return convert


FILE_INFO.convert = _convert_to(FileInfo)
DIRECTORY_INFO.convert = _convert_to(DirectoryInfo)


@FILE_INFO.setter("IsReadOnly")
def _set_read_only(file: FileInfo, read_only: bool) -> None:
    writable = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    with net_file_errors(file.full_name):
        mode = os.stat(file.full_name).st_mode
        os.chmod(file.full_name, mode & ~writable if read_only else mode | stat.S_IWUSR)
    file.refresh()


def _array(items: Iterator[FileSystemInfo], type_: DotNetType) -> Value:
    wanted = {FILE_INFO: False, DIRECTORY_INFO: True}.get(type_)
    return make_array([item for item in items if wanted is None or item.is_directory == wanted], type_)


def _lister(type_: DotNetType) -> Any:
    def get(directory: DirectoryInfo, pattern: str = "*", option: EnumValue | None = None) -> Value:
        return _array(directory.entries(pattern, option is not None and int(option) == 1), type_)

    return get


for _name, _type in (
    ("Files", FILE_INFO),
    ("Directories", DIRECTORY_INFO),
    ("FileSystemInfos", FILE_SYSTEM_INFO),
):
    for _verb in ("Get", "Enumerate"):
        DIRECTORY_INFO.method(_verb + _name)(_lister(_type))
        DIRECTORY_INFO.method(_verb + _name, "string")(_lister(_type))
        DIRECTORY_INFO.method(_verb + _name, "string", SEARCH_OPTION.full_name)(_lister(_type))
