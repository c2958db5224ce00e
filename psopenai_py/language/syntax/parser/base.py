"""What every part of the parser stands on: one token of look-ahead, modes, places, and how errors are raised."""

from __future__ import annotations

from typing import NoReturn

from .. import ast
from ..errors import ParseError, ParseErrorItem
from ..lexer import Lexer
from ..source import Extent, Source
from ..tokens import MODE_INVARIANT, Part, SubExpressionText, Token
from .methods import MethodScope

# Deeper nesting than this is refused; Python's own stack ends a little later.
MAX_DEPTH = 300

# Errors that more input cannot heal, even at the end of the text.
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


class ParserBase:
    """The state of one parse. The first error of syntax ends it; errors of meaning are collected and come after."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lexer = Lexer(source)
        self.pending: Token | None = None
        self.no_comma = False
        self.depth = 0
        self.meaning_errors: list[ParseErrorItem] = []
        # What control flow would have to leave: loop labels, and None for a finally block.
        self.enclosing: list[str | None] = []
        # The class's method that is being read; None in the script blocks inside of it too.
        self.method: MethodScope | None = None
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
        """Look at the next token."""
        token = self.pending
        if token is None:
            token = self.pending = self.lexer.next()
        return token

    def skip(self) -> None:
        """Drop the token that was looked at."""
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

    def set_mode(self, mode: int) -> int:
        """Change the lexer's mode; the token that was looked at is read again if that matters. Returns the old mode."""
        old = self.lexer.mode
        if mode != old:
            pending = self.pending
            if pending is not None and pending.kind not in MODE_INVARIANT:
                self.rewind(pending.at)
            self.lexer.mode = mode
        return old

    def rewind(self, at: int) -> None:
        """Read again from a position; what was found wrong behind it is forgotten."""
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

    # --- places and errors

    def extent(self, start: int, end: int) -> Extent:
        """A range of the source."""
        return Extent(self.source, start, end)

    def fail(self, error_id: str, start: int, end: int, *args: str, detected: int | None = None) -> NoReturn:
        """Stop at an error of syntax. It is incomplete input when nothing follows the place where it was noticed."""
        incomplete = error_id not in _NEVER_INCOMPLETE and self.lexer.rest_is_empty(
            end if detected is None else detected
        )
        raise ParseError([ParseErrorItem.of(error_id, self.extent(start, end), *args, incomplete=incomplete)])

    def fail_after(self, error_id: str, end: int, *args: str) -> NoReturn:
        """Stop at an error directly behind something."""
        self.fail(error_id, end, end, *args)

    def refuse(self, error_id: str, extent: Extent, *args: str) -> None:
        """Note an error of meaning and go on."""
        self.meaning_errors.append(ParseErrorItem.of(error_id, extent, *args))

    def deeper(self) -> None:
        """Count one level of nesting; whoever calls this lowers `depth` again."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            at = self.lexer.place(self.lexer.pos)
            raise ParseError([ParseErrorItem.of("ScriptTooComplicated", self.extent(at, at))])

    # --- the rules that other parts define

    def statement(self) -> ast.StatementAst | None:
        """One statement; None when there is none."""
        raise NotImplementedError

    def statements(self) -> tuple[list[ast.StatementAst], list[ast.TrapStatementAst], Extent | None]:
        """Statements and traps up to a closing bracket, and their range."""
        raise NotImplementedError

    def statement_block(self) -> ast.StatementBlockAst | None:
        """`{ statements }`; None when no brace follows."""
        raise NotImplementedError

    def pipeline_chain(self) -> ast.StatementAst | None:
        """An assignment, a pipeline, or several with `&&` and `||`; None when there is none."""
        raise NotImplementedError

    def script_block(
        self, brace: Token | None, *, is_filter: bool = False, method: MethodScope | None = None
    ) -> ast.ScriptBlockAst:
        """The inside of a script block whose brace was taken, or of the whole script (None)."""
        raise NotImplementedError

    def expression(self, *, after_operator: bool = False) -> ast.ExpressionAst | None:
        """An expression; None when there is none."""
        raise NotImplementedError

    def unary(self, *, after_operator: bool = False) -> ast.ExpressionAst | None:
        """An expression without binary operators."""
        raise NotImplementedError

    def primary(self, *, members: bool) -> ast.ExpressionAst | None:
        """A value, with its members and indexes if asked."""
        raise NotImplementedError

    def simple_name(self) -> ast.StringConstantExpressionAst | None:
        """A plain name, as of a member or a label."""
        raise NotImplementedError

    def label_or_key(self) -> ast.ExpressionAst | None:
        """The label of `break`, or the key of a hash table."""
        raise NotImplementedError

    def single_argument(self, context: str) -> ast.ExpressionAst | None:
        """One word or value as a command takes them."""
        raise NotImplementedError

    def command_argument(self, context: str, token: Token) -> ast.ExpressionAst | None:
        """An argument of a command that starts with a token."""
        raise NotImplementedError

    def attributes(self, *, in_expression: bool) -> list[ast.AttributeAst | ast.TypeConstraintAst]:
        """`[int][ValidateRange(1, 2)]`: as many as follow."""
        raise NotImplementedError

    def attribute(self) -> ast.AttributeAst | ast.TypeConstraintAst | None:
        """One type or attribute in brackets."""
        raise NotImplementedError

    def type_name(self, *, assembly: bool = True) -> ast.TypeName | None:
        """A type's name."""
        raise NotImplementedError

    def generic_arguments(self, first: Token) -> tuple[list[ast.TypeName], Token]:
        """The types between the brackets of a generic one, and the token behind them."""
        raise NotImplementedError

    def method_arguments(self, parenthesis: Token) -> tuple[list[ast.ExpressionAst], int]:
        """The arguments of a method up to `)`, and where that ends."""
        raise NotImplementedError

    def expandable_parts(self, parts: list[Part]) -> list[str | ast.ExpressionAst]:
        """The pieces of a text, with its variables and sub-expressions as expressions."""
        raise NotImplementedError

    def check_target(self, target: ast.ExpressionAst, *, simple: bool, error_id: str, op: str = "") -> None:
        """Refuse what cannot be assigned to."""
        raise NotImplementedError

    def function_definition(self, keyword: Token) -> ast.StatementAst:
        """`function` or `filter`."""
        raise NotImplementedError

    def type_definition(
        self, attributes: list[ast.AttributeAst | ast.TypeConstraintAst], keyword: Token
    ) -> ast.StatementAst:
        """`class` or `enum`."""
        raise NotImplementedError

    def parameters(self) -> list[ast.ParameterAst]:
        """Parameters between parentheses, the first of which was taken."""
        raise NotImplementedError

    def using_statement(self, keyword: Token) -> ast.UsingStatementAst:
        """`using ...`."""
        raise NotImplementedError

    def nested(self, sub: SubExpressionText) -> ast.ExpressionAst:
        """The expression of a sub-expression in a text."""
        pending, self.pending = self.pending, None
        state = self.lexer.enter(sub)
        found = self.primary(members=True)
        self.lexer.leave(state)
        self.pending = pending
        if found is None:
            self.fail("ExpectedExpression", self.lexer.place(sub.at), self.lexer.place(sub.end))
        return found
