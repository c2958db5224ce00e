"""What the engine and the cmdlets know of a script block; the language gives the real one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...declare.cmdlet import CmdletSpec
from ...declare.sentinel import MISSING
from ...dotnet.model.core import SCRIPTBLOCK
from ...dotnet.model.registry import register
from ...dotnet.model.types import Value
from ...errors import TerminatingError, terminating
from ..values.enumeration import result_collection
from ..values.objects import ScriptMethod, ScriptProperty
from .session import Session


class ScriptBlock(ABC):
    """Code as a value. It knows the session that it was made in, as in PowerShell."""

    __slots__ = ()

    @property
    @abstractmethod
    def text(self) -> str:
        """The source between the braces."""

    @property
    @abstractmethod
    def session(self) -> Session: ...

    @property
    @abstractmethod
    def spec(self) -> CmdletSpec:
        """Its parameters, for binding."""

    @abstractmethod
    def run(
        self,
        out: Callable[[Value], None],
        args: Sequence[Value] = (),
        *,
        underscore: Value = MISSING,
        input: Sequence[Value] = (),
        variables: Mapping[str, Value] | None = None,
        new_scope: bool = True,
    ) -> None:
        """Run it, handing each output object to ``out``; ``underscore`` is ``$_`` inside, ``variables`` are set first.

        ``new_scope=False`` runs it in the current scope, as ForEach-Object, Where-Object and ``.`` do. ``return`` ends
        it; ``break``, ``continue``, ``exit`` and terminating errors pass through.
        """

    def values(self, *args: Value, underscore: Value = MISSING, new_scope: bool = True) -> list[Value]:
        """All that it puts out."""
        found: list[Value] = []
        self.run(found.append, args, underscore=underscore, new_scope=new_scope)
        return found

    def value(self, *args: Value, underscore: Value = MISSING, new_scope: bool = True) -> Value:
        """Its output as an expression's value: None, the one object, or an array of all."""
        found = self.values(*args, underscore=underscore, new_scope=new_scope)
        return None if not found else found[0] if len(found) == 1 else found

    @abstractmethod
    def predicate(self) -> Callable[[Value], bool]:
        """A fast test of one object as ``$_`` in the current scope, for Where-Object."""

    @abstractmethod
    def each(self, out: Callable[[Value], None]) -> Callable[[Value], Any]:
        """A fast runner per object as ``$_`` in the current scope, for ForEach-Object."""


SCRIPTBLOCK.python = ScriptBlock
register(SCRIPTBLOCK)


@SCRIPTBLOCK.method("Invoke", "object[]", variadic=True)
def _invoke(block: ScriptBlock, *args: Value) -> Value:
    try:
        return result_collection(block.values(*args))
    except TerminatingError as error:
        raise call_failed(error, "Invoke", len(args)) from error


@SCRIPTBLOCK.method("InvokeReturnAsIs", "object[]", variadic=True)
def _invoke_as_is(block: ScriptBlock, *args: Value) -> Value:
    try:
        return block.value(*args)
    except TerminatingError as error:
        raise call_failed(error, "InvokeReturnAsIs", len(args)) from error


def call_failed(error: TerminatingError, name: str, count: int) -> TerminatingError:
    """The error of a method that runs a script's code: like that of any .NET method, with the cause inside."""
    cause = error.record.exception
    if cause.error_record is None and "ErrorRecord" not in cause.properties:
        cause.error_record = error.record
    text = f'Exception calling "{name}" with "{count}" argument(s): "{error.record.message}"'
    stopped = error.script and type(error) is TerminatingError  # by -ErrorAction Stop
    short = "ActionPreferenceStopException" if stopped else cause.type_name.rpartition(".")[2]
    return terminating(
        short, text, "NotSpecified", None, "System.Management.Automation.MethodInvocationException", cause
    )


SCRIPTBLOCK.method("ToString", returns="string")(lambda block: block.text)


# -- members made of script blocks ------------------------------------------------------------------------------------


def script_property(get: ScriptBlock, set_: ScriptBlock | None = None) -> ScriptProperty:
    """A property from script blocks: ``$this`` is the owner."""

    def read(owner: Value) -> Value:
        return run_with_this(get, owner)

    if set_ is None:
        return ScriptProperty(read, None, get, None)
    setter = set_

    def write(owner: Value, new: Value) -> None:
        run_with_this(setter, owner, new)

    return ScriptProperty(read, write, get, setter)


def script_method(block: ScriptBlock) -> ScriptMethod:
    """A method from a script block: ``$this`` is the owner."""
    return ScriptMethod(lambda owner, *args: run_with_this(block, owner, *args), block)


def run_with_this(block: ScriptBlock, owner: Value, *args: Value) -> Value:
    """What a script block puts out when ``$this`` is the owner."""
    found: list[Value] = []
    block.run(found.append, args, variables={"this": owner})
    return None if not found else found[0] if len(found) == 1 else found
