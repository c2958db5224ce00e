"""``2>&1``, ``> file``, ``*>> file``: where the streams of one command go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import CmdletProcessor
from ...engine.pipeline.pipeline import Processor
from ...engine.pipeline.redirection import FileSink, Program, RedirectedProcessor
from ...engine.session.streams import MessageRecord
from ...engine.values.text import to_text
from ..runtime.frame import Frame
from ..syntax import ast
from .compiler import compile_value

_NAMES = {2: "error", 3: "warning", 4: "verbose", 5: "debug", 6: "information"}


class Redirection:
    """The redirections of one command that is about to run."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame  # of the caller
        self.outer = self.streams = frame.session.streams
        self.processor: Processor | None = None
        self.output: Callable[[Value], None] | None = None  # replaces the next command, for `> file`
        self.files: list[FileSink] = []
        self.merged = False  # errors go where the output goes

    def to_output(self, value: Value) -> None:
        """Write to the command's own output, as ``2>&1`` does."""
        if self.output is not None:
            self.output(value)
            return
        assert self.processor is not None
        session, interp = self.frame.session, self.frame.interp
        inner = session.scope, session.streams, interp.call
        session.scope, session.streams, interp.call = self.frame.scope, self.outer, self.frame.call
        try:  # what comes next belongs to the caller, also its streams
            self.processor.out(value)
        finally:
            session.scope, session.streams, interp.call = inner

    def around(self, processor: Processor) -> Processor:
        """The processor with its output redirected."""
        self.processor = processor
        if isinstance(processor, Program):
            return processor.redirect(self.output, self.merged, self.files)
        if self.output is None and not self.files:
            return processor
        return RedirectedProcessor(processor, self.output, self.files)


def compile_redirections(nodes: Sequence[ast.RedirectionAst]) -> Callable[[Frame], Redirection]:
    """The closure that sets a command's redirections up."""
    locations = [compile_value(n.location) if isinstance(n, ast.FileRedirectionAst) else None for n in nodes]

    def make(frame: Frame) -> Redirection:
        made = Redirection(frame)
        for node, location in zip(nodes, locations, strict=True):
            sink: Callable[[Any], None] = made.to_output
            if isinstance(node, ast.FileRedirectionAst):
                assert location is not None
                sink = _file_sink(frame, made, location(frame), node)
            _replace(made, node.from_stream, sink)
        return made

    return make


def _replace(made: Redirection, stream: int, sink: Callable[[Any], None]) -> None:
    """Send one stream (0: all) to a sink."""
    if stream in (0, 1) and sink != made.to_output:
        made.output = sink
    if stream in (0, 2):
        made.merged = sink == made.to_output
    names = list(_NAMES.values()) if stream == 0 else [_NAMES[stream]] if stream in _NAMES else []
    if names:
        hushed = made.streams.hushed
        sinks = {name: _hush(name, hushed) if sink is _drop else _as_record(name, sink) for name in names}
        made.streams = made.streams.redirected(**sinks)


def _hush(name: str, hushed: Callable[[str, Any], None]) -> Callable[[Any], None]:
    """``3>$null`` hides a message, but the session's records still get it. Errors are dropped."""
    return _drop if name == "error" else lambda message: hushed(name, message)


def _as_record(name: str, sink: Callable[[Any], None]) -> Callable[[Any], None]:
    """The texts of the warning, verbose and debug streams are redirected as records."""
    if name in ("error", "information"):
        return sink
    return lambda text: sink(text if isinstance(text, MessageRecord) else MessageRecord(name, text))


def _file_sink(frame: Frame, made: Redirection, location: Value, node: ast.FileRedirectionAst) -> Callable[[Any], None]:
    if location is None:
        return _drop
    path = to_text(location)
    for known in made.files:
        if known.path == path:
            return known.put
    sink = FileSink(frame.session, path, node.append)
    made.files.append(sink)
    return sink.put


def _drop(value: Value) -> None:
    """The sink of ``> $null``. It is compared by identity, so it is not the shared `discard`."""


class RedirectedCmdlet(CmdletProcessor):
    """A cmdlet. When its streams are redirected, the script code that it runs writes to them too."""

    def begin(self) -> None:
        self._switch = self.streams is not self.session.streams
        if self._switch:
            outer, emit = self.session.streams, self.emit

            def emit_outside(value: Value) -> None:
                inner, self.session.streams = self.session.streams, outer
                try:
                    emit(value)
                finally:
                    self.session.streams = inner

            self.emit = emit_outside
        super().begin()

    def dispose(self) -> None:
        super().dispose()
        # Each of the two knows the other. Apart they go at once, and not when Python's collector looks for such pairs.
        del self.cmdlet

    def _run(self, method: Callable[[], Iterable[Value] | None], needed: bool = False) -> None:
        if not self._switch:
            super()._run(method, needed)
            return
        outer, self.session.streams = self.session.streams, self.streams
        try:
            super()._run(method, needed)
        finally:
            self.session.streams = outer
