"""``[System.Net.WebUtility]``, ``[System.Web.HttpUtility]`` and ``[System.Net.ServicePointManager]``."""

from __future__ import annotations

import html
import re
from urllib.parse import quote, unquote

from ..collections.name_values import NameValues
from ..model.core import OBJECT
from ..model.enums import EnumValue, make_enum
from ..model.registry import register
from ..model.types import DotNetType
from ..text.utf16 import writable

WEB_UTILITY = register(DotNetType("System.Net.WebUtility", base=OBJECT))
HTTP_UTILITY = register(DotNetType("System.Web.HttpUtility", base=OBJECT))

_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_HTML_CHARS = re.compile("[&<>\"'\u00a0-\u00ff\U00010000-\U0010ffff]")


def html_encode(text: str) -> str:
    return _HTML_CHARS.sub(lambda found: _HTML.get(found[0]) or f"&#{ord(found[0])};", text)


def url_encode(text: str) -> str:
    """Encode as a form field: spaces become ``+``."""
    return quote(writable(text), safe="-_.!*() ").replace("~", "%7E").replace(" ", "+")


def _url_encode_lower(text: str) -> str:
    return re.sub("%..", lambda found: found[0].lower(), url_encode(text))


def url_decode(text: str) -> str:
    return unquote(text.replace("+", " "), errors="replace")


for _type in (WEB_UTILITY, HTTP_UTILITY):
    _type.static("HtmlEncode", "string", returns="string")(html_encode)
    _type.static("HtmlDecode", "string", returns="string")(html.unescape)
    _type.static("UrlDecode", "string", returns="string")(url_decode)
WEB_UTILITY.static("UrlEncode", "string", returns="string")(url_encode)
HTTP_UTILITY.static("UrlEncode", "string", returns="string")(_url_encode_lower)
HTTP_UTILITY.static("UrlPathEncode", "string", returns="string")(
    lambda text: quote(writable(text), safe="%/:?#[]@!$&'()*+,;=-._~")
)


class QueryValues(NameValues):
    """The fields of a query string; converted to text they are a query string again."""

    __slots__ = ()

    def __str__(self) -> str:
        pairs = [(name, value) for name, values in self.pairs() for value in values]
        return "&".join(
            f"{_url_encode_lower(name)}={_url_encode_lower(value)}" if name else _url_encode_lower(value)
            for name, value in pairs
        )


HTTP_VALUES = register(
    DotNetType(
        "System.Web.HttpQSCollection",
        python=QueryValues,
        base=NameValues.dotnet_type,
    )
)
HTTP_VALUES.method("ToString", returns="string")(str)


@HTTP_UTILITY.static("ParseQueryString", "string", returns="System.Collections.Specialized.NameValueCollection")
def _parse_query(query: str) -> QueryValues:
    made = QueryValues()
    for field in query.removeprefix("?").split("&"):
        if not field:
            continue
        name, equals, value = field.partition("=")
        made.add(url_decode(name) if equals else None, url_decode(value if equals else name))
    return made


def _script_encode(text: str) -> str:
    """Escape a text for a string literal in JavaScript."""
    signs = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
    return "".join(
        signs.get(c) or (f"\\u{ord(c):04x}" if c < " " or c in "'<>&\u0085\u2028\u2029" else c) for c in text
    )


HTTP_UTILITY.static("JavaScriptStringEncode", "string", returns="string")(_script_encode)

# -- ServicePointManager -----------------------------------------------------------------------------------------------

SECURITY_PROTOCOL = make_enum(
    "System.Net.SecurityProtocolType",
    {"SystemDefault": 0, "Ssl3": 48, "Tls": 192, "Tls11": 768, "Tls12": 3072, "Tls13": 12288},
    flags=True,
)
SERVICE_POINTS = register(DotNetType("System.Net.ServicePointManager", base=OBJECT))
SERVICE_POINTS.static_setting("SecurityProtocol", SECURITY_PROTOCOL.full_name, EnumValue(SECURITY_PROTOCOL, 0))
SERVICE_POINTS.static_setting("DefaultConnectionLimit", "int", 2)
SERVICE_POINTS.static_setting("Expect100Continue", "bool", True)
