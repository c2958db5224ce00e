"""``$block.GetSteppablePipeline()``: a pipeline that a script runs step by step, as proxy functions do."""

from __future__ import annotations

from typing import Any

from ...dotnet.model.core import OBJECT, SCRIPTBLOCK
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...engine.pipeline.pipeline import Processor
from ...errors import StopUpstream, terminating
from ..compile.commands import MakeProcessor, compile_command
from ..compile.scriptblock import Block
from ..runtime.frame import Frame, interpreter
from ..runtime.pscmdlet import PSCmdlet
from ..syntax import ast

STEPPABLE = register(DotNetType("System.Management.Automation.SteppablePipeline", base=OBJECT))


class SteppablePipeline:
    """The commands of a block. Their output goes to the function whose $PSCmdlet begins it, else to the caller."""

    __slots__ = ("begun", "collected", "ended", "frame", "makers", "processors")
    dotnet_type = STEPPABLE

    def __init__(self, frame: Frame, makers: list[MakeProcessor]) -> None:
        self.frame = frame
        self.makers = makers
        self.processors: list[Processor] = []
        self.collected: list[Value] = []
        self.begun = self.ended = False

    def begin(self, context: Value, expects_input: bool | None = None) -> list[Value]:
        """Begin the commands. ``context`` is whether they get input, or the $PSCmdlet of the function around."""
        out = self.collected.append
        expects = bool(context) if isinstance(context, bool) else True
        if isinstance(context, PSCmdlet):
            out = context.processor.frame.out
            expects = context.processor.expects_input
        self.processors = [make(self.frame) for make in self.makers]
        for at, processor in enumerate(self.processors):
            processor.expects_input = at > 0 or (expects if expects_input is None else expects_input)
            last = at == len(self.processors) - 1
            processor.out = out if last else self.processors[at + 1].process
        for processor in self.processors:
            processor.prepare()
        self.begun = True
        for processor in self.processors:
            if not processor.begun:
                processor.begun = True
                self._step(processor.begin)
        return self._taken()

    def process(self, *value: Value) -> list[Value]:
        """Hand one object to the first command, or let it run without one: also where it expects no input."""
        self._need_begin("Process")
        first = self.processors[0]
        self._step((lambda: first.process(value[0])) if value and first.expects_input else first.run_without_input)
        return self._taken()

    def _need_begin(self, step: str) -> None:
        if not self.begun:
            raise terminating("InvalidOperationException", f"Call Begin before {step}.", "InvalidOperation")

    def end(self) -> list[Value]:
        """End the commands."""
        self._need_begin("End")
        for processor in self.processors:
            self._step(processor.end)
        self.dispose()
        return self._taken()

    def dispose(self) -> None:
        for processor in self.processors:
            processor.dispose()
        self.processors = []
        self.ended = True

    def _step(self, run: Any) -> None:
        """Do one step; a later command that needs no more ends what is before it."""
        if self.ended:
            return
        try:
            run()
        except StopUpstream as stop:
            at = next((i for i, each in enumerate(self.processors) if each.stands_for(stop.by)), None)
            if at is None:
                raise
            for processor in self.processors[at:]:
                processor.end()
            self.ended = True

    def _taken(self) -> list[Value]:
        found, self.collected[:] = list(self.collected), []
        return found


@SCRIPTBLOCK.method("GetSteppablePipeline", returns=STEPPABLE.full_name)
@SCRIPTBLOCK.method("GetSteppablePipeline", "object", returns=STEPPABLE.full_name)
@SCRIPTBLOCK.method("GetSteppablePipeline", "object", "object[]", returns=STEPPABLE.full_name)
def _steppable(block: Block, origin: Value = None, args: Value = None) -> SteppablePipeline:
    statements = block.ast.end.statements if block.ast.end is not None else []
    only = statements[0] if len(statements) == 1 else None
    commands = only.elements if isinstance(only, ast.PipelineAst) else []
    if not commands or not all(isinstance(each, ast.CommandAst) for each in commands):
        raise terminating(
            "CanConvertOneClauseOnly", "A steppable pipeline is made of one pipeline of commands.", "InvalidOperation"
        )
    session = block.session
    frame = Frame(session, session.scope, session.out, interpreter(session).call)
    return SteppablePipeline(frame, [compile_command(each) for each in commands if isinstance(each, ast.CommandAst)])


STEPPABLE.method("Begin", "object")(SteppablePipeline.begin)
STEPPABLE.method("Begin", "bool", "object")(lambda it, expects, context: it.begin(context, expects))
STEPPABLE.method("Process")(SteppablePipeline.process)
STEPPABLE.method("Process", "object")(SteppablePipeline.process)
STEPPABLE.method("End")(SteppablePipeline.end)
STEPPABLE.method("Clean", returns="void")(SteppablePipeline.dispose)
STEPPABLE.method("Dispose", returns="void")(SteppablePipeline.dispose)
