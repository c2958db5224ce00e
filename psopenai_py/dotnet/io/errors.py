"""Errors of the operating system as the exceptions that .NET throws for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from ...errors import NetException


def file_error(error: OSError, path: str, directory: bool = False) -> NetException:
    """The .NET exception for a failed operation on a file, or on a ``directory``."""
    full = os.path.abspath(path)
    if isinstance(error, FileNotFoundError):
        if not directory and os.path.isdir(os.path.dirname(full)):
            return NetException("System.IO.FileNotFoundException", f"Could not find file '{full}'.")
        return NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{full}'.")
    if isinstance(error, NotADirectoryError):
        return NetException("System.IO.DirectoryNotFoundException", f"Could not find a part of the path '{full}'.")
    if isinstance(error, (PermissionError, IsADirectoryError)):
        return NetException("System.UnauthorizedAccessException", f"Access to the path '{full}' is denied.")
    if isinstance(error, FileExistsError):
        return NetException("System.IO.IOException", f"The file '{full}' already exists.")
    return NetException("System.IO.IOException", f"{error.strerror or error} : '{full}'")


@contextmanager
def net_file_errors(path: str, directory: bool = False) -> Iterator[None]:
    """Raise .NET's exceptions for errors of the operating system inside the block."""
    try:
        yield
    except OSError as error:
        raise file_error(error, path, directory) from error


def checked_path(path: str | None) -> str:
    """The path; an exception of .NET if it is null, empty or invalid."""
    if path is None:
        raise NetException("System.ArgumentNullException", "A path must not be null. (Parameter 'path')")
    if not path:
        raise NetException("System.ArgumentException", "The path is empty. (Parameter 'path')")
    if "\0" in path:
        raise NetException("System.ArgumentException", "The path holds a null character. (Parameter 'path')")
    return path
