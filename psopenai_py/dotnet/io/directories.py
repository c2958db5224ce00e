"""``[System.IO.Directory]``, and what DirectoryInfo objects do."""

from __future__ import annotations

import os
from typing import Any

from ...errors import NetException
from ..model.core import OBJECT, STRING
from ..model.enumerables import make_array
from ..model.enums import EnumValue
from ..model.registry import register
from ..model.types import DotNetType, Value
from .errors import checked_path, net_file_errors
from .file_times import declare_times
from .info import DIRECTORY_INFO, SEARCH_OPTION, DirectoryInfo, list_directory

DIRECTORY = register(DotNetType("System.IO.Directory", base=OBJECT))


@DIRECTORY.static("Exists", "string", returns="bool")
def _exists(path: str | None) -> bool:
    return bool(path) and "\0" not in str(path) and os.path.isdir(str(path))


@DIRECTORY.static("CreateDirectory", "string", returns="System.IO.DirectoryInfo")
def create_directory(path: str) -> DirectoryInfo:
    """Make the directory and those above it; one that is there already is as good."""
    with net_file_errors(path):
        os.makedirs(checked_path(path), exist_ok=True)
    return DirectoryInfo(path)


@DIRECTORY.static("Delete", "string", returns="void")
@DIRECTORY.static("Delete", "string", "bool", returns="void")
def _delete(path: str, recursive: bool = False) -> None:
    if not os.path.isdir(checked_path(path)):
        raise NetException(
            "System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{os.path.abspath(path)}'."
        )
    with net_file_errors(path):
        if recursive and not os.path.islink(path):
            import shutil

            shutil.rmtree(path)
        else:
            os.rmdir(path)


@DIRECTORY.static("Move", "string", "string", returns="void")
def _move(source: str, target: str) -> None:
    if os.path.exists(checked_path(target)):
        raise NetException("System.IO.IOException", f"There is something at '{os.path.abspath(target)}' already.")
    with net_file_errors(source, directory=True):
        os.rename(checked_path(source), target)


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
    """The paths of directories (True), of other files (False) or of both (None)."""

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


@DIRECTORY_INFO.method("Create", returns="void")
def _create(directory: DirectoryInfo) -> None:
    create_directory(directory.full_name)
    directory.refresh()


@DIRECTORY_INFO.method("CreateSubdirectory", "string", returns="System.IO.DirectoryInfo")
def _create_below(directory: DirectoryInfo, name: str) -> DirectoryInfo:
    return create_directory(os.path.join(directory.full_name, name))


@DIRECTORY_INFO.method("Delete", returns="void")
@DIRECTORY_INFO.method("Delete", "bool", returns="void")
def _delete_directory(directory: DirectoryInfo, recursive: bool = False) -> None:
    _delete(directory.full_name, recursive)
    directory.refresh()


@DIRECTORY_INFO.method("MoveTo", "string", returns="void")
def _move_directory(directory: DirectoryInfo, target: str) -> None:
    _move(directory.full_name, target)
    directory.original, directory.full_name = target, os.path.abspath(target)
    directory.refresh()
