"""Markdown as HTML and as text with colours for a terminal, read by the library markdown-it-py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from ...declare.sentinel import MISSING
from ...dotnet.io.info import FileSystemInfo
from ...dotnet.model.types import Value
from ...engine.members.members import property_or_missing
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import is_readable
from ...engine.values.enumeration import as_list
from ...engine.values.objects import PSObject, unwrap
from ...engine.values.text import to_text
from ..files.paths import file_paths, not_found
from ..records import Record, net_record

_RESET = "\x1b[0m"
_HEADERS = ("7", "4;93", "4;94", "4;95", "4;96", "4;97")
_CODE, _LINK, _IMAGE, _STRONG, _EMPHASIS = "48;2;155;155;155;38;2;30;30;30", "4;38;5;117", "33", "1", "36"


@net_record(
    "Microsoft.PowerShell.MarkdownRender.MarkdownInfo", Html="string", VT100EncodedString="string", Tokens="object"
)
class MarkdownInfo(Record):
    """A Markdown text, as HTML and as a terminal shows it."""


def text_of(cmdlet: Cmdlet, given: Value) -> str:
    """The Markdown of a piped object: a text, a file's, or what a model has answered (``Answer``, ``output_text``)."""
    value = unwrap(given)
    if isinstance(value, str):
        return value
    if isinstance(value, FileSystemInfo):
        return _file_text(value.full_name)
    for name in ("Answer", "output_text"):
        if isinstance(value, PSObject) and (found := property_or_missing(value, name)) is not MISSING:
            return "\n\n".join(map(to_text, as_list(found)))
    text = "Only texts, files and answers of models are Markdown."
    raise cmdlet.stop_with("InvalidInputObject", text, "InvalidData", given, "System.IO.InvalidDataException")


def texts_of_files(cmdlet: Cmdlet, paths: Iterable[Value], literal_paths: Iterable[Value] | None) -> Iterator[str]:
    """The texts of the files that -Path or -LiteralPath names; an error for each that is not there."""
    literal = literal_paths is not None
    for path in file_paths(cmdlet, map(to_text, paths if literal_paths is None else literal_paths), literal):
        if is_readable(path):
            yield _file_text(path)
        else:
            cmdlet.write_error(not_found(path))


def _file_text(path: str) -> str:
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        return file.read()


def parsed(cmdlet: Cmdlet, text: str) -> MarkdownInfo:
    """Read a text; an error of the cmdlet if the library is not there."""
    try:
        library = import_module("markdown_it")  # an extra: few scripts show Markdown
    except ImportError as error:
        raise cmdlet.stop_with(
            "MarkdownNotInstalled",
            "Markdown needs the package markdown-it-py: pip install 'psopenai-py[markdown]'.",
            "NotInstalled",
        ) from error
    reader = library.MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(text)
    shown = _Shown()
    for token in tokens:
        shown.take(token)
    kinds = [token.type for token in tokens]
    return MarkdownInfo(Html=reader.render(text), VT100EncodedString="\n".join(shown.lines), Tokens=kinds)


class _Shown:
    """The lines that the parts of a text are shown as: a method for each kind of token that shows anything."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._lists: list[int | None] = []  # the open lists: the number of the next item, None without numbers
        self._quotes = ""  # before each line of a quote
        self._mark = ""  # of an item whose first line is still to come
        self._cells: list[str] | None = None  # of the row of a table that is open
        self._style = ""  # of a heading

    def take(self, token: Any) -> None:
        show = getattr(self, f"_{token.type}", None)
        if show is not None:
            show(token)

    def _inline(self, token: Any) -> None:
        text = _styled(_words(token.children), self._style)
        if self._cells is not None:
            self._cells.append(text)
        else:
            self._write(text)

    def _heading_open(self, token: Any) -> None:
        self._style = _HEADERS[int(token.tag[1:]) - 1]

    def _heading_close(self, _: Any) -> None:
        self._style = ""
        self.lines.append("")

    def _paragraph_close(self, _: Any) -> None:
        if not self._lists and not self._quotes:
            self.lines.append("")

    def _fence(self, token: Any) -> None:
        for line in token.content.rstrip("\n").split("\n"):
            self._write(_styled(line, _CODE))
        self.lines.append("")

    _code_block = _fence

    def _bullet_list_open(self, _: Any) -> None:
        self._lists.append(None)

    def _ordered_list_open(self, token: Any) -> None:
        start = token.attrGet("start")
        self._lists.append(1 if start is None else int(start))

    def _bullet_list_close(self, _: Any) -> None:
        self._lists.pop()
        if not self._lists:
            self.lines.append("")

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Any) -> None:
        number = self._lists[-1]
        self._mark = "* " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _blockquote_open(self, _: Any) -> None:
        self._quotes += "> "

    def _blockquote_close(self, _: Any) -> None:
        self._quotes = self._quotes[:-2]
        self.lines.append("")

    def _tr_open(self, _: Any) -> None:
        self._cells = []

    def _tr_close(self, _: Any) -> None:
        cells, self._cells = self._cells or [], None
        self._write(" | ".join(cells))

    def _table_close(self, _: Any) -> None:
        self.lines.append("")

    def _hr(self, _: Any) -> None:
        self.lines += ["-" * 20, ""]

    def _html_block(self, token: Any) -> None:
        self._write(token.content.rstrip("\n"))
        self.lines.append("")

    def _write(self, text: str) -> None:
        """The lines of a text, the first behind the mark of its item."""
        margin = self._quotes + "  " * max(len(self._lists) - 1, 0)
        mark, self._mark = self._mark, ""
        below = " " * len(mark) if mark else "  " if self._lists else ""
        first, *more = text.split("\n")
        self.lines += [margin + (mark or below) + first, *(margin + below + line for line in more)]


_STYLES = {"strong_open": _STRONG, "em_open": _EMPHASIS, "link_open": _LINK}


def _words(tokens: list[Any]) -> str:
    """The text of a paragraph."""
    out: list[str] = []
    styles: list[str] = []
    for token in tokens:
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type.endswith("_close"):
            styles.pop()
        elif token.type == "code_inline":
            out.append(_styled(token.content, _CODE))
        elif token.type == "image":
            out.append(_styled(f"[{token.content or 'Image'}]", _IMAGE))
        elif token.type in ("softbreak", "hardbreak"):
            out.append(" " if token.type == "softbreak" else "\n")
        else:
            out.append(_styled(token.content, ";".join(styles)))
    return "".join(out)


def _styled(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}{_RESET}" if style and text else text
