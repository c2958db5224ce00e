"""Which proxy a call goes through: what the variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say.

The rules of NO_PROXY are curl's: names and addresses divided by commas; ``example.com`` also means its subdomains,
``*`` means every host, ``10.0.0.0/8`` a network, and a port may follow. An entry that means nothing is passed over.
"""

from __future__ import annotations

import os
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from .errors import ConfigError

_DEFAULT_PORTS = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}
SOCKS = ("socks5", "socks5h")


class Proxy(NamedTuple):
    """A proxy and the variable that names it."""

    scheme: str
    host: str
    port: int
    auth: tuple[bytes, bytes] | None
    variable: str

    @property
    def address(self) -> str:
        """The proxy without user and password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.address} (from {self.variable})"

    def __repr__(self) -> str:
        return f"<Proxy {self}>"


class Proxies:
    """The proxies of the environment, read once. A malformed one is an error for the calls that would go through it."""

    def __init__(self) -> None:
        found = getproxies()
        self._exempt = [_Exempt(entry) for entry in found.pop("no", "").replace(" ", ",").split(",") if entry]
        self._by_scheme = {scheme: url for scheme, url in found.items() if url}

    def route(self, url: str) -> Proxy | None:
        """The proxy for an address, or None. Raises ConfigError if the variable does not name a proxy."""
        if not self._by_scheme:
            return None
        parts = urlsplit(url)
        scheme = parts.scheme if parts.scheme in self._by_scheme else "all"
        written = self._by_scheme.get(scheme)
        if written is None:
            return None
        host, port = (parts.hostname or "").rstrip("."), parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
        if any(entry.covers(host, port) for entry in self._exempt):
            return None
        return _proxy(written, _variable(scheme))


def proxy_for(url: str) -> Proxy | None:
    """The proxy that a call to this address goes through. Raises ConfigError as `Proxies.route` does."""
    return Proxies().route(url)


def _proxy(written: str, variable: str) -> Proxy:
    """The proxy that a value of a variable means: ``host:port`` as well as ``http://user:word@host:port``."""
    try:
        parts = urlsplit(written if "://" in written else f"http://{written}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in _DEFAULT_PORTS:
        raise ConfigError(
            f"{variable} does not name a proxy; it must be an address such as http://host:3128, https://host:3128 or "
            "socks5://host:1080. To call the service without a proxy, unset it or name the host in NO_PROXY."
        )
    auth = None
    if parts.username is not None:
        auth = unquote(parts.username).encode(), unquote(parts.password or "").encode()
    return Proxy(parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme], auth, variable)


def _variable(scheme: str) -> str:
    """The name of the variable as it is spelled in the environment; the lower-case one counts if both are there."""
    names = (f"{scheme}_proxy", f"{scheme}_proxy".upper())
    return next((name for name in names if os.environ.get(name)), "the system's settings")


class _Exempt:
    """An entry of NO_PROXY."""

    def __init__(self, written: str) -> None:
        text = written.strip().lower()
        self._port: int | None = None
        self._name = text.removeprefix("*.").strip(".") if text != "*" else text
        if text.startswith("[") and "]" in text:  # [::1]:8080
            self._name, _, rest = text[1:].partition("]")
            self._set_port(rest.removeprefix(":"))
        elif text.count(":") == 1:
            self._name, _, rest = self._name.partition(":")
            self._set_port(rest)

    def _set_port(self, text: str) -> None:
        if text.isdecimal():
            self._port = int(text)

    def covers(self, host: str, port: int) -> bool:
        host = host.lower()
        if self._port not in (None, port):
            return False
        if self._name == "*":
            return True
        return bool(self._name) and (
            host == self._name or host.endswith(f".{self._name}") or _in_network(host, self._name)
        )


def _in_network(host: str, network: str) -> bool:
    """Whether an IP address is in a network such as 10.0.0.0/8, or is another spelling of the same address."""
    from ipaddress import ip_address, ip_network  # noqa: PLC0415 (few environments name networks)

    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
