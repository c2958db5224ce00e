"""Runs of one script block for many objects, a limited number of them at once."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

from ...dotnet.model.types import Value
from ...engine.session.session import Session
from ...language.compile.scriptblock import Block
from .runs import Run

Message = tuple[str, Any]  #: a stream's name with what was written to it; ("done", run) at a run's end


class Pool:
    """Runs a block for each object that is added. Threads, each with one session, are used again for later objects.

    The caller takes the messages of all runs, in the order in which they come, with `messages`.
    """

    def __init__(
        self, outer: Session, block: Block, using: Mapping[str, Value], limit: int, fresh: bool = False
    ) -> None:
        self.outer = outer
        self.block = block
        self.using = using
        self.limit = limit
        self.fresh = fresh  # a new session for each run
        self.runs: dict[int, Run] = {}  # those that have not ended
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._tasks: queue.SimpleQueue[Run | None] = queue.SimpleQueue()
        self._threads = 0

    def add(self, item: Value) -> Run:
        """Run the block for one more object; the caller sees to it that there is `room`."""
        run = Run(
            self.outer,
            self.block,
            lambda stream, record: self._messages.put((stream, record)),
            underscore=item,
            using=self.using,
            finished=lambda run: self._messages.put(("done", run)),
        )
        self.runs[id(run)] = run
        self._tasks.put(run)
        if self._threads < min(self.limit, len(self.runs)):
            self._threads += 1
            threading.Thread(target=self._work, name="psopenai-pool", daemon=True).start()
        return run

    @property
    def has_room(self) -> bool:
        return len(self.runs) < self.limit

    def _work(self) -> None:
        if self.fresh:
            while (run := self._tasks.get()) is not None:
                run.run_here()
            return
        with self.outer.language.apart() as session:
            while (run := self._tasks.get()) is not None:
                run.run_here(session)

    def messages(self, until: float | None = None, wait: bool = True) -> Iterator[Message]:
        """The messages that have come; with ``wait`` at least one, unless ``until`` (monotonic time) comes first."""
        while True:
            try:
                if wait:
                    rest = None if until is None else max(0.0, until - time.monotonic())
                    message = self._messages.get(timeout=rest)
                else:
                    message = self._messages.get_nowait()
            except queue.Empty:
                return
            wait = False
            if message[0] == "done":
                self.runs.pop(id(message[1]), None)
            yield message

    def stop(self) -> None:
        """End all runs, and the threads."""
        for run in list(self.runs.values()):
            run.stop()
        self.close()

    def close(self) -> None:
        """No more objects come: the threads end after their runs."""
        for _ in range(self._threads):
            self._tasks.put(None)
