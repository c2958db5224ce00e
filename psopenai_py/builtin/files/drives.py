"""The drives that hold names with values instead of files: Env:, Variable:, Function:, Alias:."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from ...dotnet.model.core import SCRIPTBLOCK
from ...dotnet.model.enumerables import Entry
from ...dotnet.model.types import Value
from ...dotnet.text.utf16 import writable
from ...engine.members.methods import invoke_static
from ...engine.session.commands import CommandInfo
from ...engine.session.lookup import find_alias
from ...engine.session.scope import Scope, Variable
from ...engine.session.scriptblock import ScriptBlock
from ...engine.session.session import Session
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text
from ...errors import terminating
from ...language.compile.code import named_spec

FILE_SYSTEM = "FileSystem"


class Drive(ABC):
    """A drive. ``item`` is the result of Get-Item, ``content`` that of Get-Content."""

    name: str
    provider: str

    def __init__(self, session: Session) -> None:
        self.session = session

    @abstractmethod
    def names(self) -> Iterable[str]:
        """The names in the drive."""

    @abstractmethod
    def item(self, name: str) -> Value:
        """The object of a name; None if there is none."""

    @abstractmethod
    def content(self, name: str) -> Value: ...

    @abstractmethod
    def set(self, name: str, value: Value) -> None:
        """Set the value of a name, which is created if it is new."""

    @abstractmethod
    def remove(self, name: str) -> None: ...

    def find(self, name: str) -> str | None:
        """A name as the drive spells it."""
        lower = name.lower()
        return next((each for each in self.names() if each.lower() == lower), None)


def scoped(session: Session, name: str) -> tuple[Scope, str]:
    """The scope that a name such as ``global:f`` begins with, or the current one, and the rest of the name."""
    which, colon, bare = name.partition(":")
    if colon and which.lower() in ("global", "script", "local", "private"):
        return session.scope.at(which), bare
    return session.scope, name


class EnvironmentDrive(Drive):
    name, provider = "Env", "Environment"

    def names(self) -> Iterable[str]:
        return sorted(self.session.environ, key=str.lower)

    def find(self, name: str) -> str | None:
        return name if name in self.session.environ else None

    def item(self, name: str) -> Value:
        found = self.session.environ.get(name)
        return None if found is None else Entry(name, found)

    def content(self, name: str) -> Value:
        return self.session.environ.get(name)

    def set(self, name: str, value: Value) -> None:
        text = to_text(value)
        if text:
            self.session.environ[name] = writable(text).partition("\0")[0]  # as C reads it
        else:
            self.session.environ.pop(name, None)

    def remove(self, name: str) -> None:
        self.session.environ.pop(name, None)


class VariableDrive(Drive):
    name, provider = "Variable", "Variable"

    def _all(self) -> dict[str, Variable]:
        found: dict[str, Variable] = {}
        for scope in self.session.scope.chain():
            for lower, variable in scope.variables.items():
                found.setdefault(lower, variable)
        return found

    def names(self) -> Iterable[str]:
        return sorted((each.name for each in self._all().values()), key=str.lower)

    def find(self, name: str) -> str | None:
        return super().find(scoped(self.session, name)[1])

    def item(self, name: str) -> Value:
        scope, bare = scoped(self.session, name)
        return scope.find(bare.lower())

    def content(self, name: str) -> Value:
        scope, bare = scoped(self.session, name)
        return scope.get(bare)

    def set(self, name: str, value: Value) -> None:
        scope, bare = scoped(self.session, name)
        scope.set(bare, value)

    def remove(self, name: str) -> None:
        start, name = scoped(self.session, name)
        for scope in start.chain():
            found = scope.variables.get(name.lower())
            if found is None:
                continue
            if found.options & {"ReadOnly", "Constant"}:
                raise terminating(
                    "VariableNotRemovable",
                    f"The variable {found.name} is read-only or constant and cannot be removed.",
                    "WriteError",
                    found.name,
                    "System.Management.Automation.SessionStateUnauthorizedAccessException",
                )
            del scope.variables[name.lower()]
            return


class FunctionDrive(Drive):
    name, provider = "Function", "Function"

    def _all(self) -> dict[str, CommandInfo]:
        found: dict[str, CommandInfo] = {}
        for scope in self.session.scope.chain():
            for lower, info in (scope.functions or {}).items():
                found.setdefault(lower, info)
        return found

    def names(self) -> Iterable[str]:
        return sorted((each.name for each in self._all().values()), key=str.lower)

    def find(self, name: str) -> str | None:
        return super().find(scoped(self.session, name)[1])

    def item(self, name: str) -> Value:
        return self._all().get(name.lower())

    def content(self, name: str) -> Value:
        found = self._all().get(scoped(self.session, name)[1].lower())
        return None if found is None else found.definition

    def set(self, name: str, value: Value) -> None:
        block = unwrap(value)
        if not isinstance(block, ScriptBlock):
            block = invoke_static(SCRIPTBLOCK, "Create", [to_text(block)])
        scope, name = scoped(self.session, name)
        if scope.functions is None:
            scope.functions = {}
        scope.functions[name.lower()] = CommandInfo("Function", name, named_spec(block.spec, name), block)

    def remove(self, name: str) -> None:
        start, name = scoped(self.session, name)
        for scope in start.chain():
            if scope.functions and scope.functions.pop(name.lower(), None) is not None:
                return


class AliasDrive(Drive):
    name, provider = "Alias", "Alias"

    def names(self) -> Iterable[str]:
        found = {lower: shown for lower, (shown, _) in self.session.commands.aliases.items()}
        for scope in self.session.scope.chain():
            for lower in scope.aliases or {}:
                found.setdefault(lower, lower)
        return sorted(found.values(), key=str.lower)

    def item(self, name: str) -> Value:
        target = find_alias(self.session, name.lower())
        return None if target is None else CommandInfo("Alias", name, definition=target)

    def content(self, name: str) -> Value:
        return find_alias(self.session, name.lower())

    def set(self, name: str, value: Value) -> None:
        scope, name = scoped(self.session, name)
        if scope.aliases is None:
            scope.aliases = {}
        scope.aliases[name.lower()] = to_text(value)

    def remove(self, name: str) -> None:
        for scope in self.session.scope.chain():
            if scope.aliases and scope.aliases.pop(name.lower(), None) is not None:
                return
        self.session.commands.aliases.pop(name.lower(), None)


DRIVES: dict[str, type[Drive]] = {
    cls.name.lower(): cls for cls in (EnvironmentDrive, VariableDrive, FunctionDrive, AliasDrive)
}
PROVIDERS: dict[str, type[Drive]] = {cls.provider.lower(): cls for cls in DRIVES.values()}
