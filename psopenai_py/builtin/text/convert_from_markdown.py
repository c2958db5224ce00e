from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import is_readable
from ...engine.values.text import to_text
from ..files.paths import file_paths, not_found
from .markdown import file_text, parsed, text_of


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
        literal = self.literal_path is not None
        for path in file_paths(self, map(to_text, self.literal_path if literal else self.path), literal):
            if is_readable(path):
                yield parsed(self, file_text(path))
            else:
                self.write_error(not_found(path))
