"""Work on a thread of its own, in a session of its own: a script block, or what `hosted` runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument, ValueToken
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...errors import ControlFlow, ErrorRecord, TerminatingError
from ...http import Cancel, Cancelled
from ...language.compile.scriptblock import Block
from ...language.compile.variables import using_name, using_value
from ...language.runtime.failures import as_terminating
from ...language.syntax import ast

#: takes the name of a stream ("output", "error", "warning" ...) and what was written to it; called in the run's thread
Sink = Callable[[str, Any], None]


class RunStopped(ControlFlow):
    """Ends a run from outside."""


class Work:
    """Something that runs on a thread. ``state`` is PowerShell's: NotStarted, Running, Completed, Failed or Stopped."""

    def __init__(self, outer: Session, sink: Sink, finished: Callable[[Any], None] = lambda work: None) -> None:
        self.outer = outer
        self.sink = sink
        self.finished = finished  # called in the thread, at the very end
        self.state = "NotStarted"
        self.error: TerminatingError | None = None  # why it failed
        self._cancel = Cancel()
        self._session: Session | None = None  # while it runs
        self._lock = threading.Lock()

    def start(self) -> None:
        """Run on a new thread, in a new session."""
        self.state = "Running"
        threading.Thread(target=self.run_here, name="psopenai-run", daemon=True).start()

    def run_here(self, session: Session | None = None) -> None:
        """Run in this thread, to the end; in the session of the thread, or in a new one."""
        self.state = "Running"
        state = "Completed"
        try:
            with self.outer.language.apart() if session is None else nullcontext(session) as inner:
                self._run(inner)
        except (RunStopped, Cancelled):
            state = "Stopped"
        except ControlFlow:  # `exit`, `break` outside of a loop
            pass
        except Exception as error:
            self.error = as_terminating(error)
            state = "Failed"
        self.state = "Stopped" if self._cancel.is_set else state
        self.finished(self)

    @property
    def reason(self) -> ErrorRecord | None:
        """Why it failed."""
        return None if self.error is None else self.error.record

    @contextmanager
    def _stoppable(self, inner: Session) -> Iterator[None]:
        """Let `stop` end what the session does inside."""
        inner.arrivals.expect()
        inner.cancel = self._cancel
        try:
            with self._lock:
                self._session = inner
                self._check()
            yield
        finally:
            with self._lock:
                self._session = None
            inner.arrivals.withdraw(self._check)
            inner.arrivals.expect_less()
            inner.cancel = None

    def _check(self) -> None:
        if self._cancel.is_set:
            raise RunStopped

    def _run(self, inner: Session) -> None:
        sink = self.sink
        inner.streams = Streams(
            error=lambda record: sink("error", record),
            warning=lambda text: sink("warning", text),
            verbose=lambda text: sink("verbose", text),
            debug=lambda text: sink("debug", text),
            information=lambda record: sink("information", record),
            progress=lambda record: sink("progress", record),
        )
        inner.out = lambda value: sink("host", value)

        def put(value: Value) -> None:
            self._check()
            sink("output", value)

        with self._stoppable(inner):
            self.perform(inner, put)

    def perform(self, inner: Session, out: Callable[[Value], None]) -> None:
        """What is to be done, in the session of the thread."""
        raise NotImplementedError

    def stop(self) -> None:
        """End it at its next safe point (`Session.arrivals`) or output. Sleeps, programs and begun answers end now."""
        with self._lock:
            if self._cancel.is_set:
                return
            self._cancel.set()
            if self._session is not None:
                self._session.arrivals.post(self._check)


class Run(Work):
    """One script block on a thread."""

    def __init__(
        self,
        outer: Session,
        block: Block,
        sink: Sink,
        *,
        arguments: Sequence[Value] = (),
        inputs: Sequence[Value] | None = None,
        underscore: Value = MISSING,
        using: Mapping[str, Value] | None = None,
        first: Block | None = None,
        folder: str = "",
        finished: Callable[[Run], None] = lambda run: None,
    ) -> None:
        super().__init__(outer, sink, finished)
        self.block = block
        self.arguments = arguments
        self.inputs = inputs
        self.underscore = underscore
        self.using = using or {}
        self.first = first  # runs before the block, in the same scope
        self.folder = folder  # where it runs, if not where its session begins

    def perform(self, inner: Session, out: Callable[[Value], None]) -> None:
        inner.folder = self.folder or inner.folder
        scope = inner.globals
        for name, value in self.using.items():
            scope.put("using:" + name, value)
        made_in = self.block.module
        if made_in is not None and made_in.kind == "Closure":  # `command &` takes its variables along
            for lower, variable in made_in.scope.variables.items():
                scope.variables.setdefault(lower, variable)
        block = _bound(self.block, inner)
        tokens: list[Argument] = [ValueToken(value) for value in self.arguments]
        processor = block.processor(block.spec, tokens)
        if self.underscore is not MISSING:
            processor.preset = {"_": self.underscore}
        if self.first is not None:
            _bound(self.first, inner).run(out, new_scope=False)
        run_pipeline([processor], out, self.inputs)


def _bound(block: Block, session: Session) -> Block:
    return Block(block.ast, session, None, block.parameters, block.name)


# -- $using: ----------------------------------------------------------------------------------------------------------


def using_values(session: Session, block: Block) -> dict[str, Value]:
    """The values of the ``$using:`` variables of a block, by lower-case name, as its maker sees them now.

    Raises:
        TerminatingError: One of them is not set.
    """
    found: dict[str, Value] = {}
    for node in ast.nodes(block.ast):
        child: ast.Ast | None = node.child if isinstance(node, ast.UsingExpressionAst) else None
        while isinstance(child, (ast.MemberExpressionAst, ast.IndexExpressionAst)):
            child = child.target
        if isinstance(child, ast.VariableExpressionAst):
            found[using_name(child)] = using_value(session, child)
    return found


def relay(stream: str, record: Any, streams: Streams) -> None:
    """Hand a message of a run on to the streams of a session; output is not among them."""
    if stream != "host":
        getattr(streams, stream)(record)
