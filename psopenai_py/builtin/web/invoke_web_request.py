from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.carriers import Int64
from ...dotnet.model.enumerables import ByteArray
from ...dotnet.model.types import Value
from ...dotnet.net.messages import reason_of
from ..records import COMMANDS, Record, net_record
from .requests import REMARKS, WebCmdlet

_TEXT = ("text/", "application/json", "application/xml", "application/javascript", "application/x-www-form-urlencoded")


@net_record(
    COMMANDS + "BasicHtmlWebResponseObject",
    StatusCode="int", StatusDescription="string", Content="object", RawContent="string", Headers="object",
    RelationLink="object", RawContentLength="long", BaseResponse="object",
)  # fmt: skip
class WebResponse(Record):
    """The response to a web request."""

    def __str__(self) -> str:
        """The content, also where a cmdlet takes the response as its text: ``... | ConvertFrom-Json``."""
        content = self.__dict__["Content"]
        return bytes(content).decode("utf-8", "replace") if isinstance(content, ByteArray) else str(content)


@cmdlet(
    "Invoke-WebRequest",
    own=("ResponseHeadersVariable", "StatusCodeVariable"),
    default_set="StandardMethod",
    outputs=COMMANDS + "BasicHtmlWebResponseObject",
    error_name="Microsoft.PowerShell.Commands.InvokeWebRequestCommand",
)
class InvokeWebRequest(WebCmdlet):
    """Send a web request; the response is one object with status, headers and content."""

    examples = (
        Example(
            '(Invoke-WebRequest "$env:OPENAI_API_BASE/nothing" -SkipHttpErrorCheck).StatusCode',
            "The status of a page, also of one that is refused.",
            result="401",
        ),
    )
    remarks = REMARKS

    def process(self) -> Iterator[Value]:
        response = self.answer()
        if response is None:
            return
        kind = (response.header("content-type") or "text/plain").lower()
        is_text = kind.startswith(_TEXT) or "+json" in kind or "+xml" in kind or "charset=" in kind
        lines = [f"{name}: {value}" for name, value in response.headers]
        status = f"{response.http_version} {response.status} {reason_of(response.status)}"
        links = Hashtable(response.links)
        yield WebResponse(
            StatusCode=response.status,
            StatusDescription=reason_of(response.status),
            Content=response.text if is_text else ByteArray(response.content),
            RawContent="\r\n".join([status, *lines, "", response.text]),
            Headers=response.table,
            RelationLink=links,
            RawContentLength=Int64(len(response.content)),
            BaseResponse=response.message,
        )
