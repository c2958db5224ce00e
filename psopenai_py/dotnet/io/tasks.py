"""``System.Threading.Tasks.Task``: work that goes on beside the script, and cancellation.

    $task = $client.GetStringAsync('https://example.com'); ...; $text = $task.GetAwaiter().GetResult()

The work runs on a thread and touches nothing of the session. Waiting for it can be interrupted.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enums import EnumType, EnumValue, make_enum
from ..model.exceptions import aggregate, not_null
from ..model.registry import register
from ..model.types import DotNetType, Value

TASK = register(DotNetType("System.Threading.Tasks.Task", base=OBJECT, interfaces=("System.IDisposable",)))
AWAITER = register(DotNetType("System.Runtime.CompilerServices.TaskAwaiter", base=OBJECT))
STATUS = make_enum(
    "System.Threading.Tasks.TaskStatus",
    {"Created": 0, "WaitingForActivation": 1, "WaitingToRun": 2, "Running": 3, "WaitingForChildrenToComplete": 4,
     "RanToCompletion": 5, "Canceled": 6, "Faulted": 7},
)  # fmt: skip
_TURN = 0.05  # seconds between two looks at a token


class CancelSource:
    """A ``CancellationTokenSource``. One that is linked to others is cancelled with each of them."""

    __slots__ = ("_asked", "_deadline", "_linked")

    def __init__(self, seconds: float | None = None, linked: Sequence[CancelSource] = ()) -> None:
        self._asked = False
        self._deadline = None if seconds is None or seconds < 0 else time.monotonic() + seconds
        self._linked = linked

    def cancel(self) -> None:
        self._asked = True

    def cancel_after(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds if seconds >= 0 else None

    @property
    def cancelled(self) -> bool:
        is_late = self._deadline is not None and time.monotonic() >= self._deadline
        return self._asked or is_late or any(source.cancelled for source in self._linked)


class Task:
    """Work that has begun. Its result, or the error that it ended with, is kept."""

    __slots__ = ("_done", "_failure", "_result", "_token")

    def __init__(self, work: Callable[[], Value], token: CancelSource | None = None) -> None:
        self._done = threading.Event()
        self._failure: NetException | None = None
        self._result: Value = None
        self._token = token
        threading.Thread(target=self._run, args=(work,), daemon=True).start()

    @classmethod
    def done(cls, work: Callable[[], Value]) -> Task:
        """A task whose work is done here and now."""
        made = cls.__new__(cls)
        made._done, made._failure, made._result, made._token = threading.Event(), None, None, None
        made._run(work)
        return made

    def _run(self, work: Callable[[], Value]) -> None:
        try:
            self._result = work()
        except NetException as error:
            self._failure = error
        except Exception as error:  # an unforeseen one would end the thread without a word
            self._failure = NetException("System.InvalidOperationException", f"{type(error).__name__}: {error}")
        finally:
            self._done.set()

    @property
    def failure(self) -> NetException | None:
        """Why the task has no result, once it is over."""
        if not self._done.is_set():
            return _cancelled() if self._token is not None and self._token.cancelled else None
        return self._failure

    @property
    def is_over(self) -> bool:
        return self._done.is_set() or self.failure is not None

    @property
    def status(self) -> EnumValue:
        name = "RanToCompletion" if self._done.is_set() else "Running"
        if (failure := self.failure) is not None:
            name = "Canceled" if failure.type_name.endswith("CanceledException") else "Faulted"
        type_: EnumType = STATUS
        return EnumValue(type_, type_.members[name])

    def wait(self, seconds: float = -1) -> bool:
        """Wait for the end, negative: for ever. Whether it is over."""
        end = time.monotonic() + seconds
        while not self.is_over:
            left = end - time.monotonic() if seconds >= 0 else _TURN
            if left <= 0:
                return False
            self._done.wait(min(left, _TURN))
        return True

    def result(self) -> Value:
        """The result, waited for. Raises the error of the work."""
        self.wait()
        if (failure := self.failure) is not None:
            raise failure
        return self._result

    def joined_result(self, seconds: float = -1) -> Value:
        """As `result`; the error is an AggregateException around it, as of ``.Result`` and ``.Wait()``."""
        if self.wait(seconds) and (failure := self.failure) is not None:
            raise aggregate("One or more errors occurred.", [failure])
        return self._result


def _cancelled() -> NetException:
    return NetException("System.Threading.Tasks.TaskCanceledException", "A task was canceled.")


def _nothing(value: Value) -> None:
    """For methods that return nothing."""


def _waited(task: Task, seconds: float) -> bool:
    task.joined_result(seconds)
    return task.is_over


def _given(tasks: Sequence[Task | None] | None) -> Sequence[Task]:
    found = [task for task in not_null(tasks, "tasks") if task is not None]
    if len(found) != len(tasks or ()):
        raise NetException("System.ArgumentException", "One of the tasks is null. (Parameter 'tasks')")
    return found


def _all(tasks: Sequence[Task], seconds: float = -1) -> bool:
    end = time.monotonic() + seconds
    over = all(task.wait(max(0.0, end - time.monotonic()) if seconds >= 0 else -1) for task in tasks)
    failures = [failure for task in tasks if (failure := task.failure) is not None]
    if over and failures:
        raise aggregate("One or more errors occurred.", failures)
    return over


def _any(tasks: Sequence[Task]) -> int:
    """The index of a task that is over, waited for; -1 without tasks."""
    while tasks:
        for index, task in enumerate(tasks):
            if task.is_over:
                return index
        time.sleep(_TURN / 5)
    return -1


def _results(tasks: Sequence[Task]) -> list[Value]:
    """The results of all tasks, each of which is waited for, also where one of them fails."""
    for task in tasks:
        task.wait()
    return [task.result() for task in tasks]


def _when_all(tasks: Sequence[Task]) -> Task:
    found = _given(tasks)
    return Task(lambda: _results(found))


def _when_any(tasks: Sequence[Task]) -> Task:
    found = _given(tasks)
    if not found:
        raise NetException("System.ArgumentException", "There is no task to wait for. (Parameter 'tasks')")
    return Task(lambda: found[_any(found)])


TASK.python = Task
register(TASK)
TASK.prop("Result")(Task.joined_result)
TASK.prop("IsCompleted", "bool")(lambda task: task.is_over)
TASK.prop("IsCompletedSuccessfully", "bool")(lambda task: task.is_over and task.failure is None)
TASK.prop("IsFaulted", "bool")(lambda task: str(task.status) == "Faulted")
TASK.prop("IsCanceled", "bool")(lambda task: str(task.status) == "Canceled")
TASK.prop("Status", STATUS.full_name)(lambda task: task.status)
TASK.prop("Exception", "System.AggregateException")(
    lambda task: aggregate("One or more errors occurred.", [task.failure]) if task.failure is not None else None
)
TASK.method("GetAwaiter")(lambda task: Awaiter(task))
TASK.method("ConfigureAwait", "bool", returns=TASK.full_name)(lambda task, go_on: task)
TASK.method("Wait", returns="void")(lambda task: _nothing(task.joined_result()))
TASK.method("Wait", "int", returns="bool")(lambda task, ms: _waited(task, ms / 1000))
TASK.method("Wait", "timespan", returns="bool")(lambda task, span: _waited(task, span.total_seconds))
TASK.method("Dispose", returns="void")(lambda task: None)
TASK.static("WaitAll", f"{TASK.full_name}[]", returns="void")(lambda tasks: _nothing(_all(_given(tasks))))
TASK.static("WaitAll", f"{TASK.full_name}[]", "int", returns="bool")(lambda tasks, ms: _all(_given(tasks), ms / 1000))
TASK.static("WaitAny", f"{TASK.full_name}[]", returns="int")(lambda tasks: _any(_given(tasks)))
TASK.static("WhenAll", f"{TASK.full_name}[]", returns=TASK.full_name)(_when_all)
TASK.static("WhenAny", f"{TASK.full_name}[]", returns=TASK.full_name)(_when_any)
TASK.static("Delay", "int", returns=TASK.full_name)(lambda ms: Task(lambda: time.sleep(ms / 1000)))
TASK.static("Delay", "timespan", returns=TASK.full_name)(lambda span: Task(lambda: time.sleep(span.total_seconds)))
TASK.static("FromResult", "object", returns=TASK.full_name)(lambda value: Task.done(lambda: value))


class Awaiter:
    """What ``GetAwaiter()`` returns: its ``GetResult()`` raises the error of the work itself."""

    __slots__ = ("task",)

    def __init__(self, task: Task) -> None:
        self.task = task


AWAITER.python = Awaiter
register(AWAITER)
AWAITER.prop("IsCompleted", "bool")(lambda it: it.task.is_over)
AWAITER.method("GetResult")(lambda it: it.task.result())

SOURCE = register(
    DotNetType(
        "System.Threading.CancellationTokenSource", base=OBJECT, interfaces=("System.IDisposable",), python=CancelSource
    )
)
SOURCE.constructor()(CancelSource)
SOURCE.constructor("int")(lambda ms: CancelSource(ms / 1000))
SOURCE.constructor("timespan")(lambda span: CancelSource(span.total_seconds))
SOURCE.prop("Token")(lambda source: Token(source))
SOURCE.prop("IsCancellationRequested", "bool")(lambda source: source.cancelled)
SOURCE.method("Cancel", returns="void")(CancelSource.cancel)
SOURCE.method("CancelAfter", "int", returns="void")(lambda source, ms: source.cancel_after(ms / 1000))
SOURCE.method("CancelAfter", "timespan", returns="void")(lambda source, span: source.cancel_after(span.total_seconds))
SOURCE.method("Dispose", returns="void")(lambda source: None)


class Token:
    """A ``CancellationToken``: what asks a source whether the work shall end. Without a source it never does."""

    __slots__ = ("source",)

    def __init__(self, source: CancelSource | None = None) -> None:
        self.source = source

    @property
    def is_cancelled(self) -> bool:
        return self.source is not None and self.source.cancelled


def _throw_if_cancelled(token: Token) -> None:
    if token.is_cancelled:
        raise NetException("System.OperationCanceledException", "The operation was canceled.")


TOKEN = register(DotNetType("System.Threading.CancellationToken", base=OBJECT, python=Token))
TOKEN.static_prop("None", "System.Threading.CancellationToken")(Token)
TOKEN.prop("IsCancellationRequested", "bool")(lambda token: token.is_cancelled)
TOKEN.prop("CanBeCanceled", "bool")(lambda token: token.source is not None)
TOKEN.method("ThrowIfCancellationRequested", returns="void")(_throw_if_cancelled)
