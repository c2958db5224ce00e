"""One session: what every command sees of the world around it.

A `Session` holds scopes, streams, commands and preferences, the host, and the two services of the layers above. It
prints nothing and does not know the front ends; `shell.Shell` makes it and owns it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from typing import Any, TypeVar

from ...dotnet.collections.lists import ArrayList
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import array_of, find_type, register
from ...dotnet.model.types import DotNetType, Value
from ...errors import ErrorRecord, TerminatingError
from ..values.objects import PSObject
from .arrivals import Arrivals
from .commands import CommandTable
from .file_paths import FolderDrive, current_folder, file_path, first_drives
from .host import Host, Mode
from .scope import Scope, Variable
from .services import Formatting, Language
from .streams import InformationRecord, Streams, discard

MAX_ERRORS = 256  # $MaximumErrorCount

PATH_INFO = register(DotNetType("System.Management.Automation.PathInfo", base=OBJECT))

#: whether Python code is calling, to which a backslash is a character of a name; scripts of the same session may run
#: in between, and in other threads
posix_caller: ContextVar[bool] = ContextVar("posix_caller", default=False)

PartT = TypeVar("PartT")


class Session:
    """Scopes, streams, commands and settings of one shell."""

    language: Language  # set by the shell, like `formatting`
    formatting: Formatting

    def __init__(
        self,
        commands: CommandTable,
        streams: Streams | None = None,
        width: int = 120,
        environ: MutableMapping[str, str] | None = None,
    ) -> None:
        self.commands = commands
        self.streams = streams or Streams()
        self.outermost = self.streams  # those of the front end, without redirections
        self.host = Host(width)
        self.mode = Mode()
        self.environ = os.environ if environ is None else environ
        self.globals = Scope(is_script=False)
        self.scope = self.globals
        self.namespaces: list[str] = []  # of `using namespace`
        self.errors: list[ErrorRecord] = ArrayList()  # $Error, newest first
        self.keepers: list[dict[str, list[Value]]] = []  # by stream: what -ErrorVariable etc. of running functions keep
        self.succeeded = True  # $?
        self.handling: ErrorRecord | None = None  # the error whose catch block or trap runs
        self.trying = 0  # nested try blocks around what runs: errors of statements go to them
        self.out: Callable[[Value], None] = discard  # where Out-Default and Out-Host send what is shown
        self.history: list[Any] = []  # Get-History
        self.arrivals = Arrivals()  # what other threads want done on this one
        self.closers: list[Callable[[], None]] = []  # what upper layers want done when the session ends
        self.noted: list[tuple[str, str]] | None = None  # types and ids of the service's objects, where one keeps them
        self.cancel: Any = None  # an http.Cancel that ends its calls; only of a session on a thread of its own
        self._parts: dict[type, Any] = {}
        self._folder_drives: dict[str, FolderDrive] | None = None
        self.folder: str | None = None  # the current folder of a session on another thread; else it is the process's
        self.drive = ""  # where the location is: a drive for names such as Env, one that is a folder, or empty

    def part(self, kind: type[PartT]) -> PartT:
        """The state that a layer or a family of cmdlets keeps with the session: one object per class, made at the first
        call."""
        found: PartT | None = self._parts.get(kind)
        if found is None:
            found = self._parts[kind] = kind()
        return found

    def stem_from(self, outer: Session) -> None:
        """Share with another session what threads can share; for a session on another thread.

        A part with a method ``for_another_thread`` is passed on: its result is the new session's part.
        """
        self.host, self.closers = outer.host, outer.closers
        self._folder_drives = dict(outer.folder_drives)
        self.folder, self.drive = outer.here, outer.drive
        for kind, part in list(outer._parts.items()):
            passed_on = getattr(part, "for_another_thread", None)
            if passed_on is not None:
                self._parts[kind] = passed_on()

    def sleep(self, seconds: float) -> None:
        """Wait, and run what arrives meanwhile."""
        self.arrivals.sleep(seconds)

    def close(self) -> None:
        """Close what commands keep open: connections, files. The session can be used again."""
        while self.closers:
            self.closers.pop()()

    def find_type(self, name: str) -> DotNetType | None:
        """The type of that name: a class of the running scripts, or one of .NET; `using namespace` shortens names."""
        if name.endswith("[]"):
            element = self.find_type(name[:-2])
            return None if element is None else array_of(element)
        lower = name.lower()
        for scope in self.scope.chain():
            if scope.types and lower in scope.types:
                found: DotNetType = scope.types[lower]
                return found
        for prefix in ("", *(namespace + "." for namespace in self.namespaces)):
            known = find_type(prefix + name)
            if known is not None:
                return known
        return None

    # -- errors -----------------------------------------------------------------------------------------------------

    def remember(self, record: ErrorRecord) -> None:
        """Put a record at the front of ``$Error``, but for one that only passes the last exception on."""
        # a script may put other things into $Error
        if not self.errors or getattr(self.errors[0], "exception", None) is not record.exception:
            self.errors.insert(0, record)
            del self.errors[MAX_ERRORS:]
            for kept in self.keepers:
                if "error" in kept:
                    kept["error"].append(record)

    def report(self, error: TerminatingError) -> None:
        """Write a terminating error that ended a statement to the error stream, once."""
        if not error.reported:
            error.reported = True
            self.remember(error.record)
        self.succeeded = False
        self.streams.error(error.record)

    def host_line(self, text: str) -> None:
        """Show a line to the user, whatever the preferences say (-WhatIf)."""
        self.streams.information(InformationRecord(text, ("PSHOST",), host={"note": True}))

    # -- places -----------------------------------------------------------------------------------------------------

    def path(self, text: str) -> str:
        """The full path of a file as written; relative ones count from the current location."""
        if self.mode.posix_paths or posix_caller.get():
            return os.path.join(self.here, os.path.expanduser(text))
        return file_path(text, self.folder_drives, self.here)

    @property
    def here(self) -> str:
        """The current folder."""
        return self.folder or current_folder()

    def go_to(self, folder: str, drive: str = "") -> None:
        """Make a folder the current one; ``drive`` is the drive that it is shown on. Raises OSError."""
        if self.folder is None:
            os.chdir(folder)
        elif os.path.isdir(folder):
            self.folder = folder
        else:
            raise FileNotFoundError(folder)
        self.drive = drive

    @property
    def folder_drives(self) -> dict[str, FolderDrive]:
        """The drives that are folders, by lower-case name: Temp: and what New-PSDrive makes."""
        if self._folder_drives is None:
            self._folder_drives = first_drives(self.environ)
        return self._folder_drives

    # -- variables --------------------------------------------------------------------------------------------------

    def get_variable(self, name: str, default: Value = None) -> Value:
        return self.scope.get(name, default)

    def preference(self, name: str) -> str:
        """A preference variable as its canonical text: ``preference("ErrorActionPreference") == "Continue"``."""
        found = self.scope.find(name.lower())
        return "" if found is None or found.value is None else str(found.value)

    def define(self, name: str, value: Value = None, get: Callable[[], Value] | None = None, *options: str) -> None:
        """Make a global automatic variable; with ``get`` it is computed at each reading."""
        made = Variable(name, value)
        made.get = get
        made.options = frozenset(options)
        self.globals.variables[name.lower()] = made


class PathInfo:
    """A location, as Get-Location and Resolve-Path return it."""

    __slots__ = ("drive", "path", "provider", "provider_path")
    dotnet_type = PATH_INFO

    def __init__(self, path: str, provider_path: str = "", drive: str = "", provider: str = "FileSystem") -> None:
        self.path = path
        self.provider_path = provider_path or path
        self.drive = drive
        self.provider = provider

    def __str__(self) -> str:
        return self.path


PATH_INFO.prop("Drive")(lambda it: PSObject({"Name": it.drive or "/"}, "System.Management.Automation.PSDriveInfo"))
PATH_INFO.prop("Provider")(lambda it: PSObject({"Name": it.provider}, "System.Management.Automation.ProviderInfo"))
PATH_INFO.prop("ProviderPath", "string")(lambda it: it.provider_path)
PATH_INFO.prop("Path", "string")(str)
PATH_INFO.method("ToString", returns="string")(str)


def current_location(session: Session) -> PathInfo:
    """Where a session is: a folder, maybe shown on a drive of its own, or a drive of names."""
    here = session.here
    if not session.drive:
        return PathInfo(here)
    folder = session.folder_drives.get(session.drive.lower())
    if folder is None:
        return PathInfo(f"{session.drive}:{os.sep}", "", session.drive, session.drive)
    below = os.path.relpath(here, folder.root)
    return PathInfo(f"{folder.name}:{os.sep}{'' if below == '.' else below}", here, folder.name)
