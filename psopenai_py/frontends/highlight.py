"""Colours of a line while it is typed: the language's own tokens as prompt_toolkit's styled text, errors underlined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from ..dotnet.io.terminal import COLOUR_CODES
from ..language.syntax.errors import ParseError
from ..language.syntax.parser.parse import parse, tokenize
from ..language.syntax.tokens import ASSIGNMENTS, Token

#: the kinds of text that have a colour, by PSReadLine's names, with the usual colours
DEFAULT_COLOURS = {
    "Default": "",
    "Command": "ansiyellow",
    "Comment": "ansigreen",
    "Error": "ansibrightred underline",
    "InlinePrediction": "ansibrightblack",
    "Keyword": "ansibrightgreen",
    "Member": "",
    "Number": "ansibrightcyan",
    "Operator": "ansibrightblack",
    "Parameter": "ansibrightblack",
    "String": "ansicyan",
    "Type": "ansibrightblue",
    "Variable": "ansibrightgreen",
}

_STARTS_COMMAND = frozenset(("|", ";", "newline", "&&", "||", "&", ".", "(", "{", "$(", "@(", "@{")) | ASSIGNMENTS
_AFTER_KEYWORD = frozenset(("else", "try", "finally", "do", "return", "throw", "process", "begin", "end", "in"))
_SGR = re.compile(r"\x1b\[([\d;]*)m")
_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "gray")
_BRIGHT = (
    "brightblack",
    "brightred",
    "brightgreen",
    "brightyellow",
    "brightblue",
    "brightmagenta",
    "brightcyan",
    "white",
)
_ATTRIBUTES = {1: "bold", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}


class PowerShellLexer(Lexer):
    """Styles each line of a document with classes that are named like the kinds of `DEFAULT_COLOURS`, in lower case."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._lines: list[StyleAndTextTuples] = []

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        if document.text != self._text:
            self._text = document.text
            self._lines = _styled_lines(document.text)
        lines = self._lines
        return lambda number: lines[number] if number < len(lines) else []


def _styled_lines(text: str) -> list[StyleAndTextTuples]:
    kinds = [""] * len(text)
    for start, end, kind in _ranges(text):
        kinds[start:end] = [kind] * (end - start)
    lines: list[StyleAndTextTuples] = []
    offset = 0
    for line in text.split("\n"):
        styled: StyleAndTextTuples = []
        start = 0
        for at in range(1, len(line) + 1):
            if at == len(line) or kinds[offset + at] != kinds[offset + start]:
                kind = kinds[offset + start]
                styled.append((f"class:{kind.lower()}" if kind else "", line[start:at]))
                start = at
        lines.append(styled)
        offset += len(line) + 1
    return lines


def _ranges(text: str) -> Iterator[tuple[int, int, str]]:
    """Ranges of the text with the kind of each; later ones count more."""
    try:
        tokens = [token for token in tokenize(text) if token.kind != "eof"]
    except Exception:  # a colour is not worth an error
        return
    done = 0
    for at, token in enumerate(tokens):
        yield from _comments(text, done, token.start)
        done = max(done, token.end)
        kind = _kind_of(tokens, at)
        if kind:
            yield token.start, token.end, kind
        for part in token.parts or ():
            if isinstance(part, Token) and part.kind == "variable":
                yield part.start, part.end, "Variable"
    yield from _comments(text, done, len(text))
    try:
        parse(text)
    except ParseError as error:
        for item in error.errors:
            if not item.incomplete and item.extent.source.text == text:
                yield item.extent.start, max(item.extent.end, item.extent.start + 1), "Error"
    except RecursionError:
        return


def _comments(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Between tokens there are white space and comments."""
    at = next((at for at in range(start, end) if not text[at].isspace()), end)
    if at < end:
        yield at, end, "Comment"


def _kind_of(tokens: list[Token], at: int) -> str:
    token = tokens[at]
    kind = token.kind
    before = tokens[at - 1] if at else None
    if kind in ("variable", "splat"):
        return "Variable"
    if kind in ("string", "expandable", "error"):
        return "String"
    if kind == "number":
        return "Number"
    if kind == "parameter":
        return "Parameter"
    if token.is_keyword:
        return "Keyword"
    if kind in ("generic", "identifier"):
        if before is None:
            return "Command"
        if before.kind in (".", "::") and before.end == token.start:
            return "Member"
        if before.kind == "[":
            return "Type"
        if before.kind in _STARTS_COMMAND or before.kind in _AFTER_KEYWORD:
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            return "Member" if following is not None and following.kind == "=" else "Command"
        return ""
    if kind in ("%", "?") and (before is None or before.kind in _STARTS_COMMAND):
        return "Command"
    if (
        kind.startswith("-")
        or kind in ASSIGNMENTS
        or kind in ("redirect", "..", "+", "*", "/", "%", "!", "|", "&&", "||")
    ):
        return "Operator"
    return ""


# -- colours as scripts write them ------------------------------------------------------------------------------------


def style_of(colour: str) -> str:
    """prompt_toolkit's style for a colour: a control sequence, the name of a ``[ConsoleColor]``, or ``#rrggbb``.

    Raises ValueError for anything else.
    """
    if not colour:
        return ""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return colour
    code = COLOUR_CODES.get(colour.lower())
    if code is not None:
        return _of_codes([code])
    if _SGR.sub("", colour):
        raise ValueError(
            f"'{colour}' is not a colour: give a name of [ConsoleColor], #rrggbb, or a sequence such as \"`e[32m\"."
        )
    codes = [int(number or 0) for found in _SGR.finditer(colour) for number in found[1].split(";")]
    return _of_codes(codes)


def _of_codes(codes: list[int]) -> str:
    words: list[str] = []
    rest = list(codes)
    while rest:
        code = rest.pop(0)
        if code in _ATTRIBUTES:
            words.append(_ATTRIBUTES[code])
        elif 30 <= code <= 37:
            words.append(f"ansi{_ANSI[code - 30]}")
        elif 90 <= code <= 97:
            words.append(f"ansi{_BRIGHT[code - 90]}")
        elif 40 <= code <= 47:
            words.append(f"bg:ansi{_ANSI[code - 40]}")
        elif 100 <= code <= 107:
            words.append(f"bg:ansi{_BRIGHT[code - 100]}")
        elif code in (38, 48) and rest[:1] == [2] and len(rest) >= 4:
            _, red, green, blue = rest[:4]
            del rest[:4]
            words.append(f"{'bg:' if code == 48 else ''}#{red & 255:02x}{green & 255:02x}{blue & 255:02x}")
        elif code in (38, 48) and rest[:1] == [5] and len(rest) >= 2:
            words.append(f"{'bg:' if code == 48 else ''}{_of_palette(rest[1])}")
            del rest[:2]
    return " ".join(words)


def _of_palette(number: int) -> str:
    """A colour of the 256 that terminals number."""
    if number < 16:
        return f"ansi{(_ANSI + _BRIGHT)[number]}"
    if number >= 232:
        grey = 8 + (number - 232) * 10
        return f"#{grey:02x}{grey:02x}{grey:02x}"
    steps = (0, 95, 135, 175, 215, 255)
    red, green, blue = ((number - 16) // 36, (number - 16) // 6 % 6, (number - 16) % 6)
    return f"#{steps[red]:02x}{steps[green]:02x}{steps[blue]:02x}"


def style_rules(colours: Mapping[str, str]) -> dict[str, str]:
    """The rules of a prompt_toolkit style for colours by kind; `style_of` reads each."""
    rules = {kind.lower(): style for kind, style in DEFAULT_COLOURS.items()}
    rules |= {kind.lower(): style_of(colour) for kind, colour in colours.items()}
    return rules | {"auto-suggestion": rules.pop("inlineprediction")}
