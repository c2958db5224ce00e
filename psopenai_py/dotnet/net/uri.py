"""``[uri]`` and ``System.UriBuilder``."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urljoin, urlsplit

from ...errors import NetException
from ..model.core import OBJECT, Ref
from ..model.enumerables import TypedArray
from ..model.enums import EnumValue
from ..model.exceptions import null_argument
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from ..model.values import try_into
from ..text.utf16 import writable

_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21, "ws": 80, "wss": 443, "ldap": 389, "ssh": 22}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_KEPT = "%:/?#[]@!$&'()*+,;=~-._"  # what is not escaped in the canonical form
RELATIVE_OR_ABSOLUTE, _ABSOLUTE, _RELATIVE = 0, 1, 2  # UriKind


class Uri:
    """A URI, absolute or relative; ``original`` is the text it was made from."""

    __slots__ = ("_host", "_parts", "original", "port", "scheme", "user_info")

    def __init__(self, text: str | None, kind: int = _ABSOLUTE) -> None:
        if text is None:
            raise null_argument("uriString")
        self.original = text
        cleaned = writable(text).strip()
        if cleaned.startswith("/") and kind != _RELATIVE:
            cleaned = "file://" + cleaned
        absolute = _SCHEME.match(cleaned) is not None
        if not cleaned and kind == _ABSOLUTE:
            raise _format_error("The URI is empty.")
        if kind == _ABSOLUTE and not absolute:
            raise _format_error("The format of the URI could not be determined.")
        if kind == _RELATIVE and absolute:
            raise _format_error("A relative URI cannot be created from an absolute one.")
        self.scheme = ""
        self.port = -1
        self.user_info = ""
        self._host = ""
        self._parts = ("", "", "")
        if absolute:
            self._read(cleaned)

    def _read(self, text: str) -> None:
        try:
            split = urlsplit(text)
            port = split.port
        except ValueError as error:
            raise _format_error(f"The URI cannot be read: {error}.") from None
        self.scheme = split.scheme.lower()
        rooted = self.scheme in _DEFAULT_PORTS
        if rooted and not split.hostname:
            raise _format_error("The hostname of the URI could not be parsed.")
        if split.hostname and re.search(r"[\s<>^`{|}\\]", split.hostname):
            raise _format_error("The hostname of the URI could not be parsed.")
        self.port = _DEFAULT_PORTS.get(self.scheme, -1) if port is None else port
        self.user_info = split.netloc.rpartition("@")[0]
        host = split.hostname or ""
        self._host = f"[{host}]" if ":" in host else host
        path = quote(split.path, safe=_KEPT) or ("/" if rooted else "")
        if rooted:
            path = _without_dots(path)
        query = "?" + quote(split.query, safe=_KEPT) if split.query else ""
        fragment = "#" + quote(split.fragment, safe=_KEPT) if split.fragment else ""
        self._parts = (path, query, fragment)

    @property
    def is_absolute(self) -> bool:
        return bool(self.scheme)

    def need_absolute(self) -> Uri:
        if not self.is_absolute:
            raise NetException(
                "System.InvalidOperationException", "This operation is not supported for a relative URI."
            )
        return self

    @property
    def path(self) -> str:
        return self.need_absolute()._parts[0]

    @property
    def query(self) -> str:
        return self.need_absolute()._parts[1]

    @property
    def fragment(self) -> str:
        return self.need_absolute()._parts[2]

    @property
    def host(self) -> str:
        return self.need_absolute()._host

    @property
    def is_default_port(self) -> bool:
        return self.need_absolute().port == _DEFAULT_PORTS.get(self.scheme, -1)

    @property
    def authority(self) -> str:
        return self.host if self.is_default_port else f"{self.host}:{self.port}"

    @property
    def left(self) -> str:
        """Scheme, user and authority."""
        user = f"{self.user_info}@" if self.user_info else ""
        has_authority = self.host or self.scheme == "file"
        return f"{self.scheme}:" + (f"//{user}{self.authority}" if has_authority else "")

    @property
    def absolute(self) -> str:
        return self.left + "".join(self.need_absolute()._parts)

    def __str__(self) -> str:
        if not self.is_absolute:
            return self.original
        return self.left + "".join(map(_readable, self._parts))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Uri):
            return NotImplemented
        return self._key() == other._key()

    def _key(self) -> str:
        return self.absolute.partition("#")[0] if self.is_absolute else self.original

    def __hash__(self) -> int:
        return hash(self._key())


def _format_error(message: str) -> NetException:
    return NetException("System.UriFormatException", "Invalid URI: " + message)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    parts = path.split("/")
    for part in parts[1:]:
        if part == "..":
            kept[-1:] = []
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _readable(text: str) -> str:
    """Undo the escapes that cannot be mistaken for a delimiter."""
    return re.sub(
        r"(?:%[0-9A-Fa-f]{2})+",
        lambda found: (
            quote(unquote(found[0], errors="surrogateescape"), safe=" <>\"^`{|}'", errors="surrogateescape")
            if found[0].isascii() and all(int(code, 16) < 0x80 for code in found[0].split("%")[1:])
            else unquote(found[0], errors="replace")
        ),
        text,
    )


def _convert(value: Value) -> Uri:
    if isinstance(value, Uri):
        return value
    if not isinstance(value, (str, int, float)):
        raise TypeError(f"not a URI: {value!r}")
    try:
        return Uri(str(value), RELATIVE_OR_ABSOLUTE)
    except NetException as error:
        raise ValueError(error.message) from None


def combine(base: Uri, relative: Uri | str) -> Uri:
    """The absolute URI of a relative one, resolved against ``base``."""
    return Uri(urljoin(base.absolute, relative.original if isinstance(relative, Uri) else relative))


def _is_well_formed(text: str | None, kind: Value) -> bool:
    if text is None or re.search(r"[\s<>\"^`{|}\\]|%(?![0-9A-Fa-f]{2})", text):
        return False
    return try_into(Ref(), None, Uri, text, int(kind)) and not (int(kind) != _RELATIVE and text.startswith("/"))


def escape_data(text: str) -> str:
    return quote(writable(text), safe="-._~")


def _segments(uri: Uri) -> TypedArray:
    return TypedArray(re.findall(r"[^/]*/|[^/]+", uri.path), get_type("string"))


def _host_name_type(uri: Uri) -> Value:
    if not uri.host:
        number = 1
    elif uri.host.startswith("["):
        number = 4
    else:
        number = 3 if re.fullmatch(r"\d+(\.\d+){3}", uri.host) else 2
    return EnumValue(get_type("System.UriHostNameType"), number)


def _left_part(uri: Uri, part: str) -> str:
    stops = {"scheme": uri.scheme + "://", "authority": uri.left, "path": uri.left + uri.path}
    return stops.get(part.lower(), uri.left + uri.path + uri.query)


URI = register(DotNetType("System.Uri", "uri", python=Uri, base=OBJECT, convert=_convert))
URI.prop("AbsolutePath", "string")(lambda uri: uri.path)
URI.prop("AbsoluteUri", "string")(lambda uri: uri.absolute)
URI.prop("LocalPath", "string")(lambda uri: unquote(uri.path))
URI.prop("Authority", "string")(lambda uri: uri.authority)
URI.prop("HostNameType", "System.UriHostNameType")(_host_name_type)
URI.prop("IsDefaultPort", "bool")(lambda uri: uri.is_default_port)
URI.prop("IsFile", "bool")(lambda uri: uri.need_absolute().scheme == "file")
URI.prop("IsLoopback", "bool")(lambda uri: uri.host in ("localhost", "127.0.0.1", "[::1]", ""))
URI.prop("PathAndQuery", "string")(lambda uri: uri.path + uri.query)
URI.prop("Segments", "string[]")(_segments)
URI.prop("IsUnc", "bool")(lambda uri: False)
URI.prop("Host", "string")(lambda uri: uri.host)
URI.prop("Port", "int")(lambda uri: uri.need_absolute().port)
URI.prop("Query", "string")(lambda uri: uri.query)
URI.prop("Fragment", "string")(lambda uri: uri.fragment)
URI.prop("Scheme", "string")(lambda uri: uri.need_absolute().scheme)
URI.prop("OriginalString", "string")(lambda uri: uri.original)
URI.prop("DnsSafeHost", "string")(lambda uri: uri.host.strip("[]"))
URI.prop("IdnHost", "string")(lambda uri: uri.host.strip("[]"))
URI.prop("IsAbsoluteUri", "bool")(lambda uri: uri.is_absolute)
URI.prop("UserEscaped", "bool")(lambda uri: False)
URI.prop("UserInfo", "string")(lambda uri: uri.need_absolute().user_info)
URI.method("ToString", returns="string")(str)
URI.method("GetLeftPart", "string", returns="string")(_left_part)
URI.method("IsBaseOf", "uri", returns="bool")(
    lambda uri, other: other.absolute.startswith(uri.absolute.rpartition("/")[0] + "/")
)
URI.method("MakeRelativeUri", "uri", returns="uri")(
    lambda uri, other: Uri(other.absolute.removeprefix(uri.absolute.rpartition("/")[0] + "/"), RELATIVE_OR_ABSOLUTE)
)
URI.static("EscapeDataString", "string", returns="string")(escape_data)
URI.static("EscapeUriString", "string", returns="string")(
    lambda text: quote(writable(text), safe=_KEPT.replace("%", ""))
)
URI.static("UnescapeDataString", "string", returns="string")(unquote)
URI.static("IsWellFormedUriString", "string", "System.UriKind", returns="bool")(_is_well_formed)
URI.static("TryCreate", "string", "System.UriKind", "ref", returns="bool")(
    lambda text, kind, out: try_into(out, None, Uri, text, int(kind))
)
URI.static("HexEscape", "char", returns="string")(lambda char: f"%{ord(char):02X}")
URI.static("IsHexDigit", "char", returns="bool")(lambda char: char in "0123456789abcdefABCDEF")
URI.static("CheckSchemeName", "string", returns="bool")(lambda name: bool(_SCHEME.fullmatch((name or "") + ":")))
for _name in ("http", "https", "ftp", "file", "mailto"):
    URI.static_prop(f"UriScheme{_name.capitalize()}", "string")(lambda name=_name: name)
URI.static_prop("SchemeDelimiter", "string")(lambda: "://")
URI.constructor("string")(Uri)
URI.constructor("string", "System.UriKind")(lambda text, kind: Uri(text, int(kind)))
URI.constructor("uri", "string")(combine)
URI.constructor("uri", "uri")(combine)

# -- UriBuilder --------------------------------------------------------------------------------------------------------


class UriBuilder:
    """The parts of a URI, each of which can be set."""

    __slots__ = ("fragment", "host", "password", "path", "port", "query", "scheme", "user_name")

    def __init__(
        self, scheme: str = "http", host: str = "localhost", port: int = -1, path: str = "/", extra: str = ""
    ) -> None:
        self.scheme, self.host, self.port = scheme, host, port
        self.path = path
        self.query, _, fragment = extra.partition("#")
        self.fragment = "#" + fragment if fragment else ""
        self.user_name = self.password = ""

    @classmethod
    def of(cls, source: Uri | str) -> UriBuilder:
        uri = source if isinstance(source, Uri) else Uri(source if "://" in source else "http://" + source)
        made = cls(uri.scheme, uri.host, uri.port, uri.path, uri.query + uri.fragment)
        made.user_name, _, made.password = uri.user_info.partition(":")
        return made

    def uri(self) -> Uri:
        return Uri(self.text())

    def text(self) -> str:
        """The URI as text, with the port if one was given."""
        user = self.user_name + (f":{self.password}" if self.password else "")
        at = f"{user}@" if user else ""
        port = f":{self.port}" if self.port >= 0 else ""
        path = self.path if self.path.startswith("/") else "/" + self.path
        query = _prefixed(self.query, "?")
        return f"{self.scheme}://{at}{self.host}{port}{path}{query}{_prefixed(self.fragment, '#')}"


def _prefixed(text: str, mark: str) -> str:
    return text if not text or text.startswith(mark) else mark + text


def _field(name: str) -> tuple[Callable[[UriBuilder], Value], Callable[[UriBuilder, Value], None]]:
    return (lambda builder: getattr(builder, name)), (lambda builder, new: setattr(builder, name, new))


BUILDER = register(DotNetType("System.UriBuilder", python=UriBuilder, base=OBJECT))
for _name, _slot in {
    "Scheme": "scheme",
    "UserName": "user_name",
    "Password": "password",
    "Host": "host",
    "Port": "port",
    "Path": "path",
}.items():
    _get, _set = _field(_slot)
    BUILDER.prop(_name, "int" if _name == "Port" else "string")(_get)
    BUILDER.setter(_name)(_set)
BUILDER.prop("Query", "string")(lambda builder: _prefixed(builder.query, "?"))
BUILDER.setter("Query")(_field("query")[1])
BUILDER.prop("Fragment", "string")(lambda builder: _prefixed(builder.fragment, "#"))
BUILDER.setter("Fragment")(_field("fragment")[1])
BUILDER.prop("Uri", "uri")(UriBuilder.uri)
BUILDER.method("ToString", returns="string")(UriBuilder.text)
BUILDER.constructor()(UriBuilder)
BUILDER.constructor("string")(UriBuilder.of)
BUILDER.constructor("uri")(UriBuilder.of)
BUILDER.constructor("string", "string")(UriBuilder)
BUILDER.constructor("string", "string", "int")(UriBuilder)
BUILDER.constructor("string", "string", "int", "string")(UriBuilder)
BUILDER.constructor("string", "string", "int", "string", "string")(UriBuilder)
