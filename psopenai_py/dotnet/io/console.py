"""``[Console]``: output that does not go through the pipeline, input, and the encodings that scripts set.

The frontend that owns the terminal sets `writer` and `reader`; without them nothing is written or read.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import Any

from ..model.core import OBJECT
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..text.encoding import UTF8_NO_BOM
from ..text.formatting import format_composite
from ..text.stringbuilder import text_of
from .text_io import TEXT_WRITER, TextWriter

#: writes a text; the second argument is true for standard error
writer: Callable[[str, bool], None] | None = None
#: reads a line of input; None at the end
reader: Callable[[], str | None] | None = None

CONSOLE = register(DotNetType("System.Console", base=OBJECT))


class ConsoleWriter(TextWriter):
    """``[Console]::Out`` and ``[Console]::Error``."""

    __slots__ = ("to_errors",)

    def __init__(self, to_errors: bool) -> None:
        super().__init__()
        self.to_errors = to_errors

    def put(self, text: str) -> None:
        if writer is not None:
            writer(text, self.to_errors)


register(DotNetType("System.IO.TextWriter+SyncTextWriter", python=ConsoleWriter, base=TEXT_WRITER))
_OUT, _ERROR = ConsoleWriter(False), ConsoleWriter(True)
CONSOLE.static_prop("Out", "System.IO.TextWriter")(lambda: _OUT)
CONSOLE.static_prop("Error", "System.IO.TextWriter")(lambda: _ERROR)


@CONSOLE.static("Write", "string", returns="void")
@CONSOLE.static("Write", "object", returns="void")
def _write(value: Value) -> None:
    _OUT.put(text_of(value))


@CONSOLE.static("WriteLine", returns="void")
@CONSOLE.static("WriteLine", "string", returns="void")
@CONSOLE.static("WriteLine", "object", returns="void")
def _write_line(value: Value = None) -> None:
    _OUT.put(text_of(value) + _OUT.new_line)


@CONSOLE.static("Write", "string", "object[]", returns="void", variadic=True)
def _write_format(pattern: str, *args: Value) -> None:
    _OUT.put(format_composite(pattern, args))


@CONSOLE.static("WriteLine", "string", "object[]", returns="void", variadic=True)
def _write_line_format(pattern: str, *args: Value) -> None:
    _OUT.put(format_composite(pattern, args) + _OUT.new_line)


@CONSOLE.static("ReadLine", returns="string")
def _read_line() -> str | None:
    return reader() if reader is not None else None


# -- settings ---------------------------------------------------------------------------------------------------------

# A script's setting is kept and can be read again; the terminal gets UTF-8 in any case.
CONSOLE.static_setting("OutputEncoding", "System.Text.Encoding", UTF8_NO_BOM)
CONSOLE.static_setting("InputEncoding", "System.Text.Encoding", UTF8_NO_BOM)
for _name in ("WindowWidth", "BufferWidth"):
    CONSOLE.static_prop(_name, "int")(lambda: shutil.get_terminal_size().columns)
for _name in ("WindowHeight", "BufferHeight"):
    CONSOLE.static_prop(_name, "int")(lambda: shutil.get_terminal_size().lines)
CONSOLE.static_prop("IsInputRedirected", "bool")(lambda: not _is_terminal(sys.stdin))
CONSOLE.static_prop("IsOutputRedirected", "bool")(lambda: not _is_terminal(sys.stdout))
CONSOLE.static_prop("IsErrorRedirected", "bool")(lambda: not _is_terminal(sys.stderr))


def _is_terminal(stream: Any) -> bool:
    return stream is not None and bool(stream.isatty())
