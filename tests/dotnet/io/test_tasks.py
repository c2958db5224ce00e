"""Tasks, cancellation, and readers of what comes piece by piece."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from psopenai_py.dotnet.io.streams import Stream
from psopenai_py.dotnet.io.tasks import CancelSource, Task, Token
from psopenai_py.dotnet.io.text_io import StreamReader
from psopenai_py.errors import NetException

from ..calling import call, new, read, static


class _Pieces(io.RawIOBase):
    """Bytes that come in pieces, as from a connection."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = next(self._pieces, b"")
        buffer[: len(piece)] = piece
        return len(piece)


def _lines(*pieces: bytes) -> list[str]:
    reader = StreamReader(Stream(_Pieces(*pieces)))  # type: ignore[arg-type]
    found = []
    while not reader.ended:
        line = reader.read_line()
        assert line is not None
        found.append(line)
    assert reader.read_line() is None
    return found


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ((b"one\ntw", b"o\nthr", b"ee"), ["one", "two", "three"]),
        ((b"one\r", b"\ntwo\r", b"\n"), ["one", "two"]),
        ((b"one\r", b"two\r\r", b"\n\n"), ["one", "two", "", ""]),
        ((b"caf\xc3", b"\xa9\n"), ["café"]),
        ((b"\xef\xbb\xbfmark",), ["mark"]),
        ((), []),
    ],
)
def test_lines_that_come_in_pieces(pieces: tuple[bytes, ...], lines: list[str]) -> None:
    assert _lines(*pieces) == lines


def test_a_line_is_there_before_the_next_piece_comes() -> None:
    gate = threading.Event()

    class Held(_Pieces):
        def readinto(self, buffer: Any) -> int:
            count = super().readinto(buffer)
            if buffer[:count] == b"second\n":
                gate.wait()
            return count

    reader = StreamReader(Stream(Held(b"first\n", b"second\n")))  # type: ignore[arg-type]
    assert reader.read_line() == "first"
    gate.set()
    assert call(reader, "ReadLineAsync").result() == "second"
    assert reader.read_to_end() == ""


def test_a_task_goes_on_beside_the_script() -> None:
    gate = threading.Event()
    task = Task(lambda: gate.wait() and "done")
    assert str(read(task, "Status")) == "Running" and not read(task, "IsCompleted")
    assert call(task, "Wait", 20) is False
    gate.set()
    assert call(call(task, "GetAwaiter"), "GetResult") == "done" == read(task, "Result")
    assert read(task, "IsCompletedSuccessfully") and read(task, "Exception") is None


def test_the_error_of_a_task_is_itself_or_in_an_aggregate() -> None:
    def fails() -> None:
        raise NetException("System.FormatException", "no good")

    task = Task(fails)
    with pytest.raises(NetException, match=r"^no good$") as found:
        call(call(task, "GetAwaiter"), "GetResult")
    assert found.value.type_name == "System.FormatException"
    with pytest.raises(NetException, match=r"One or more errors occurred. \(no good\)") as found:
        read(task, "Result")
    assert found.value.type_name == "System.AggregateException"
    assert read(task, "IsFaulted") and str(read(task, "Status")) == "Faulted"
    with pytest.raises(NetException, match=r"\(no good\)"):
        static("System.Threading.Tasks.Task", "WaitAll", [Task(lambda: 1), task])


def test_a_wait_ends_when_it_is_cancelled() -> None:
    gate = threading.Event()
    source = CancelSource()
    task = Task(gate.wait, source)
    call(source, "Cancel")
    with pytest.raises(NetException) as found:
        task.result()
    assert found.value.type_name == "System.Threading.Tasks.TaskCanceledException" and read(task, "IsCanceled")
    gate.set()
    late = new("System.Threading.CancellationTokenSource", 0)
    token = read(late, "Token")
    assert read(token, "IsCancellationRequested")
    with pytest.raises(NetException, match="canceled"):
        call(token, "ThrowIfCancellationRequested")


def test_all_tasks_are_waited_for_where_one_fails() -> None:
    gate = threading.Event()

    def fails() -> None:
        raise NetException("System.FormatException", "no good")

    both = static("System.Threading.Tasks.Task", "WhenAll", [Task(fails), Task(gate.wait)])
    assert call(both, "Wait", 20) is False
    gate.set()
    with pytest.raises(NetException, match="no good"):
        both.result()


def test_what_is_linked_is_cancelled_together() -> None:
    one, other = CancelSource(), CancelSource()
    linked = CancelSource(linked=(one, other))
    assert not linked.cancelled
    other.cancel()
    assert linked.cancelled and not one.cancelled
    assert read(read(one, "Token"), "CanBeCanceled") and not read(Token(), "CanBeCanceled")


def test_several_tasks() -> None:
    tasks = [Task(lambda: 1), Task(lambda: 2)]
    assert static("System.Threading.Tasks.Task", "WaitAll", tasks) is None
    assert static("System.Threading.Tasks.Task", "WhenAll", tasks).result() == [1, 2]
    assert static("System.Threading.Tasks.Task", "WaitAny", tasks) in (0, 1)
    assert static("System.Threading.Tasks.Task", "WaitAny", []) == -1
    with pytest.raises(NetException, match="no task"):
        static("System.Threading.Tasks.Task", "WhenAny", [])
    assert static("System.Threading.Tasks.Task", "FromResult", 5).result() == 5
    assert static("System.Threading.Tasks.Task", "Delay", 1).result() is None
