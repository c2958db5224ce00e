"""Calls every declared member of every .NET type with values that it may not expect, and prints what breaks.

Run as a program, in an empty folder: it changes the process (its culture, its environment). A line of its output names
a member, the arguments, and the fault of our own code that the call ended with. The last line is the number of calls.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import Any

from psopenai_py import Shell
from psopenai_py.dotnet.model import registry
from psopenai_py.dotnet.model.catalog import CATALOG
from psopenai_py.dotnet.model.types import DotNetType, Method
from psopenai_py.engine.members.members import set_member
from psopenai_py.engine.members.methods import call_method, invoke_static
from psopenai_py.errors import NetException, PSOpenAIError
from psopenai_py.language.runtime.failures import as_terminating
from psopenai_py.shell import TYPE_CATALOG

#: members that end or stop the process, wait, ask, or run a program
LEFT_OUT = frozenset(
    {"exit", "failfast", "kill", "sleep", "wait", "waitany", "waitall", "waitforexit", "join", "readline", "readkey"}
    | {"waitone", "waitforchanged", "enter", "tryenter"}
    | {"prompt", "promptforchoice", "promptforcredential", "readlineassecurestring", "shouldcontinue"}
)
#: what a member may do to the system only inside of the folder
WATCHED = frozenset({"os.remove", "os.rmdir", "os.rename", "shutil.rmtree", "os.mkdir", "os.symlink", "os.chmod"})
FORBIDDEN = frozenset({"os.kill", "os.killpg", "subprocess.Popen", "os.system", "os.posix_spawn", "socket.connect"})
ODD: tuple[Any, ...] = (None, "", 0, -1, float("nan"), 1.7976931348623157e308, "a\0b", "\ud800", "\u00b2", [], [None])

LONGEST = 20  # seconds: a call that takes longer hangs

SAMPLES = r"""
1; [long]1; [byte]1; 1.5; [decimal]1; 'abc'; [char]'a'; $true; , @(1, 2); , [int[]](1, 2); , [byte[]](1, 2)
@{ a = 1 }; [ordered]@{ a = 1 }; [pscustomobject]@{ a = 1 }; { 1 }; [bigint]1; [guid]::Empty; [datetime]'2020-01-01'
[timespan]1; [version]'1.2'; [semver]'1.2.3'; [uri]'http://a/b'; [regex]'a'; [regex]::Match('a', '(a)')
[regex]::Match('a', '(a)').Groups[1]; [xml]'<a b="c"><d/>t<!--x--></a>'; ([xml]'<a b="c"/>').DocumentElement
([xml]'<a b="c"/>').DocumentElement.Attributes[0]; [Text.StringBuilder]'abc'; , [Collections.ArrayList]@(1, 2)
, [Collections.Generic.List[int]]@(1, 2); [Collections.Generic.Dictionary[string, int]]::new()
, [Collections.Generic.HashSet[string]]::new(); , [Collections.Queue]@(1, 2); , [Collections.Stack]@(1, 2)
[IO.MemoryStream]::new([byte[]](1, 2, 3)); [IO.StringReader]'abc'; [IO.StringWriter]::new(); [IO.FileInfo]"$pwd/f.txt"
[IO.DirectoryInfo]"$pwd/sub"; [IO.File]::Open("$pwd/f.txt", 'OpenOrCreate'); [IO.StreamWriter]::new("$pwd/g.txt")
[IO.StreamReader]::new("$pwd/g.txt"); [Text.Encoding]::UTF8; [cultureinfo]'en-US'
[cultureinfo]::InvariantCulture.TextInfo; [cultureinfo]::InvariantCulture.NumberFormat
[cultureinfo]::InvariantCulture.DateTimeFormat
[datetimeoffset]'2020-01-01'; [TimeZoneInfo]::Utc
[dateonly]'2020-01-01'; [timeonly]'10:00'; [pscredential]::new('a', [securestring]::new())
[securestring]::new(); [Diagnostics.Stopwatch]::new(); [Diagnostics.ProcessStartInfo]::new(); [random]::new(1)
[Security.Cryptography.SHA256]::Create(); [Net.WebClient]::new(); [Net.Http.StringContent]::new('a'); [ipaddress]'::1'
[Net.Http.HttpRequestMessage]::new(); [powershell]::Create(); [initialsessionstate]::CreateDefault(); [exception]'x'
[wildcardpattern]'a*'; $Host; $Host.UI.RawUI; $ExecutionContext; $ExecutionContext.InvokeCommand; $PSStyle
$ExecutionContext.SessionState.PSVariable; (Get-Command Get-Item); (Get-Command prompt); Get-Variable pwd
{ param([int]$a) 1 }.Ast; ([pscustomobject]@{ a = 1 }).psobject; ([pscustomobject]@{ a = 1 }).psobject.Properties['a']
try { throw 'x' } catch { $_; $_.InvocationInfo }
[System.Management.Automation.CommandMetadata]::new((Get-Command Get-Item))
[psnoteproperty]::new('a', 1); [ref]1; [Tuple]::Create(1, 2); [DayOfWeek]::Monday; [int]; [stringcomparer]::Ordinal
[Threading.Tasks.Task]::FromResult(1); [Net.CookieContainer]::new(); [Net.NetworkCredential]::new('a', 'b')
[System.Linq.Enumerable]::Range(1, 3); @{ a = 1 }.GetEnumerator()
[System.Collections.Specialized.NameValueCollection]::new(); [Environment]::OSVersion
[Threading.CancellationToken]::None; [int16]1; [sbyte]1; [uint16]1; [uint32]1; [uint64]1; [single]1; [switch]$true
[int].Assembly.GetName(); [DBNull]::Value; [NullString]::Value; (Get-Alias gci); [alias]::new('a')
[validateset]::new('a'); [validaterange]::new(1, 2); [validatelength]::new(1, 2)
[validatecount]::new(1, 2); [validatepattern]::new('a')
(Get-Command Get-Item).Parameters.Path; (Get-Command Get-Item).ParameterSets[0]; [mailaddress]'a@b.c'; [IntPtr]::Zero
(Get-Command Get-Item).ParameterSets[0].Parameters[0]; [Net.Cookie]::new('a', 'b'); [runspacefactory]::CreateRunspace()
[runspacefactory]::CreateRunspacePool(1, 2); [Net.WebRequest]::Create('http://a'); [psaliasproperty]::new('a', 'b')
[psscriptproperty]::new('a', { 1 }); [pspropertyset]::new('a', [string[]]'b'); 'a'.psobject.Methods['ToString']
[System.Management.Automation.PSMemberSet]::new('a'); [System.Management.Automation.ErrorDetails]::new('a')
(Write-Information a 6>&1); [System.Management.Automation.CompletionResult]::new('a')
[System.Management.Automation.Host.ChoiceDescription]::new('a'); [Web.HttpUtility]::ParseQueryString('a=b')
[System.Management.Automation.Host.FieldDescription]::new('a'); [Runtime.InteropServices.OSPlatform]::Linux
[Net.Http.Headers.AuthenticationHeaderValue]::new('a', 'b'); [Threading.Tasks.Task]::FromResult(1).GetAwaiter()
[Collections.Generic.KeyValuePair[string, int]]::new('a', 1); , [regex]::Matches('a', 'a')
[Threading.Thread]::CurrentThread
[xml.XmlNamespaceManager]::new(([xml]'<a/>').NameTable); , ([xml]'<a b="c"/>').DocumentElement.Attributes
function Get-Paged { [CmdletBinding(SupportsPaging)] param() $PSCmdlet; $PSCmdlet.PagingParameters }; Get-Paged
[System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('a', 1, ''); New-Module { }
[Collections.ObjectModel.ReadOnlyCollection[string]]::new([string[]]'a'); , [int].GetProperties(); , [int].GetMethods()
"""


class Late(BaseException):
    """A call takes too long."""


def declared_types() -> list[DotNetType]:
    """The types of the catalogs, and each generic type with strings and with ints as its arguments."""
    for table in (CATALOG, TYPE_CATALOG):
        for module, names in table.items():
            import_module(module)
            for name in names:
                if "`" not in name:
                    registry.find_type(name)
                elif not name.startswith("System.Array"):
                    outer, _, count = name.partition("`")
                    for argument in ("string", "int"):
                        registry.construct_from(outer, (registry.get_type(argument),) * int(count))
    return registry.known_types()


def sample_values(shell: Shell) -> dict[DotNetType, Any]:
    """A value of each type of which a script can easily get one."""
    found: dict[DotNetType, Any] = {}
    for line in SAMPLES.strip().splitlines():
        result = shell.run(line)
        assert not result.errors and not result.terminated_by, (line, result)
        for value in result.output:
            keep(found, value)
    return found


def keep(samples: dict[DotNetType, Any], value: Any) -> bool:
    """Add a value as the sample of its type and its bases; whether it is the first of its type."""
    own = registry.type_of(value)
    is_new = own not in samples
    for type_ in own.lineage():
        samples.setdefault(type_, value)
    return is_new


def add_reachable(samples: dict[DotNetType, Any], types: list[DotNetType]) -> None:
    """Add what constructors and ``Create`` without arguments make, and what properties of the samples are."""
    for type_ in types:
        for method in (*type_.constructors, *type_.static_methods.get("create", ())):
            if not method.parameters:
                add_result(samples, method.call)
    waiting = list(samples.items())
    while waiting:
        type_, value = waiting.pop()
        for declared in type_.properties.values():
            made = add_result(samples, _read(declared.get, value))
            if made is not None:
                waiting.extend((each, made) for each in registry.type_of(made).lineage())


def add_result(samples: dict[DotNetType, Any], call: Callable[[], object]) -> Any:
    """What a call returns, if it is the first value of its type."""
    try:
        value = call()
    except Exception:
        return None  # the walk meets it once more
    return value if value is not None and keep(samples, value) else None


def argument_lists(method: Method, samples: dict[DotNetType, Any]) -> Iterator[list[Any]]:
    """Each odd value for all parameters at once, and null for each of them beside values that fit."""
    count = len(method.parameters)
    if not count:
        yield []
        return
    yield from ([copy(odd)] * count for odd in ODD)  # a member may change a list
    if count > 1:
        types = [registry.find_type(text) for text in method.parameters]
        fitting = [samples.get(type_, 1) if type_ is not None else 1 for type_ in types]
        yield from ([*fitting[:at], None, *fitting[at + 1 :]] for at in range(count))


def calls(types: list[DotNetType], samples: dict[DotNetType, Any]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every call, with its text."""
    for type_ in types:
        places: list[tuple[Any, list[Method]]] = [
            (None, [*type_.constructors, *(each for found in type_.static_methods.values() for each in found)])
        ]
        if type_ in samples:
            places.append((samples[type_], [each for found in type_.methods.values() for each in found]))
        for owner, methods in places:
            for method in methods:
                if method.name.lower() in LEFT_OUT:
                    continue
                for given in argument_lists(method, samples):
                    yield f"{type_.shown_name}.{method.name}{given}", _call(type_, owner, method, given)
        if type_ in samples:
            for declared in type_.properties.values():
                yield f"{type_.shown_name}.{declared.name}", _read(declared.get, samples[type_])
                if declared.set is not None:
                    for odd in ODD:
                        yield (
                            f"{type_.shown_name}.{declared.name} = {odd!r}",
                            _write(samples[type_], declared.name, odd),
                        )


def _call(type_: DotNetType, owner: Any, method: Method, given: list[Any]) -> Callable[[], object]:
    if owner is not None:
        return lambda: call_method([method], owner, given, method.name)
    return lambda: invoke_static(type_, method.name, given)


def _read(get: Callable[..., Any], owner: Any) -> Callable[[], object]:
    return lambda: get(owner)


def _write(owner: Any, name: str, new: Any) -> Callable[[], object]:
    return lambda: set_member(owner, name, new)


def fault(call: Callable[[], object]) -> str | None:
    """What a call ends with that is a fault of our own code, or None."""
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        call()
    except Late:
        return f"takes longer than {LONGEST} seconds"
    except (NetException, PSOpenAIError):
        return None
    except Exception as error:
        if as_terminating(error).record.error_id == "InternalError":
            return f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def guard(folder: str) -> None:
    """From now on, refuse what would change something outside of a folder, start a program or reach another host."""

    def check(event: str, args: tuple[Any, ...]) -> None:
        if event in FORBIDDEN:
            raise PermissionError(1, f"{event} is not part of this test")
        if event in WATCHED and isinstance(args[0], str) and not os.path.abspath(args[0]).startswith(folder + os.sep):
            raise PermissionError(1, f"{event} outside of the folder: {args[0]}")
        writes = event == "open" and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and not os.path.abspath(args[0]).startswith((folder + os.sep, os.devnull)):
            raise PermissionError(1, f"writes outside of the folder: {args[0]}")

    sys.addaudithook(check)


def end_late_calls() -> None:
    """Let `Late` end what takes longer than the alarm."""

    def late(*_: object) -> None:
        raise Late

    signal.signal(signal.SIGALRM, late)


def walked(module: str, folder: Path) -> tuple[list[str], int]:
    """The faults that a walk has found, and the number of its calls."""
    environ = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
    )  # fmt: skip
    *faults, count = done.stdout.splitlines()
    return faults, int(count)


def main() -> None:
    end_late_calls()
    shell = Shell(width=120)
    types = declared_types()
    samples = sample_values(shell)
    guard(os.getcwd())
    count = 0
    lines: list[str] = []
    with shell._current():
        add_reachable(samples, types)
        for text, call in calls(types, samples):
            count += 1
            if (found := fault(call)) is not None:
                lines.append(f"{text}: {found}")
    print(*lines, count, sep="\n", flush=True)
    os._exit(0)  # threads of runspaces and tasks do not matter


if __name__ == "__main__":
    main()
