"""``System.UriBuilder``."""

from __future__ import annotations

from collections.abc import Callable

from ..model.core import OBJECT
from ..model.registry import register
from ..model.types import DotNetType, Value
from .uri import Uri


class UriBuilder:
    """The parts of an address, each of which can be set."""

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
        """The address, with the port where one was given."""
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
