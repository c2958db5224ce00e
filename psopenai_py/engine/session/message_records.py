"""What the warning, verbose and debug streams carry into a redirection: a record with its message."""

from __future__ import annotations

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType
from ..values.text import to_text

_BASE = register(DotNetType("System.Management.Automation.InformationalRecord", base=OBJECT))
_TYPES = {
    name: register(DotNetType(f"System.Management.Automation.{name.capitalize()}Record", base=_BASE))
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
        return _TYPES[self.stream]

    def __str__(self) -> str:
        return to_text(self.message)


_BASE.prop("Message", "string")(str)
_BASE.method("ToString", returns="string")(str)
