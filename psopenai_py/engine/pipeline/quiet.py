"""Script blocks that answer a question on the way: what they complain about is not for the reader."""

from __future__ import annotations

from ...dotnet.model.types import Value
from ...errors import ErrorRecord
from ..session.scriptblock import ScriptBlock
from ..session.session import Session
from ..session.streams import Streams


def quiet_value(block: ScriptBlock, item: Value) -> Value:
    """A block's answer for ``item`` as ``$_``, from a scope of its own; its errors only go to ``$Error``.

    A terminating error passes through.
    """
    session = block.session
    streams = session.streams
    session.streams = _silent(session)
    try:
        return block.value(underscore=item)
    finally:
        session.streams = streams


class _Silent:
    """The streams without errors that were made last, and what they were made of."""

    of: Streams | None = None
    silent = Streams()


def _silent(session: Session) -> Streams:
    """The session's streams without errors; kept, for there is one call per object."""
    kept = session.part(_Silent)
    if kept.of is not session.streams:
        kept.of, kept.silent = session.streams, session.streams.redirected(error=_drop)
    return kept.silent


def _drop(record: ErrorRecord) -> None:
    return None
