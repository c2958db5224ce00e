"""The lexer. It reads one token at a time, in the mode that the parser sets: the same characters mean different things
in a command (`a+b` is a word), in an expression, in a type's name and in a class's body."""

from __future__ import annotations

from . import chars
from .position import COMMAND, EXPRESSION, SIGNATURE, TYPE_NAME
from .readers import READERS, TokenReaders
from .source import Source
from .strings import SubExpressionText
from .tokens import Token

_State = tuple[str, int, int, int, "list[int] | None"]


class Lexer(TokenReaders):
    """Reads tokens from a source."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
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
        reader = READERS.get(char)
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


__all__ = ["COMMAND", "EXPRESSION", "SIGNATURE", "TYPE_NAME", "Lexer"]
