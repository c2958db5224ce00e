"""``HttpMethod``, the headers of `HttpClient`'s requests and answers, and the values that headers have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...errors import NetException
from ..model.core import OBJECT, STRING, Ref
from ..model.enumerables import Entry, make_array
from ..model.registry import construct_from, get_type, register
from ..model.types import DotNetType, Value

_NAME = "System.Net.Http.Headers."
_ENUMERABLE = ("System.Collections.IEnumerable",)


class Method:
    """``[System.Net.Http.HttpMethod]``: the name of a method, in any case."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name.upper()

    def __eq__(self, other: object) -> bool:
        return self.name == other.name if isinstance(other, Method) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.name)

    def __str__(self) -> str:
        return self.name


METHOD = register(DotNetType("System.Net.Http.HttpMethod", base=OBJECT, python=Method))
METHOD.constructor("string")(Method)
METHOD.prop("Method", "string")(str)
METHOD.method("ToString", returns="string")(str)
for _verb in ("Get", "Post", "Put", "Delete", "Patch", "Head", "Options", "Trace", "Connect"):
    METHOD.static_prop(_verb, METHOD.full_name)(lambda name=_verb: Method(name))


class HeaderValue:
    """A header's value that is more than a text: a media type, a scheme with its parameter, a disposition."""

    __slots__ = ("dotnet_type", "main", "parameters")

    def __init__(self, type_: DotNetType, main: str, parameters: Iterable[tuple[str, str]] = ()) -> None:
        self.dotnet_type = type_
        self.main = main
        self.parameters = dict(parameters)

    def __eq__(self, other: object) -> bool:
        return str(self).lower() == str(other).lower() if isinstance(other, HeaderValue) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self).lower())

    def __str__(self) -> str:
        if self.dotnet_type is AUTHENTICATION:
            return " ".join([self.main, *self.parameters.values()]).rstrip()
        return "; ".join([self.main, *(f"{name}={value}" for name, value in self.parameters.items())])


def parsed_value(type_: DotNetType, text: str) -> HeaderValue:
    """A value with parameters: ``text/plain; charset=utf-8``."""
    main, *rest = (part.strip() for part in text.split(";"))
    if not main:
        raise NetException("System.FormatException", f"'{text}' is not a value of a header.")
    pairs = (part.partition("=") for part in rest if part)
    return HeaderValue(type_, main, ((name.strip(), value.strip()) for name, _, value in pairs))


def _authentication(text: str) -> HeaderValue:
    scheme, _, parameter = text.partition(" ")
    return HeaderValue(AUTHENTICATION, scheme, [("", parameter.strip())] if parameter else ())


def _value_type(name: str) -> DotNetType:
    type_ = register(DotNetType(_NAME + name, base=OBJECT))
    type_.method("ToString", returns="string")(str)
    return type_


def _parameter(type_: DotNetType, prop: str, name: str) -> None:
    """A property that is a parameter of the value."""

    def put(value: HeaderValue, new: str | None) -> None:
        if new:
            value.parameters[name] = new
        else:
            value.parameters.pop(name, None)

    type_.prop(prop, "string")(lambda value: value.parameters.get(name, "").strip('"') or None)
    type_.setter(prop)(put)


MEDIA_TYPE = _value_type("MediaTypeHeaderValue")
MEDIA_TYPE_QUALITY = register(DotNetType(_NAME + "MediaTypeWithQualityHeaderValue", base=MEDIA_TYPE))
DISPOSITION = _value_type("ContentDispositionHeaderValue")
PRODUCT = _value_type("ProductInfoHeaderValue")
AUTHENTICATION = _value_type("AuthenticationHeaderValue")
for _type in (MEDIA_TYPE, MEDIA_TYPE_QUALITY, DISPOSITION, PRODUCT):
    _type.constructor("string")(lambda text, of=_type: parsed_value(of, text))
    _type.static("Parse", "string", returns=_type.full_name)(lambda text, of=_type: parsed_value(of, text))
PRODUCT.constructor("string", "string")(lambda name, version: HeaderValue(PRODUCT, f"{name}/{version}"))
AUTHENTICATION.constructor("string")(_authentication)
AUTHENTICATION.constructor("string", "string")(lambda scheme, text: HeaderValue(AUTHENTICATION, scheme, [("", text)]))
AUTHENTICATION.static("Parse", "string", returns=AUTHENTICATION.full_name)(_authentication)
AUTHENTICATION.prop("Scheme", "string")(lambda value: value.main)
AUTHENTICATION.prop("Parameter", "string")(lambda value: value.parameters.get(""))
MEDIA_TYPE.prop("MediaType", "string")(lambda value: value.main)
_parameter(MEDIA_TYPE, "CharSet", "charset")
DISPOSITION.prop("DispositionType", "string")(lambda value: value.main)
_parameter(DISPOSITION, "Name", "name")
_parameter(DISPOSITION, "FileName", "filename")


def is_of_content(name: str) -> bool:
    """Whether a header describes the body, so that .NET has it with the content."""
    name = name.lower()
    return name.startswith("content-") or name in ("allow", "expires", "last-modified")


class Headers:
    """Headers by name, in the order in which they were added; a name can have several values."""

    __slots__ = ("_values", "dotnet_type")

    def __init__(self, type_: DotNetType, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.dotnet_type = type_
        self._values: dict[str, tuple[str, list[str]]] = {}
        for name, value in pairs:
            self.add(name, value)

    def add(self, name: str, value: Value) -> None:
        if not name or any(ord(char) <= 32 or char == ":" for char in name):
            raise NetException("System.FormatException", f"'{name}' is not the name of a header.")
        if is_of_content(name) and self.dotnet_type is REQUEST_HEADERS:
            message = f"'{name}' is a header of the content: set it at the Headers of the HttpContent."
            raise NetException("System.InvalidOperationException", message)
        text = "" if value is None else str(value)
        if "\r" in text or "\n" in text:
            raise NetException("System.FormatException", f"The value of the header '{name}' has a line break.")
        self._values.setdefault(name.lower(), (name, []))[1].append(text)

    def put(self, name: str, value: Value) -> None:
        """The only value of a header; null takes the header away."""
        self._values.pop(name.lower(), None)
        if value is not None:
            self.add(name, value)

    def values_of(self, name: str) -> list[str] | None:
        found = self._values.get(name.lower())
        return None if found is None else list(found[1])

    def text_of(self, name: str) -> str | None:
        found = self.values_of(name)
        return None if found is None else ", ".join(found)

    def remove(self, name: str) -> bool:
        return self._values.pop(name.lower(), None) is not None

    def clear(self) -> None:
        self._values.clear()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each header once, its values joined."""
        for name, values in self._values.values():
            yield name, (" " if name.lower() == "user-agent" else ", ").join(values)

    def __iter__(self) -> Iterator[Entry]:
        pair = construct_from("System.Collections.Generic.KeyValuePair", (STRING, get_type("string[]")))
        for name, values in self._values.values():
            yield Entry(name, make_array(values, STRING), pair)

    def __len__(self) -> int:
        return len(self._values)

    def __str__(self) -> str:
        return "".join(f"{name}: {value}\r\n" for name, value in self.pairs())


HEADERS = register(DotNetType(_NAME + "HttpHeaders", base=OBJECT, interfaces=_ENUMERABLE))
REQUEST_HEADERS = register(DotNetType(_NAME + "HttpRequestHeaders", base=HEADERS))
RESPONSE_HEADERS = register(DotNetType(_NAME + "HttpResponseHeaders", base=HEADERS))
CONTENT_HEADERS = register(DotNetType(_NAME + "HttpContentHeaders", base=HEADERS))


def _add_all(headers: Headers, name: str, values: Iterable[Value]) -> None:
    for value in values:
        headers.add(name, value)


def _try_add(headers: Headers, name: str, value: Value) -> bool:
    try:
        headers.add(name, value)
    except NetException:
        return False
    return True


@HEADERS.method("GetValues", "string", returns="string[]")
def _get_values(headers: Headers, name: str) -> Value:
    found = headers.values_of(name)
    if found is None:
        raise NetException("System.InvalidOperationException", f"There is no header '{name}'.")
    return make_array(found, STRING)


@HEADERS.method("TryGetValues", "string", "ref", returns="bool")
def _try_get_values(headers: Headers, name: str, into: Ref) -> bool:
    found = headers.values_of(name)
    into.value = None if found is None else make_array(found, STRING)
    return found is not None


HEADERS.method("Add", "string", "string", returns="void")(Headers.add)
HEADERS.method("Add", "string", "string[]", returns="void")(_add_all)
HEADERS.method("TryAddWithoutValidation", "string", "string", returns="bool")(_try_add)
HEADERS.method("Remove", "string", returns="bool")(Headers.remove)
HEADERS.method("Contains", "string", returns="bool")(lambda headers, name: headers.values_of(name) is not None)
HEADERS.method("Clear", returns="void")(Headers.clear)
HEADERS.method("ToString", returns="string")(str)


class ValueList:
    """The values of one header, such as Accept, as a collection that can be added to."""

    __slots__ = ("headers", "name")

    def __init__(self, headers: Headers, name: str) -> None:
        self.headers = headers
        self.name = name

    def __iter__(self) -> Iterator[str]:
        return iter(self.headers.values_of(self.name) or ())

    def __len__(self) -> int:
        return len(self.headers.values_of(self.name) or ())

    def __str__(self) -> str:
        return self.headers.text_of(self.name) or ""

    def add(self, value: Value) -> None:
        self.headers.add(self.name, value)

    def clear(self) -> None:
        self.headers.remove(self.name)


VALUE_LIST = register(
    DotNetType(_NAME + "HttpHeaderValueCollection", base=OBJECT, interfaces=_ENUMERABLE, python=ValueList)
)
VALUE_LIST.prop("Count", "int")(len)
VALUE_LIST.method("Clear", returns="void")(ValueList.clear)
VALUE_LIST.method("ToString", returns="string")(str)
for _adding in ("Add", "ParseAdd"):
    VALUE_LIST.method(_adding, "string", returns="void")(ValueList.add)
for _type in (MEDIA_TYPE, PRODUCT):
    VALUE_LIST.method("Add", _type.full_name, returns="void")(ValueList.add)
for _prop, _header in (
    ("Accept", "Accept"), ("UserAgent", "User-Agent"), ("AcceptEncoding", "Accept-Encoding"),
    ("AcceptLanguage", "Accept-Language"),
):  # fmt: skip
    REQUEST_HEADERS.prop(_prop, VALUE_LIST.full_name)(lambda headers, name=_header: ValueList(headers, name))


def _typed(owner: DotNetType, prop: str, header: str, type_: DotNetType) -> None:
    """A property that is a header's typed value."""

    def get(headers: Headers) -> HeaderValue | None:
        text = headers.text_of(header)
        if text is None:
            return None
        return _authentication(text) if type_ is AUTHENTICATION else parsed_value(type_, text)

    owner.prop(prop, type_.full_name)(get)
    owner.setter(prop)(lambda headers, new: headers.put(header, new))


_typed(REQUEST_HEADERS, "Authorization", "Authorization", AUTHENTICATION)
_typed(CONTENT_HEADERS, "ContentType", "Content-Type", MEDIA_TYPE)
_typed(CONTENT_HEADERS, "ContentDisposition", "Content-Disposition", DISPOSITION)


@CONTENT_HEADERS.prop("ContentLength", "object")
def _content_length(headers: Headers) -> int | None:
    text = headers.text_of("Content-Length")
    return int(text) if text and text.isascii() and text.isdigit() else None
