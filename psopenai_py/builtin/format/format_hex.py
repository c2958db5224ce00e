from __future__ import annotations

import os
import random
import struct

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.carriers import BOUNDS, Byte, Char, Single, UInt64
from ...dotnet.model.enumerables import element_type, is_array
from ...dotnet.model.enums import EnumValue
from ...dotnet.model.registry import get_type, register, type_of
from ...dotnet.model.types import DotNetType, Value
from ...dotnet.text.encoding import PARAMETER_NAMES, UTF8_NO_BOM
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.enumeration import as_list
from ...engine.values.objects import unwrap
from ..file_text import to_encoding
from ..files.paths import file_paths

_LINE = 16
_PATH_SETS = ("Path", "LiteralPath")


class ByteCollection:
    """One line of a dump: up to sixteen bytes, their position and their source."""

    __slots__ = ("data", "label", "offset")

    def __init__(self, data: bytes, offset: int, label: str) -> None:
        self.data, self.offset, self.label = data, offset, label

    def __str__(self) -> str:
        shown = self.data.hex(" ").upper()
        return f"{self.offset:016X}   {shown:<48} {_ascii(self.data)}"


_TYPE = register(
    DotNetType("Microsoft.PowerShell.Commands.ByteCollection", python=ByteCollection, base=get_type("System.Object"))
)
_TYPE.prop("Offset64", "ulong")(lambda line: UInt64(line.offset))
_TYPE.prop("Bytes", "byte[]")(lambda line: [Byte(b) for b in line.data])
_TYPE.prop("Path", "string")(lambda line: line.label)
_TYPE.prop("Label", "string")(lambda line: line.label)
_TYPE.prop("HexOffset", "string")(lambda line: f"{line.offset:016X}")
_TYPE.prop("HexBytes", "string")(lambda line: line.data.hex(" ").upper())
_TYPE.prop("Ascii", "string")(lambda line: _ascii(line.data))
_TYPE.method("ToString", returns="string")(str)


def _ascii(data: bytes) -> str:
    return "".join(map(_shown, data))


def _shown(byte: int) -> str:
    """A byte as a character: a blank for NUL, the replacement character for other controls."""
    if byte == 0:
        return " "
    return chr(byte) if 0x20 <= byte < 0x7F or byte >= 0xA0 else "\ufffd"


@cmdlet(
    "Format-Hex",
    outputs="Microsoft.PowerShell.Commands.ByteCollection",
    error_name="Microsoft.PowerShell.Commands.FormatHex",
)
class FormatHex(Cmdlet):
    """Show the bytes of a file, a text or numbers in hexadecimal."""

    path = Param("string[]", set="Path", mandatory=True, position=0, help="The files; wildcards are allowed.")
    literal_path = Param(
        "string[]", set="LiteralPath", mandatory=True, aliases=("PSPath", "LP"), help="The files, without wildcards."
    )
    input_object = Param(
        "psobject", set="ByInputObject", mandatory=True, pipeline="value", help="A text, numbers or a file object."
    )
    encoding = Param(
        "object",
        set="ByInputObject",
        transform=to_encoding,
        completions=PARAMETER_NAMES,
        help="The encoding of text.",
    )
    count = Param("long", validators=(ValidateRange(kind="Positive"),), help="How many bytes to show.")
    offset = Param("long", validators=(ValidateRange(kind="NonNegative"),), help="How many bytes to skip.")
    raw = Param("switch", set="ByInputObject", hidden=True, help="Accepted for compatibility.")
    examples = (Example("'héllo' | Format-Hex", "The bytes of a text in UTF-8."),)

    def begin(self) -> None:
        self._pending = bytearray()  # consecutive numbers of one type make one dump
        self._pending_type: DotNetType | None = None

    def process(self) -> None:
        if self.set_name in _PATH_SETS:
            for path in self._paths():
                self._dump_file(path)
        else:
            self._take(unwrap(self.input_object))

    def end(self) -> None:
        self._flush()

    # -- files ------------------------------------------------------------------------------------------------------

    def _paths(self) -> list[str]:
        if self.set_name == "LiteralPath":
            return [self.session.path(str(path)) for path in self.literal_path]
        return list(file_paths(self, map(str, self.path)))

    def _dump_file(self, path: str) -> None:
        if not os.path.exists(path):
            self.fail(
                "FileNotFound",
                f"There is no file {path}.",
                "ObjectNotFound",
                path,
                "System.Management.Automation.ItemNotFoundException",
            )
            return
        try:
            with open(path, "rb") as file:
                at = int(self.offset or 0)
                if file.seekable():
                    file.seek(at)
                else:
                    file.read(at)
                left = int(self.count) if self.is_bound("Count") else None
                while data := file.read(_LINE if left is None else min(_LINE, left)):
                    self.write(ByteCollection(data, at, path))
                    at += len(data)
                    left = None if left is None else left - len(data)
        except OSError as error:
            self.fail(
                "FormatHexIOError",
                f"The file {path} cannot be read: {error.strerror}.",
                "WriteError",
                path,
                "System.IO.IOException",
            )

    # -- objects ----------------------------------------------------------------------------------------------------

    def _take(self, value: Value) -> None:
        full_name = getattr(value, "full_name", None) or getattr(value, "path", None)
        if isinstance(full_name, str) and not isinstance(value, DotNetType):
            self._flush()
            self._dump_file(full_name)
        elif isinstance(value, str) and not isinstance(value, Char):
            self._flush()
            encoding = self.encoding or UTF8_NO_BOM
            self._dump(encoding.encode(value), get_type("string"))
        elif is_array(value):
            self._flush()
            parts = [_bytes_of(unwrap(item)) for item in as_list(value)]
            if None in parts:
                self._refuse(value)
            else:
                self._dump(b"".join(part or b"" for part in parts), type_of(value))
        else:
            self._take_number(value)

    def _take_number(self, value: Value) -> None:
        data = _bytes_of(value)
        if data is None:
            self._refuse(value)
            return
        kind = type_of(value)
        if self._pending and kind is not self._pending_type:
            self._flush()
        self._pending_type = kind
        self._pending += data

    def _refuse(self, value: Value) -> None:
        kind = element_type(value) if is_array(value) else type_of(value)
        self.fail(
            "FormatHexTypeNotSupported",
            f"Objects of the type {kind.full_name} do not have bytes to show.",
            "InvalidArgument",
            type_of(value),
            "System.ArgumentException",
        )

    def _flush(self) -> None:
        if self._pending and self._pending_type is not None:
            self._dump(bytes(self._pending), self._pending_type)
        self._pending.clear()

    def _dump(self, data: bytes, kind: DotNetType) -> None:
        start = int(self.offset or 0)
        data = data[start : start + int(self.count)] if self.is_bound("Count") else data[start:]
        # two dumps of one type are two groups of the table, so each has a label of its own
        label = f"{kind.name} ({kind.full_name}) <{random.getrandbits(31):X}>"
        for at in range(0, len(data), _LINE):
            self.write(ByteCollection(data[at : at + _LINE], at, label))


def _bytes_of(value: Value) -> bytes | None:
    """The bytes in memory of a number or of the number of an enum value, None for other values."""
    if isinstance(value, EnumValue):
        return int(value).to_bytes(4, "little", signed=True)
    if isinstance(value, bool):
        return bytes([value, 0, 0, 0])
    if isinstance(value, Char):
        return value.encode("utf-16-le", "surrogatepass")
    if isinstance(value, Single):
        return struct.pack("<f", value)
    if isinstance(value, float):
        return struct.pack("<d", value)
    if isinstance(value, int):
        bounds = BOUNDS.get(type(value))
        if bounds is None:
            return None
        size = (
            8
            if type(value) is int and not bounds[0] <= value <= bounds[1]
            else (bounds[1] - bounds[0]).bit_length() // 8
        )
        return int(value).to_bytes(size, "little", signed=bounds[0] < 0)
    return None
