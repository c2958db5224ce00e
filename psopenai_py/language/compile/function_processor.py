"""`FunctionProcessor`: functions, filters, script blocks and scripts as commands of a pipeline."""

from __future__ import annotations

from copy import copy

from ...dotnet.model.types import Value
from ...engine.session.scope import Scope, Variable
from ...errors import TerminatingError
from ..runtime.calls import MAX_DEPTH, CallContext
from ..runtime.failures import FunctionFailure, ThrowError, call_depth_overflow
from ..runtime.frame import RETURN, Exit, Frame, LoopControl, Run
from ..runtime.preferences import set_preferences
from ..runtime.stack import DEEP, run_deep
from .function_parameters import FunctionParameters

_BUILTIN_FUNCTION = type(print)


class FunctionProcessor(FunctionParameters):
    """Runs a block with its parameters: enters its scope for each of its parts, and leaves it to hand objects on."""

    is_main = False  # the script that the shell itself runs: `exit` ends the shell

    # -- set-up -----------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        session, interp, block = self.session, self.interp, self.block
        outer_call = interp.call
        module = block.module
        self.call = call = CallContext(
            self.spec.name or (self.file or "<ScriptBlock>"), outer_call, self.invocation, self.file, module
        )
        if call.depth > MAX_DEPTH:
            raise call_depth_overflow()
        self.outer_scope, self.outer_streams, self.outer_call = session.scope, session.streams, outer_call
        if self.dot:
            self.scope = session.scope
        elif self.scope is None:
            self.scope = Scope(self._parent_scope(outer_call), self.is_script)
        call.scope = self.scope
        self.frame = Frame(session, self.scope, self._pass_on, call)
        self.bound = bound = self._bind_simply() or self._bind()
        self.take_common(bound.common)
        self.keeps, self.kept = self.kept, {}  # -ErrorVariable and the like: what is called in here adds to it too
        if type(self.out) is _BUILTIN_FUNCTION and self.emit is self.out:
            self.frame.out = self.out
        self._streams_inside = self.streams if self.streams is not self.outer_streams else None
        if bound.common:
            set_preferences(self.scope, bound.common)

    def _parent_scope(self, call: CallContext | None) -> Scope:
        """The scope that the block sees: the caller's, or its own module's."""
        module = self.block.module
        here = call.module if call is not None else None
        if module is here:
            return self.session.scope
        if module is not None:
            return module.scope
        while call is not None and call.module is not None:
            call = call.parent
        return self.session.globals if call is None or call.scope is None else call.scope

    # -- the three blocks -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        self._enter()
        try:
            self._set_variables()
            if self.code.begin is not None:
                self._run(self.code.begin)
        finally:
            self._leave()

    def process(self, value: Value) -> None:
        if self.ended:
            return
        if not self.begun:
            self.begun = True
            self.begin()
        self._enter()
        try:
            if self.spec.common and not self._bind_object(value):
                return
            process = self.code.process
            variables = self.frame.variables
            if process is None:
                self.input.append(value)
                if self.spec.common:
                    variables["_"] = Variable("_", value)
                return
            variables["_"] = Variable("_", value)
            if self.code.uses_input:
                variables["input"] = Variable("input", [value])
            self._run(process)
        finally:
            self._leave()

    def run_without_input(self) -> None:
        if self.ended or self.code.process is None:
            return
        self._enter()
        try:
            if self.code.uses_input:
                self.frame.variables["input"] = Variable("input", [])
            self._run(self.code.process)
        finally:
            self._leave()

    def end(self) -> None:
        if self.ended or self.code.end is None:
            return
        self._enter()
        try:
            if self.code.uses_input:
                from ...dotnet.model.enumerables import Enumerator

                self.frame.variables["input"] = Variable("input", Enumerator(self.input))
            self._run(self.code.end)
        finally:
            self._leave()

    def dispose(self) -> None:
        if self.code.clean is not None and hasattr(self, "frame"):
            self._enter()
            try:
                self._run(self.code.clean)
            finally:
                self._leave()

    def _run(self, body: Run) -> None:
        try:
            signal = body(self.frame) if self.call.depth < DEEP else run_deep(body, self.frame)
        except LoopControl as control:
            signal = control.signal
        except Exit as leaving:
            if self.file is None or self.is_main:
                raise
            self.ended = True
            self.session.globals.set("LASTEXITCODE", leaving.code)
            return
        except RecursionError as error:
            raise call_depth_overflow() from error
        except TerminatingError as error:
            raise self._leaving(error) from error.__cause__
        if signal is not None and signal is not RETURN:
            raise LoopControl(signal)

    def _leaving(self, error: TerminatingError) -> TerminatingError:
        """An error on its way out: an advanced function puts its name behind the id, as a cmdlet does."""
        if isinstance(error, FunctionFailure) and error.leaving is self.call:
            error.leaving = None
        record = error.record
        if not self.spec.common or record.command or isinstance(error, (ThrowError, FunctionFailure)):
            return error
        named = TerminatingError(copy(record), error.script)
        named.reported = error.reported
        named.record.command = self.spec.name
        return named

    # -- entering and leaving ---------------------------------------------------------------------------------------

    def _enter(self) -> None:
        session, interp = self.session, self.interp
        self.outer_scope, self.outer_streams, self.outer_call = session.scope, session.streams, interp.call
        session.scope = self.scope  # type: ignore[assignment]
        if self._streams_inside is not None:
            session.streams = self._streams_inside
        interp.call = self.call
        if self.keeps:
            session.keepers.append(self.keeps)

    def _leave(self) -> None:
        session = self.session
        session.scope, session.streams, self.interp.call = self.outer_scope, self.outer_streams, self.outer_call
        if self.keeps:
            session.keepers.pop()

    def _pass_on(self, value: Value) -> None:
        """Hand an object to what comes next, in the caller's surroundings."""
        outer = self.outer_scope, self.outer_streams, self.outer_call
        self._leave()
        try:
            self.emit(value)
        finally:
            self._enter()
            self.outer_scope, self.outer_streams, self.outer_call = outer
