"""``System.IO.FileInfo`` and ``DirectoryInfo``: what Get-Item and Get-ChildItem return.

The classes, their properties (PowerShell's additions among them), their listings and what their methods do.
"""

from __future__ import annotations

import fnmatch
import os
import stat
import sys
from collections.abc import Iterator
from typing import Any

from ...errors import NetException
from ..model.carriers import Int64
from ..model.core import OBJECT
from ..model.enumerables import make_array
from ..model.enums import EnumValue, make_enum
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..time import ticks as tk
from ..time.date_format import UTC
from ..time.datetime import DateTime
from .errors import checked_path, net_file_errors
from .operations import copy_file, create_directory, delete_directory, delete_file, move_directory, move_file
from .paths import base_name, extension
from .streams import FILE_STREAM, open_file
from .text_io import STREAM_READER, STREAM_WRITER, reader_of, writer_of

if sys.platform != "win32":
    import grp
    import pwd

FILE_ATTRIBUTES = make_enum(
    "System.IO.FileAttributes",
    {
        "None": 0,
        "ReadOnly": 1,
        "Hidden": 2,
        "System": 4,
        "Directory": 16,
        "Archive": 32,
        "Device": 64,
        "Normal": 128,
        "Temporary": 256,
        "SparseFile": 512,
        "ReparsePoint": 1024,
        "Compressed": 2048,
        "Offline": 4096,
        "NotContentIndexed": 8192,
        "Encrypted": 16384,
    },
    flags=True,
)
SEARCH_OPTION = make_enum("System.IO.SearchOption", {"TopDirectoryOnly": 0, "AllDirectories": 1})
_READ_ONLY, _HIDDEN, _DIRECTORY, _NORMAL, _LINK = 1, 2, 16, 128, 1024

FILE_SYSTEM_INFO = register(DotNetType("System.IO.FileSystemInfo", base=OBJECT))
FILE_INFO = register(DotNetType("System.IO.FileInfo", base=FILE_SYSTEM_INFO))
DIRECTORY_INFO = register(DotNetType("System.IO.DirectoryInfo", base=FILE_SYSTEM_INFO))


class FileSystemInfo:
    """A path and its status; the system is asked once, and again after `refresh`."""

    __slots__ = ("_stat", "full_name", "original")
    dotnet_type: DotNetType = FILE_SYSTEM_INFO

    def __init__(self, path: str) -> None:
        self.original = checked_path(path)
        self.full_name = os.path.abspath(path)
        self._stat: os.stat_result | bool | None = None  # None: not asked yet; False: there is nothing at the path

    @property
    def name(self) -> str:
        return os.path.basename(self.full_name) or self.full_name

    @property
    def stat(self) -> os.stat_result | None:
        """The status from the system; None if there is nothing at the path."""
        if self._stat is None:
            try:
                self._stat = os.lstat(self.full_name)
                if stat.S_ISLNK(self._stat.st_mode) and os.path.exists(self.full_name):
                    self._stat = os.stat(self.full_name)
            except (OSError, ValueError):  # ValueError: a text that cannot be a name
                self._stat = False
        return None if isinstance(self._stat, bool) else self._stat

    def refresh(self) -> None:
        self._stat = None

    @property
    def is_directory(self) -> bool:
        return isinstance(self, DirectoryInfo)

    @property
    def exists(self) -> bool:
        return self.stat is not None and stat.S_ISDIR(self.stat.st_mode) == self.is_directory

    @property
    def is_link(self) -> bool:
        return os.path.islink(self.full_name)

    @property
    def attributes(self) -> int:
        """.NET's attribute bits, as .NET derives them from a Unix file."""
        if self.stat is None:
            return -1
        bits = _DIRECTORY if stat.S_ISDIR(self.stat.st_mode) else 0
        bits |= _READ_ONLY if self.is_read_only else 0
        bits |= _HIDDEN if self.name.startswith(".") else 0
        bits |= _LINK if self.is_link else 0
        return bits or _NORMAL

    @property
    def is_read_only(self) -> bool:
        """Whether the file's mode lets the user not write, as .NET looks at it; for root that means nobody at all."""
        if self.stat is None:
            return False
        if sys.platform == "win32" or os.geteuid():
            return not os.access(self.full_name, os.W_OK)
        mode = self.stat.st_mode
        return not mode & (stat.S_IWUSR if self.stat.st_uid == 0 else stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)

    @property
    def mode(self) -> str:
        """PowerShell's Mode, five characters: ``d----``, ``l----``, ``---h-``."""
        bits = self.attributes
        kind = "l" if bits & _LINK else "d" if bits & _DIRECTORY else "-"
        return f"{kind}-{'r' if bits & _READ_ONLY else '-'}{'h' if bits & _HIDDEN else '-'}-"

    @property
    def unix_mode(self) -> str:
        return stat.filemode(os.lstat(self.full_name).st_mode) if self.stat is not None else ""

    def time(self, which: str) -> DateTime:
        """One of the file's times in UTC; the start of 1601 if there is no file."""
        if self.stat is None:
            return DateTime(tk.FILE_EPOCH, UTC)
        ticks: int = getattr(self.stat, which) // 100
        return DateTime(tk.UNIX_EPOCH + ticks, UTC)

    def set_times(self, accessed: DateTime | None = None, written: DateTime | None = None) -> None:
        with net_file_errors(self.full_name):
            now = os.stat(self.full_name)
            both = [
                old if new is None else (new.to_utc().ticks - tk.UNIX_EPOCH) * 100
                for new, old in ((accessed, now.st_atime_ns), (written, now.st_mtime_ns))
            ]
            os.utime(self.full_name, ns=(both[0], both[1]))
        self.refresh()

    def __str__(self) -> str:
        return self.original

    def __repr__(self) -> str:
        return f"<{self.__class__.__name__} {self.full_name}>"


class FileInfo(FileSystemInfo):
    __slots__ = ()
    dotnet_type = FILE_INFO

    @property
    def length(self) -> int:
        if not self.exists or self.stat is None:
            raise NetException("System.IO.FileNotFoundException", f"Could not find file '{self.full_name}'.")
        return Int64(self.stat.st_size)

    @property
    def directory(self) -> DirectoryInfo:
        return DirectoryInfo(os.path.dirname(self.full_name))


class DirectoryInfo(FileSystemInfo):
    __slots__ = ()
    dotnet_type = DIRECTORY_INFO

    @property
    def parent(self) -> DirectoryInfo | None:
        above = os.path.dirname(self.full_name)
        return None if above == self.full_name else DirectoryInfo(above)

    def entries(self, pattern: str = "*", deep: bool = False) -> Iterator[FileSystemInfo]:
        """The entries of the directory (with ``deep`` also of those below) whose name matches the pattern."""
        for found in list_directory(self.full_name, pattern, deep):
            yield file_system_info(found.path, found.is_dir())


def file_system_info(path: str, directory: bool | None = None) -> FileSystemInfo:
    """The object for a path: a DirectoryInfo if there is a directory, else a FileInfo."""
    if directory is None:
        directory = os.path.isdir(path)
    return DirectoryInfo(path) if directory else FileInfo(path)


def list_directory(path: str, pattern: str = "*", deep: bool = False) -> list[os.DirEntry[str]]:
    """The entries whose name matches the pattern (``*`` and ``?``), directory by directory."""
    with net_file_errors(path, directory=True), os.scandir(path) as scan:
        entries = list(scan)
    wanted = "*" if pattern in ("*.*", "") else pattern.replace("[", "[[]")
    matches = fnmatch.fnmatchcase if os.name != "nt" else fnmatch.fnmatch
    found = [entry for entry in entries if matches(entry.name, wanted)]
    if deep:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found += list_directory(entry.path, pattern, deep)
    return found


# -- properties and listings ------------------------------------------------------------------------------------------


def _declare_common(type_: DotNetType) -> None:
    def time(name: str, field: str, written: bool) -> None:
        type_.prop(name, "datetime")(lambda item: item.time(field).to_local())
        type_.prop(name + "Utc", "datetime")(lambda item: item.time(field))

        def set_time(item: FileSystemInfo, new: DateTime) -> None:
            item.set_times(written=new) if written else item.set_times(accessed=new)

        if field != "st_ctime_ns":  # on Unix the time of creation cannot be set
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


def _link_type(item: FileSystemInfo) -> str | None:
    if item.is_link:
        return "SymbolicLink"
    return "HardLink" if not item.is_directory and item.stat is not None and item.stat.st_nlink > 1 else None


def _owner(item: FileSystemInfo, kind: str) -> str | None:
    """The name of the owning user or group, or its number if it has no name; None on Windows."""
    if item.stat is None or sys.platform == "win32":
        return None
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
    type_.prop("LinkType", "string")(_link_type)
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
FILE_INFO.prop("IsReadOnly", "bool")(lambda file: file.is_read_only)
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

# -- the methods that change files and directories --------------------------------------------------------------------


@FILE_INFO.method("Delete", returns="void")
def _delete_file(file: FileInfo) -> None:
    delete_file(file.full_name)
    file.refresh()


@FILE_INFO.method("CopyTo", "string", returns="System.IO.FileInfo")
@FILE_INFO.method("CopyTo", "string", "bool", returns="System.IO.FileInfo")
def _copy_file(file: FileInfo, target: str, overwrite: bool = False) -> FileInfo:
    copy_file(file.full_name, target, overwrite)
    return FileInfo(target)


@FILE_INFO.method("MoveTo", "string", returns="void")
@FILE_INFO.method("MoveTo", "string", "bool", returns="void")
def _move_file(file: FileInfo, target: str, overwrite: bool = False) -> None:
    move_file(file.full_name, target, overwrite)
    file.original, file.full_name = target, os.path.abspath(target)
    file.refresh()


@DIRECTORY_INFO.method("Create", returns="void")
def _create(directory: DirectoryInfo) -> None:
    create_directory(directory.full_name)
    directory.refresh()


@DIRECTORY_INFO.method("CreateSubdirectory", "string", returns="System.IO.DirectoryInfo")
def _create_below(directory: DirectoryInfo, name: str) -> DirectoryInfo:
    path = os.path.join(directory.full_name, name)
    create_directory(path)
    return DirectoryInfo(path)


@DIRECTORY_INFO.method("Delete", returns="void")
@DIRECTORY_INFO.method("Delete", "bool", returns="void")
def _delete_directory(directory: DirectoryInfo, recursive: bool = False) -> None:
    delete_directory(directory.full_name, recursive)
    directory.refresh()


@DIRECTORY_INFO.method("MoveTo", "string", returns="void")
def _move_directory(directory: DirectoryInfo, target: str) -> None:
    move_directory(directory.full_name, target)
    directory.original, directory.full_name = target, os.path.abspath(target)
    directory.refresh()


# -- the methods that open files --------------------------------------------------------------------------------------

_STREAM, _READER, _WRITER = FILE_STREAM.full_name, STREAM_READER.full_name, STREAM_WRITER.full_name

FILE_INFO.method("OpenRead", returns=_STREAM)(lambda file: open_file(file.full_name, access=1))
FILE_INFO.method("OpenWrite", returns=_STREAM)(lambda file: open_file(file.full_name, mode=4, access=2))
FILE_INFO.method("Create", returns=_STREAM)(lambda file: open_file(file.full_name, mode=2))
FILE_INFO.method("OpenText", returns=_READER)(lambda file: reader_of(file.full_name))
FILE_INFO.method("CreateText", returns=_WRITER)(lambda file: writer_of(file.full_name))
FILE_INFO.method("AppendText", returns=_WRITER)(lambda file: writer_of(file.full_name, append=True))


# -- the times of a path, for [System.IO.File] and [System.IO.Directory] ----------------------------------------------


def existing(path: str) -> FileSystemInfo:
    with net_file_errors(path):
        os.stat(checked_path(path))
    return FileSystemInfo(path)


def declare_times(type_: DotNetType) -> None:
    """Declare ``GetLastWriteTime`` and the like; as in .NET they also return a time for a path without a file."""
    fields = {"CreationTime": "st_ctime_ns", "LastAccessTime": "st_atime_ns", "LastWriteTime": "st_mtime_ns"}
    for name, field in fields.items():
        type_.static(f"Get{name}", "string", returns="datetime")(
            lambda path, field=field: FileSystemInfo(path).time(field).to_local()
        )
        type_.static(f"Get{name}Utc", "string", returns="datetime")(
            lambda path, field=field: FileSystemInfo(path).time(field)
        )

    def set_written(path: str, time: DateTime) -> None:
        existing(path).set_times(written=time)

    def set_accessed(path: str, time: DateTime) -> None:
        existing(path).set_times(accessed=time)

    type_.static("SetLastWriteTime", "string", "datetime", returns="void")(set_written)
    type_.static("SetLastAccessTime", "string", "datetime", returns="void")(set_accessed)
