"""Get-Batch -Local: what the journal has of the batches that were started from this account, as objects."""

from __future__ import annotations

from ...engine.pipeline.cmdlet import Objects
from ...errors import TerminatingError
from ..api import ApiParams
from ..objects import to_object
from .journal import Journal, JournalError, address_of, find_lost, path_for

TYPE_NAME = "PSOpenAI.Batch.Local"


def local_batches(cmdlet: ApiParams, after: str | None, limit: int | None) -> Objects:
    """The newest first: at most ``limit``, those that come ``after`` the one with that id.

    The service is asked for batches whose answer was lost, and for nothing else.
    """
    journal = Journal(path_for(cmdlet))
    try:
        entries = journal.entries()
        if any(entry.is_lost for entry in entries):
            _look_for_lost(cmdlet, journal)
            entries = journal.entries()
    except JournalError as error:
        raise cmdlet.stop_with("JournalUnusable", str(error), "ReadError", journal.path) from error
    if after:
        entries = entries[next((at for at, entry in enumerate(entries, 1) if entry.id == after), 0) :]
    for entry in entries[:limit]:
        yield to_object(entry.data(), TYPE_NAME)
    if limit is not None and len(entries) > limit and not cmdlet.is_bound("Limit"):
        cmdlet.warn("The list is longer than this: use -All, or a larger -Limit.")


def _look_for_lost(cmdlet: ApiParams, journal: Journal) -> None:
    """Find batches whose answer was lost. Where the service does not answer now, the list shows them without id."""
    try:
        find_lost(cmdlet, journal)
        left = journal.lost(address_of(cmdlet))
    except TerminatingError as error:
        cmdlet.warn(f"Batches whose answer was lost cannot be looked for: {error.record.message}")
        return
    if left:
        files = ", ".join(entry.input_file_id for entry in left)
        cmdlet.warn(f"The service does not know a batch of {files}; Resume-Batch starts it.")
