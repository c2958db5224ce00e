"""``System.Net.Http.HttpResponseMessage``: the response of a failed call, as ``$_.Exception.Response``, and what
`HttpClient` returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from ...errors import NetException
from ..collections.dictionaries import Hashtable
from ..model.core import OBJECT
from ..model.enums import EnumType, EnumValue
from ..model.registry import get_type, register
from ..model.types import DotNetType, Value
from .uri import Uri


class ResponseMessage:
    """What a service answered: the status and the headers. The body of a failed call is the ErrorDetails of the error
    record; `HttpClient` gives ``content`` (a `http_content.Content`) and ``shown``, its headers as .NET has them."""

    __slots__ = ("asked", "content", "headers", "shown", "status")

    def __init__(self, status: int, headers: Mapping[str, str], asked: tuple[str, str] = ("", "")) -> None:
        self.status = status
        self.headers = headers
        self.asked = asked  # the method and the address of the request, after redirects
        self.content: Value = None
        self.shown: Value = None

    @property
    def reason(self) -> str:
        return reason_of(self.status)

    @property
    def is_success(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    def check(self) -> ResponseMessage:
        """Itself. Raises HttpRequestException if the status is not a success."""
        if not self.is_success:
            message = f"Response status code does not indicate success: {self.status} ({self.reason})."
            error = NetException("System.Net.Http.HttpRequestException", message)
            error.properties["StatusCode"] = self.status_code
            raise error
        return self

    @property
    def status_code(self) -> EnumValue:
        """The status as .NET's HttpStatusCode, which shows its name and converts to its number."""
        type_ = get_type("System.Net.HttpStatusCode")
        assert isinstance(type_, EnumType)
        return EnumValue(type_, self.status)

    def __str__(self) -> str:
        return f"StatusCode: {self.status}, ReasonPhrase: '{self.reason}', Version: 1.1"


def reason_of(status: int) -> str:
    """The usual reason phrase of a status, '' for a status that has none."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def header_table(headers: Iterable[tuple[str, str]]) -> Hashtable:
    """Headers by name, each with an array of its values."""
    table = Hashtable()
    for name, value in headers:
        shown = "-".join(word.capitalize() for word in name.split("-"))
        table[shown] = [*(table.get(shown) or []), value]
    return table


def _request_of(response: ResponseMessage) -> Value:
    made = get_type("System.Net.Http.HttpRequestMessage").python
    return made(*response.asked) if made is not None and response.asked[1] else None


RESPONSE = register(DotNetType("System.Net.Http.HttpResponseMessage", python=ResponseMessage, base=OBJECT))
RESPONSE.constructor("int", "System.Collections.IDictionary")(
    lambda status, headers: ResponseMessage(status, {} if headers is None else headers)
)
RESPONSE.prop("StatusCode", "System.Net.HttpStatusCode")(lambda response: response.status_code)
RESPONSE.prop("ReasonPhrase", "string")(lambda response: response.reason)
RESPONSE.prop("Headers", "object")(
    lambda response: header_table(response.headers.items()) if response.shown is None else response.shown
)
RESPONSE.prop("Content", "object")(lambda response: response.content)
RESPONSE.prop("IsSuccessStatusCode", "bool")(lambda response: response.is_success)
RESPONSE.prop("RequestMessage", "object")(_request_of)
RESPONSE.prop("ResponseUri", "uri")(lambda it: Uri(it.asked[1]) if it.asked[1] else None)
RESPONSE.method("EnsureSuccessStatusCode", returns=RESPONSE.full_name)(ResponseMessage.check)
RESPONSE.method("ToString", returns="string")(str)
RESPONSE.method("Dispose", returns="void")(
    lambda response: None if response.content is None else response.content.close()
)
