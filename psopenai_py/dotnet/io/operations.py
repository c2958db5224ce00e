"""Files and directories by path: create, copy, move, delete, with .NET's exceptions.

`[System.IO.File]` and `[System.IO.Directory]` offer this by path, FileInfo and DirectoryInfo as methods.
"""

from __future__ import annotations

import os
import shutil

from ...errors import NetException
from .errors import checked_path, net_file_errors


def delete_file(path: str) -> None:
    """Delete a file. A missing file is not an error; a missing directory above it is one."""
    with net_file_errors(path):
        try:
            os.remove(checked_path(path))
        except FileNotFoundError:
            if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
                raise


def copy_file(source: str, target: str, overwrite: bool = False) -> None:
    """Copy a file with its times and permissions."""
    _check_free(target, overwrite)
    with net_file_errors(source if not os.path.isfile(source) else target):
        shutil.copyfile(checked_path(source), checked_path(target))
        shutil.copystat(source, target)


def move_file(source: str, target: str, overwrite: bool = False) -> None:
    """Move a file, also from one file system to another."""
    if not os.path.isfile(checked_path(source)):
        raise NetException("System.IO.FileNotFoundException", f"Could not find file '{os.path.abspath(source)}'.")
    _check_free(target, overwrite)
    with net_file_errors(target):
        shutil.move(source, target)


def _check_free(target: str, overwrite: bool) -> None:
    if os.path.exists(checked_path(target)) and not overwrite:
        raise NetException("System.IO.IOException", f"The file '{os.path.abspath(target)}' already exists.")


def create_directory(path: str) -> None:
    """Create the directory and those above it; nothing happens if it exists."""
    with net_file_errors(path):
        os.makedirs(checked_path(path), exist_ok=True)


def delete_directory(path: str, recursive: bool = False) -> None:
    """Delete a directory; with ``recursive`` it need not be empty. Of a link only the link is deleted."""
    if not os.path.isdir(checked_path(path)):
        raise NetException(
            "System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{os.path.abspath(path)}'."
        )
    with net_file_errors(path):
        if recursive and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.rmdir(path)


def move_directory(source: str, target: str) -> None:
    """Rename a directory; the target must not exist."""
    if os.path.exists(checked_path(target)):
        raise NetException(
            "System.IO.IOException",
            f"Cannot create '{os.path.abspath(target)}' because a file or directory with the same name already exists.",
        )
    with net_file_errors(source, directory=True):
        os.rename(checked_path(source), target)
