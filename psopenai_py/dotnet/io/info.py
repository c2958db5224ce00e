"""``System.IO.FileInfo`` and ``DirectoryInfo``: what Get-Item and Get-ChildItem return."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator

from ...errors import NetException
from ..model.carriers import Int64
from ..model.core import OBJECT
from ..model.enums import make_enum
from ..model.registry import register
from ..model.types import DotNetType
from ..time import ticks as tk
from ..time.date_format import UTC
from ..time.datetime import DateTime
from .errors import checked_path, net_file_errors

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
    """A path and what the system says of it, asked once and again after `refresh`."""

    __slots__ = ("_stat", "full_name", "original")
    dotnet_type: DotNetType = FILE_SYSTEM_INFO

    def __init__(self, path: str) -> None:
        self.original = checked_path(path)
        self.full_name = os.path.abspath(path)
        self._stat: os.stat_result | bool | None = None  # None: not asked yet; False: nothing is there

    @property
    def name(self) -> str:
        return os.path.basename(self.full_name) or self.full_name

    @property
    def stat(self) -> os.stat_result | None:
        """The system's answer; None when there is nothing at the path."""
        if self._stat is None:
            try:
                self._stat = os.lstat(self.full_name)
                if stat.S_ISLNK(self._stat.st_mode) and os.path.exists(self.full_name):
                    self._stat = os.stat(self.full_name)
            except OSError:
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
        """.NET's attribute bits, as it reads them from a Unix file."""
        if self.stat is None:
            return -1
        bits = _DIRECTORY if stat.S_ISDIR(self.stat.st_mode) else 0
        bits |= _READ_ONLY if not os.access(self.full_name, os.W_OK) else 0
        bits |= _HIDDEN if self.name.startswith(".") else 0
        bits |= _LINK if self.is_link else 0
        return bits or _NORMAL

    @property
    def mode(self) -> str:
        """PowerShell's five signs: ``d----``, ``l----``, ``---h-``."""
        bits = self.attributes
        kind = "l" if bits & _LINK else "d" if bits & _DIRECTORY else "-"
        return f"{kind}-{'r' if bits & _READ_ONLY else '-'}{'h' if bits & _HIDDEN else '-'}-"

    @property
    def unix_mode(self) -> str:
        return stat.filemode(os.lstat(self.full_name).st_mode) if self.stat is not None else ""

    def time(self, which: str) -> DateTime:
        """One of the file's times in UTC; the start of 1601 when there is no file."""
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
        """What is in the directory (and with ``deep`` below it) and has a name like the pattern."""
        for found in list_directory(self.full_name, pattern, deep):
            yield file_system_info(found.path, found.is_dir())


def file_system_info(path: str, directory: bool | None = None) -> FileSystemInfo:
    """The object for a path: a DirectoryInfo where there is a directory, else a FileInfo."""
    if directory is None:
        directory = os.path.isdir(path)
    return DirectoryInfo(path) if directory else FileInfo(path)


def list_directory(path: str, pattern: str = "*", deep: bool = False) -> list[os.DirEntry[str]]:
    """The entries with a name like the pattern (``*`` and ``?``), directory by directory."""
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


from . import directories, file_members, files  # noqa: E402, F401  (they declare the members)
