"""What the Python functions return when it is more than one object: `Results`, a list, and `Stream`, an iterator.

Both have tables: `to_frame` (pandas or polars), `to_arrow`, and HTML in a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .engine.values.objects import PSObject, html_table

if TYPE_CHECKING:
    import pyarrow


def to_json(value: Any) -> Any:
    """For ``json.dumps(..., default=psopenai_py.to_json)``: an object as its `to_dict`, a date as ISO 8601.

    Raises TypeError for anything else, as ``json`` expects.
    """
    if isinstance(value, PSObject):
        return value.to_dict()
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


T = TypeVar("T")
_END = object()


class Results(list[T]):
    """A list of what a function returned, maybe empty."""

    def to_list(self) -> list[T]:
        return self

    def to_frame(self, library: str = "pandas") -> Any:
        """A data frame of ``pandas`` or ``polars``, a row for each object.

        Of results of a batch: custom_id, status_code, answer, error, tokens, then the body; of other objects their
        fields. Raises ImportError, with the way to install it, where the library is missing.
        """
        from .frames import to_frame

        return to_frame(self, library)

    def to_arrow(self) -> pyarrow.Table:
        """The same as a table of pyarrow."""
        from .frames import to_arrow

        return to_arrow(self)

    def _repr_html_(self) -> str:
        return html_table(self)


class Stream(Iterator[T], Generic[T]):
    """Objects as they arrive, in constant memory: what a function returns whose results stream by nature.

    The first request has been made when the function returns; nothing more is read before it is asked for. It can be
    read once. ``with``, `close` or dropping the last reference ends it early and closes the connection.

    ``async for`` reads it in an event loop (in a thread); cancelling the task closes the connection.
    """

    def __init__(
        self, items: Generator[T, None, None], first: Iterable[T] = (), stop: Callable[[], None] | None = None
    ):
        self._items = items
        self._first = list(first)  # what came with the first request
        self._stop = stop
        self._closed = False

    def __iter__(self) -> Stream[T]:
        return self

    def __next__(self) -> T:
        if self._first:
            return self._first.pop(0)
        if self._closed:
            raise StopIteration
        return next(self._items)

    def close(self) -> None:
        """End it: the connection is closed, nothing more comes. May be called again, and from another thread."""
        self._closed = True
        self._first.clear()
        try:
            self._items.close()
        except ValueError:  # another thread is reading: have it stopped
            if self._stop is not None:
                self._stop()

    def __enter__(self) -> Stream[T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __aiter__(self) -> Stream[T]:
        return self

    async def __anext__(self) -> T:
        import asyncio

        try:
            found = await asyncio.to_thread(next, self, _END)
        except asyncio.CancelledError:
            self.close()
            raise
        if found is _END:
            raise StopAsyncIteration
        return found  # type: ignore[return-value]

    async def aclose(self) -> None:
        """The same as `close`, for ``contextlib.aclosing``."""
        self.close()

    def to_list(self) -> Results[T]:
        """All that is left, as a list."""
        return Results(self)

    def to_frame(self, library: str = "pandas") -> Any:
        """All that is left as a data frame; see `Results.to_frame`."""
        from .frames import to_frame

        return to_frame(self, library)

    def to_arrow(self) -> pyarrow.Table:
        """All that is left as a table of pyarrow; for what does not fit into memory see `record_batches`."""
        from .frames import to_arrow

        return to_arrow(self)

    def record_batches(self, rows: int = 10_000) -> pyarrow.RecordBatchReader:
        """The rest as a reader of record batches of that many rows each, in flat memory."""
        from .frames import record_batches

        return record_batches(self, rows)

    def __repr__(self) -> str:
        return f"<psopenai_py.Stream{' (closed)' if self._closed else ''}: iterate it, or call to_list()>"
