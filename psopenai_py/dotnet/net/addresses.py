"""``[ipaddress]`` and ``[mailaddress]``."""

from __future__ import annotations

import ipaddress
import re
from email.utils import parseaddr

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import ByteArray
from ..model.enums import EnumValue, make_enum
from ..model.exceptions import null_argument
from ..model.registry import register
from ..model.types import DotNetType
from ..model.values import try_into

FAMILY = make_enum("System.Net.Sockets.AddressFamily", {"Unspecified": 0, "InterNetwork": 2, "InterNetworkV6": 23})


class IPAddress:
    """An address of version 4 or 6."""

    __slots__ = ("address",)

    def __init__(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
        self.address = address

    def __str__(self) -> str:
        return str(self.address)

    def __eq__(self, other: object) -> bool:
        return self.address == other.address if isinstance(other, IPAddress) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.address)


def parse_ip(text: str | None) -> IPAddress:
    if text is None:
        raise null_argument("ipString")
    try:
        return IPAddress(ipaddress.ip_address(text.strip("[]")))
    except ValueError:
        raise NetException("System.FormatException", "An invalid IP address was specified.") from None


IP = register(DotNetType("System.Net.IPAddress", "ipaddress", python=IPAddress, base=OBJECT))
IP.prop("AddressFamily", FAMILY.full_name)(lambda ip: EnumValue(FAMILY, 2 if ip.address.version == 4 else 23))
IP.prop("IPAddressToString", "string")(str)
IP.prop("IsIPv6LinkLocal", "bool")(lambda ip: ip.address.version == 6 and ip.address.is_link_local)
IP.method("GetAddressBytes", returns="byte[]")(lambda ip: ByteArray(ip.address.packed))
IP.method("ToString", returns="string")(str)
IP.static("Parse", "string", returns="ipaddress")(parse_ip)
IP.static("TryParse", "string", "ref", returns="bool")(lambda text, out: try_into(out, None, parse_ip, text))
IP.static("IsLoopback", "ipaddress", returns="bool")(lambda ip: ip.address.is_loopback)


@IP.constructor("byte[]")
def _of_bytes(data: bytes | None) -> IPAddress:
    if data is None:
        raise null_argument("address")
    try:
        return IPAddress(ipaddress.ip_address(bytes(bytearray(data))))
    except ValueError:
        raise NetException("System.ArgumentException", "An address has 4 or 16 bytes.") from None


@IP.constructor("long")
def _of_number(number: int) -> IPAddress:
    """The address whose first byte is the lowest one of the number."""
    if not 0 <= number <= 0xFFFFFFFF:
        raise NetException("System.ArgumentOutOfRangeException", "An address is a number of 32 bits.")
    return IPAddress(ipaddress.ip_address(int(number).to_bytes(4, "little")))


for _name, _text in {"Loopback": "127.0.0.1", "Any": "0.0.0.0", "IPv6Loopback": "::1", "IPv6Any": "::"}.items():
    IP.static_prop(_name, "ipaddress")(lambda text=_text: parse_ip(text))


class MailAddress:
    """``Name <user@host>``."""

    __slots__ = ("address", "name")

    def __init__(self, text: str | None, name: str | None = None) -> None:
        if text is None:
            raise null_argument("address")
        if not text:
            raise NetException("System.ArgumentException", "The address is empty. (Parameter 'address')")
        found, self.address = parseaddr(text)
        self.name = found if name is None else name
        if not re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", self.address):
            raise NetException("System.FormatException", f"'{text}' is not in the form of an e-mail address.")

    def __str__(self) -> str:
        return f'"{self.name}" <{self.address}>' if self.name else self.address

    def part(self, at: int) -> str:
        return self.address.rpartition("@")[at]


MAIL = register(DotNetType("System.Net.Mail.MailAddress", "mailaddress", python=MailAddress, base=OBJECT))
MAIL.prop("DisplayName", "string")(lambda mail: mail.name)
MAIL.prop("User", "string")(lambda mail: mail.part(0))
MAIL.prop("Host", "string")(lambda mail: mail.part(2))
MAIL.prop("Address", "string")(lambda mail: mail.address)
MAIL.method("ToString", returns="string")(str)
MAIL.constructor("string")(MailAddress)
MAIL.constructor("string", "string")(MailAddress)
