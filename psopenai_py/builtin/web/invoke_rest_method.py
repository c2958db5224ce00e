from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateRange
from ...dotnet.model.registry import find_type
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert
from ...engine.properties.properties import safe_read
from ...engine.values.enumeration import as_list
from ...errors import NetException, TerminatingError
from ..json.lenient import JsonError
from ..json.reader import KeyFault, read_json
from .requests import REMARKS, WebCmdlet, WebResult


@cmdlet(
    "Invoke-RestMethod",
    default_set="StandardMethod",
    outputs="System.Object",
    error_name="Microsoft.PowerShell.Commands.InvokeRestMethodCommand",
)
class InvokeRestMethod(WebCmdlet):
    """Send a request to a web service; a JSON response becomes objects."""

    follow_rel_link = Param("switch", aliases=("FL",), help="Follow the links rel=next of the header Link.")
    maximum_follow_rel_link = Param(
        "int",
        default=2147483647,
        aliases=("ML",),
        validators=(ValidateRange(1, 2147483647),),
        help="How many to follow.",
    )
    examples = (
        Example(
            '$headers = @{ Authorization = "Bearer $env:OPENAI_API_KEY" };'
            ' (Invoke-RestMethod "$env:OPENAI_API_BASE/models" -Headers $headers).data[0].id',
            "Gets objects from a service.",
            result="gpt-4o",
        ),
    )
    remarks = REMARKS

    def process(self) -> Iterator[Value]:
        url: str | None = None
        for _ in range(int(self.maximum_follow_rel_link) if self.follow_rel_link else 1):
            response = self.answer(url)
            if response is None:
                return
            yield from _objects(response)
            url = response.links.get("next")
            if url is None:
                return


def _objects(response: WebResult) -> Iterator[Value]:
    """The content as objects: JSON, XML, the items of a feed, or else the text."""
    text = response.text
    kind = response.header("content-type").lower()
    xml = find_type("xml")
    if "xml" in kind and xml is not None:
        try:
            document = convert(text, xml)
        except (NetException, TerminatingError):
            yield text
            return
        yield from _feed(document) or [document]
        return
    try:
        yield read_json(text)
    except (JsonError, KeyFault):
        yield text


def _feed(document: Value) -> list[Value]:
    """The items of an RSS feed or the entries of an Atom feed; empty for any other document."""
    for path in (("rss", "channel", "item"), ("feed", "entry")):
        found = document
        for name in path:
            found = safe_read(found, name) if found is not None else None
        if found is not None and not isinstance(found, str):
            return as_list(found)
    return []
