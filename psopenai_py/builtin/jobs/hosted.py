"""``[powershell]`` and runspaces: a script that runs others, at once or in the background, in sessions of their own.

    $shell = [powershell]::Create().AddScript({ param($id) Get-Batch $id }).AddArgument('batch_1')
    $handle = $shell.BeginInvoke(); ...; $shell.EndInvoke($handle)

A runspace is a session on a thread that lasts: variables and functions stay from one call to the next. A pool has
several, and the next free one takes the call.
"""

from __future__ import annotations

import queue
import threading
import time
import uuid
import weakref
from collections.abc import Callable
from typing import Any

from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import register
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument, ParameterToken, ValueToken
from ...engine.pipeline.pipeline import Processor, run_pipeline
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.lookup import resolve
from ...engine.session.scriptblock import call_failed
from ...engine.session.session import Session
from ...engine.session.streams import Streams, discard
from ...engine.values.enumeration import as_list, result_collection
from ...engine.values.objects import PSObject
from ...engine.values.text import to_text
from ...errors import NetException, TerminatingError
from ...language.compile.commands import make_processor
from ...language.runtime.failures import as_terminating, parse_exception
from ...language.runtime.frame import running_session
from ...language.runtime.services import language_of
from ...language.session.scripts import parsed_block
from ...language.syntax.errors import ParseError
from .data_collection import data_collection
from .runs import Work

_NAME = "System.Management.Automation."
_STOPS_WITHIN = 5.0  # seconds
_STREAMS = ("Error", "Warning", "Verbose", "Debug", "Information", "Progress")
_RECORDS = {"Error": f"{_NAME}ErrorRecord", "Information": f"{_NAME}InformationRecord"}


# -- runspaces --------------------------------------------------------------------------------------------------------


class Setup:
    """``[initialsessionstate]``: the variables, functions and modules that new runspaces start with."""

    def __init__(self) -> None:
        self.variables = result_collection([])
        self.commands = result_collection([])
        self.modules: list[str] = []

    def apply(self, session: Session) -> None:
        for entry in self.variables:
            session.globals.set(entry.name, entry.value)
        for entry in self.commands:
            language_of(session).define_function(entry.name, entry.value, session.globals)
        for name in self.modules:
            session.language.call("Import-Module", {"Name": name})


class Entry:
    """A variable or a function of a `Setup`."""

    def __init__(self, type_: DotNetType, name: str, value: Value) -> None:
        self.dotnet_type, self.name, self.value = type_, name, value


class Runspace:
    """Sessions on threads, up to a limit; tasks wait for the next one that is free."""

    def __init__(self, outer: Session, type_: DotNetType, limit: int = 1, setup: Setup | None = None) -> None:
        self.outer, self.dotnet_type, self.limit, self.setup = outer, type_, max(1, limit), setup
        self.state = "BeforeOpen"
        self.failure: TerminatingError | None = None  # what the setup has met
        self._tasks: queue.SimpleQueue[Callable[[Session], None] | None] = queue.SimpleQueue()
        self._threads = self._waiting = 0
        self._lock = threading.Lock()

    def open(self) -> None:
        self._check("BeforeOpen")
        self.state = "Opened"

    def _check(self, *states: str) -> None:
        if self.state not in states:
            kind, what = ("Pool", "runspace pool") if self.dotnet_type is POOL else ("", "runspace")
            name = f"{_NAME}Runspaces.InvalidRunspace{kind}StateException"
            raise NetException(name, f"The {what} is in the state {self.state}.")

    def allow(self, limit: int) -> bool:
        self.limit = max(1, limit)
        return True

    def post(self, task: Callable[[Session], None]) -> None:
        """Run a task on one of the threads. One that was not opened opens with its first task."""
        self._check("BeforeOpen", "Opened")
        with self._lock:
            self._waiting += 1
            more = self._threads < min(self.limit, self._waiting)
            self._threads += more
        self._tasks.put(task)
        if more:
            threading.Thread(target=self._work, name="psopenai-runspace", daemon=True).start()

    def _work(self) -> None:
        with self.outer.language.apart() as session:
            try:
                if self.setup is not None:
                    self.setup.apply(session)
            except Exception as error:  # the calls raise it: nobody waits for this thread itself
                self.failure = as_terminating(error)
            while self._next(session):
                pass

    def _next(self, session: Session) -> bool:
        """Run the next task; nothing holds it while the thread waits for another one."""
        task = self._tasks.get()
        if task is None:
            return False
        try:
            task(session)
        finally:
            session.streams, session.out = Streams(), discard  # those of the task lead to who asked
            with self._lock:
                self._waiting -= 1
        return True

    def here(self, ask: Callable[[Session], Value]) -> Value:
        """The answer to a question about the session, which its thread gives; its error is raised here."""
        answers: list[Value] = []
        failures: list[Exception] = []
        done = threading.Event()

        def answer(session: Session) -> None:
            try:
                answers.append(ask(session))
            except Exception as error:
                failures.append(error)
            finally:
                done.set()

        self.post(answer)
        running_session.get().arrivals.wait_for(done.wait)
        if failures:
            raise failures[0]
        return answers[0]

    def close(self) -> None:
        self.state = "Closed"
        with self._lock:
            threads, self._threads = self._threads, 0
        for _ in range(threads):
            self._tasks.put(None)


# -- [powershell] -----------------------------------------------------------------------------------------------------


class Step:
    """A command of a pipeline, or a script in its place."""

    def __init__(self, text: str, is_script: bool, local: bool = False) -> None:
        self.text, self.is_script, self.local = text, is_script, local
        self.tokens: list[Argument] = []

    def processor(self, session: Session) -> Processor:
        if not self.is_script:
            found = resolve(session, self.text)
            invocation = InvocationInfo(found, None, self.text)
            return make_processor(session, found, list(self.tokens), None, False, invocation)
        try:
            block = parsed_block(session, self.text)
        except ParseError as error:
            raise _parse_failure(error) from error
        made = block.processor(block.spec, list(self.tokens), dot=not self.local)
        made.types = block.types
        return made


def _parse_failure(error: ParseError) -> TerminatingError:
    net = parse_exception(error)
    if error.incomplete:
        net.type_name = f"{_NAME}IncompleteParseException"
    return TerminatingError(net.properties["ErrorRecord"])


class Invocation(Work):
    """One call of a `Hosted`."""

    def __init__(
        self, shell: Hosted, runspace: Runspace, inputs: list[Value] | None, results: list[Value] | None
    ) -> None:
        super().__init__(shell.outer, self._take, lambda work: self.done.set())
        self.shell, self.runspace, self.inputs = shell, runspace, inputs
        self.given = results is not None  # the script has the results already
        self.results: list[Value] = [] if results is None else results
        self.statements = [list(steps) for steps in shell.statements if steps]
        self.done = threading.Event()

    def _take(self, stream: str, record: Any) -> None:
        if stream == "output":
            self.results.append(record)
        elif stream != "host":
            self.shell.streams[stream].append(record)

    def perform(self, inner: Session, out: Callable[[Value], None]) -> None:
        if self.runspace.failure is not None:
            raise self.runspace.failure
        for steps in self.statements:
            run_pipeline([step.processor(inner) for step in steps], out, self.inputs)
            self.inputs = None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the end, for so long at most, while the session that asks handles what comes. Whether it is over."""
        ends = None if seconds is None else time.monotonic() + seconds
        running_session.get().arrivals.wait_for(self.done.wait, ends)
        return self.done.is_set()


class Hosted:
    """``[powershell]``: pipelines that wait to be run."""

    def __init__(self, outer: Session) -> None:
        self.outer = outer
        self.statements: list[list[Step]] = [[]]
        self.streams = {name.lower(): data_collection(_RECORDS.get(name, "object")) for name in _STREAMS}
        self.runspace: Runspace | None = None
        self.own: Runspace | None = None  # one that it has made
        self.last: Invocation | None = None
        self.instance = str(uuid.uuid4())
        self.disposed = False

    def check(self) -> None:
        """Raise ObjectDisposedException after Dispose."""
        if self.disposed:
            raise NetException("System.ObjectDisposedException", "The [powershell] object was disposed of.")

    def add(self, step: Step) -> Hosted:
        self.check()
        self.statements[-1].append(step)
        return self

    def token(self, token: Argument) -> Hosted:
        self.check()
        if not self.statements[-1]:
            raise NetException("System.InvalidOperationException", "Parameters and arguments belong to a command.")
        self.statements[-1][-1].tokens.append(token)
        return self

    def begin(self, inputs: list[Value] | None, results: list[Value] | None = None) -> Invocation:
        """Start on the runspace; the first call makes one. ``results`` is a list of the script's, which takes them."""
        self.check()
        if not any(self.statements):
            raise NetException("System.InvalidOperationException", "There is no command to run.")
        if self.last is not None and not self.last.done.is_set():
            raise NetException(f"{_NAME}InvalidPowerShellStateException", "It is running already.")
        if self.runspace is None:
            self.runspace = self.own = Runspace(self.outer, RUNSPACE)
            weakref.finalize(self, self.runspace.close)  # also where a script forgets Dispose
        started = Invocation(self, self.runspace, inputs, results)
        self.runspace.post(started.run_here)
        self.last = started
        return started

    def finish(self, started: Invocation, method: str, count: int) -> Value:
        """Wait for the results; what ended the run is raised as the failure of a method."""
        started.wait()
        if started.state == "Stopped":
            raise NetException(f"{_NAME}PipelineStoppedException", "The pipeline has been stopped.")
        if started.error is not None:
            raise call_failed(started.error, method, count) from started.error
        return result_collection([] if started.given else list(started.results))

    def stop(self) -> None:
        """End what runs, and wait for it: for some seconds, as a call may have to come back first."""
        if self.last is not None:
            self.last.stop()
            self.last.done.wait(_STOPS_WITHIN)

    @property
    def had_errors(self) -> bool:
        return bool(self.streams["error"]) or (self.last is not None and self.last.error is not None)

    def state_info(self) -> PSObject:
        last = self.last
        reason = None if last is None or last.error is None else last.error.record.exception
        state = "NotStarted" if last is None else last.state
        return PSObject({"State": state, "Reason": reason}, f"{_NAME}PSInvocationStateInfo")

    def clear(self) -> None:
        self.statements = [[]]

    def clear_streams(self) -> None:
        for records in self.streams.values():
            records.clear()

    def dispose(self) -> None:
        if self.last is not None and not self.last.done.is_set():
            self.last.stop()
        if self.own is not None:
            self.own.close()
        self.disposed = True


class Part:
    """``.Commands`` or ``.Streams`` of a `Hosted`."""

    def __init__(self, type_: DotNetType, shell: Hosted) -> None:
        self.dotnet_type, self.shell = type_, shell


# -- members ----------------------------------------------------------------------------------------------------------

POWERSHELL = register(DotNetType(f"{_NAME}PowerShell", "powershell", Hosted, OBJECT))
RUNSPACE = register(DotNetType(f"{_NAME}Runspaces.Runspace", "runspace", base=OBJECT))
POOL = register(DotNetType(f"{_NAME}Runspaces.RunspacePool", base=OBJECT))
FACTORY = register(DotNetType(f"{_NAME}Runspaces.RunspaceFactory", "runspacefactory", base=OBJECT))
SETUP = register(DotNetType(f"{_NAME}Runspaces.InitialSessionState", "initialsessionstate", Setup, OBJECT))
VARIABLE_ENTRY = register(DotNetType(f"{_NAME}Runspaces.SessionStateVariableEntry", base=OBJECT))
FUNCTION_ENTRY = register(DotNetType(f"{_NAME}Runspaces.SessionStateFunctionEntry", base=OBJECT))
_HANDLE = register(DotNetType(f"{_NAME}PowerShellAsyncResult", python=Invocation, base=OBJECT))
_COMMANDS = register(DotNetType(f"{_NAME}PSCommand", base=OBJECT))
_DATA = register(DotNetType(f"{_NAME}PSDataStreams", base=OBJECT))
_PROXY = register(DotNetType(f"{_NAME}Runspaces.SessionStateProxy", base=OBJECT))


def _create(*_: Value) -> Hosted:
    return Hosted(running_session.get())


POWERSHELL.static("Create", returns=POWERSHELL.full_name)(_create)
POWERSHELL.static("Create", "object", returns=POWERSHELL.full_name)(_create)


@POWERSHELL.method("AddScript", "string")
@POWERSHELL.method("AddScript", "string", "bool")
def _add_script(shell: Hosted, text: str, local: bool = False) -> Hosted:
    return shell.add(Step(text, is_script=True, local=local))


@POWERSHELL.method("AddCommand", "string")
@POWERSHELL.method("AddCommand", "string", "bool")
def _add_command(shell: Hosted, name: str, _local: bool = False) -> Hosted:
    return shell.add(Step(name, is_script=False))


@POWERSHELL.method("AddParameter", "string")
@POWERSHELL.method("AddParameter", "string", "object")
def _add_parameter(shell: Hosted, name: str, value: Value = True) -> Hosted:
    bare = name.removeprefix("-")
    return shell.token(ParameterToken(bare, value, f"-{bare}", splatted=True))


@POWERSHELL.method("AddParameters", "System.Collections.IDictionary")
def _add_named(shell: Hosted, values: Value) -> Hosted:
    for name, value in values.items():
        _add_parameter(shell, to_text(name), value)
    return shell


@POWERSHELL.method("AddParameters", "System.Collections.IList")
def _add_values(shell: Hosted, values: Value) -> Hosted:
    for value in as_list(values):
        shell.token(ValueToken(value))
    return shell


@POWERSHELL.method("AddStatement")
def _add_statement(shell: Hosted) -> Hosted:
    shell.check()
    shell.statements.append([])
    return shell


@POWERSHELL.method("BeginInvoke")
@POWERSHELL.method("BeginInvoke", "object")
@POWERSHELL.method("BeginInvoke", "object", "object")
def _begin_invoke(shell: Hosted, inputs: Value = None, results: Value = None) -> Invocation:
    return shell.begin(as_list(inputs) or None, _taker(results))


def _taker(results: Value) -> list[Value] | None:
    """The list of the script's own that takes the results, if it gives one."""
    return results if isinstance(results, list) else None


@POWERSHELL.method("Invoke")
@POWERSHELL.method("Invoke", "object")
@POWERSHELL.method("Invoke", "object", "object")
def _invoke(shell: Hosted, inputs: Value = None, results: Value = None) -> Value:
    started = shell.begin(as_list(inputs) or None, _taker(results))
    return shell.finish(started, "Invoke", 0 if inputs is None else 1)


def _set_runspace(shell: Hosted, new: Runspace) -> None:
    shell.check()
    shell.runspace = new


POWERSHELL.method("AddArgument", "object")(lambda shell, value: shell.token(ValueToken(value)))
POWERSHELL.method("EndInvoke", _HANDLE.full_name)(lambda shell, started: shell.finish(started, "EndInvoke", 1))
POWERSHELL.method("Stop", returns="void")(Hosted.stop)
POWERSHELL.method("Dispose", returns="void")(Hosted.dispose)
POWERSHELL.prop("HadErrors", "bool")(lambda shell: shell.had_errors)
POWERSHELL.prop("InstanceId", "string")(lambda shell: shell.instance)
POWERSHELL.prop("InvocationStateInfo")(Hosted.state_info)
POWERSHELL.prop("Streams")(lambda shell: Part(_DATA, shell))
POWERSHELL.prop("Commands")(lambda shell: Part(_COMMANDS, shell))
for _name in ("Runspace", "RunspacePool"):
    POWERSHELL.prop(_name)(lambda shell: shell.runspace)
    POWERSHELL.setter(_name)(_set_runspace)
_COMMANDS.method("Clear", returns="void")(lambda part: part.shell.clear())
for _name in _STREAMS:
    _DATA.prop(_name)(lambda part, name=_name: part.shell.streams[name.lower()])
_DATA.method("ClearStreams", returns="void")(lambda part: part.shell.clear_streams())
_HANDLE.prop("IsCompleted", "bool")(lambda started: started.done.is_set())
_HANDLE.prop("AsyncWaitHandle")(lambda started: started)
_HANDLE.method("WaitOne", returns="bool")(lambda started: started.wait())
_HANDLE.method("WaitOne", "int", returns="bool")(lambda started, ms: started.wait(None if ms < 0 else ms / 1000))


def _runspace(*arguments: Value) -> Runspace:
    setup = next((each for each in arguments if isinstance(each, Setup)), None)
    return Runspace(running_session.get(), RUNSPACE, setup=setup)


def _pool(*arguments: Value) -> Runspace:
    limits = [each for each in arguments if isinstance(each, int)]
    setup = next((each for each in arguments if isinstance(each, Setup)), None)
    return Runspace(running_session.get(), POOL, int(limits[-1]) if limits else 1, setup)


for _count in range(3):
    FACTORY.static("CreateRunspace", *("object",) * _count, returns=RUNSPACE.full_name)(_runspace)
for _count in range(5):
    FACTORY.static("CreateRunspacePool", *("object",) * _count, returns=POOL.full_name)(_pool)
for _type in (RUNSPACE, POOL):
    _type.method("Open", returns="void")(Runspace.open)
    _type.method("Close", returns="void")(Runspace.close)
    _type.method("Dispose", returns="void")(Runspace.close)
    for _name in ("ApartmentState", "ThreadOptions", "CleanupInterval"):  # of no effect here
        _type.prop(_name)(lambda space: None)
        _type.setter(_name)(lambda space, new: None)
RUNSPACE.prop("SessionStateProxy")(lambda space: _Proxy(space))
RUNSPACE.prop("RunspaceStateInfo")(
    lambda space: PSObject({"State": space.state}, f"{_NAME}Runspaces.RunspaceStateInfo")
)
POOL.method("GetMaxRunspaces", returns="int")(lambda space: space.limit)
POOL.method("SetMaxRunspaces", "int", returns="bool")(Runspace.allow)


class _Proxy:
    """``.SessionStateProxy`` of a runspace."""

    dotnet_type = _PROXY

    def __init__(self, space: Runspace) -> None:
        self.space = space


def _set_variable(proxy: _Proxy, name: str, value: Value) -> None:
    proxy.space.here(lambda session: session.globals.set(name, value))


_PROXY.method("SetVariable", "string", "object", returns="void")(_set_variable)
_PROXY.method("GetVariable", "string")(lambda proxy, name: proxy.space.here(lambda session: session.globals.get(name)))

for _name in ("Create", "CreateDefault", "CreateDefault2"):
    SETUP.static(_name, returns=SETUP.full_name)(Setup)
SETUP.prop("Variables")(lambda setup: setup.variables)
SETUP.prop("Commands")(lambda setup: setup.commands)
SETUP.method("ImportPSModule", "string[]", returns="void")(lambda setup, names: setup.modules.extend(names))
VARIABLE_ENTRY.prop("Name", "string")(lambda entry: entry.name)
FUNCTION_ENTRY.prop("Name", "string")(lambda entry: entry.name)
for _count in (2, 3, 4):
    VARIABLE_ENTRY.constructor("string", "object", *("object",) * (_count - 2))(
        lambda name, value, *_: Entry(VARIABLE_ENTRY, name, value)
    )
FUNCTION_ENTRY.constructor("string", "string")(lambda name, text: Entry(FUNCTION_ENTRY, name, text))
