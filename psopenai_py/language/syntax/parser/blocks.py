"""Script blocks and blocks of statements."""

from __future__ import annotations

from .. import ast
from ..source import Extent
from ..tokens import BLOCK_NAMES, Token
from .commands import CommandRules
from .methods import MethodScope


class BlockRules(CommandRules):
    """`param`, the named blocks, and lists of statements."""

    def script_block(
        self, brace: Token | None, *, is_filter: bool = False, method: MethodScope | None = None
    ) -> ast.ScriptBlockAst:
        self.deeper()
        enclosing, self.enclosing = self.enclosing, []
        outer, self.method = self.method, method
        self.skip_newlines()
        block = ast.ScriptBlockAst(self.extent(0, len(self.source.text)))
        if brace is None:
            self._using_statements(block)
        block.param_block = self._param_block()
        self.skip_terminators()
        if self.peek().kind in BLOCK_NAMES:
            self._named_blocks(block)
        else:
            self._unnamed_block(block, is_filter=is_filter)
        closing = self.next()
        if brace is not None:
            if closing.kind != "}":
                self.fail("MissingEndCurlyBrace", brace.start, brace.end, detected=closing.end)
            block.extent = self.extent(brace.start, closing.end)
        elif closing.kind != "eof":
            self.fail("UnexpectedToken", closing.start, closing.end, closing.text)
        self.enclosing = enclosing
        self.method = outer
        self.depth -= 1
        return block

    def _using_statements(self, block: ast.ScriptBlockAst) -> None:
        while self.peek().kind == "using":
            block.using_statements.append(self.using_statement(self.next()))
            self.skip_terminators()
        # The attributes before `param` are read token by token, so the word that was looked at is read again.
        self.rewind(self.restore_point())

    def _unnamed_block(self, block: ast.ScriptBlockAst, *, is_filter: bool) -> None:
        statements, traps, extent = self.statements()
        place = self.lexer.place(self.lexer.pos)
        named = ast.NamedBlockAst(extent or self.extent(place, place), "end", statements, traps, True)
        if is_filter:
            named.kind = "process"
            block.process = named
        else:
            block.end = named

    def _named_blocks(self, block: ast.ScriptBlockAst) -> None:
        while True:
            name = self.next()
            if name.kind in ("}", "eof"):
                self.unget(name)
                return
            if name.kind not in BLOCK_NAMES:
                self.fail("MissingNamedBlocks", name.start, name.end, name.text)
            body = self.statement_block()
            if body is None:
                self.fail_after("MissingNamedStatementBlock", name.end, name.kind)
            extent = self.extent(name.start, body.extent.end)
            if getattr(block, name.kind) is not None:
                self.fail("DuplicateScriptCommandClause", extent.start, extent.end, name.kind)
            setattr(block, name.kind, ast.NamedBlockAst(extent, name.kind, body.statements, body.traps))
            self.skip_terminators()

    # --- param

    def _param_block(self) -> ast.ParamBlockAst | None:
        # Attributes before `param` can only be told from a cast by reading them; mostly there is no need to try.
        if not self.has_param:
            return None
        start = self.restore_point()
        self.skip_newlines()
        attributes = self.attributes(in_expression=False)
        self.skip_newlines()
        keyword = self.accept("param")
        if keyword is not None:
            self.skip_newlines()
            opening = self.accept("(")
            if opening is not None:
                return self._finish_param_block(keyword, opening, attributes)
        self.rewind(start)
        return None

    def _finish_param_block(
        self, keyword: Token, opening: Token, candidates: list[ast.AttributeAst | ast.TypeConstraintAst]
    ) -> ast.ParamBlockAst:
        parameters = self.parameters()
        self.skip_newlines()
        closing = self.next()
        if closing.kind != ")":
            end = parameters[-1].extent.end if parameters else opening.end
            self.fail_after("MissingEndParenthesisInFunctionParameterList", end)
        attributes: list[ast.AttributeAst] = []
        for candidate in candidates:
            if isinstance(candidate, ast.TypeConstraintAst):
                start, end = candidate.extent.start, candidate.extent.end
                self.fail("TypeNotAllowedBeforeParam", start, end, candidate.type_name.full_name)
            attributes.append(candidate)
        self.check_parameters(parameters)
        return ast.ParamBlockAst(self.extent(keyword.start, closing.end), attributes, parameters)

    def check_parameters(self, parameters: list[ast.ParameterAst]) -> None:
        """Refuse two parameters of one name."""
        seen: set[str] = set()
        for parameter in parameters:
            if parameter.name.lower() in seen:
                self.refuse("DuplicateFormalParameter", parameter.extent, parameter.name)
            seen.add(parameter.name.lower())

    # --- statements

    def statement_block(self) -> ast.StatementBlockAst | None:
        self.skip_newlines()
        opening = self.accept("{")
        if opening is None:
            return None
        statements, traps, _ = self.statements()
        closing = self.next()
        if closing.kind != "}":
            self.fail("MissingEndCurlyBrace", opening.start, opening.end, detected=closing.end)
        return ast.StatementBlockAst(self.extent(opening.start, closing.end), statements, traps)

    def statements(self) -> tuple[list[ast.StatementAst], list[ast.TrapStatementAst], Extent | None]:
        statements: list[ast.StatementAst] = []
        traps: list[ast.TrapStatementAst] = []
        first: ast.StatementAst | None = None
        last: ast.StatementAst | None = None
        self.skip_terminators()
        while True:
            statement = self.statement()
            if statement is None:
                break
            if isinstance(statement, ast.TrapStatementAst):
                traps.append(statement)
            else:
                statements.append(statement)
            first = first or statement
            last = statement
            self.skip_terminators()
            if self.peek().kind in (")", "}"):
                break
        extent = first.extent.to(last.extent) if first is not None and last is not None else None
        return statements, traps, extent

    def loop_body(self, label: str | None) -> ast.StatementBlockAst | None:
        """A block that `break` and `continue` may leave."""
        self.enclosing.append(label or "")
        body = self.statement_block()
        self.enclosing.pop()
        return body

    def check_flow(self, statement: Extent, label: str | None) -> None:
        """Refuse control that leaves a finally block. Without a label (None) it leaves everything."""
        for around in reversed(self.enclosing):
            if around is None:
                self.refuse("ControlLeavingFinally", statement)
                return
            if label is not None and (label == "" or around.lower() == label.lower()):
                return
        if label and self.method is not None:
            self.refuse("LabelNotFound", statement, label)
