"""``[System.Net.ServicePointManager]``, which older scripts set up before they call a service.

The protocol is negotiated by the client here, as it is by .NET today: what a script sets is kept and told, no more.
"""

from __future__ import annotations

from ..model.core import OBJECT
from ..model.enums import EnumValue, make_enum
from ..model.registry import register
from ..model.types import DotNetType, Value

SECURITY_PROTOCOL = make_enum(
    "System.Net.SecurityProtocolType",
    {"SystemDefault": 0, "Ssl3": 48, "Tls": 192, "Tls11": 768, "Tls12": 3072, "Tls13": 12288},
    flags=True,
)
SERVICE_POINTS = register(DotNetType("System.Net.ServicePointManager", base=OBJECT))

_kept: dict[str, Value] = {
    "SecurityProtocol": EnumValue(SECURITY_PROTOCOL, 0),
    "DefaultConnectionLimit": 2,
    "Expect100Continue": True,
}


def _declare(name: str, type_name: str) -> None:
    def keep(type_: DotNetType, new: Value) -> None:
        _kept[name] = new

    SERVICE_POINTS.static_prop(name, type_name)(lambda: _kept[name])
    SERVICE_POINTS.static_properties[name.lower()].set = keep


_declare("SecurityProtocol", SECURITY_PROTOCOL.full_name)
_declare("DefaultConnectionLimit", "int")
_declare("Expect100Continue", "bool")
