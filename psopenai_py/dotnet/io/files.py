"""``[System.IO.File]``, and what FileInfo objects do with their files.

Relative paths start at the process's current directory.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from ...errors import NetException
from ..model.core import OBJECT, STRING
from ..model.enumerables import ByteArray, make_array
from ..model.enums import EnumValue
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..text.encoding import UTF8_NO_BOM, Encoding, decode_file
from .errors import checked_path, net_file_errors
from .file_times import declare_times, existing
from .info import FILE_ATTRIBUTES, FILE_INFO, FileInfo

FILE = register(DotNetType("System.IO.File", base=OBJECT))
_ENCODING = "System.Text.Encoding"
_NEW_LINE = re.compile("\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text as .NET's readers see them; a line end at the end starts no further line."""
    lines = _NEW_LINE.split(text)
    if lines[-1] == "":
        lines.pop()
    return lines


# -- reading ----------------------------------------------------------------------------------------------------------


def read_bytes(path: str) -> bytes:
    with net_file_errors(path), open(checked_path(path), "rb") as file:
        return file.read()


@FILE.static("ReadAllText", "string", returns="string")
@FILE.static("ReadAllText", "string", _ENCODING, returns="string")
def read_text(path: str, encoding: Encoding = UTF8_NO_BOM) -> str:
    return decode_file(read_bytes(path), encoding)


@FILE.static("ReadAllLines", "string", returns="string[]")
@FILE.static("ReadAllLines", "string", _ENCODING, returns="string[]")
@FILE.static("ReadLines", "string", returns="string[]")
@FILE.static("ReadLines", "string", _ENCODING, returns="string[]")
def _read_lines(path: str, encoding: Encoding = UTF8_NO_BOM) -> Value:
    return make_array(split_lines(read_text(path, encoding)), STRING)


FILE.static("ReadAllBytes", "string", returns="byte[]")(lambda path: ByteArray(read_bytes(path)))

# -- writing ----------------------------------------------------------------------------------------------------------


@FILE.static("WriteAllBytes", "string", "byte[]", returns="void")
def write_bytes(path: str, data: bytes) -> None:
    with net_file_errors(path), open(checked_path(path), "wb") as file:
        file.write(data)


@FILE.static("WriteAllText", "string", "string", returns="void")
@FILE.static("WriteAllText", "string", "string", _ENCODING, returns="void")
def _write_text(path: str, text: str | None, encoding: Encoding = UTF8_NO_BOM) -> None:
    write_bytes(path, encoding.preamble + encoding.encode(text or ""))


@FILE.static("WriteAllLines", "string", "string[]", returns="void")
@FILE.static("WriteAllLines", "string", "string[]", _ENCODING, returns="void")
def _write_lines(path: str, lines: Iterable[str], encoding: Encoding = UTF8_NO_BOM) -> None:
    _write_text(path, _joined(lines), encoding)


def _joined(lines: Iterable[str]) -> str:
    return "".join([(line or "") + os.linesep for line in lines])


@FILE.static("AppendAllText", "string", "string", returns="void")
@FILE.static("AppendAllText", "string", "string", _ENCODING, returns="void")
def _append_text(path: str, text: str | None, encoding: Encoding = UTF8_NO_BOM) -> None:
    with net_file_errors(path), open(checked_path(path), "ab") as file:
        file.write((b"" if file.tell() else encoding.preamble) + encoding.encode(text or ""))


@FILE.static("AppendAllLines", "string", "string[]", returns="void")
@FILE.static("AppendAllLines", "string", "string[]", _ENCODING, returns="void")
def _append_lines(path: str, lines: Iterable[str], encoding: Encoding = UTF8_NO_BOM) -> None:
    _append_text(path, _joined(lines), encoding)


# -- whole files ------------------------------------------------------------------------------------------------------


@FILE.static("Exists", "string", returns="bool")
def _exists(path: str | None) -> bool:
    return bool(path) and "\0" not in str(path) and os.path.isfile(str(path))


@FILE.static("Delete", "string", returns="void")
def _delete(path: str) -> None:
    """A file that is not there is no error; a directory that is not there is one."""
    with net_file_errors(path):
        try:
            os.remove(checked_path(path))
        except FileNotFoundError:
            if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
                raise


@FILE.static("Copy", "string", "string", returns="void")
@FILE.static("Copy", "string", "string", "bool", returns="void")
def _copy(source: str, target: str, overwrite: bool = False) -> None:
    _check_free(target, overwrite)
    with net_file_errors(source if not os.path.isfile(source) else target):
        import shutil

        shutil.copyfile(checked_path(source), checked_path(target))
        shutil.copystat(source, target)


@FILE.static("Move", "string", "string", returns="void")
@FILE.static("Move", "string", "string", "bool", returns="void")
def _move(source: str, target: str, overwrite: bool = False) -> None:
    if not os.path.isfile(checked_path(source)):
        raise NetException("System.IO.FileNotFoundException", f"Could not find file '{os.path.abspath(source)}'.")
    _check_free(target, overwrite)
    with net_file_errors(target):
        import shutil

        shutil.move(source, target)


def _check_free(target: str, overwrite: bool) -> None:
    if os.path.exists(checked_path(target)) and not overwrite:
        raise NetException("System.IO.IOException", f"The file '{os.path.abspath(target)}' already exists.")


@FILE.static("Replace", "string", "string", "string", returns="void")
def _replace(source: str, target: str, backup: str | None) -> None:
    if backup:
        _copy(target, backup, True)
    _move(source, target, True)


@FILE.static("GetAttributes", "string", returns=FILE_ATTRIBUTES.full_name)
def _get_attributes(path: str) -> EnumValue:
    return EnumValue(FILE_ATTRIBUTES, existing(path).attributes)


declare_times(FILE)

# -- FileInfo's ways to do the same -----------------------------------------------------------------------------------


@FILE_INFO.method("Delete", returns="void")
def _delete_file(file: FileInfo) -> None:
    _delete(file.full_name)
    file.refresh()


@FILE_INFO.method("CopyTo", "string", returns="System.IO.FileInfo")
@FILE_INFO.method("CopyTo", "string", "bool", returns="System.IO.FileInfo")
def _copy_file(file: FileInfo, target: str, overwrite: bool = False) -> FileInfo:
    _copy(file.full_name, target, overwrite)
    return FileInfo(target)


@FILE_INFO.method("MoveTo", "string", returns="void")
@FILE_INFO.method("MoveTo", "string", "bool", returns="void")
def _move_file(file: FileInfo, target: str, overwrite: bool = False) -> None:
    _move(file.full_name, target, overwrite)
    file.original, file.full_name = target, os.path.abspath(target)
    file.refresh()


from . import file_streams  # noqa: E402, F401  (it declares what opens files)
