from __future__ import annotations

from time import perf_counter_ns

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.time.timespan import TimeSpan
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.streams import discard


@cmdlet("Measure-Command", error_name="Microsoft.PowerShell.Commands.MeasureCommandCommand")
class MeasureCommand(Cmdlet):
    """Measure how long a script block takes; its output is discarded."""

    input_object = Param("psobject", pipeline="value", help="Objects that are $_ in the block.")
    expression = Param("scriptblock", mandatory=True, position=0, help="The block to run.")
    examples = (Example("Measure-Command { Get-Batch -All }", "How long it takes to list the batches."),)

    def begin(self) -> Output:
        self._spent = 0
        return None

    def process(self) -> Output:
        started = perf_counter_ns()
        self.expression.run(discard, underscore=self.input_object, new_scope=False)
        self._spent += perf_counter_ns() - started
        return None

    def end(self) -> Output:
        self.write(TimeSpan(self._spent // 100))
        return None
