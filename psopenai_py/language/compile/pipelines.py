"""Pipelines as statements: expressions, commands in a row, and their chains."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...dotnet.model.types import Value
from ...engine.pipeline.pipeline import Processor, run_pipeline
from ...engine.session.scope import Variable
from ...engine.values.enumeration import enumerate_value
from ..runtime.failures import statement_failed
from ..runtime.frame import Frame, LoopControl, Run, Signal
from ..runtime.module import Module
from ..runtime.output import NOTHING
from ..syntax import ast
from .commands import MakeProcessor, compile_command
from .compiler import compile_items, compile_output, compile_statement, statement
from .conditions import counts_as_success
from .redirection import compile_redirections
from .scriptblock import Block


@statement(ast.PipelineAst)
def compile_pipeline(node: ast.PipelineAst) -> Run:
    if node.background:
        return _compile_background(node)
    pure = node.pure_expression
    if pure is not None:
        return _compile_expression(pure)
    first, rest = node.elements[0], node.elements[1:]
    makers = [compile_command(element) for element in rest if isinstance(element, ast.CommandAst)]
    if isinstance(first, ast.CommandAst):
        return _compile_commands([compile_command(first), *makers], None)
    assert isinstance(first, ast.CommandExpressionAst)
    if first.redirections:
        return _compile_redirected(first, makers)
    return _compile_commands(makers, _compile_inputs(first))


def _compile_background(node: ast.PipelineAst | ast.PipelineChainAst) -> Run:
    """``command &``: a job that runs it. The variables that it names are taken along."""
    statement_: ast.StatementAst
    if isinstance(node, ast.PipelineAst):
        statement_ = ast.PipelineAst(node.extent, node.elements)
    else:
        statement_ = ast.PipelineChainAst(node.extent, node.left, node.op, node.right)
    body = ast.ScriptBlockAst(node.extent, end=ast.NamedBlockAst(node.extent, "end", [statement_], unnamed=True))
    names = {each.name.lower() for each in ast.nodes(statement_) if isinstance(each, ast.VariableExpressionAst)}

    def run(frame: Frame) -> None:
        taken = Module(frame.session, "", kind="Closure")
        for lower in names:
            found = frame.scope.find(lower)
            if found is not None and found.get is None and not found.options:
                taken.scope.variables[lower] = Variable(found.name, found.value)
        block = Block(body, frame.session, taken)
        for job in frame.session.language.call("Start-Job", {"ScriptBlock": block}):
            frame.out(job)

    return run


def _compile_expression(node: ast.ExpressionAst) -> Run:
    put_out = compile_output(node)

    def run(frame: Frame) -> None:
        put_out(frame)
        frame.session.succeeded = True

    is_question = isinstance(node, ast.VariableExpressionAst) and node.name == "?"
    if is_question or not counts_as_success(node):
        return put_out
    return run


def _compile_inputs(node: ast.CommandExpressionAst) -> Callable[[Frame], Iterable[Value]]:
    """The input that an expression at the start of a pipeline gives."""
    value = compile_items(ast.PipelineAst(node.extent, [node]))

    def inputs(frame: Frame) -> Iterable[Value]:
        found = value(frame)
        if found is NOTHING:
            return ()
        if found.__class__ is list:
            return list(found)
        if found.__class__ is range:
            return found
        items = None if found is None else enumerate_value(found)
        return (found,) if items is None else items

    return inputs


def _compile_commands(makers: list[MakeProcessor], inputs: Callable[[Frame], Iterable[Value]] | None) -> Run:
    return lambda frame: _run_commands(frame, makers, None if inputs is None else inputs(frame))


def _run_commands(frame: Frame, makers: list[MakeProcessor], fed: Iterable[Value] | None) -> Signal | None:
    session = frame.session
    if session.arrivals.due:
        session.arrivals.run()
    processors = [make(frame) for make in makers]
    if len(processors) > 1:
        processors = _joined(processors)
    session.succeeded = True
    try:
        if fed is not None or len(processors) > 1 or not processors[0].run_alone(frame.out):
            run_pipeline(processors, frame.out, None if fed is None else session.arrivals.between(fed))
    except LoopControl as control:
        return control.signal
    for processor in processors:
        if processor.failed:
            session.succeeded = False
            return None
    session.succeeded = True
    return None


def _joined(processors: list[Processor]) -> list[Processor]:
    """The commands, with programs that follow each other as one: bytes flow between them."""
    kept = processors[:1]
    for processor in processors[1:]:
        if not kept[-1].take_next(processor):
            kept.append(processor)
    return kept


def _compile_redirected(first: ast.CommandExpressionAst, makers: list[MakeProcessor]) -> Run:
    """``expression > file``, ``$(...) 2>&1 | command``."""
    redirect = compile_redirections(first.redirections)
    put_out = compile_output(first.expression)
    success = counts_as_success(first.expression)

    def run(frame: Frame) -> Signal | None:
        redirection = redirect(frame)
        items: list[Value] = []
        saved, streams = frame.out, frame.session.streams
        value = Processor()
        head = redirection.around(value)
        head.out = items.append
        head.prepare()
        frame.out = value.out
        frame.session.streams = redirection.streams
        try:
            put_out(frame)
        finally:
            frame.out, frame.session.streams = saved, streams
            head.dispose()
        if makers:
            return _run_commands(frame, makers, items)
        for item in items:
            saved(item)
        if success:
            frame.session.succeeded = True
        return None

    return run


@statement(ast.PipelineChainAst)
def compile_chain(node: ast.PipelineChainAst) -> Run:
    left, right = compile_statement(node.left), compile_statement(node.right)
    wanted = node.op == "&&"
    if node.background:
        return _compile_background(node)

    def run(frame: Frame) -> Signal | None:
        try:
            signal = left(frame)
        except Exception as error:  # a failed left side is reported before the right side may run
            statement_failed(frame, error, node.left)
            frame.session.succeeded = False
            signal = None
        if signal is not None:
            return signal
        return right(frame) if frame.session.succeeded is wanted else None

    return run
