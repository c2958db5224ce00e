"""``[System.IO.Directory]``."""

from __future__ import annotations

import os
from typing import Any

from ..model.core import OBJECT, STRING
from ..model.enumerables import make_array
from ..model.enums import EnumValue
from ..model.registry import register
from ..model.types import DotNetType, Value
from .errors import checked_path, net_file_errors
from .info import SEARCH_OPTION, DirectoryInfo, declare_times, list_directory
from .operations import create_directory, delete_directory, move_directory

DIRECTORY = register(DotNetType("System.IO.Directory", base=OBJECT))


@DIRECTORY.static("Exists", "string", returns="bool")
def _exists(path: str | None) -> bool:
    return bool(path) and "\0" not in str(path) and os.path.isdir(str(path))


@DIRECTORY.static("CreateDirectory", "string", returns="System.IO.DirectoryInfo")
def _create(path: str) -> DirectoryInfo:
    create_directory(path)
    return DirectoryInfo(path)


DIRECTORY.static("Delete", "string", returns="void")(delete_directory)
DIRECTORY.static("Delete", "string", "bool", returns="void")(delete_directory)
DIRECTORY.static("Move", "string", "string", returns="void")(move_directory)


@DIRECTORY.static("GetParent", "string", returns="System.IO.DirectoryInfo")
def _parent(path: str) -> DirectoryInfo | None:
    return DirectoryInfo(path).parent


DIRECTORY.static("GetCurrentDirectory", returns="string")(os.getcwd)


@DIRECTORY.static("SetCurrentDirectory", "string", returns="void")
def _set_current(path: str) -> None:
    with net_file_errors(path, directory=True):
        os.chdir(checked_path(path))


DIRECTORY.static("GetDirectoryRoot", "string", returns="string")(
    lambda path: os.path.splitdrive(os.path.abspath(path))[0] + os.sep
)
declare_times(DIRECTORY)


def _lister(directories: bool | None) -> Any:
    """A method that lists the paths of directories (True), of other files (False) or of both (None)."""

    def get(path: str, pattern: str = "*", option: EnumValue | None = None) -> Value:
        entries = list_directory(checked_path(path), pattern, option is not None and int(option) == 1)
        return make_array(
            [entry.path for entry in entries if directories is None or entry.is_dir() == directories], STRING
        )

    return get


for _name, _kind in (("Files", False), ("Directories", True), ("FileSystemEntries", None)):
    for _verb in ("Get", "Enumerate"):
        DIRECTORY.static(_verb + _name, "string", returns="string[]")(_lister(_kind))
        DIRECTORY.static(_verb + _name, "string", "string", returns="string[]")(_lister(_kind))
        DIRECTORY.static(_verb + _name, "string", "string", SEARCH_OPTION.full_name, returns="string[]")(_lister(_kind))
