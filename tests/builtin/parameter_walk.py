"""Gives every parameter of PowerShell's own cmdlets values that it may not expect, and prints what breaks.

Run as a program, in an empty folder. A line of its output is a script and the fault of our own code that it ended with.
The last line is the number of scripts.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from psopenai_py import Shell
from psopenai_py.builtin.index import INDEX
from psopenai_py.declare.cmdlet import CmdletSpec, ParamSpec
from psopenai_py.engine.binding.coercion import param_type
from psopenai_py.engine.binding.parameters import is_switch_type
from psopenai_py.errors import PSOpenAIError

from ..engine.members.declared_walk import LONGEST, Late, end_late_calls, guard

#: cmdlets that wait, ask, run a program, stop this one or use the network
LEFT_OUT = frozenset(
    {"Start-Process", "Stop-Process", "Start-Sleep", "Read-Host", "Get-Credential", "Wait-Process", "Wait-Event"}
    | {"Wait-Job", "Invoke-Item", "Test-Connection", "Start-Transcript", "Out-Host", "Set-Clipboard", "Get-Clipboard"}
    | {"Get-Help", "Invoke-History", "Clear-Host", "Set-PSDebug", "Invoke-RestMethod", "Invoke-WebRequest"}
)
ODD = ("$null", "@{}", "[double]::NaN", '"a`0$([char]0xD800)"')
FITTING = {
    "Path": "f.txt", "LiteralPath": "f.txt", "FilePath": "f.txt", "InputObject": "@(1, 'a')", "Name": "'zz'",
    "ScriptBlock": "{ 1 }", "System.Int32": "1", "System.DateTime": "'2020-01-01'", "System.TimeSpan": "'0:0:1'",
    "System.Security.SecureString": "([securestring]::new())", "System.Collections.IDictionary": "@{}",
    "System.Management.Automation.ScriptBlock": "{ 1 }", "System.Management.Automation.SwitchParameter": "$true",
}  # fmt: skip


def scripts(spec: CmdletSpec) -> Iterator[str]:
    """Each parameter in the first of its sets, with what that set needs; the pipeline alone, too."""
    for param in spec.params.values():
        if param.name == "Wait":
            continue
        for name in spec.set_names:
            if param.in_set(name) is None:
                continue
            others = [each for each in spec.params.values() if each is not param and _is_needed(each, name)]
            command = " ".join((spec.name, *(f"-{each.name} {_fitting(each)}" for each in others)))
            yield from (f"{command} -{param.name}{':' if is_switch_type(param) else ' '}({odd})" for odd in ODD)
            break
    yield from (f"{odd} | {spec.name}" for odd in ODD)


def _is_needed(param: ParamSpec, set_name: str) -> bool:
    flags = param.in_set(set_name)
    return flags is not None and flags.mandatory


def _fitting(param: ParamSpec) -> str:
    return FITTING.get(param.name) or FITTING.get(param_type(param).full_name.removesuffix("[]"), "'abc'")


def main() -> None:
    end_late_calls()
    Path("f.txt").touch()
    shell = Shell(width=120)
    guard(os.getcwd())
    count = 0
    lines = []
    for name in (row.name for family in INDEX.families for row in family.rows if row.name not in LEFT_OUT):
        info = shell.session.commands.cmdlet(name)
        assert info is not None
        for script in scripts(info if isinstance(info, CmdletSpec) else info.spec):
            count += 1
            lines += [
                f"{script}: {fault}" for fault in faults(shell, f"{script} | Select-Object -First 9 | Out-String")
            ]
    print(*lines, count, sep="\n", flush=True)
    os._exit(0)  # threads of jobs do not matter


def faults(shell: Shell, script: str) -> list[str]:
    """The faults of our own code that a script ends with."""
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        result = shell.run(script)
    except Late:
        return [f"takes longer than {LONGEST} seconds"]
    except PSOpenAIError:
        return []
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    ended = [result.terminated_by] if result.terminated_by is not None else []
    return [error.message for error in (*result.errors, *ended) if error.error_id == "InternalError"]


if __name__ == "__main__":
    main()
