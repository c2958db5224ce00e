from __future__ import annotations

from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.sentinel import MISSING
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.types import Value
from ...dotnet.net.web import html_encode
from ...dotnet.text.formatting import net_string
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.properties.expressions import Calculated, Expression, calculated
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ...formatting.parameters import Column, active_columns

_STRICT = '"-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"'
_HTTP_META = ("content-type", "default-style", "x-ua-compatible")
_META = ("application-name", "author", "description", "generator", "keywords", "viewport", *_HTTP_META)
_LOOSE = '"-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"'


@cmdlet("ConvertTo-Html", default_set="Page", error_name="Microsoft.PowerShell.Commands.ConvertToHtmlCommand")
class ConvertToHtml(Cmdlet):
    """Turn objects into a table on a web page, line by line.

    -Property takes names, script blocks and hashtables with the keys Label, Expression, Width and Alignment. All values
    are escaped; the text of -Head, -Body, -PreContent and -PostContent is inserted unchanged.
    """

    property = Param("object[]", position=0, help="The columns (default: all properties of the first object).")
    head = Param("string[]", set="Page", position=3, help="Lines of the page's head, in place of its title.")
    title = Param(
        "string", set="Page", position=2, validators=(ValidateNotNullOrEmpty(),), default="HTML TABLE",
        help="The page's title.",
    )  # fmt: skip
    body = Param("string[]", set="Page", position=1, help="Lines after the opening body tag.")
    input_object = Param("psobject", pipeline="value", help="The objects.")
    as_ = Param(
        "string", name="As", validators=(ValidateSet(("Table", "List")),), default="Table",
        help="One table for all objects, or a list of names and values of each.",
    )  # fmt: skip
    css_uri = Param("uri", set="Page", aliases=("cu", "uri"), help="The URL of a style sheet.")
    charset = Param("string", set="Page", validators=(ValidateNotNullOrEmpty(),), help="The page's encoding.")
    meta = Param(
        "hashtable", set="Page", validators=(ValidateNotNullOrEmpty(),), help="Names and contents of meta elements."
    )
    transitional = Param("switch", set="Page", help="Declare the page as transitional XHTML.")
    fragment = Param("switch", set="Fragment", help="Write the table only.")
    post_content = Param("string[]", help="Lines after the table.")
    pre_content = Param("string[]", help="Lines before the table.")
    examples = (
        Example("Get-Batch -All | ConvertTo-Html id, status -Title Batches > batches.html", "A page."),
        Example(
            "Get-Batch -All | ConvertTo-Html id, status -Fragment",
            "The table alone.",
            result="<table>\n<colgroup><col/><col/></colgroup>\n<tr><th>id</th><th>status</th></tr>\n<tr><td>batch_abc123</td><td>completed</td></tr>\n</table>",
        ),
    )

    def begin(self) -> Iterator[Value]:
        self._wanted = calculated(self.property, "table") or [Calculated(Expression("*"))]
        self._columns: list[Column] = []
        self._count = 0
        if not self.fragment:
            yield from self._page_start()
        yield from self.pre_content or ()
        yield "<table>"

    def _page_start(self) -> Iterator[str]:
        yield f"<!DOCTYPE html PUBLIC {_LOOSE if self.transitional else _STRICT}>"
        yield '<html xmlns="http://www.w3.org/1999/xhtml">'
        yield "<head>"
        if self.charset:
            yield f'<meta charset="{to_text(self.charset).upper()}">'
        for name, content in (self.meta or {}).items():
            if to_text(name).lower() not in _META:
                self.warn(f"-Meta: {name} is not the name of a usual meta element; there are {', '.join(_META)}.")
            kind = "http-equiv" if to_text(name).lower() in _HTTP_META else "name"
            yield f'<meta {kind}="{to_text(name)}" content="{to_text(content)}">'
        yield from self.head or (f"<title>{self.title}</title>",)
        if self.css_uri is not None:
            yield f'<link rel="stylesheet" type="text/css" href="{self.css_uri}" />'
        yield "</head><body>"
        yield from self.body or ()

    def process(self) -> Iterator[Value]:
        item = self.input_object
        if item is None:
            return
        self._count += 1
        if self.as_.lower() == "list":
            if self._count > 1:
                yield "<tr><td><hr></td></tr>"
            for column in active_columns(self._wanted, item, keep_unknown=True):
                yield f"<tr><td>{_label(column)}:</td><td>{_text(column, item)}</td></tr>"
            return
        if not self._columns:
            self._columns = _columns_of(self._wanted, item)
            yield f"<colgroup>{''.join(map(_col, self._columns))}</colgroup>"
            yield f"<tr>{''.join(f'<th>{_label(column)}</th>' for column in self._columns)}</tr>"
        yield f"<tr>{''.join(f'<td>{_text(column, item)}</td>' for column in self._columns)}</tr>"

    def end(self) -> Iterator[Value]:
        yield "</table>"
        yield from self.post_content or ()
        if not self.fragment:
            yield "</body></html>"


def _columns_of(wanted: list[Calculated], item: Value) -> list[Column]:
    """The columns for an object and those after it; plain values have the single column ``*``."""
    base = unwrap(item)
    if wanted[0].expression.is_wildcard and isinstance(base, (str, int, float)):
        return [(Expression(lambda value: value), Calculated(Expression("*"), "*"))]
    return active_columns(wanted, item, keep_unknown=True)


def _label(column: Column) -> str:
    expression, wanted = column
    return wanted.label if wanted is not None and wanted.label else str(expression)


def _col(column: Column) -> str:
    wanted = column[1]
    width = f' width = "{wanted.width}"' if wanted is not None and wanted.width else ""
    align = f' align = "{wanted.alignment}"' if wanted is not None and wanted.alignment else ""
    return f"<col{width}{align}/>"


def _text(column: Column, item: Value) -> str:
    value = column[0].value(item)
    if value is None or value is MISSING:
        return ""
    base = unwrap(value)
    return html_encode(str(base) if isinstance(base, PSObject) else net_string(base))
