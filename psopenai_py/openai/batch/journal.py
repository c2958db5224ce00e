"""The journal: the batches that were started from this account, in a SQLite file of the state folder.

An entry is written before the request that starts its batch goes out. So a batch whose answer was lost is found again:
its input file is known, and the service names the input file of each batch. Queues (`queueing`) keep their state here.
No key and no prompt is written; the file is for its owner alone.

`Journal` is the file; its methods raise `JournalError`. `Notes` is what a cmdlet writes with: a journal that cannot be
used costs it one warning.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar
from urllib.parse import urlsplit

from ...configuration import ConfigurationError, state_folder
from ...http import DEFAULT_API_BASE
from ..api import ApiParams
from ..call_settings import configuration_of
from .batch import FINAL, PAGE, RUNNING, state_name

if TYPE_CHECKING:
    import sqlite3

FILE = "batches.sqlite3"
SCHEMA = 1  # in the file's user_version
BLOCK = 1 << 20  # bytes that are read at once
PATIENCE = 10.0  # seconds that another process may hold the file
DAY = 24 * 60 * 60.0  # for so long the same input counts as started twice
CLOCKS = 600.0  # seconds by which the service's clock may differ from ours
WAITING = "waiting"  # the state of an entry of a queue that has not been started

_TABLES = """
CREATE TABLE batches (
    number INTEGER PRIMARY KEY, id TEXT, status TEXT, input_file_id TEXT NOT NULL, input_hash TEXT, endpoint TEXT,
    created_at REAL NOT NULL, seen_at REAL, folder TEXT, profile TEXT, api_base TEXT NOT NULL, settings TEXT NOT NULL,
    follows TEXT, queue TEXT, place INTEGER);
CREATE INDEX by_id ON batches (id);
CREATE INDEX by_hash ON batches (input_hash);
CREATE TABLE queues (
    id TEXT PRIMARY KEY, created_at REAL NOT NULL, api_base TEXT NOT NULL, folder TEXT, profile TEXT,
    throttle INTEGER, is_whole INTEGER NOT NULL DEFAULT 0);
"""

T = TypeVar("T")


class JournalError(Exception):
    """The journal cannot be read or written. The message names the file and says what to do."""


class Entry(NamedTuple):
    """A batch that was started here, or is to be. Its fields are the columns of the file.

    ``id`` None: the answer to the request has not come (or, with the status `WAITING`, no request was made yet).
    ``created_at`` is when the request went out, ``seen_at`` when the service last told the status (seconds since 1970).
    ``settings`` is the request's body as JSON; ``follows`` the batch whose failed requests this one repeats.
    """

    number: int
    id: str | None
    status: str | None
    input_file_id: str
    input_hash: str | None
    endpoint: str | None
    created_at: float
    seen_at: float | None
    folder: str | None
    profile: str | None
    api_base: str
    settings: str
    follows: str | None = None
    queue: str | None = None
    place: int | None = None

    @property
    def is_lost(self) -> bool:
        """Whether a request went out whose answer did not come."""
        return self.id is None and self.status != WAITING

    @property
    def has_ended(self) -> bool:
        return self.status in FINAL

    def body(self) -> dict[str, Any]:
        """The request that starts the batch. Raises JournalError if somebody has damaged it."""
        try:
            found = json.loads(self.settings)
        except ValueError:
            found = None
        if not isinstance(found, dict) or not found.get("input_file_id"):
            raise JournalError(f"The journal's entry {self.number} holds no request: {self.settings[:40]!r}.")
        return found

    def data(self) -> dict[str, Any]:
        """The entry as the data of an object, with the service's names where it has them."""
        return {
            "id": self.id,
            "status": self.status,
            "endpoint": self.endpoint,
            "input_file_id": self.input_file_id,
            "input_hash": self.input_hash,
            "created_at": int(self.created_at),
            "seen_at": None if self.seen_at is None else int(self.seen_at),
            "folder": self.folder,
            "profile": self.profile,
            "api_base": self.api_base,
            "follows": self.follows,
            "queue": self.queue,
        }


class Origin(NamedTuple):
    """From where something is started."""

    folder: str
    profile: str | None
    api_base: str


OF_NO_USE = ("failed", "expired", "cancelled", "cancelling")  # states after which the same input is started again
_FIELDS = ", ".join(Entry._fields)


class Journal:
    """The file. Several processes may use it at the same time; each change is a transaction of its own."""

    def __init__(self, path: str) -> None:
        self.path = path

    # -- what is started ----------------------------------------------------------------------------------------------

    def add(
        self,
        origin: Origin,
        settings: Mapping[str, Any],
        input_hash: str | None = None,
        follows: str | None = None,
        queue: str | None = None,
        place: int | None = None,
    ) -> int:
        """Write the entry of a request that is about to go out, or of one that waits in a queue. Returns its number."""
        row = {
            "status": None if queue is None else WAITING,
            "input_file_id": settings["input_file_id"],
            "input_hash": input_hash,
            "endpoint": settings.get("endpoint"),
            "created_at": time.time(),
            **origin._asdict(),
            "settings": json.dumps(settings, ensure_ascii=False),
            "follows": follows,
            "queue": queue,
            "place": place,
        }
        sql = f"INSERT INTO batches ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        with self._open() as file:
            return int(file.execute(sql, _storable(row.values())).lastrowid or 0)

    def sent(self, number: int) -> None:
        """The request of an entry that waited goes out now."""
        self._change(
            "UPDATE batches SET id = NULL, status = NULL, created_at = ? WHERE number = ?", time.time(), number
        )

    def answered(self, number: int, data: Mapping[str, Any]) -> None:
        """The service has answered with the batch."""
        self._change(
            "UPDATE batches SET id = ?, status = ?, seen_at = ? WHERE number = ?",
            data.get("id"), state_name(data.get("status")), time.time(), number,
        )  # fmt: skip

    def waits(self, number: int) -> None:
        """The entry is to be started (again): its batch was refused."""
        self._change("UPDATE batches SET id = NULL, status = ? WHERE number = ?", WAITING, number)

    def refused(self, number: int) -> None:
        """The service has refused the request of an entry: in a queue it waits again, else it goes."""
        with self._open() as file:
            file.execute("DELETE FROM batches WHERE number = ? AND queue IS NULL", (number,))
            file.execute("UPDATE batches SET id = NULL, status = ? WHERE number = ?", (WAITING, number))

    def forget(self, number: int) -> None:
        """Remove an entry."""
        self._change("DELETE FROM batches WHERE number = ?", number)

    def see(self, batches: Iterable[Mapping[str, Any]]) -> None:
        """Note the states of batches, as far as they are in the journal."""
        with self._open() as file:
            for data in batches:
                file.execute(
                    "UPDATE batches SET status = ?, seen_at = ? WHERE id = ?",
                    (state_name(data.get("status")), time.time(), data.get("id")),
                )

    # -- what was started ---------------------------------------------------------------------------------------------

    def entries(self, where: str = "1", *values: Any) -> list[Entry]:
        """The entries for which a condition in SQL holds, the newest first. Without a file there are none."""
        if not os.path.exists(self.path):
            return []
        sql = f"SELECT {_FIELDS} FROM batches WHERE {where} ORDER BY number DESC"
        with self._open() as file:
            return [Entry(*row) for row in file.execute(sql, _storable(values))]

    def of_queue(self, id: str) -> list[Entry]:
        """The entries of a queue in their order."""
        return sorted(self.entries("queue = ?", id), key=lambda entry: entry.place or 0)

    def running(self, api_base: str) -> list[Entry]:
        """The batches at an address that had not ended when they were last seen, the oldest first."""
        marks = ", ".join("?" * len(RUNNING))
        found = self.entries(f"api_base = ? AND id IS NOT NULL AND status IN ({marks})", api_base, *RUNNING)
        return found[::-1]

    def lost(self, api_base: str) -> list[Entry]:
        """The entries at an address whose answer did not come, the oldest first."""
        return self.entries("api_base = ? AND id IS NULL AND status IS NULL", api_base)[::-1]

    def earlier(self, input_hash: str | None, input_file_id: str | None, api_base: str) -> Entry | None:
        """The latest batch with the same input that was started within a day and, as far as known, did not fail.

        If there is none whose answer has come, it is one whose answer has not, or not yet.
        """
        marks = ", ".join("?" * len(OF_NO_USE))
        found = self.entries(
            f"(input_hash = ? OR input_file_id = ?) AND api_base = ? AND created_at > ? AND "
            f"coalesce(status, '') NOT IN ({marks}, ?)",
            input_hash, input_file_id, api_base, time.time() - DAY, *OF_NO_USE, WAITING,
        )  # fmt: skip
        return next((entry for entry in found if entry.id is not None), found[0] if found else None)

    def follows(self, id: str) -> list[str]:
        """The batches whose failed requests a batch repeats, the oldest first."""
        chain: list[str] = []
        while (found := self.entries("id = ? AND follows IS NOT NULL", id)) and found[0].follows not in chain:
            id = str(found[0].follows)
            chain.insert(0, id)
        return chain

    # -- queues -------------------------------------------------------------------------------------------------------

    def add_queue(self, id: str, origin: Origin, throttle: int | None) -> None:
        self._change(
            "INSERT INTO queues (id, created_at, folder, profile, api_base, throttle) VALUES (?, ?, ?, ?, ?, ?)",
            id, time.time(), *origin, throttle,
        )  # fmt: skip

    def complete_queue(self, id: str) -> None:
        """All of the queue's input has been uploaded."""
        self._change("UPDATE queues SET is_whole = 1 WHERE id = ?", id)

    def queues(self, api_base: str) -> dict[str, tuple[int | None, bool]]:
        """The queues at an address with something left to do: -ThrottleLimit, and whether all input was uploaded."""
        if not os.path.exists(self.path):
            return {}
        marks = ", ".join("?" * len(FINAL))
        sql = (
            "SELECT id, throttle, is_whole FROM queues WHERE api_base = ? AND EXISTS (SELECT 1 FROM batches WHERE "
            f"queue = queues.id AND (status IS NULL OR status NOT IN ({marks}))) ORDER BY created_at"
        )
        with self._open() as file:
            return {id: (throttle, bool(whole)) for id, throttle, whole in file.execute(sql, (api_base, *FINAL))}

    # -- the file -----------------------------------------------------------------------------------------------------

    def _change(self, sql: str, *values: Any) -> None:
        with self._open() as file:
            file.execute(sql, values)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file in a transaction; it is made where there is none."""
        import sqlite3

        try:
            if not os.path.exists(self.path):
                os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
                os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as file:
                file.execute("BEGIN IMMEDIATE")
                version = file.execute("PRAGMA user_version").fetchone()[0]
                if version > SCHEMA:
                    raise JournalError(f"The journal {self.path} was written by a newer version of psopenai.")
                if not version:
                    for statement in _TABLES.split(";")[:-1]:
                        file.execute(statement)
                    file.execute(f"PRAGMA user_version = {SCHEMA}")
                yield file
                file.execute("COMMIT")
        except OSError as error:
            raise JournalError(f"The journal {self.path} cannot be used: {error.strerror or error}.") from error
        except sqlite3.OperationalError as error:
            raise JournalError(f"The journal {self.path} cannot be used: {error}.") from error
        except sqlite3.DatabaseError as error:
            message = f"The journal {self.path} is damaged ({error}); rename or delete it, and a new one is made."
            raise JournalError(message) from error


class _Warned:
    """The journals that a session has warned of."""

    def __init__(self) -> None:
        self.paths: set[str] = set()


class Notes:
    """What a cmdlet writes into the journal, and asks it. Where the journal cannot be used there is one warning.

    Nothing is written with -NoJournal (``wanted`` False), or with ``journal = false`` in the configuration file.
    """

    def __init__(self, cmdlet: ApiParams, wanted: bool = True) -> None:
        self._cmdlet = cmdlet
        self.journal = Journal(path_for(cmdlet))
        self._is_on = wanted and is_wanted(cmdlet)
        self._origin: Origin | None = None

    @property
    def is_on(self) -> bool:
        return self._is_on

    @property
    def origin(self) -> Origin:
        if self._origin is None:
            self._origin = origin_of(self._cmdlet)
        return self._origin

    def try_to(self, work: Callable[[Journal], T]) -> T | None:
        """The result of something done with the journal; None if there is no journal, or it cannot be used."""
        if not self._is_on:
            return None
        try:
            return work(self.journal)
        except JournalError as error:
            self._is_on = False
            warned = self._cmdlet.session.part(_Warned).paths
            if self.journal.path not in warned:
                warned.add(self.journal.path)
                self._cmdlet.warn(f"{error} What is started is not noted; -NoJournal leaves the journal aside.")
            return None


def path_for(cmdlet: ApiParams) -> str:
    return os.path.join(state_folder(cmdlet.session.environ), FILE)


def is_wanted(cmdlet: ApiParams) -> bool:
    """Whether the configuration file lets a journal be written. One that cannot be used is reported by the call."""
    try:
        return configuration_of(cmdlet.session).journal
    except ConfigurationError:
        return False


def origin_of(cmdlet: ApiParams) -> Origin:
    """From where a cmdlet starts something: folder, profile and the service's address without user and password."""
    address = address_of(cmdlet)  # reports a configuration that cannot be used
    profile = configuration_of(cmdlet.session).select(cmdlet.session.environ)
    try:
        folder = cmdlet.session.here
    except OSError:  # it has been deleted
        folder = ""
    return Origin(folder, None if profile is None else profile.name, address)


def address_of(cmdlet: ApiParams) -> str:
    """The address that a cmdlet calls, as it stands in the journal."""
    config = cmdlet.config()
    parts = urlsplit(config.api_base or DEFAULT_API_BASE)
    path = parts.path.rstrip("/") + ("/openai" if config.is_azure else "")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}{path}"


def hash_of(content: BinaryIO) -> str:
    """What identifies an input: a digest of its lines, whatever ends them, without blank ones."""
    digest = hashlib.sha256()
    rest = b""
    while block := content.read(BLOCK):
        *lines, rest = (rest + block).split(b"\n")
        for line in map(bytes.strip, lines):
            if line:
                digest.update(line + b"\n")
    if rest := rest.strip():
        digest.update(rest + b"\n")
    return digest.hexdigest()


def note_seen(cmdlet: ApiParams, batches: Iterable[Mapping[str, Any]]) -> None:
    """Note the states of batches in the journal, if there is one."""
    notes = Notes(cmdlet)
    if os.path.exists(notes.journal.path):
        notes.try_to(lambda journal: journal.see(batches))


def find_lost(cmdlet: ApiParams, journal: Journal) -> dict[int, dict[str, Any]]:
    """The batches of entries whose answer did not come, by the entries' numbers; they are in the journal then.

    The service's list is asked for, as far back as the oldest of these requests. Raises the errors of the call.
    """
    lost = journal.lost(address_of(cmdlet))
    if not lost:
        return {}
    since = lost[0].created_at
    known = {str(entry.id) for entry in journal.entries("id IS NOT NULL AND created_at > ?", since - DAY)}
    found: dict[int, dict[str, Any]] = {}
    for data in of_inputs(cmdlet, {entry.input_file_id for entry in lost}, since, known):
        entry = next((e for e in lost if e.number not in found and e.input_file_id == data["input_file_id"]), None)
        if entry is not None:
            found[entry.number] = data
            journal.answered(entry.number, data)
    return found


def of_inputs(
    cmdlet: ApiParams, file_ids: Collection[str], since: float, known: Collection[str]
) -> Iterator[dict[str, Any]]:
    """The service's batches of input files that were started after a time and are not known, the newest first."""
    for data in cmdlet.pages("batches", query={"limit": PAGE}):
        created = data.get("created_at")
        if isinstance(created, (int, float)) and created < since - CLOCKS:
            return
        if data.get("input_file_id") in file_ids and data.get("id") not in known:
            yield data


def _storable(values: Iterable[Any]) -> list[Any]:
    """The values as SQLite takes them: with a mark for half of a surrogate pair, which a request is refused for."""
    return [value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values]
