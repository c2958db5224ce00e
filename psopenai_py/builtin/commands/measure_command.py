from __future__ import annotations

from time import perf_counter_ns

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.time.timespan import TimeSpan
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.session.streams import discard


@cmdlet("Measure-Command", error_name="Microsoft.PowerShell.Commands.MeasureCommandCommand")
class MeasureCommand(Cmdlet):
    """Tell how long a script block takes; what it puts out is dropped."""

    input_object = Param("psobject", pipeline="value", help="Objects that the block sees as $_.")
    expression = Param("scriptblock", mandatory=True, position=0, help="The block to run.")
    examples = (Example("Measure-Command { Get-Batch -All }", "The time that listing the batches takes."),)

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
