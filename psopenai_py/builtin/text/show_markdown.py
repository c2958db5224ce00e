from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...formatting.text import plain
from .markdown import MarkdownInfo, parsed, text_of, texts_of_files


@cmdlet(
    "Show-Markdown",
    default_set="Path",
    outputs="System.String",
    error_name="Microsoft.PowerShell.Commands.ShowMarkdownCommand",
)
class ShowMarkdown(Cmdlet):
    """Show Markdown, such as a model's answer, with colours on the terminal."""

    path = Param("string[]", set="Path", mandatory=True, position=0, pipeline="property", help="The files.")
    literal_path = Param(
        "string[]",
        set="LiteralPath",
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP"),
        help="The files, without wildcards.",
    )
    input_object = Param(
        "psobject",
        set="InputObject",
        mandatory=True,
        pipeline="value",
        stdin="whole",
        help="The text, a file, an answer of a model, or what ConvertFrom-Markdown returns.",
    )
    examples = (
        Example(
            "Request-ChatCompletion 'Write **bold** words.' | Show-Markdown",
            "Shows an answer.",
            result="Write bold words.",
        ),
    )
    remarks = "An optional package reads Markdown: pip install 'psopenai-py[markdown]'. -UseBrowser is left out."

    def process(self) -> Iterator[Value]:
        if self.input_object is not None:
            given = unwrap(self.input_object)
            yield self._shown(given if isinstance(given, MarkdownInfo) else text_of(self, given))
            return
        for text in texts_of_files(self, self.path, self.literal_path):
            yield self._shown(text)

    def _shown(self, given: MarkdownInfo | str) -> Value:
        found = parsed(self, given) if isinstance(given, str) else given
        text = to_text(found.__dict__["VT100EncodedString"])
        return text if self.session.host.colour else plain(text)
