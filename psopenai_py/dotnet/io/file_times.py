"""The times of files and directories, by path."""

from __future__ import annotations

import os

from ..model.types import DotNetType
from ..time.datetime import DateTime
from .errors import checked_path, net_file_errors
from .info import FileSystemInfo


def existing(path: str) -> FileSystemInfo:
    with net_file_errors(path):
        os.stat(checked_path(path))
    return FileSystemInfo(path)


def declare_times(type_: DotNetType) -> None:
    """``GetLastWriteTime`` and its like; a time is told for a path without a file too."""
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
