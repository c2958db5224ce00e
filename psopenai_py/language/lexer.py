"""The lexer. It reads one token at a time, in the mode that the parser sets: the same characters mean different things
in a command (`a+b` is a word), in an expression, in a type's name and in a class's body."""

from __future__ import annotations

from collections.abc import Callable

from . import chars
from .numbers import parse_number
from .scanner import COMMAND, EXPRESSION, SIGNATURE, TYPE_NAME, Scanner, SubExpressionText
from .source import Source
from .tokens import DASH_OPERATORS, KEYWORDS, Token

_State = tuple[str, int, int, int, "list[int] | None"]


class Lexer(Scanner):
    """Reads tokens from a source."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.want_simple_name = False
        self.allow_signed = False
        self.end_number_on_ternary = False
        self.saved: list[Token] | None = None
        # A text that is read again and again (attributes that turn out to be casts, nested) must not take forever.
        self._budget = 20_000 + 60 * len(source.text)

    # --- entering a text in the text

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

    # --- between tokens

    def skip_newlines(self, *, semicolons: bool = False) -> None:
        """Skip blanks, comments and line breaks, and semicolons too if asked."""
        pattern = chars.GAP_OR_TERMINATORS if semicolons else chars.GAP_OR_NEWLINES
        match = pattern.match(self.text, self.pos, self.end)
        if match:
            self.pos = match.end()

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

    # --- tokens that only the parser can ask for

    def member_operator(self, *, brackets: bool) -> Token | None:
        """`.`, `::`, `?.`, `[` or `?[` directly behind an expression."""
        match = chars.BLOCK_COMMENTS.match(self.text, self.pos, self.end)
        pos = match.end() if match else self.pos
        text = self.text
        char = self.char(pos)
        if char == "." and self.char(pos + 1) != ".":
            return None if self._ends_member(pos + 1) else self._keep(self.make(".", pos, pos + 1))
        if char == ":" and self.char(pos + 1) == ":":
            return None if self._ends_member(pos + 2) else self._keep(self.make("::", pos, pos + 2))
        if char == "[" and brackets:
            return self._keep(self.make("[", pos, pos + 1))
        if char == "?" and text.startswith("?.", pos) and self.char(pos + 1):
            return self._keep(self.make("?.", pos, pos + 2))
        if char == "?" and brackets and text.startswith("?[", pos) and self.char(pos + 1):
            return self._keep(self.make("?[", pos, pos + 2))
        return None

    def _ends_member(self, at: int) -> bool:
        """In a command a member operator at the end of a word is not one."""
        char = self.char(at)
        return self.mode == COMMAND and (char == "" or char.isspace())

    def call_parenthesis(self) -> Token | None:
        """`(` or `{` directly behind a member's name."""
        char = self.char(self.pos)
        return self._keep(self.make(char, self.pos, self.pos + 1)) if char in ("(", "{") else None

    def left_bracket(self) -> Token | None:
        """`[`, after blanks and comments: a type or an attribute."""
        match = chars.GAP.match(self.text, self.pos, self.end)
        pos = match.end() if match else self.pos
        return self._keep(self.make("[", pos, pos + 1)) if self.char(pos) == "[" else None

    def verbatim_arguments(self) -> Token | None:
        """Everything behind `--%` up to the line's end or a pipe."""
        match = chars.BLANKS.match(self.text, self.pos, self.end)
        start = pos = match.end() if match else self.pos
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
        return self.make("generic", start, pos, self.text[start:pos])

    def assembly_name(self) -> str:
        """The assembly behind the comma of a type's name."""
        match = chars.ASSEMBLY_NAME.match(self.text, self.pos, self.end)
        if match is None:
            return ""
        self.pos = match.end()
        return match.group().strip()

    # --- the next token

    def next(self) -> Token:
        """The next token."""
        self._budget -= 1
        if self._budget < 0:
            raise self.error("ScriptTooComplicated", 0, 1)
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
        return self._keep(self.word(pos))

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

    def _punctuation(self, char: str, pos: int) -> Token:
        return self.make(char, pos, pos + 1)

    def _identifier(self, _char: str, pos: int) -> Token:
        match = chars.IDENTIFIER.match(self.text, pos, self.end)
        end = match.end() if match else pos + 1
        if self.mode == TYPE_NAME:
            tail = chars.TYPE_IDENTIFIER.match(self.text, end, self.end)
            return self.make("identifier", pos, tail.end() if tail else end)
        if not self.want_simple_name and self.mode != EXPRESSION:
            if self.mode == COMMAND and not chars.ends_word(self.char(end)):
                return self.word(pos)
            word = self.text[pos:end].lower()
            if word in KEYWORDS:
                return self.make(word, pos, end)
        return self.make("identifier", pos, end)

    def _number(self, _char: str, pos: int) -> Token:
        match = chars.NUMBER.match(self.text, pos, self.end)
        if match is None or not self._number_may_end(match.end()):
            return self.word(pos)
        value = parse_number(match.group())
        if value is None:
            if self.mode != EXPRESSION:
                return self.word(pos)
            raise self.error("BadNumericConstant", pos, match.end(), match.group())
        return self.make("number", pos, match.end(), value)

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
                return self.make("redirect", pos, pos + 4, (int(char), int(merging[1]), False))
            if self.mode == EXPRESSION:
                return self.make("number", pos, pos + 1, parse_number(char))
            append = self.char(pos + 2) == ">"
            return self.make("redirect", pos, pos + 2 + append, (int(char), None, append))
        return self._number(char, pos)

    def _operator(self, pos: int, length: int) -> Token:
        """An operator; in a command it is one only when it stands alone."""
        end = pos + length
        if self.mode == COMMAND and not chars.ends_word(self.char(end)):
            return self.word(pos)
        return self.make(self.text[pos:end], pos, end)

    def _operator_or_assignment(self, _char: str, pos: int) -> Token:
        return self._operator(pos, 2 if self.char(pos + 1) == "=" else 1)

    def _equals(self, _char: str, pos: int) -> Token:
        return self._operator(pos, 1)

    def _star(self, char: str, pos: int) -> Token:
        if self.char(pos + 1) != ">":
            return self._operator_or_assignment(char, pos)
        if self.char(pos + 2) == ">":
            return self.make("redirect", pos, pos + 3, (0, None, True))
        if self.text[pos + 2 : min(pos + 4, self.end)] == "&1":
            return self.make("redirect", pos, pos + 4, (0, 1, False))
        return self.make("redirect", pos, pos + 2, (0, None, False))

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
        """A typographic dash is an operator like the plain one."""
        if token.kind != "generic":
            token.kind = "".join("-" if char in chars.DASHES else char for char in token.kind)
        return token

    def _parameter(self, pos: int) -> Token:
        """A parameter in a command, a word operator in an expression: both start with a dash."""
        if self.mode == COMMAND:
            match = chars.PARAMETER_COMMAND.match(self.text, pos + 1, self.end)
            end = match.end() if match else pos + 1
            follow = self.char(end)
            if follow and (follow in chars.SINGLE_QUOTES or follow in chars.DOUBLE_QUOTES):
                return self.word(pos)
            token = self.make("parameter", pos, end + (follow == ":"), self.text[pos + 1 : end])
            token.colon = follow == ":"
            return token
        match = chars.PARAMETER_EXPRESSION.match(self.text, pos + 1, self.end)
        end = match.end() if match else pos + 1
        name = self.text[pos + 1 : end]
        if not name:
            return self.make("-", pos, pos + 1)
        if self.mode == EXPRESSION and name.lower() in DASH_OPERATORS:
            return self.make(DASH_OPERATORS[name.lower()], pos, end)
        return self.make("parameter", pos, end, name)

    def _dollar_token(self, _char: str, pos: int) -> Token:
        if self.char(pos + 1) == "(":
            return self.make("$(", pos, pos + 2)
        return self.variable(pos, splatted=False, in_string=False)

    def _at(self, _char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if follow in ("{", "("):
            return self.make("@" + follow, pos, pos + 2)
        if follow and (follow in chars.SINGLE_QUOTES or follow in chars.DOUBLE_QUOTES):
            return self.here_string(pos)
        if follow and chars.VARIABLE_START.match(follow):
            return self.variable(pos, splatted=True, in_string=False)
        raise self.error("UnrecognizedToken", pos, pos + 1)

    def _newline(self, _char: str, pos: int) -> Token:
        return self.make("newline", pos, pos + (2 if self.text.startswith("\r\n", pos) else 1))

    def _backtick(self, _char: str, pos: int) -> Token:
        if pos + 1 >= self.end:
            raise self.error("IncompleteString", pos + 1, pos + 1, incomplete=True)
        return self.word(pos)

    def _less(self, _char: str, pos: int) -> Token:
        if self.char(pos + 1) == "#":
            raise self.error("MissingTerminatorMultiLineComment", pos, pos + 2, incomplete=True)
        return self.make("redirect-in", pos, pos + 1)

    def _greater(self, _char: str, pos: int) -> Token:
        append = self.char(pos + 1) == ">"
        return self.make("redirect", pos, pos + 1 + append, (1, None, append))

    def _left_square(self, _char: str, pos: int) -> Token:
        return self._operator(pos, 1)

    def _dot(self, char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if follow == ".":
            return self._operator(pos, 2)
        if follow and follow in "0123456789":
            return self._number(char, pos)
        if self.mode == COMMAND and not chars.ends_word(follow) and follow not in "$\"'":
            return self.word(pos)
        return self.make(".", pos, pos + 1)

    def _double(self, char: str, pos: int) -> Token:
        """`&`, `&&`, `|`, `||`."""
        return self.make(char * 2, pos, pos + 2) if self.char(pos + 1) == char else self.make(char, pos, pos + 1)

    def _exclamation(self, _char: str, pos: int) -> Token:
        follow = self.char(pos + 1)
        if self.mode == COMMAND and not chars.ends_word(follow):
            return self.word(pos)
        if self.mode == EXPRESSION and follow:
            if follow.isalpha() or follow == "_":
                return self.word(pos)
            if follow.isdigit() or follow == ".":
                match = chars.NUMBER.match(self.text, pos + 1, self.end)
                if match is None or not self._number_may_end(match.end()):
                    return self.word(pos)
        return self.make("!", pos, pos + 1)

    def _colon(self, _char: str, pos: int) -> Token:
        if self.char(pos + 1) == ":":
            if self.mode == COMMAND and not self.want_simple_name and not chars.ends_word(self.char(pos + 2)):
                return self.word(pos)
            return self.make("::", pos, pos + 2)
        if self.mode != COMMAND:
            return self.make(":", pos, pos + 1)
        match = chars.IDENTIFIER.match(self.text, pos + 1, self.end)
        if match is None or not chars.ends_word(self.char(match.end())):
            return self.word(pos)
        return self.make("label", pos, match.end(), match.group())

    def _question(self, _char: str, pos: int) -> Token:
        if self.mode != EXPRESSION:
            return self.word(pos)
        for operator in ("??=", "??", "?"):
            if self.text.startswith(operator, pos) and pos + len(operator) <= self.end:
                return self.make(operator, pos, pos + len(operator))
        return self.word(pos)

    def _quote(self, _char: str, pos: int) -> Token:
        return self.quoted(pos)


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
_READERS.update(dict.fromkeys(chars.SINGLE_QUOTES + chars.DOUBLE_QUOTES, Lexer._quote))
_READERS.update(dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", Lexer._identifier))

__all__ = ["COMMAND", "EXPRESSION", "SIGNATURE", "TYPE_NAME", "Lexer"]
