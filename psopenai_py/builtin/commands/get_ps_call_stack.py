from __future__ import annotations

import os
from collections.abc import Iterator

from ...declare.cmdlet import Example, cmdlet
from ...dotnet.collections.dictionaries import NetDictionary
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ...language.runtime.frame import interpreter
from ..records import Record, net_record


@net_record(
    "System.Management.Automation.CallStackFrame",
    Command="string", Location="string", Arguments="string", ScriptName="string", ScriptLineNumber="int",
    FunctionName="string", InvocationInfo="object", Position="object",
)  # fmt: skip
class CallStackFrame(Record):
    """One of the calls that run."""

    def __str__(self) -> str:
        held = self.__dict__
        return f"at {held['FunctionName']}, {held['ScriptName'] or '<No file>'}: line {held['ScriptLineNumber']}"


@cmdlet("Get-PSCallStack", error_name="Microsoft.PowerShell.Commands.GetPSCallStackCommand")
class GetPSCallStack(Cmdlet):
    """Get the calls that run now, the innermost first."""

    examples = (Example("function f { (Get-PSCallStack)[0].Command }; f", "The running function.", result="f"),)

    def process(self) -> Iterator[CallStackFrame]:
        extent = self.runtime.invocation.extent if self.runtime.invocation is not None else None
        call = interpreter(self.session).call
        while call is not None:
            file = (extent.file if extent is not None else None) or ""
            line = extent.line if extent is not None else 1
            name = call.name or "<ScriptBlock>"
            shown = os.path.basename(name)
            info = call.invocation
            yield CallStackFrame(
                Command=shown,
                Location=f"{os.path.basename(file)}: line {line}" if file else "<No file>",
                Arguments=_arguments(info.bound, info.unbound),
                ScriptName=file or None,
                ScriptLineNumber=line,
                FunctionName=call.function_name(extent),
                InvocationInfo=info,
                Position=None,
            )
            extent = info.extent
            call = call.parent


def _arguments(bound: object, rest: list[object]) -> str:
    pairs = [f"{key}={to_text(value)}" for key, value in bound.items()] if isinstance(bound, NetDictionary) else []
    return "{" + ", ".join([*pairs, *map(to_text, rest)]) + "}"
