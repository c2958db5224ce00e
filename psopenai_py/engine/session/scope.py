"""Variables and the scopes that hold them.

A scope's variables are looked up through its parents (PowerShell's dynamic scoping). A plain variable is stored as a
`Variable`; its constraints (type, read-only, validation) live in `Variable.guard`, which most variables do not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...dotnet.model.registry import get_type
from ...dotnet.model.types import DotNetType, Value
from ...errors import terminating


class Variable:
    """A named value. ``guard(new)`` returns what is stored for a new value, or raises when it may not be."""

    __slots__ = ("attributes", "description", "get", "guard", "name", "options", "value", "visibility")

    def __init__(self, name: str, value: Value = None) -> None:
        self.name = name
        self.value = value
        self.guard: Callable[[Value], Value] | None = None
        self.get: Callable[[], Value] | None = None  # computed variables ($HOME is plain; $PWD, $Error.. are computed)
        self.options: frozenset[str] = frozenset()  # of "ReadOnly", "Constant", "Private", "AllScope"
        self.attributes: tuple[Any, ...] = ()  # the attributes of its declaration ([int], [ValidateRange()])
        self.description = ""
        self.visibility = "Public"

    @property
    def dotnet_type(self) -> DotNetType:
        return get_type("System.Management.Automation.PSVariable")

    def set(self, value: Value) -> None:
        """Store a value under the variable's constraints."""
        if self.options and ("ReadOnly" in self.options or "Constant" in self.options):
            raise terminating(
                "VariableNotWritable",
                f"Cannot overwrite variable {self.name} because it is read-only or constant.",
                "WriteError",
                self.name,
                "System.Management.Automation.SessionStateUnauthorizedAccessException",
            )
        self.value = value if self.guard is None else self.guard(value)


class Scope:
    """One scope: global, a script's, a function's or a script block's."""

    __slots__ = ("aliases", "drives", "functions", "is_script", "parent", "strict", "types", "variables")

    def __init__(self, parent: Scope | None = None, is_script: bool = False) -> None:
        self.parent = parent
        self.is_script = is_script  # what `$script:` means: the nearest such scope, else the global one
        self.variables: dict[str, Variable] = {}  # by lower-case name
        self.functions: dict[str, Any] | None = None  # by lower-case name; most scopes define none
        self.aliases: dict[str, str] | None = None
        self.types: dict[str, Any] | None = None  # classes and enums that a script defines
        self.strict: float | None = None  # Set-StrictMode's version, None: as the parent has it

    def find(self, lower_name: str) -> Variable | None:
        """The variable as seen from here."""
        scope: Scope | None = self
        first = True
        while scope is not None:
            found = scope.variables.get(lower_name)
            if found is not None and (first or "Private" not in found.options):
                return found
            scope, first = scope.parent, False
        return None

    def get(self, name: str, default: Value = None) -> Value:
        """The variable's value as seen from here, or ``default``."""
        found = self.find(name.lower())
        if found is None:
            return default
        return found.value if found.get is None else found.get()

    def set(self, name: str, value: Value) -> None:
        """Assign in this scope itself, as ``$name = value`` does (an AllScope variable is shared)."""
        lower = name.lower()
        found = self.variables.get(lower)
        if found is None and self.parent is not None:
            above = self.parent.find(lower)
            if above is not None and "AllScope" in above.options:
                found = above
        if found is None:
            self.variables[lower] = Variable(name, value)
        else:
            found.set(value)

    def put(self, name: str, value: Value) -> None:
        """Set an automatic variable in this scope, whatever its constraints."""
        lower = name.lower()
        found = self.variables.get(lower)
        if found is None:
            self.variables[lower] = Variable(name, value)
        else:
            found.value = value

    @property
    def strictness(self) -> float:
        """The version of Set-StrictMode in force here, 0 when it is off."""
        for scope in self.chain():
            if scope.strict is not None:
                return scope.strict
        return 0

    def chain(self) -> Iterator[Scope]:
        """This scope and its parents."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def at(self, which: str | int) -> Scope:
        """The scope of this name (``global``, ``script``, ``local``, ``private``), or this number of levels up."""
        if isinstance(which, int) or which.isdecimal():
            scope: Scope | None = self
            for _ in range(int(which)):
                if scope is None:
                    break
                scope = scope.parent
            if scope is None:
                raise terminating(
                    "ArgumentOutOfRange", f"There is no scope {which} levels up.", "InvalidArgument", which
                )
            return scope
        lower = which.lower()
        if lower in ("local", "private"):
            return self
        if lower not in ("global", "script"):
            raise terminating("Argument", f"'{which}' is not a scope.", "InvalidArgument", which)
        last = self
        for scope in self.chain():
            if lower == "script" and scope.is_script:
                return scope
            last = scope
        return last
