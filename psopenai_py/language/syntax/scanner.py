"""Reading variables and the bare words of commands."""

from __future__ import annotations

from . import chars
from .position import COMMAND
from .strings import Part, StringReader
from .tokens import Token

_SCOPES = {
    "global": "global",
    "local": "local",
    "script": "script",
    "private": "private",
    "variable": "variable",
}


def split_variable(name: str) -> tuple[str, str, bool]:
    """A variable's (scope or drive, name, whether the first is a drive)."""
    colon = name.find(":")
    if colon <= 0:
        return "", name, False
    scope = name[:colon].lower()
    return scope, name[colon + 1 :], scope not in _SCOPES


class Scanner(StringReader):
    """Reads variables and words."""

    def variable(self, at: int, *, splatted: bool, in_string: bool) -> Token:
        """The variable whose `$` or `@` is at a position; in a command it may turn out to be the start of a word."""
        text = self.text
        first = self.char(at + 1)
        if first == "{" and not splatted:
            return self._braced_variable(at, in_string=in_string)
        if not first or not chars.VARIABLE_START.match(first):
            return self.word(at)
        if first in "$?^":
            end = at + 2
            if self.mode == COMMAND and not chars.ends_word(self.char(end)):
                return self.word(at)
        else:
            match = chars.VARIABLE_REST.match(text, at + 2, self.end)
            end = match.end() if match else at + 2
            follow = self.char(end)
            ends = not follow or follow in chars.VARIABLE_ENDS or chars.ends_word(follow)
            # `$a::b` is a static member, also in a command.
            if self.mode == COMMAND and not ends and not text.startswith("::", end):
                return self.word(at)
        return self._variable_token(at, end, text[at + 1 : end], splatted=splatted, braced=False)

    def _braced_variable(self, at: int, *, in_string: bool) -> Token:
        text = self.text
        pos = at + 2
        pieces: list[str] = []
        while True:
            char = self.char(pos)
            if char == "":
                raise self.error("IncompleteDollarVariableReference", at + 1, self.end, incomplete=True)
            if char == "}":
                break
            if char == "{":
                raise self.error("OpenBraceNeedsToBeBackTickedInVariableName", pos + 1, pos + 2)
            if char == "`" and pos + 1 < self.end:
                piece, pos = self.escape(pos)
                pieces.append(piece)
                continue
            if in_string and char in chars.DOUBLE_QUOTES and self.char(pos + 1) in tuple(chars.DOUBLE_QUOTES):
                pos += 1
            pieces.append(text[pos])
            pos += 1
        name = "".join(pieces)
        if not name:
            raise self.error("EmptyVariableReference", pos, pos + 1)
        follow = self.char(pos + 1)
        if (
            self.mode == COMMAND
            and not chars.ends_word(follow)
            and follow not in ".[?"
            and not text.startswith("::", pos + 1)
        ):
            return self.word(at)
        return self._variable_token(at, pos + 1, name, splatted=False, braced=True)

    def _variable_token(self, at: int, end: int, name: str, *, splatted: bool, braced: bool) -> Token:
        scope, rest, is_drive = split_variable(name)
        if not rest:
            error_id = "InvalidVariableReferenceWithDrive" if is_drive else "InvalidVariableReference"
            raise self.error("InvalidBracedVariableReference" if braced else error_id, at, end)
        token = self.make("splat" if splatted else "variable", at, end, (scope, rest))
        token.colon = braced
        return token

    def word(self, at: int) -> Token:
        """A bare word of a command: anything up to a blank or a separator, with quoted pieces and variables in it.

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
                piece, pos = self.escape(pos)
                parts.append(piece)
            elif char == "$":
                pos = self._dollar(pos, parts, here=False)
            elif char in chars.SINGLE_QUOTES:
                piece, pos = self.single_quoted(pos)
                parts.append(piece)
            else:
                pos = self.double_quoted(pos, parts)
        plain = "".join(self._raw(part) for part in parts)
        token = self.make("generic", at, pos, plain)
        if not all(isinstance(part, str) for part in parts):
            token.parts = list(parts)
        return token

    def _raw(self, part: Part) -> str:
        if isinstance(part, str):
            return part
        return part.text if isinstance(part, Token) else self.text[part.at : part.end]
