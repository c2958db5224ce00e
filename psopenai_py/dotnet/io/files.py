"""``[System.IO.File]``. Relative paths start at the process's current directory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from ..model.core import OBJECT, STRING
from ..model.enumerables import ByteArray, make_array
from ..model.enums import EnumValue
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..text.encoding import UTF8_NO_BOM, Encoding, decode_file
from .errors import checked_path, net_file_errors
from .info import FILE_ATTRIBUTES, declare_times, existing
from .operations import copy_file, delete_file, move_file
from .streams import FILE_ACCESS, FILE_MODE, FILE_SHARE, FILE_STREAM, open_as, open_file
from .text_io import STREAM_READER, STREAM_WRITER, reader_of, writer_of

FILE = register(DotNetType("System.IO.File", base=OBJECT))
_ENCODING = "System.Text.Encoding"
_NEW_LINE = re.compile("\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a text as .NET's readers see them; a line end at the end does not start another line."""
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
    return bool(path) and "\0" not in str(path) and os.path.exists(str(path)) and not os.path.isdir(str(path))


FILE.static("Delete", "string", returns="void")(delete_file)
FILE.static("Copy", "string", "string", returns="void")(copy_file)
FILE.static("Copy", "string", "string", "bool", returns="void")(copy_file)
FILE.static("Move", "string", "string", returns="void")(move_file)
FILE.static("Move", "string", "string", "bool", returns="void")(move_file)


@FILE.static("Replace", "string", "string", "string", returns="void")
def _replace(source: str, target: str, backup: str | None) -> None:
    if backup:
        copy_file(target, backup, True)
    move_file(source, target, True)


@FILE.static("GetAttributes", "string", returns=FILE_ATTRIBUTES.full_name)
def _get_attributes(path: str) -> EnumValue:
    return EnumValue(FILE_ATTRIBUTES, existing(path).attributes)


declare_times(FILE)

# -- opening ----------------------------------------------------------------------------------------------------------

_STREAM, _READER, _WRITER = FILE_STREAM.full_name, STREAM_READER.full_name, STREAM_WRITER.full_name

FILE.static("OpenRead", "string", returns=_STREAM)(lambda path: open_file(path, access=1))
FILE.static("OpenWrite", "string", returns=_STREAM)(lambda path: open_file(path, mode=4, access=2))
FILE.static("Create", "string", returns=_STREAM)(lambda path: open_file(path, mode=2))
FILE.static("Open", "string", FILE_MODE.full_name, returns=_STREAM)(open_as)
FILE.static("Open", "string", FILE_MODE.full_name, FILE_ACCESS.full_name, returns=_STREAM)(open_as)
FILE.static("Open", "string", FILE_MODE.full_name, FILE_ACCESS.full_name, FILE_SHARE.full_name, returns=_STREAM)(
    open_as
)
FILE.static("OpenText", "string", returns=_READER)(reader_of)
FILE.static("CreateText", "string", returns=_WRITER)(writer_of)
FILE.static("AppendText", "string", returns=_WRITER)(lambda path: writer_of(path, append=True))
