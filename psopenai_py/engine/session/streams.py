"""Where a command's streams go: error, warning, verbose, debug, information, progress.

The success stream is not here: it flows from command to command. A redirection makes a `Streams` with some of the
sinks replaced; the front end gives the outermost one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from ...dataclass import dataclass, field, replace
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import get_type, register, register_finder
from ...dotnet.model.types import DotNetType
from ...errors import ErrorRecord
from ..values.text import to_text


def discard(value: object) -> None:
    """A sink that keeps nothing."""


class FlowingText(str):
    """A piece of a text that flows on: a shell command prints it at once, without ending its line.

    Commands put it out only where `Mode.flowing_text` asks for it.
    """

    __slots__ = ()


@dataclass(slots=True)
class InformationRecord:
    """What Write-Information and Write-Host put into stream 6.

    ``host`` also says whether a model wrote the text, and whether it is a note of ours to the user.
    """

    message: Any
    tags: tuple[str, ...] = ()
    source: str = ""
    host: dict[str, Any] = field(default_factory=dict)  # Write-Host's colours and NoNewline; `of_model`, `note`
    shown: bool = True  # False: for the record only, as $InformationPreference asks by default
    written: float = field(default_factory=time.time, compare=False, repr=False)

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type("System.Management.Automation.InformationRecord")

    def __str__(self) -> str:
        return to_text(self.message)


class LiveRow(NamedTuple):
    """A row of a table that stays up to date. Off a terminal it is a line when its ``state`` has changed."""

    state: str
    cells: tuple[str, ...]


@dataclass(slots=True)
class ProgressRecord:
    """A state of a long-running activity; ``done`` ends its display. ``percent`` is None if it is not known.

    With ``rows`` (the first one is the header) it is a table, with ``note`` below it.
    """

    activity: str
    status: str = ""
    percent: float | None = None
    done: bool = False
    id: int = 0
    rows: tuple[LiveRow, ...] = ()
    note: str = ""


# `errors` imports nothing, so its class cannot name its type itself; the catalog loads the type
register_finder(ErrorRecord, lambda record: get_type("System.Management.Automation.ErrorRecord"))

_INFORMATIONAL = register(DotNetType("System.Management.Automation.InformationalRecord", base=OBJECT))
_MESSAGE_TYPES = {
    name: register(DotNetType(f"System.Management.Automation.{name.capitalize()}Record", base=_INFORMATIONAL))
    for name in ("warning", "verbose", "debug")
}


class MessageRecord:
    """One message of a stream that was redirected."""

    __slots__ = ("message", "stream")

    def __init__(self, stream: str, message: object) -> None:
        self.stream = stream
        self.message = message

    @property
    def dotnet_type(self) -> DotNetType:
        return _MESSAGE_TYPES[self.stream]

    def __str__(self) -> str:
        return to_text(self.message)


_INFORMATIONAL.prop("Message", "string")(str)
_INFORMATIONAL.method("ToString", returns="string")(str)


def _nothing(*_: Any) -> None:
    return None


@dataclass(slots=True)
class Streams:
    """One sink per stream. Each takes the record itself; texts of warning, verbose and debug are ``str``."""

    error: Callable[[ErrorRecord], None] = _nothing
    warning: Callable[[Any], None] = _nothing
    verbose: Callable[[Any], None] = _nothing
    debug: Callable[[Any], None] = _nothing
    information: Callable[[InformationRecord], None] = _nothing
    progress: Callable[[ProgressRecord], None] = _nothing
    #: takes the name of a stream and a message that ``3>$null`` keeps from the reader, as PowerShell's hosts get it
    hushed: Callable[[str, Any], None] = _nothing

    def redirected(self, **sinks: Callable[..., None]) -> Streams:
        """The same streams with some sinks replaced: ``2>&1`` is ``redirected(error=out)``."""
        return replace(self, **sinks)
