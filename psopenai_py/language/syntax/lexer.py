"""The lexer. It reads one token at a time, in the mode that the parser sets: the same characters mean different things
in a command (`a+b` is a word), in an expression, in a type name and in the body of a class."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...dotnet.numbers.literals import parse_number
from . import chars
from .errors import ParseError, ParseErrorItem
from .source import Extent, Source
from .tokens import DASH_OPERATORS, KEYWORDS, Part, SubExpressionText, Token

COMMAND, EXPRESSION, TYPE_NAME, SIGNATURE = range(4)

_State = tuple[str, int, int, int, "list[int] | None"]
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SCOPES = frozenset(("global", "local", "script", "private", "variable"))


def split_variable(name: str) -> tuple[str, str, bool]:
    """A variable's (scope or drive, name, whether the first is a drive)."""
    colon = name.find(":")
    if colon <= 0:
        return "", name, False
    scope = name[:colon].lower()
    return scope, name[colon + 1 :], scope not in _SCOPES


class Lexer:
    """Reads tokens from a source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        # What is being read: the source, or a sub-expression in a string of it (see `enter`).
        self.text = source.text
        self.pos = 0
        self.end = len(source.text)
        self.mode = COMMAND
        self.offsets: list[int] | None = None
        # What the parser asks of the next token.
        self.want_simple_name = False
        self.allow_signed = False
        self.end_number_on_ternary = False
        # Where errors go, so that reading goes on after them; without it they are raised.
        self.report: Callable[[ParseErrorItem], None] | None = None
        # The tokens read so far, if they are collected, as for highlighting and completion.
        self.saved: list[Token] | None = None
        # A limit for scripts that are read again and again (nested attributes that turn out to be casts).
        self._budget = 20_000 + 60 * len(source.text)

    def next(self) -> Token:
        """The next token."""
        self._budget -= 1
        if self._budget < 0:
            raise ParseError([ParseErrorItem.of("ScriptTooComplicated", Extent(self.source, 0, 1))])
        match = chars.GAP.match(self.text, self.pos, self.end)
        pos = match.end() if match else self.pos
        if pos >= self.end:
            return self._end_token(pos)
        char = self.text[pos]
        reader = _READERS.get(char)
        if reader is not None:
            return self._keep(reader(self, char, pos))
        if char.isalpha():
            return self._keep(self._identifier(char, pos))
        return self._keep(self._word(pos))

    def _keep(self, token: Token) -> Token:
        if self.saved is not None and self.offsets is None:
            while self.saved and self.saved[-1].start >= token.start:
                self.saved.pop()
            self.saved.append(token)
        return token

    def _end_token(self, pos: int) -> Token:
        self.pos = pos
        # PowerShell places the end of the input one further than the last character.
        place = self.place(pos) + 1
        return Token("eof", place, place, pos, "")

    # --- between tokens

    def skip_newlines(self, *, semicolons: bool = False) -> None:
        """Skip blanks, comments and line breaks, and semicolons too if asked."""
        pattern = chars.GAP_OR_TERMINATORS if semicolons else chars.GAP_OR_NEWLINES
        self.pos = self._end_of(pattern, self.pos)

    def is_pipe_on_next_line(self) -> bool:
        """Whether the lines after this line break go on with a `|` (comment lines between are allowed)."""
        return chars.PIPE_ON_NEXT_LINE.match(self.text, self.pos, self.end) is not None

    def rest_is_empty(self, at: int) -> bool:
        """Whether nothing but blanks and comments follows an offset."""
        match = chars.GAP_OR_NEWLINES.match(self.source.text, min(at, len(self.source.text)))
        return match is None or match.end() >= len(self.source.text)

    def rewind(self, at: int) -> None:
        """Read again from a position."""
        self.pos = at
        if self.saved is not None and self.offsets is None:
            while self.saved and self.saved[-1].start >= at:
                self.saved.pop()

    # --- sub-expressions in strings

    def enter(self, sub: SubExpressionText) -> _State:
        """Go on reading inside a sub-expression; give the result to `leave` afterwards."""
        state = (self.text, self.pos, self.end, self.mode, self.offsets)
        if sub.text is None:
            self.pos, self.end = sub.at, sub.end
        else:
            self.text, self.offsets = sub.text, sub.offsets
            self.pos, self.end = 0, len(sub.text)
        self.mode = EXPRESSION
        return state

    def leave(self, state: _State) -> None:
        """Come back from a sub-expression."""
        self.text, self.pos, self.end, self.mode, self.offsets = state

    # --- places, tokens and errors

    def char(self, at: int) -> str:
        """The character at a position; '' after the end."""
        return self.text[at] if at < self.end else ""

    def _end_of(self, pattern: re.Pattern[str], at: int) -> int:
        """Where the match of a pattern at a position ends; the position itself if there is none."""
        match = pattern.match(self.text, at, self.end)
        return match.end() if match else at

    def place(self, at: int) -> int:
        """The offset in the source of a position in the text that is being read."""
        return at if self.offsets is None else self.offsets[min(at, len(self.offsets) - 1)]

    def _make(self, kind: str, start: int, end: int, value: object = None) -> Token:
        """A token over a range, after which reading goes on."""
        self.pos = end
        if self.offsets is None:
            return Token(kind, start, end, start, self.text[start:end], value)
        return Token(kind, self.place(start), self.place(end), start, self.text[start:end], value)

    def _note(self, error_id: str, start: int, end: int, *args: str, incomplete: bool = False) -> None:
        """Note an error over a range of the text that is being read."""
        extent = Extent(self.source, self.place(start), max(self.place(start), self.place(end)))
        error = ParseErrorItem.of(error_id, extent, *args, incomplete=incomplete)
        if self.report is None:
            raise ParseError([error])
        self.report(error)

    # --- tokens that the parser asks for by name

    def member_operator(self, *, brackets: bool) -> Token | None:
        """`.`, `::`, `?.`, `[` or `?[` directly after an expression."""
        pos = self._end_of(chars.BLOCK_COMMENTS, self.pos)
        text = self.text
        char = self.char(pos)
        if char == "." and self.char(pos + 1) != ".":
            return None if self._ends_member(pos + 1) else self._keep(self._make(".", pos, pos + 1))
        if char == ":" and self.char(pos + 1) == ":":
            return None if self._ends_member(pos + 2) else self._keep(self._make("::", pos, pos + 2))
        if char == "[" and brackets:
            return self._keep(self._make("[", pos, pos + 1))
        if char == "?" and text.startswith("?.", pos) and self.char(pos + 1):
            return self._keep(self._make("?.", pos, pos + 2))
        if char == "?" and brackets and text.startswith("?[", pos) and self.char(pos + 1):
            return self._keep(self._make("?[", pos, pos + 2))
        return None

    def _ends_member(self, at: int) -> bool:
        """In a command, a member operator at the end of a word is part of the word."""
        char = self.char(at)
        return self.mode == COMMAND and (char == "" or char.isspace())

    def call_parenthesis(self) -> Token | None:
        """`(` or `{` directly after a member's name."""
        char = self.char(self.pos)
        return self._keep(self._make(char, self.pos, self.pos + 1)) if char in ("(", "{") else None

    def left_bracket(self) -> Token | None:
        """`[`, after blanks and comments: a type or an attribute."""
        pos = self._end_of(chars.GAP, self.pos)
        return self._keep(self._make("[", pos, pos + 1)) if self.char(pos) == "[" else None

    def verbatim_arguments(self) -> Token | None:
        """Everything after `--%` up to the end of the line or a pipe."""
        start = pos = self._end_of(chars.BLANKS, self.pos)
        quoted = False
        while pos < self.end:
            char = self.text[pos]
            if char in "\r\n":
                break
            if char in chars.DOUBLE_QUOTES:
                quoted = not quoted
            elif not quoted and (char == "|" or self.text.startswith("&&", pos)):
                break
            pos += 1
        return self._make("generic", start, pos, self.text[start:pos])

    def assembly_name(self) -> str:
        """The assembly name after the comma of a type name."""
        match = chars.ASSEMBLY_NAME.match(self.text, self.pos, self.end)
        if match is None:
            return ""
        self.pos = match.end()
        return match.group().strip()

    # --- readers of one token, by its first character (see _READERS)

    def _punctuation(self, char: str, pos: int) -> Token:
        return self._make(char, pos, pos + 1)

    def _identifier(self, _char: str, pos: int) -> Token:
        end = self._end_of(chars.IDENTIFIER, pos)
        if self.mode == TYPE_NAME:
            tail = chars.TYPE_IDENTIFIER.match(self.text, end, self.end)
            return self._make("identifier", pos, tail.end() if tail else end)
        if not self.want_simple_name and self.mode != EXPRESSION:
            if self.mode == COMMAND and not chars.ends_word(self.char(end)):
                return self._word(pos)
            word = self.text[pos:end].lower()
            if word in KEYWORDS:
                return self._make(word, pos, end)
        return self._make("identifier", pos, end)

    def _number(self, _char: str, pos: int) -> Token:
        match = chars.NUMBER.match(self.text, pos, self.end)
        if match is None or not self._number_may_end(match.end()):
            return self._word(pos)
        value = parse_number(match.group())
        if value is None:
            if self.mode != EXPRESSION:
                return self._word(pos)
            self._note("BadNumericConstant", pos, match.end(), match.group())
            value = parse_number("0")
        return self._make("number", pos, match.end(), value)

    def _number_may_end(self, at: int) -> bool:
        char = self.char(at)
        if chars.ends_word(char):
            return True
        if self.mode != EXPRESSION:
            return False
        return char in chars.AFTER_NUMBER or (self.end_number_on_ternary and char in "?:")

    def _digit(self, char: str, pos: int) -> Token:
        if char in "123456" and self.char(pos + 1) == ">":
            merging = self.text[pos + 2 : min(pos + 4, self.end)]
            if merging in ("&1", "&2"):
                return self._make("redirect", pos, pos + 4, (int(char), int(merging[1]), False))
            if self.mode == EXPRESSION:
                return self._make("number", pos, pos + 1, parse_number(char))
            append = self.char(pos + 2) == ">"
            return self._make("redirect", pos, pos + 2 + append, (int(char), None, append))
        return self._number(char, pos)

    def _operator(self, pos: int, length: int) -> Token:
        """An operator; in a command it must stand alone."""
        end = pos + length
        if self.mode == COMMAND and not chars.ends_word(self.char(end)):
            return self._word(pos)
        return self._make(self.text[pos:end], pos, end)

    def _operator_or_assignment(self, _char: str, pos: int) -> Token:
        return self._operator(pos, 2 if self.char(pos + 1) == "=" else 1)

    def _equals(self, _char: str, pos: int) -> Token:
        return self._operator(pos, 1)

    def _star(self, char: str, pos: int) -> Token:
        if self.char(pos + 1) != ">":
            return self._operator_or_assignment(char, pos)
        if self.char(pos + 2) == ">":
            return self._make("redirect", pos, pos + 3, (0, None, True))
        if self.text[pos + 2 : min(pos + 4, self.end)] == "&1":
            return self._make("redirect", pos, pos + 4, (0, 1, False))
        return self._make("redirect", pos, pos + 2, (0, None, False))

    def _plus(self, char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if follow == "+":
            return self._operator(pos, 2)
        if follow != "=" and self.allow_signed and follow and (follow.isdigit() or follow == "."):
            return self._signed_number(char, pos)
        return self._operator_or_assignment(char, pos)

    def _signed_number(self, char: str, pos: int) -> Token:
        if chars.NUMBER.match(self.text, pos, self.end) is None:
            return self._operator(pos, 1)
        return self._number(char, pos)

    def _dash(self, char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if follow and follow in chars.DASHES:
            return self._normal_dashes(self._operator(pos, 2))
        if follow and (follow.isalpha() or follow in "_?"):
            return self._parameter(pos)
        if follow and follow != "=" and self.allow_signed and (follow.isdigit() or follow == "."):
            return self._signed_number(char, pos)
        return self._normal_dashes(self._operator_or_assignment(char, pos))

    @staticmethod
    def _normal_dashes(token: Token) -> Token:
        """A typographic dash is the same operator as the plain one."""
        if token.kind != "generic":
            token.kind = "".join("-" if char in chars.DASHES else char for char in token.kind)
        return token

    def _parameter(self, pos: int) -> Token:
        """A parameter in a command, a word operator in an expression: both start with a dash."""
        if self.mode == COMMAND:
            end = self._end_of(chars.PARAMETER_COMMAND, pos + 1)
            follow = self.char(end)
            if follow and (follow in chars.SINGLE_QUOTES or follow in chars.DOUBLE_QUOTES):
                return self._word(pos)
            token = self._make("parameter", pos, end + (follow == ":"), self.text[pos + 1 : end])
            token.colon = follow == ":"
            return token
        end = self._end_of(chars.PARAMETER_EXPRESSION, pos + 1)
        name = self.text[pos + 1 : end]
        if not name:
            return self._make("-", pos, pos + 1)
        if self.mode == EXPRESSION and name.lower() in DASH_OPERATORS:
            return self._make(DASH_OPERATORS[name.lower()], pos, end)
        return self._make("parameter", pos, end, name)

    def _dollar_token(self, _char: str, pos: int) -> Token:
        if self.char(pos + 1) == "(":
            return self._make("$(", pos, pos + 2)
        return self._variable(pos, splatted=False, in_string=False)

    def _at(self, _char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if follow in ("{", "("):
            return self._make("@" + follow, pos, pos + 2)
        if follow and (follow in chars.SINGLE_QUOTES or follow in chars.DOUBLE_QUOTES):
            return self._here_string(pos)
        if follow and chars.VARIABLE_START.match(follow):
            return self._variable(pos, splatted=True, in_string=False)
        self._note("UnrecognizedToken", pos, pos + 1)
        self.pos = pos + 1
        return self.next()

    def _newline(self, _char: str, pos: int) -> Token:
        return self._make("newline", pos, pos + (2 if self.text.startswith("\r\n", pos) else 1))

    def _backtick(self, _char: str, pos: int) -> Token:
        if pos + 1 >= self.end:
            self._note("IncompleteString", pos + 1, pos + 1, incomplete=True)
            return self._end_token(self.end)
        return self._word(pos)

    def _less(self, _char: str, pos: int) -> Token:
        if self.char(pos + 1) == "#":
            self._note("MissingTerminatorMultiLineComment", pos, pos + 2, incomplete=True)
            return self._end_token(self.end)
        return self._make("redirect-in", pos, pos + 1)

    def _greater(self, _char: str, pos: int) -> Token:
        append = self.char(pos + 1) == ">"
        return self._make("redirect", pos, pos + 1 + append, (1, None, append))

    def _left_square(self, _char: str, pos: int) -> Token:
        return self._operator(pos, 1)

    def _dot(self, char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if follow == ".":
            return self._operator(pos, 2)
        if follow and follow in "0123456789":
            return self._number(char, pos)
        if self.mode == COMMAND and not chars.ends_word(follow) and follow not in "$\"'":
            return self._word(pos)
        return self._make(".", pos, pos + 1)

    def _double(self, char: str, pos: int) -> Token:
        """`&`, `&&`, `|`, `||`."""
        return self._make(char * 2, pos, pos + 2) if self.char(pos + 1) == char else self._make(char, pos, pos + 1)

    def _exclamation(self, _char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if self.mode == COMMAND and not chars.ends_word(follow):
            return self._word(pos)
        if self.mode == EXPRESSION and follow:
            if follow.isalpha() or follow == "_":
                return self._word(pos)
            if follow.isdigit() or follow == ".":
                match = chars.NUMBER.match(self.text, pos + 1, self.end)
                if match is None or not self._number_may_end(match.end()):
                    return self._word(pos)
        return self._make("!", pos, pos + 1)

    def _colon(self, _char: str, pos: int) -> Token:
        if self.char(pos + 1) == ":":
            if self.mode == COMMAND and not self.want_simple_name and not chars.ends_word(self.char(pos + 2)):
                return self._word(pos)
            return self._make("::", pos, pos + 2)
        if self.mode != COMMAND:
            return self._make(":", pos, pos + 1)
        match = chars.IDENTIFIER.match(self.text, pos + 1, self.end)
        if match is None or not chars.ends_word(self.char(match.end())):
            return self._word(pos)
        return self._make("label", pos, match.end(), match.group())

    def _question(self, _char: str, pos: int) -> Token:
        if self.mode != EXPRESSION:
            return self._word(pos)
        for operator in ("??=", "??", "?"):
            if self.text.startswith(operator, pos) and pos + len(operator) <= self.end:
                return self._make(operator, pos, pos + len(operator))
        return self._word(pos)

    # --- variables and bare words

    def _variable(self, at: int, *, splatted: bool, in_string: bool) -> Token:
        """The variable whose `$` or `@` is at a position; in a command it can also be the start of a word."""
        text = self.text
        first = self.char(at + 1)
        if first == "{" and not splatted:
            return self._braced_variable(at, in_string=in_string)
        if not first or not chars.VARIABLE_START.match(first):
            return self._word(at)
        if first in "$?^":
            end = at + 2
            if self.mode == COMMAND and not chars.ends_word(self.char(end)):
                return self._word(at)
        else:
            end = self._end_of(chars.VARIABLE_REST, at + 2)
            follow = self.char(end)
            ends = not follow or follow in chars.VARIABLE_ENDS or chars.ends_word(follow)
            # `$a::b` is a static member, also in a command.
            if self.mode == COMMAND and not ends and not text.startswith("::", end):
                return self._word(at)
        return self._variable_token(at, end, text[at + 1 : end], splatted=splatted, braced=False)

    def _braced_variable(self, at: int, *, in_string: bool) -> Token:
        text = self.text
        pos = at + 2
        pieces: list[str] = []
        while True:
            char = self.char(pos)
            if char == "":
                self._note("IncompleteDollarVariableReference", at + 1, self.end, incomplete=True)
                return self._make("variable", at, self.end, ("", "".join(pieces)))
            if char == "}":
                break
            if char == "{":
                self._note("OpenBraceNeedsToBeBackTickedInVariableName", pos + 1, pos + 2)
            if char == "`" and pos + 1 < self.end:
                piece, pos = self._escape(pos)
                pieces.append(piece)
                continue
            if in_string and char in chars.DOUBLE_QUOTES and self.char(pos + 1) in tuple(chars.DOUBLE_QUOTES):
                pos += 1
            pieces.append(text[pos])
            pos += 1
        name = "".join(pieces)
        if not name:
            self._note("EmptyVariableReference", pos, pos + 1)
            return self._make("variable", at, pos + 1, ("", ""))
        follow = self.char(pos + 1)
        if (
            self.mode == COMMAND
            and not chars.ends_word(follow)
            and follow not in ".[?"
            and not text.startswith("::", pos + 1)
        ):
            return self._word(at)
        return self._variable_token(at, pos + 1, name, splatted=False, braced=True)

    def _variable_token(self, at: int, end: int, name: str, *, splatted: bool, braced: bool) -> Token:
        scope, rest, is_drive = split_variable(name)
        if not rest:
            error_id = "InvalidVariableReferenceWithDrive" if is_drive else "InvalidVariableReference"
            self._note("InvalidBracedVariableReference" if braced else error_id, at, end)
        token = self._make("splat" if splatted else "variable", at, end, (scope, rest))
        token.colon = braced
        return token

    def _word(self, at: int) -> Token:
        """A bare word of a command: anything up to a blank or a separator; quoted pieces and variables can be in it.

        `value` is the word with its quotes and escapes undone; `parts` are set when there is something to expand.
        """
        text = self.text
        parts: list[Part] = []
        pos = at
        if self.char(at) == "\0":
            parts.append("\0")
            pos += 1
        while True:
            match = chars.GENERIC_TEXT.match(text, pos, self.end)
            if match:
                parts.append(match.group())
                pos = match.end()
            char = self.char(pos)
            if chars.ends_word(char):
                break
            if char == "`":
                piece, pos = self._escape(pos)
                parts.append(piece)
            elif char == "$":
                pos = self._dollar(pos, parts, here=False)
            elif char in chars.SINGLE_QUOTES:
                piece, pos = self._single_quoted(pos)
                parts.append(piece)
            else:
                pos = self._double_quoted(pos, parts)
        plain = "".join(self._raw(part) for part in parts)
        token = self._make("generic", at, pos, plain)
        if not all(isinstance(part, str) for part in parts):
            token.parts = list(parts)
        return token

    def _raw(self, part: Part) -> str:
        if isinstance(part, str):
            return part
        return part.text if isinstance(part, Token) else self.text[part.at : part.end]

    # --- quoted strings and here-strings

    def _quoted(self, _char: str, at: int) -> Token:
        """The quoted string that starts at a position."""
        if self.text[at] in chars.SINGLE_QUOTES:
            value, end = self._single_quoted(at)
            token = self._make("string", at, end, value)
            token.parts = ["single"]
            return token
        parts: list[Part] = []
        end = self._double_quoted(at, parts)
        return self._string_token("", at, end, parts, expandable=True)

    def _single_quoted(self, at: int) -> tuple[str, int]:
        """The value of the single-quoted string that starts at a position, and where it ends."""
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
        self._note("TerminatorExpectedAtEndOfString", at, at + 1, "'", incomplete=True)
        return "".join((*pieces, text[start : self.end])), self.end

    def _double_quoted(self, at: int, parts: list[Part]) -> int:
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
                self._note("TerminatorExpectedAtEndOfString", at, at + 1, '"', incomplete=True)
                return self.end
            if char == "$":
                pos = self._dollar(pos, parts, here=False)
            elif char == "`":
                piece, pos = self._escape(pos)
                parts.append(piece)
            elif self.char(pos + 1) and text[pos + 1] in chars.DOUBLE_QUOTES:
                parts.append(text[pos + 1])
                pos += 2
            else:
                return pos + 1

    def _here_string(self, at: int) -> Token:
        """The here-string whose `@` is at a position."""
        quotes = chars.SINGLE_QUOTES if self.text[at + 1] in chars.SINGLE_QUOTES else chars.DOUBLE_QUOTES
        pos = self._end_of(chars.BLANKS, at + 2)
        newline = chars.NEWLINE.match(self.text, pos, self.end)
        if newline is None:
            if pos < self.end:
                self._note("UnexpectedCharactersAfterHereStringHeader", pos, pos + 1)
            else:
                self._note("TerminatorExpectedAtEndOfString", at, at + 2, f"{quotes[0]}@", incomplete=True)
            line_end = chars.NEWLINE.search(self.text, pos, self.end)
            return self._string_token("here", at, line_end.start() if line_end else self.end, [], expandable=False)
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
                footer = self._end_of(chars.BLANKS, pos)
                if false_end < 0 and self.char(footer) and text[footer] in quotes and self.char(footer + 1) == "@":
                    false_end = footer
                # The line break before the terminator is not part of the string, so it waits for what follows.
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
                piece, pos = self._escape(pos)
                parts.append(piece)
        if false_end >= 0:
            self._note("WhitespaceBeforeHereStringFooter", false_end, false_end + 1, incomplete=True)
        else:
            self._note("TerminatorExpectedAtEndOfString", at, at + 2, f"{quotes[0]}@", incomplete=True)
        return self.end

    def _string_token(self, form: str, at: int, end: int, parts: list[Part], *, expandable: bool) -> Token:
        """The token of a string. `value` is its text, or its kind if it is expandable; then `parts` are the pieces."""
        kind = ("double" if expandable else "single") + (f"-{form}" if form else "")
        if all(isinstance(part, str) for part in parts):
            token = self._make("string", at, end, "".join(part for part in parts if isinstance(part, str)))
            token.parts = [kind]
            return token
        token = self._make("expandable", at, end, kind)
        token.parts = list(parts)
        return token

    def _escape(self, at: int) -> tuple[str, int]:
        """The character that the escape at a position stands for, and where the escape ends."""
        char = self.char(at + 1)
        if char == "":
            return "`", at + 1
        if char != "u":
            return _ESCAPES.get(char, char), at + 2
        return self._unicode_escape(at)

    def _unicode_escape(self, at: int) -> tuple[str, int]:
        start = at + 2
        if self.char(start) != "{":
            self._note("InvalidUnicodeEscapeSequence", at, start)
            return "", start
        pos = start + 1
        while self.char(pos) and self.char(pos) in "0123456789abcdefABCDEF":
            if pos - start > 6:
                self._note("TooManyDigitsInUnicodeEscapeSequence", pos, pos + 1)
                return "", pos
            pos += 1
        digits = self.text[start + 1 : pos]
        if self.char(pos) != "}":
            too_late = len(digits) >= 6
            error_id = "MissingUnicodeEscapeSequenceTerminator" if too_late else "InvalidUnicodeEscapeSequence"
            self._note(error_id, pos, pos + 1)
            return "", pos
        if not digits:
            self._note("InvalidUnicodeEscapeSequence", at, pos + 1)
            return "", pos + 1
        value = int(digits, 16)
        if value > 0x10FFFF:
            self._note("InvalidUnicodeEscapeSequenceValue", start + 1, pos)
            return "", pos + 1
        return chr(value), pos + 1

    def _dollar(self, at: int, parts: list[Part], *, here: bool) -> int:
        """Read what the `$` at a position in a string starts: a variable, a sub-expression, or nothing."""
        char = self.char(at + 1)
        if char == "(":
            sub = self._sub_expression(at, here=here)
            parts.append(sub)
            return sub.end
        if char and (char == "{" or chars.VARIABLE_START.match(char)):
            mode, self.mode = self.mode, EXPRESSION
            token = self._variable(at, splatted=False, in_string=True)
            self.mode = mode
            parts.append(token)
            return self.pos
        parts.append("$")
        return at + 1

    def _sub_expression(self, at: int, *, here: bool) -> SubExpressionText:
        """Find the end of `$(`. In a quoted string, quotes inside it can be doubled or escaped: these are undone."""
        text = self.text
        pos = at + 2
        depth = 1
        skipped: list[int] = []
        while True:
            match = chars.SUB_EXPRESSION_MARK.search(text, pos, self.end)
            if match is None:
                self._note("IncompleteDollarSubexpressionReference", at, self.end, incomplete=True)
                pos = self.end
                break
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


_READERS: dict[str, Callable[[Lexer, str, int], Token]] = {
    "_": Lexer._identifier,
    "\r": Lexer._newline,
    "\n": Lexer._newline,
    "`": Lexer._backtick,
    "=": Lexer._equals,
    "+": Lexer._plus,
    "*": Lexer._star,
    "/": Lexer._operator_or_assignment,
    "%": Lexer._operator_or_assignment,
    "$": Lexer._dollar_token,
    "@": Lexer._at,
    "<": Lexer._less,
    ">": Lexer._greater,
    "[": Lexer._left_square,
    ".": Lexer._dot,
    "&": Lexer._double,
    "|": Lexer._double,
    "!": Lexer._exclamation,
    ":": Lexer._colon,
    "?": Lexer._question,
}
_READERS.update(dict.fromkeys("(){}],;", Lexer._punctuation))
_READERS.update(dict.fromkeys("0123456789", Lexer._digit))
_READERS.update(dict.fromkeys(chars.DASHES, Lexer._dash))
_READERS.update(dict.fromkeys(chars.SINGLE_QUOTES + chars.DOUBLE_QUOTES, Lexer._quoted))
_READERS.update(dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", Lexer._identifier))
