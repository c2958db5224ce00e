from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from .markdown import parsed, text_of, texts_of_files


@cmdlet(
    "ConvertFrom-Markdown",
    default_set="PathParamSet",
    outputs="Microsoft.PowerShell.MarkdownRender.MarkdownInfo",
    error_name="Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand",
)
class ConvertFromMarkdown(Cmdlet):
    """Convert Markdown to HTML, and to text with colours for a terminal."""

    path = Param("string[]", set="PathParamSet", mandatory=True, position=0, pipeline="property", help="The files.")
    literal_path = Param(
        "string[]",
        set="LiteralParamSet",
        mandatory=True,
        pipeline="property",
        aliases=("PSPath", "LP"),
        help="The files, without wildcards.",
    )
    input_object = Param(
        "psobject",
        set="InputObjParamSet",
        mandatory=True,
        pipeline="value",
        stdin="whole",
        help="The text, or a file from Get-Item.",
    )
    as_vt100_encoded_string = Param(
        "switch", name="AsVT100EncodedString", help="Accepted for compatibility: the object has both forms."
    )
    examples = (Example("('# Hi' | ConvertFrom-Markdown).Html.Trim()", "A text as HTML.", result="<h1>Hi</h1>"),)
    remarks = (
        "An optional package reads Markdown: pip install 'psopenai-py[markdown]'. `Tokens` has the kinds of its parts."
    )

    def process(self) -> Iterator[Value]:
        if self.input_object is not None:
            yield parsed(self, text_of(self, self.input_object))
            return
        for text in texts_of_files(self, self.path, self.literal_path):
            yield parsed(self, text)
