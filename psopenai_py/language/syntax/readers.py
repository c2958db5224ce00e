"""Reading one token, by its first character: the same one means different things in the lexer's modes."""

from __future__ import annotations

from collections.abc import Callable

from . import chars
from .numbers import parse_number
from .position import COMMAND, EXPRESSION, TYPE_NAME
from .scanner import Scanner
from .source import Source
from .tokens import DASH_OPERATORS, KEYWORDS, Token


class TokenReaders(Scanner):
    """A method for each kind of first character."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.want_simple_name = False
        self.allow_signed = False
        self.end_number_on_ternary = False

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


READERS: dict[str, Callable[[TokenReaders, str, int], Token]] = {
    "_": TokenReaders._identifier,
    "\r": TokenReaders._newline,
    "\n": TokenReaders._newline,
    "`": TokenReaders._backtick,
    "=": TokenReaders._equals,
    "+": TokenReaders._plus,
    "*": TokenReaders._star,
    "/": TokenReaders._operator_or_assignment,
    "%": TokenReaders._operator_or_assignment,
    "$": TokenReaders._dollar_token,
    "@": TokenReaders._at,
    "<": TokenReaders._less,
    ">": TokenReaders._greater,
    "[": TokenReaders._left_square,
    ".": TokenReaders._dot,
    "&": TokenReaders._double,
    "|": TokenReaders._double,
    "!": TokenReaders._exclamation,
    ":": TokenReaders._colon,
    "?": TokenReaders._question,
}
READERS.update(dict.fromkeys("(){}],;", TokenReaders._punctuation))
READERS.update(dict.fromkeys("0123456789", TokenReaders._digit))
READERS.update(dict.fromkeys(chars.DASHES, TokenReaders._dash))
READERS.update(dict.fromkeys(chars.SINGLE_QUOTES + chars.DOUBLE_QUOTES, TokenReaders._quote))
READERS.update(dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", TokenReaders._identifier))
