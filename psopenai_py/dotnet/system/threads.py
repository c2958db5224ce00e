"""``[System.Threading.Thread]``: Sleep and the current thread."""

from __future__ import annotations

import threading
import time

from ...errors import NetException
from ..model.core import OBJECT
from ..model.registry import register
from ..model.types import DotNetType
from ..time.timespan import TimeSpan
from .globalization import CULTURE

THREAD = register(DotNetType("System.Threading.Thread", base=OBJECT))


class Thread:
    """The current thread."""

    __slots__ = ("number",)

    def __init__(self) -> None:
        main = threading.current_thread() is threading.main_thread()
        self.number = 1 if main else threading.get_native_id() % 0x7FFFFFFF


THREAD.python = Thread
register(THREAD)


@THREAD.static("Sleep", "int", returns="void")
def _sleep(milliseconds: int) -> None:
    if milliseconds < -1:
        raise NetException("System.ArgumentOutOfRangeException", "The time to sleep must not be negative.")
    if milliseconds == -1:
        threading.Event().wait()
    time.sleep(milliseconds / 1000)


@THREAD.static("Sleep", "timespan", returns="void")
def _sleep_span(span: TimeSpan) -> None:
    _sleep(round(span.total_seconds * 1000))


THREAD.static_prop("CurrentThread", THREAD.full_name)(Thread)
THREAD.prop("ManagedThreadId", "int")(lambda thread: thread.number)
THREAD.prop("Name", "string")(lambda thread: None)
for _name in ("CurrentCulture", "CurrentUICulture"):
    _declared = CULTURE.static_properties[_name.lower()]
    THREAD.prop(_name, "cultureinfo")(lambda thread, of=_declared: of.get())
    THREAD.properties[_name.lower()].set = _declared.set
