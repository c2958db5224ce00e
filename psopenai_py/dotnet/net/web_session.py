"""``WebRequestSession``: what several web requests share; its cookies, and ``System.Net.Cookie``."""

from __future__ import annotations

from collections.abc import Iterator
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

from ...errors import NetException
from ..collections.dictionaries import GenericDictionary
from ..model.core import OBJECT
from ..model.enumerables import make_array
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value


def cookie_jar() -> CookieJar:
    """A jar that gives a cookie to the host that set it, and to hosts below only if it names their domain."""
    return CookieJar(DefaultCookiePolicy(strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain))


class WebSession:
    """Headers, cookies and settings of several requests."""

    __slots__ = ("agent", "cookies", "credentials", "headers", "most_redirects", "proxy", "retries", "retry_seconds")

    def __init__(self) -> None:
        self.cookies = cookie_jar()
        self.headers = GenericDictionary(get_type("System.Collections.Generic.Dictionary[string,string]"))
        self.agent = ""
        self.credentials: Value = None
        self.proxy: Value = None
        self.most_redirects = -1  # as the command says
        self.retries = 0
        self.retry_seconds = 5


class NetCookie:
    """One cookie."""

    __slots__ = ("domain", "name", "path", "secure", "value")

    def __init__(self, name: str, value: str = "", path: str = "/", domain: str = "") -> None:
        self.name, self.value, self.path, self.domain = name, value, path, domain
        self.secure = False

    def for_jar(self, host: str = "") -> Cookie:
        """The cookie as Python has it, for its domain or else the host. Raises ArgumentException without both: it would
        be sent to every host."""
        domain = self.domain or host
        if not domain:
            message = "The cookie has no domain. Give it one, or add it with the address that it is for."
            raise NetException("System.ArgumentException", message)
        if "." not in domain and ":" not in domain:
            domain += ".local"  # as the jar calls hosts of one word
        of_domain = domain.startswith(".")
        return Cookie(
            0, self.name, self.value, None, False, domain, of_domain, of_domain, self.path or "/", True,
            self.secure, None, False, None, None, {},
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


def _cookies(jar: CookieJar, url: str | None = None) -> Iterator[NetCookie]:
    host = urlsplit(url).hostname or "" if url else ""
    for each in jar:
        domain = each.domain.lstrip(".").removesuffix(".local")
        if url is None or host == domain or (each.domain_specified and host.endswith("." + domain)):
            yield NetCookie(each.name, each.value or "", each.path, each.domain.removesuffix(".local"))


SESSION = register(DotNetType("Microsoft.PowerShell.Commands.WebRequestSession", base=OBJECT, python=WebSession))
SESSION.constructor()(WebSession)
SESSION.prop("Headers")(lambda it: it.headers)
SESSION.prop("Cookies")(lambda it: it.cookies)
for _name, _slot, _kind in (
    ("UserAgent", "agent", "string"), ("Credentials", "credentials", "object"), ("Proxy", "proxy", "object"),
    ("MaximumRedirection", "most_redirects", "int"), ("MaximumRetryCount", "retries", "int"),
    ("RetryIntervalInSeconds", "retry_seconds", "int"),
):  # fmt: skip
    SESSION.prop(_name, _kind)(lambda it, slot=_slot: getattr(it, slot))
    SESSION.setter(_name)(lambda it, new, slot=_slot: setattr(it, slot, new))

COOKIE = register(DotNetType("System.Net.Cookie", base=OBJECT, python=NetCookie))
COOKIE.constructor("string", "string")(NetCookie)
COOKIE.constructor("string", "string", "string")(NetCookie)
COOKIE.constructor("string", "string", "string", "string")(NetCookie)
for _slot in ("name", "value", "path", "domain", "secure"):
    COOKIE.prop(_slot.capitalize(), "bool" if _slot == "secure" else "string")(lambda it, slot=_slot: getattr(it, slot))
    COOKIE.setter(_slot.capitalize())(lambda it, new, slot=_slot: setattr(it, slot, new))
COOKIE.method("ToString", returns="string")(str)

CONTAINER = register(DotNetType("System.Net.CookieContainer", base=OBJECT, python=CookieJar))
CONTAINER.constructor()(cookie_jar)
CONTAINER.prop("Count", "int")(lambda jar: sum(1 for _ in jar))
CONTAINER.method("Add", "System.Net.Cookie", returns="void")(lambda jar, cookie: jar.set_cookie(cookie.for_jar()))
CONTAINER.method("Add", "uri", "System.Net.Cookie", returns="void")(
    lambda jar, uri, cookie: jar.set_cookie(cookie.for_jar(urlsplit(str(uri)).hostname or ""))
)
CONTAINER.method("GetCookies", "uri")(lambda jar, uri: make_array(_cookies(jar, str(uri)), COOKIE))
CONTAINER.method("GetAllCookies")(lambda jar: make_array(_cookies(jar), COOKIE))
