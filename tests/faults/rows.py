"""The rows of the fault matrix that the emulator can be told, and what a row is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from psopenai_py.emulator import Emulator, output_line

from .front import Trick

LINES = 600
TEXTS = {
    name: "".join(json.dumps(output_line(f"{name}-{n}", "x" * 500)) + "\n" for n in range(LINES)).encode()
    for name in ("b1", "b2", "b3")
}
CONTENT = "path=/files/file-b1/content"
BATCH = "path=/batches/b1"
MIDDLE = 100_123  # bytes, inside a line
BREAK = TEXTS["b1"].index(b"\n", 100_000) + 1  # at the end of a line


@dataclass(frozen=True)
class Fault:
    """A row. ``faults`` are the emulator's; ``change`` does something else to it; ``words`` go to the cmdlet."""

    what: str
    faults: tuple[str, ...] = ()
    change: Callable[[Emulator], None] | None = None
    words: tuple[str, ...] = ()
    stays: bool = False  # the second run meets it too: it lies in what the service holds
    slow: bool = False  # a cell takes seconds
    answers: tuple[bytes, ...] = field(default=(TEXTS["b1"],))  # what a complete result may be
    tricks: tuple[Trick, ...] = ()  # what answers instead of the emulator


def content_is(data: bytes) -> Callable[[Emulator], None]:
    def change(emulator: Emulator) -> None:
        emulator.replace_file("file-b1", data)

    return change


def _fields(**fields: Any) -> Callable[[Emulator], None]:
    def change(emulator: Emulator) -> None:
        emulator.batches.update("b1", fields)

    return change


_FIRST, _SECOND, _REST = TEXTS["b1"].split(b"\n", 2)
_TWO = _FIRST + b"\n" + _SECOND + b"\n"

ROWS: dict[str, Fault] = {
    "none": Fault("no fault"),
    "cut": Fault("the connection breaks inside a line", (f"cut={MIDDLE},times=1,{CONTENT}",)),
    "cut-end": Fault("the connection breaks at the end of a line", (f"cut={BREAK},times=1,{CONTENT}",)),
    "cut-often": Fault("each connection breaks after 50 kB", (f"cut=50000,{CONTENT}",)),
    "cut-for-good": Fault(
        "the connection breaks and does not come back",
        (f"cut={MIDDLE},times=1,{CONTENT}", f"disconnect,after=1,{CONTENT}"),
        slow=True,
    ),
    "cut-503": Fault(
        "the connection breaks, then the service answers 503",
        (f"cut={MIDDLE},times=1,{CONTENT}", f"503,times=1,after=1,{CONTENT}"),
    ),
    "no-etag": Fault(
        "it breaks, and the file has no version", (f"cut={MIDDLE},times=1,{CONTENT}", f"no-etag,{CONTENT}")
    ),
    "etag": Fault(
        "it breaks, and the version has changed", (f"cut={MIDDLE},times=1,{CONTENT}", f"etag,times=1,after=1,{CONTENT}")
    ),
    "ignored-range": Fault(
        "it breaks, and ranges are ignored", (f"cut={MIDDLE},times=1,{CONTENT}", f"ignore-range,{CONTENT}")
    ),
    "short-range": Fault(
        "it breaks, and ranges come in parts", (f"cut={MIDDLE},times=1,{CONTENT}", f"short-range=70000,{CONTENT}")
    ),
    "wrong-range": Fault(
        "it breaks, and goes on elsewhere than it says",
        (f"cut={MIDDLE},times=1,{CONTENT}", f"wrong-range=7,times=1,{CONTENT}"),
    ),
    "no-length": Fault("chunks without a length", (f"no-length,{CONTENT}",)),
    "no-length-cut": Fault("chunks that break off", (f"no-length,{CONTENT}", f"cut={MIDDLE},times=1,{CONTENT}")),
    "close": Fault("neither length nor chunks", (f"close,{CONTENT}",)),
    "close-cut": Fault(
        "neither, and it breaks inside a line", (f"close,times=1,{CONTENT}", f"cut={MIDDLE},times=1,{CONTENT}")
    ),
    "close-cut-end": Fault(
        "neither, and it breaks at the end of a line", (f"close,times=1,{CONTENT}", f"cut={BREAK},times=1,{CONTENT}")
    ),
    "too-long": Fault("Content-Length 500 too long", (f"wrong-length=500,times=1,{CONTENT}",)),
    "too-short": Fault("Content-Length 500 too short", (f"wrong-length=-500,times=1,{CONTENT}",)),
    "too-short-no-etag": Fault(
        "Content-Length 500 too short, no version", (f"wrong-length=-500,times=1,{CONTENT}", f"no-etag,{CONTENT}")
    ),
    "extra": Fault("another answer behind the content", (f"extra,{CONTENT}",)),
    "gzip": Fault("compressed without being asked", (f"gzip,{CONTENT}",)),
    "gzip-cut": Fault(
        "compressed, and cut", (f"gzip,{CONTENT}", f"close,times=1,{CONTENT}", f"cut=2000,times=1,{CONTENT}")
    ),
    "stall": Fault(
        "silence in the middle, with -TimeoutSec 1", (f"stall={MIDDLE},times=1,{CONTENT}",), words=("-TimeoutSec", "1")
    ),
    "slow": Fault("1 MB a second", (f"slow=1000000,{CONTENT}",)),
    "page": Fault("a web page in place of the file", (f"page,times=1,{CONTENT}",)),
    "429": Fault("429 once for the file", (f"429,times=1,retry_after_ms=1,{CONTENT}",)),
    "503": Fault("503 once for the file", (f"503,times=1,{CONTENT}",)),
    "500-always": Fault("500 for the file", (f"500,{CONTENT}",), slow=True),
    "batch-429": Fault("429 once for the batch", (f"429,times=1,retry_after_ms=1,{BATCH}",)),
    "batch-page": Fault("a web page in place of the batch", (f"page,times=1,{BATCH}",)),
    "batch-drop": Fault("the connection closes when the batch is asked for", (f"disconnect,times=1,{BATCH}",)),
    "late": Fault("completed before the file is named", (f"no-output,times=1,{BATCH}",)),
    "unreadable": Fault(
        "a line that is not JSON",
        change=content_is(_TWO + b"<<<<<<< HEAD\n" + _REST),
        stays=True,
        answers=(TEXTS["b1"], _TWO + b"<<<<<<< HEAD\n" + _REST),
    ),
    "blank": Fault(
        "blank lines between and behind",
        change=content_is(_TWO + b"\n\r\n" + _REST + b"\n"),
        stays=True,
        answers=(TEXTS["b1"], _TWO + b"\n\r\n" + _REST + b"\n"),
    ),
    "bom": Fault(
        "a byte-order mark",
        change=content_is(b"\xef\xbb\xbf" + TEXTS["b1"]),
        stays=True,
        answers=(TEXTS["b1"], b"\xef\xbb\xbf" + TEXTS["b1"]),
    ),
    "cut-file": Fault("the file itself ends inside a line", change=content_is(TEXTS["b1"][:MIDDLE]), stays=True),
    "fewer": Fault("fewer lines than the batch counts", change=content_is(_TWO), stays=True),
    "gone": Fault("a file that is not there", change=_fields(output_file_id="file-none"), stays=True),
    "state": Fault("a state of another name", change=_fields(status="completed_with_errors")),
    "counts": Fault(
        "counts that are no numbers", change=_fields(request_counts={"total": "many", "completed": {}, "failed": 1e400})
    ),
    "errors": Fault("errors of another shape", change=_fields(errors={"data": 5})),
}
