"""The state of one parse: the tokens with one token of look-ahead, the lexer's mode, the nesting, the errors.

The rules are functions over this state, `rule(p, ...)`. They call the rules of the files below theirs by name, and
those of the files above through `p.rules`, which `parse` fills in.

A rule that meets a syntax error has two ways to go on, and chooses as PowerShell's parser does, because scripts'
authors see the errors that follow from it. `p.report` notes the error, and the rule goes on as if what is missing were
there (an `ErrorExpressionAst` stands for it). `p.fail` notes it and gives up the statement: `parse_statements` catches
that, and the next statement begins at the token that did not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, NoReturn, TypeVar

from .. import ast
from ..errors import ParseError, ParseErrorItem
from ..lexer import Lexer
from ..source import Extent, Source
from ..tokens import MODE_INVARIANT, Token

# Deeper nesting is an error; Python's own stack would end a little later.
MAX_DEPTH = 300

# A text with more errors is not a script, such as a large file of results; nobody waits for the rest of it.
_MOST_ERRORS = 1000

# Errors that more input cannot mend, even at the end of the script.
_NEVER_INCOMPLETE = frozenset(
    (
        "UnexpectedToken",
        "RedirectionNotSupported",
        "ExpressionsMustBeFirstInPipeline",
        "MissingArgument",
        "MissingFileSpecification",
        "MissingNamedBlocks",
        "ParameterRequiresArgument",
        "StreamAlreadyRedirected",
        "TooManyTypes",
        "UnexpectedAttribute",
    )
)

_Found = TypeVar("_Found")
Statements = tuple[list[ast.StatementAst], list[ast.TrapStatementAst], "Extent | None"]


class Rules(NamedTuple):
    """The rules that lower files come back to: an expression can hold statements, a type's attribute an expression."""

    expression: Callable[[Parser], ast.ExpressionAst | None]
    pipeline_chain: Callable[[Parser], ast.StatementAst | None]
    statement: Callable[[Parser], ast.StatementAst | None]
    statements: Callable[[Parser], Statements]
    script_block: Callable[[Parser, Token], ast.ScriptBlockAst]


class MethodScope:
    """What is recorded while a method of a class is read: its parameters, the variables that it assigns and reads."""

    __slots__ = ("assigned", "parameters", "reads", "returns", "static", "targets")

    def __init__(self, *, returns: bool, static: bool, assigned: set[str]) -> None:
        self.returns = returns
        self.static = static
        self.parameters = frozenset(assigned)
        self.assigned = assigned
        self.reads: list[tuple[str, Extent]] = []
        self.targets: list[tuple[str, Extent]] = []  # of assignments


_Snapshot = tuple[
    str, int, int, "list[int] | None",
    bool, int, "set[str]", "MethodScope | None", "list[MethodScope]",
    "list[str | None]", int,
]  # fmt: skip


class GivenUp(Exception):
    """A rule gave up its statement; what is wrong is in `Parser.errors`."""


class Parser:
    """The state of one parse. Syntax errors and errors of meaning are collected.

    With `first_error_only`, the first syntax error is raised at once, also by the lexer.

    `type_exists` is asked about types that a class of the script names and that neither PowerShell nor the script
    defines: by name and number of type arguments.
    """

    def __init__(
        self,
        source: Source,
        rules: Rules,
        type_exists: Callable[[str, int], bool] | None = None,
        *,
        first_error_only: bool = False,
    ) -> None:
        self.source = source
        self.rules = rules
        self.type_exists = type_exists
        self.first_error_only = first_error_only
        self.lexer = Lexer(source)
        if not first_error_only:
            self.lexer.report = self._note
        # Syntax errors in the order in which they were met, each once, and what tells them apart.
        self.errors: list[ParseErrorItem] = []
        self._noted: set[tuple[str, int, int]] = set()
        self.recovered_at = -1  # where the last statement was given up
        self.pending: Token | None = None
        # Whether a comma ends an expression, as between arguments, instead of making a list.
        self.no_comma = False
        self.depth = 0
        self.meaning_errors: list[ParseErrorItem] = []
        # The blocks that `break` and `continue` would leave: labels of loops, and None for a finally block.
        self.enclosing: list[str | None] = []
        # The method of a class that is being read; None inside its script blocks.
        self.method: MethodScope | None = None
        # The methods of the class that is being read.
        self.methods_here: list[MethodScope] = []
        # The names (in lower case) of the script's classes and enums: all of them, and those of the block being read.
        self.defined_types: set[str] = set()
        self.types_here: set[str] = set()
        self.namespaces: list[str] = []  # of `using namespace`
        # Types and attributes named in classes; they are looked up when every class of the script is known.
        self.used_types: list[ast.TypeName] = []
        self.used_attributes: list[ast.TypeName] = []
        lowered = source.text.lower()
        self.has_param = "param" in lowered
        self.has_types = "class" in lowered or "enum" in lowered

    # --- tokens

    def next(self) -> Token:
        """Take the next token."""
        token = self.pending
        if token is None:
            return self.lexer.next()
        self.pending = None
        return token

    def peek(self) -> Token:
        """Look at the next token without taking it."""
        token = self.pending
        if token is None:
            token = self.pending = self.lexer.next()
        return token

    def skip(self) -> None:
        """Take the token that was looked at."""
        self.pending = None

    def unget(self, token: Token) -> None:
        """Put a token back."""
        self.pending = token

    def accept(self, kind: str) -> Token | None:
        """Take the next token if it is of a kind."""
        token = self.peek()
        if token.kind != kind:
            return None
        self.pending = None
        return token

    def expect(self, kind: str, error_id: str, end: int, *args: str) -> Token:
        """Take the next token; give up the statement with an error at `end` if it is not of a kind."""
        token = self.next()
        if token.kind != kind:
            self.pending = token
            self.fail_after(error_id, end, *args)
        return token

    def close(self, kind: str, error_id: str, end: int, *args: str) -> Token:
        """Take the closing token; an error at `end` if it is missing, and an empty token in its place."""
        token = self.next()
        if token.kind == kind:
            return token
        self.pending = token
        self.report_after(error_id, end, *args)
        return Token(kind, end, end, end, "")

    def need(self, found: _Found | None, error_id: str, end: int, *args: str) -> _Found:
        """The result of a rule; give up the statement with an error at `end` if it is None."""
        if found is None:
            self.fail_after(error_id, end, *args)
        return found

    def expression_or_error(
        self, found: ast.ExpressionAst | None, error_id: str, end: int, *args: str
    ) -> ast.ExpressionAst:
        """The result of a rule; an error at `end` and a node in its place if it is None."""
        if found is not None:
            return found
        self.report_after(error_id, end, *args)
        return ast.ErrorExpressionAst(self.extent(end, end))

    def statement_or_error(
        self, found: ast.StatementAst | None, error_id: str, end: int, *args: str
    ) -> ast.StatementAst:
        """The result of a rule; an error at `end` and a node in its place if it is None."""
        if found is not None:
            return found
        self.report_after(error_id, end, *args)
        return ast.ErrorStatementAst(self.extent(end, end))

    def comma_list(self, rule: Callable[[Parser], _Found | None]) -> list[_Found]:
        """What a rule reads, as often as commas follow; a syntax error if nothing follows a comma."""
        found: list[_Found] = []
        comma: Token | None = None
        while True:
            self.skip_newlines()
            item = rule(self)
            if item is None:
                if comma is not None:
                    self.report_after("MissingExpressionAfterToken", comma.end, ",")
                return found
            found.append(item)
            self.skip_newlines()
            comma = self.accept(",")
            if comma is None:
                return found

    def simple_name(self) -> ast.StringConstantExpressionAst | None:
        """A plain name, as of a member or a class, if one follows."""
        self.lexer.want_simple_name = True
        token = self.peek()
        self.lexer.want_simple_name = False
        if token.kind != "identifier":
            return None
        self.pending = None
        return ast.StringConstantExpressionAst(self.extent(token.start, token.end), token.text, "bare")

    # --- where reading is

    def set_mode(self, mode: int) -> int:
        """Change the lexer's mode and read the look-ahead token again if that matters; returns the old mode."""
        old = self.lexer.mode
        if mode != old:
            pending = self.pending
            if pending is not None and pending.kind not in MODE_INVARIANT:
                self.rewind(pending.at)
            self.lexer.mode = mode
        return old

    def rewind(self, at: int) -> None:
        """Read again from a position; errors found after it are dropped."""
        self.pending = None
        self.lexer.rewind(at)
        place = self.lexer.place(at)
        while self.meaning_errors and self.meaning_errors[-1].extent.start >= place:
            self.meaning_errors.pop()

    def restore_point(self) -> int:
        """Where to rewind to, to read from the next token on."""
        return self.lexer.pos if self.pending is None else self.pending.at

    def skip_newlines(self) -> None:
        """Skip line breaks."""
        if self.pending is None or self.pending.kind == "newline":
            self.pending = None
            self.lexer.skip_newlines()

    def skip_terminators(self) -> None:
        """Skip line breaks and semicolons."""
        if self.pending is None or self.pending.kind in ("newline", ";"):
            self.pending = None
            self.lexer.skip_newlines(semicolons=True)

    def deeper(self) -> None:
        """Enter one level of nesting; the caller lowers `depth` again."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            at = self.lexer.place(self.lexer.pos)
            raise ParseError([ParseErrorItem.of("ScriptTooComplicated", self.extent(at, at))])

    # --- places and errors

    def extent(self, start: int, end: int) -> Extent:
        """A range of the source."""
        return Extent(self.source, start, end)

    def report(self, error_id: str, start: int, end: int, *args: str, detected: int | None = None) -> None:
        """Note a syntax error and go on. The input is incomplete if nothing follows the place where it was noticed."""
        incomplete = error_id not in _NEVER_INCOMPLETE and self.lexer.rest_is_empty(
            end if detected is None else detected
        )
        error = ParseErrorItem.of(error_id, self.extent(start, end), *args, incomplete=incomplete)
        if self.first_error_only:
            raise ParseError([error])
        self._note(error)

    def report_at(self, error_id: str, place: Token | Extent, *args: str, detected: int | None = None) -> None:
        """Note a syntax error over a token or a range."""
        self.report(error_id, place.start, place.end, *args, detected=detected)

    def report_after(self, error_id: str, end: int, *args: str, detected: int | None = None) -> None:
        """Note a syntax error at the end of something."""
        self.report(error_id, end, end, *args, detected=detected)

    def fail(self, error_id: str, start: int, end: int, *args: str, detected: int | None = None) -> NoReturn:
        """Note a syntax error and give up the statement. A token that belongs to what follows must not be taken."""
        self.report(error_id, start, end, *args, detected=detected)
        self.give_up()

    def give_up(self) -> NoReturn:
        """Give up the statement; its errors are noted."""
        raise GivenUp

    def fail_at(self, error_id: str, place: Token | Extent, *args: str, detected: int | None = None) -> NoReturn:
        """Give up the statement with a syntax error over a token or a range."""
        self.fail(error_id, place.start, place.end, *args, detected=detected)

    def fail_after(self, error_id: str, end: int, *args: str, detected: int | None = None) -> NoReturn:
        """Give up the statement with a syntax error at the end of something."""
        self.fail(error_id, end, end, *args, detected=detected)

    def _note(self, error: ParseErrorItem) -> None:
        """Text that is read twice, in another mode or after a rewind, has each error once."""
        key = (error.error_id, error.extent.start, error.extent.end)
        if key not in self._noted:
            self._noted.add(key)
            self.errors.append(error)
            if len(self.errors) == _MOST_ERRORS:
                raise ParseError([])  # `parse_all` has the errors

    def snapshot(self) -> _Snapshot:
        """What a rule that gives up leaves changed, for `recover`."""
        lexer = self.lexer
        return (
            lexer.text, lexer.end, lexer.mode, lexer.offsets,
            self.no_comma, self.depth, self.types_here, self.method, self.methods_here,
            self.enclosing, len(self.enclosing),
        )  # fmt: skip

    def recover(self, state: _Snapshot) -> ast.ErrorStatementAst:
        """After a statement that was given up: the state before it, with the next token where it stopped."""
        lexer = self.lexer
        (
            lexer.text, lexer.end, lexer.mode, lexer.offsets,
            self.no_comma, self.depth, self.types_here, self.method, self.methods_here,
            self.enclosing, blocks,
        ) = state  # fmt: skip
        del self.enclosing[blocks:]
        if self.restore_point() <= self.recovered_at:
            self.next()
        # The token that did not fit is read again, in the mode of statements.
        self.rewind(self.restore_point())
        self.recovered_at = lexer.pos
        place = lexer.place(lexer.pos)
        return ast.ErrorStatementAst(self.extent(place, place))

    def refuse(self, error_id: str, extent: Extent, *args: str) -> None:
        """Record an error of meaning and go on."""
        self.meaning_errors.append(ParseErrorItem.of(error_id, extent, *args))
