from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from psopenai_py.http import ApiConfig, Cancel, Client, Request, Source, download_lines, ordered_prefetch

from .server import FileServer, Reply, ScriptedServer


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    assert not [thread for thread in threading.enumerate() if thread.name == "psopenai-prefetch" and thread.is_alive()]


def file(number: int) -> Request:
    return Request("file.content", {"file_id": f"file-{number}"})


def numbers(start: int, count: int, *, cancel: Cancel | None) -> Iterator[bytes]:
    for number in range(start, start + count):
        yield str(number).encode()


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_items_come_in_the_order_of_their_sources(limit: int) -> None:
    sources = (partial(numbers, start * 100, start % 5) for start in range(20))
    found = [[int(item) for item in items] for items in ordered_prefetch(sources, limit)]
    assert found == [list(range(start * 100, start * 100 + start % 5)) for start in range(20)]


def test_no_more_than_the_limit_is_at_work() -> None:
    started: list[int] = []
    gate = threading.Event()

    def source(number: int, *, cancel: Cancel | None) -> Iterator[bytes]:
        started.append(number)
        gate.wait(5)
        yield b"x"

    def sources() -> Iterator[partial[Iterator[bytes]]]:
        for number in range(100):
            asked.append(number)
            yield partial(source, number)

    asked: list[int] = []
    outer = ordered_prefetch(sources(), 3)
    next(outer)
    assert asked == [0, 1, 2]
    gate.set()
    outer.close()  # type: ignore[attr-defined]
    assert set(started) <= {0, 1, 2}


@pytest.mark.parametrize("limit", [1, 3])
def test_an_error_reaches_the_reader_of_its_source_only(limit: int) -> None:
    def failing(*, cancel: Cancel | None) -> Iterator[bytes]:
        yield b"before"
        raise ValueError("broken")

    found: list[object] = []
    sources: list[Source[bytes]] = [partial(numbers, 1, 1), failing, partial(numbers, 2, 1)]
    for items in ordered_prefetch(sources, limit):
        try:
            found.extend(items)
        except ValueError as error:
            found.append(str(error))
    assert found == [b"1", b"before", "broken", b"2"]


def test_a_source_waits_when_it_is_far_enough_ahead() -> None:
    made: list[int] = []
    full = threading.Event()

    def endless(*, cancel: Cancel | None) -> Iterator[bytes]:
        while True:
            made.append(1)
            if len(made) == 11:
                full.set()
            yield b"x" * 10

    sources: list[Source[bytes]] = [partial(numbers, 1, 1), endless]
    outer = ordered_prefetch(sources, 2, buffer_size=100)
    next(outer)
    assert full.wait(5)
    outer.close()  # type: ignore[attr-defined]
    assert len(made) == 11


def test_all_sources_together_are_only_so_far_ahead() -> None:
    made: list[int] = []

    def endless(*, cancel: Cancel | None) -> Iterator[bytes]:
        while True:
            made.append(1)
            yield b"x" * 10

    outer = ordered_prefetch([endless] * 8, 8, buffer_size=1000)
    first = next(outer)
    for _ in range(500):  # the one that is read is not held up by the others
        next(first)
    outer.close()  # type: ignore[attr-defined]
    assert len(made) - 500 <= 100 + 100 + 8


def test_threads_are_kept() -> None:
    threads: set[int | None] = set()

    def source(*, cancel: Cancel | None) -> Iterator[bytes]:
        threads.add(threading.current_thread().native_id)
        yield b"x"

    assert [list(items) for items in ordered_prefetch([source] * 100, 3)] == [[b"x"]] * 100
    assert len(threads) <= 3


@pytest.mark.parametrize("limit", [1, 2])
def test_sources_left_early_are_closed(limit: int) -> None:
    closed: list[str] = []

    def endless(name: str, *, cancel: Cancel | None) -> Iterator[bytes]:
        try:
            while True:
                yield b"x"
        finally:
            closed.append(name)

    outer = ordered_prefetch([partial(endless, "a"), partial(endless, "b"), partial(endless, "c")], limit)
    assert next(next(outer)) == b"x"
    assert next(next(outer)) == b"x"
    assert "a" in closed
    outer.close()  # type: ignore[attr-defined]
    assert "b" in closed
    assert len(set(closed)) == len(closed)


def test_downloads_come_in_order_and_whole(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    files = FileServer(b"a\nb\nc\n")
    server.script = [files]
    sources = (partial(download_lines, client, config, file(number)) for number in range(30))
    assert [list(lines) for lines in ordered_prefetch(sources, 4)] == [[b"a", b"b", b"c"]] * 30
    assert server.connections <= 4


def test_stopping_wakes_downloads_that_wait_for_the_network(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    released = threading.Event()
    head = b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nfirst\n"
    server.script = [Reply(head, wait_for=released, cut=True)]
    sources = [partial(download_lines, client, config, file(number)) for number in range(3)]
    outer = ordered_prefetch(sources, 3)
    assert next(next(outer)) == b"first"
    outer.close()  # type: ignore[attr-defined]
    left = [thread for thread in threading.enumerate() if thread.name == "psopenai-prefetch"]
    released.set()
    assert left == []


def test_a_wait_between_retries_is_ended_too() -> None:
    waiting = threading.Event()

    def sleepy(*, cancel: Cancel | None) -> Iterator[bytes]:
        yield b"x"
        waiting.set()
        cancel.sleep(60)

    outer = ordered_prefetch([sleepy, sleepy], 2)
    assert next(next(outer)) == b"x"
    assert waiting.wait(5)
    outer.close()  # type: ignore[attr-defined]
