"""Reading texts: quoted strings, here-strings, escapes, and the sub-expressions in them."""

from __future__ import annotations

from . import chars
from .position import EXPRESSION, Position
from .tokens import Token

_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class SubExpressionText:
    """`$(...)` in a text: where it is, for the parser to read it. When quotes were doubled in it, `text` is what
    remains without the doubling and `offsets` tells where each of its characters stands in the source."""

    __slots__ = ("at", "end", "offsets", "text")

    def __init__(self, at: int, end: int, text: str | None = None, offsets: list[int] | None = None) -> None:
        self.at = at
        self.end = end
        self.text = text
        self.offsets = offsets


Part = str | Token | SubExpressionText


class StringReader(Position):
    """Reads what stands in quotes."""

    def escape(self, at: int) -> tuple[str, int]:
        """What the backtick at a position makes of the character behind it, and where it ends."""
        char = self.char(at + 1)
        if char == "":
            return "`", at + 1
        if char != "u":
            return _ESCAPES.get(char, char), at + 2
        return self._unicode_escape(at)

    def _unicode_escape(self, at: int) -> tuple[str, int]:
        start = at + 2
        if self.char(start) != "{":
            raise self.error("InvalidUnicodeEscapeSequence", at, start)
        pos = start + 1
        while self.char(pos) and self.char(pos) in "0123456789abcdefABCDEF":
            if pos - start > 6:
                raise self.error("TooManyDigitsInUnicodeEscapeSequence", pos, pos + 1)
            pos += 1
        digits = self.text[start + 1 : pos]
        if self.char(pos) != "}":
            too_late = len(digits) >= 6
            error_id = "MissingUnicodeEscapeSequenceTerminator" if too_late else "InvalidUnicodeEscapeSequence"
            raise self.error(error_id, pos, pos + 1)
        if not digits:
            raise self.error("InvalidUnicodeEscapeSequence", at, pos + 1)
        value = int(digits, 16)
        if value > 0x10FFFF:
            raise self.error("InvalidUnicodeEscapeSequenceValue", start + 1, pos)
        return chr(value), pos + 1

    def single_quoted(self, at: int) -> tuple[str, int]:
        """The text of a single-quoted string that starts at a position, and where it ends."""
        pieces: list[str] = []
        pos = start = at + 1
        text = self.text
        while pos < self.end:
            if text[pos] in chars.SINGLE_QUOTES:
                if self.char(pos + 1) and text[pos + 1] in chars.SINGLE_QUOTES:
                    pieces.append(text[start:pos])
                    start = pos + 1
                    pos += 2
                    continue
                pieces.append(text[start:pos])
                return "".join(pieces), pos + 1
            pos += 1
        raise self.error("TerminatorExpectedAtEndOfString", at, at + 1, "'", incomplete=True)

    def double_quoted(self, at: int, parts: list[Part]) -> int:
        """Read a double-quoted string into parts; where it ends."""
        pos = at + 1
        text = self.text
        while True:
            match = chars.QUOTED_TEXT.match(text, pos, self.end)
            if match:
                parts.append(match.group())
                pos = match.end()
            char = self.char(pos)
            if char == "":
                raise self.error("TerminatorExpectedAtEndOfString", at, at + 1, '"', incomplete=True)
            if char == "$":
                pos = self._dollar(pos, parts, here=False)
            elif char == "`":
                piece, pos = self.escape(pos)
                parts.append(piece)
            elif self.char(pos + 1) and text[pos + 1] in chars.DOUBLE_QUOTES:
                parts.append(text[pos + 1])
                pos += 2
            else:
                return pos + 1

    def _dollar(self, at: int, parts: list[Part], *, here: bool) -> int:
        """Read what the `$` at a position in a text means: a variable, a sub-expression or itself."""
        char = self.char(at + 1)
        if char == "(":
            sub = self._sub_expression(at, here=here)
            parts.append(sub)
            return sub.end
        if char and (char == "{" or chars.VARIABLE_START.match(char)):
            mode, self.mode = self.mode, EXPRESSION
            token = self.variable(at, splatted=False, in_string=True)
            self.mode = mode
            parts.append(token)
            return self.pos
        parts.append("$")
        return at + 1

    def _sub_expression(self, at: int, *, here: bool) -> SubExpressionText:
        """Find the end of `$(`. In a quoted string its quotes may be doubled or escaped: those are made single."""
        text = self.text
        pos = at + 2
        depth = 1
        skipped: list[int] = []
        while True:
            match = chars.SUB_EXPRESSION_MARK.search(text, pos, self.end)
            if match is None:
                raise self.error("IncompleteDollarSubexpressionReference", at, self.end, incomplete=True)
            pos = match.end()
            char = match.group()
            if char == "(":
                depth += 1
            elif char == ")":
                depth -= 1
                if depth == 0:
                    break
            elif not here and self.char(pos) and text[pos] in chars.DOUBLE_QUOTES:
                skipped.append(pos - 1)
                pos += 1
        if not skipped:
            return SubExpressionText(at, pos)
        dropped = set(skipped)
        kept = [index for index in range(at, pos) if index not in dropped]
        offsets = [self.place(index) for index in kept]
        offsets.append(self.place(pos))
        return SubExpressionText(at, pos, "".join(text[index] for index in kept), offsets)

    def here_string(self, at: int) -> Token:
        """The here-string whose `@` is at a position."""
        quotes = chars.SINGLE_QUOTES if self.text[at + 1] in chars.SINGLE_QUOTES else chars.DOUBLE_QUOTES
        blanks = chars.BLANKS.match(self.text, at + 2, self.end)
        pos = blanks.end() if blanks else at + 2
        newline = chars.NEWLINE.match(self.text, pos, self.end)
        if newline is None:
            if pos < self.end:
                raise self.error("UnexpectedCharactersAfterHereStringHeader", pos, pos + 1)
            raise self.error("TerminatorExpectedAtEndOfString", at, at + 2, f"{quotes[0]}@", incomplete=True)
        parts: list[Part] = []
        end = self._here_body(at, newline.end(), quotes, parts)
        return self._string_token("here", at, end, parts, expandable=quotes is chars.DOUBLE_QUOTES)

    def _here_body(self, at: int, pos: int, quotes: str, parts: list[Part]) -> int:
        text = self.text
        false_end = -1
        expandable = quotes is chars.DOUBLE_QUOTES
        newline = ""
        at_line_start = True
        while True:
            if at_line_start:
                if self.char(pos) and text[pos] in quotes and self.char(pos + 1) == "@":
                    return pos + 2
                blanks = chars.BLANKS.match(text, pos, self.end)
                behind = blanks.end() if blanks else pos
                if false_end < 0 and self.char(behind) and text[behind] in quotes and self.char(behind + 1) == "@":
                    false_end = behind
                # The line break before the end does not belong to the text, so it waits for what follows.
                if newline:
                    parts.append(newline)
                at_line_start = False
            match = chars.HERE_TEXT.match(text, pos, self.end)
            if match:
                parts.append(match.group())
                pos = match.end()
            char = self.char(pos)
            if char == "":
                break
            if char in "\r\n":
                newline = "\r\n" if text.startswith("\r\n", pos) else char
                pos += len(newline)
                at_line_start = True
            elif not expandable:
                parts.append(char)
                pos += 1
            elif char == "$":
                pos = self._dollar(pos, parts, here=True)
            else:
                piece, pos = self.escape(pos)
                parts.append(piece)
        if false_end >= 0:
            raise self.error("WhitespaceBeforeHereStringFooter", false_end, false_end + 1, incomplete=True)
        raise self.error("TerminatorExpectedAtEndOfString", at, at + 2, f"{quotes[0]}@", incomplete=True)

    def quoted(self, at: int) -> Token:
        """The quoted string that starts at a position."""
        if self.text[at] in chars.SINGLE_QUOTES:
            value, end = self.single_quoted(at)
            token = self.make("string", at, end, value)
            token.parts = ["single"]
            return token
        parts: list[Part] = []
        end = self.double_quoted(at, parts)
        return self._string_token("", at, end, parts, expandable=True)

    def _string_token(self, form: str, at: int, end: int, parts: list[Part], *, expandable: bool) -> Token:
        """A string's token. `value` is the text, or for an expandable one its kind, with the pieces in `parts`."""
        kind = ("double" if expandable else "single") + (f"-{form}" if form else "")
        if all(isinstance(part, str) for part in parts):
            token = self.make("string", at, end, "".join(part for part in parts if isinstance(part, str)))
            token.parts = [kind]
            return token
        token = self.make("expandable", at, end, kind)
        token.parts = list(parts)
        return token
