"""``[guid]``."""

from __future__ import annotations

import functools
import re
import uuid

from ...errors import NetException
from ..model.core import VALUE_TYPE
from ..model.enumerables import ByteArray
from ..model.registry import register
from ..model.types import DotNetType, Value
from ..model.values import converter, try_into

_WRAPPED = re.compile(r"\{(?P<b>[^{}()]*)\}\Z|\((?P<p>[^{}()]*)\)\Z")
_PLAIN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z|[0-9a-f]{32}\Z", re.IGNORECASE)


@functools.total_ordering
class Guid:
    __slots__ = ("value",)

    def __init__(self, value: uuid.UUID) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return self.value == other.value if isinstance(other, Guid) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.value < other.value if isinstance(other, Guid) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return str(self.value)

    def format(self, spec: str | None) -> str:
        """``ToString(format)``: D with hyphens, N without, B in braces, P in parentheses, X as a structure in C."""
        match (spec or "D").upper():
            case "D":
                return str(self.value)
            case "N":
                return self.value.hex
            case "B":
                return f"{{{self.value}}}"
            case "P":
                return f"({self.value})"
            case "X":
                a, b, c, d, e, node = self.value.fields
                tail = ",".join(f"0x{each:02x}" for each in (d, e, *node.to_bytes(6, "big")))
                return f"{{0x{a:08x},0x{b:04x},0x{c:04x},{{{tail}}}}}"
        raise NetException("System.FormatException", "The format of a GUID must be D, N, B, P or X.")


def parse_guid(text: str | None) -> Guid:
    """Parse a GUID, with or without hyphens and brackets."""
    body = (text or "").strip()
    wrapped = _WRAPPED.match(body)
    if wrapped:
        body = wrapped["b"] or wrapped["p"] or ""
    if not _PLAIN.match(body) or (wrapped and "-" not in body):
        raise NetException("System.FormatException", f"'{text}' is not a GUID: 32 hexadecimal digits with 4 hyphens.")
    return Guid(uuid.UUID(body))


def _bytes(value: Guid) -> Value:
    return ByteArray(value.value.bytes_le)


def _from_bytes(data: Value) -> Guid:
    if len(data) != 16:
        raise NetException("System.ArgumentException", "A GUID has exactly 16 bytes. (Parameter 'b')")
    return Guid(uuid.UUID(bytes_le=bytes(bytearray(data))))


EMPTY = Guid(uuid.UUID(int=0))
GUID = register(
    DotNetType(
        "System.Guid",
        "guid",
        python=Guid,
        base=VALUE_TYPE,
        value_type=True,
        interfaces=("System.IComparable", "System.IFormattable"),
        default=lambda: EMPTY,
        convert=converter(Guid, parse_guid),
    )
)
GUID.static_prop("Empty", "guid")(lambda: EMPTY)
GUID.static("NewGuid", returns="guid")(lambda: Guid(uuid.uuid4()))
GUID.static("Parse", "string", returns="guid")(parse_guid)
GUID.static("TryParse", "string", "ref", returns="bool")(lambda text, out: try_into(out, EMPTY, parse_guid, text))
GUID.prop("Guid", "string")(str)  # added by PowerShell
GUID.method("ToString", returns="string")(str)
GUID.method("ToString", "string", returns="string")(Guid.format)
GUID.method("ToByteArray", returns="byte[]")(_bytes)
GUID.method("CompareTo", "guid", returns="int")(lambda a, b: (a > b) - (a < b))
GUID.constructor("string")(parse_guid)
GUID.constructor("byte[]")(_from_bytes)
GUID.constructor()(lambda: EMPTY)
