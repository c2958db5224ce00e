"""``for``, ``foreach``, ``while`` and ``do``, with their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...dotnet.model.enumerables import Enumerator
from ...dotnet.model.types import Value
from ...engine.session.scope import Variable
from ...engine.session.streams import discard
from ...engine.values.enumeration import enumerate_value
from ..runtime.frame import Frame, LoopControl, Run, Signal
from ..runtime.output import NOTHING
from ..syntax import ast
from .compiler import compile_items, compile_statement, compile_target, statement
from .conditions import compile_test


def guarded(body: Run) -> Run:
    """The body of a loop; ``break`` and ``continue`` out of called functions become signals."""

    def run(frame: Frame) -> Signal | None:
        try:
            return body(frame)
        except LoopControl as control:
            return control.signal

    return run


def _label(node: ast.ForStatementAst | ast.ForEachStatementAst | ast.WhileStatementAst | ast.DoWhileStatementAst
           | ast.DoUntilStatementAst) -> str | None:  # fmt: skip
    return node.label.lower() if node.label is not None else None


def _guard_statement(loop: Run, label: str | None) -> Run:
    """A whole loop; a ``break`` out of the commands in its condition ends the loop itself."""

    def run(frame: Frame) -> Signal | None:
        try:
            return loop(frame)
        except LoopControl as control:
            if control.signal.is_for(label):
                return None
            return control.signal

    return run


@statement(ast.WhileStatementAst)
def compile_while(node: ast.WhileStatementAst) -> Run:
    return _compile_pretest(compile_test(node.condition), compile_statement(node.body), None, _label(node))


@statement(ast.ForStatementAst)
def compile_for(node: ast.ForStatementAst) -> Run:
    start = _silent(node.initializer)
    step = _silent(node.iterator)
    test = compile_test(node.condition) if node.condition is not None else lambda frame: True
    loop = _compile_pretest(test, compile_statement(node.body), step, _label(node))
    if start is None:
        return loop

    def run(frame: Frame) -> Signal | None:
        return start(frame) or loop(frame)

    return run


def _silent(node: ast.StatementAst | None) -> Run | None:
    """An initializer or iterator, whose output is dropped."""
    if node is None:
        return None
    body = compile_statement(node)
    if isinstance(node, ast.AssignmentStatementAst):
        return body
    pure = node.pure_expression if isinstance(node, ast.PipelineAst) else None
    if isinstance(pure, ast.UnaryExpressionAst):  # `$i++`, the usual one, has no output
        return body

    def run(frame: Frame) -> Signal | None:
        saved, frame.out = frame.out, discard
        try:
            return body(frame)
        finally:
            frame.out = saved

    return run


def _compile_pretest(test: Callable[[Frame], Value], body: Run, step: Run | None, label: str | None) -> Run:
    def loop(frame: Frame) -> Signal | None:
        turn = frame.session.arrivals.before(test)  # the loop may wait for an event
        while turn(frame):
            try:
                signal = body(frame)
            except LoopControl as control:
                signal = control.signal
            if signal is not None:
                if not signal.is_for(label):
                    return signal
                if signal.kind == "break":
                    return None
            if step is not None:
                step(frame)
        return None

    return _guard_statement(loop, label)


@statement(ast.DoWhileStatementAst)
def compile_do_while(node: ast.DoWhileStatementAst) -> Run:
    return _compile_posttest(node, until=False)


@statement(ast.DoUntilStatementAst)
def compile_do_until(node: ast.DoUntilStatementAst) -> Run:
    return _compile_posttest(node, until=True)


def _compile_posttest(node: ast.DoWhileStatementAst | ast.DoUntilStatementAst, until: bool) -> Run:
    test, body, label = compile_test(node.condition), guarded(compile_statement(node.body)), _label(node)

    def loop(frame: Frame) -> Signal | None:
        turn = frame.session.arrivals.before(test)  # the loop may wait for an event
        while True:
            signal = body(frame)
            if signal is not None:
                if not signal.is_for(label):
                    return signal
                if signal.kind == "break":
                    return None
            if turn(frame) is until:
                return None

    return _guard_statement(loop, label)


@statement(ast.ForEachStatementAst)
def compile_foreach(node: ast.ForEachStatementAst) -> Run:
    values, assign = compile_items(node.condition), compile_target(node.variable).write
    body, label = compile_statement(node.body), _label(node)
    needs_enumerator = "$foreach" in node.body.extent.text.lower()

    def loop(frame: Frame) -> Signal | None:
        found = values(frame)
        if found is None or found is NOTHING:
            return None
        items: Iterable[Value] | None = found if found.__class__ in (list, range) else enumerate_value(found)
        if items is None:
            items = (found,)
        if needs_enumerator:
            items = Enumerator(items)
            holder = Variable("foreach", items)
            saved = frame.variables.get("foreach")
            frame.variables["foreach"] = holder
        try:
            for item in frame.session.arrivals.between(items):
                assign(frame, None, item)
                try:
                    signal = body(frame)
                except LoopControl as control:
                    signal = control.signal
                if signal is not None:
                    if not signal.is_for(label):
                        return signal
                    if signal.kind == "break":
                        return None
            return None
        finally:
            if needs_enumerator:
                if saved is None:
                    frame.variables.pop("foreach", None)
                else:
                    frame.variables["foreach"] = saved

    return _guard_statement(loop, label)
