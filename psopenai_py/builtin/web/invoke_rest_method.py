from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.model.types import Value
from ..json.lenient import JsonError
from ..json.reader import KeyFault, read_json
from .requests import WebCmdlet


@cmdlet(
    "Invoke-RestMethod",
    default_set="StandardMethod",
    outputs="System.Object",
    error_name="Microsoft.PowerShell.Commands.InvokeRestMethodCommand",
)
class InvokeRestMethod(WebCmdlet):
    """Send a request to a web service; a JSON response becomes objects."""

    examples = (Example("Invoke-RestMethod https://example.com/data.json", "Gets objects from a service.", run=False),)

    def process(self) -> Iterator[Value]:
        response = self.answer()
        if not self.save(response):
            return
        text = response.text
        try:
            yield read_json(text)
        except (JsonError, KeyFault):
            yield text
