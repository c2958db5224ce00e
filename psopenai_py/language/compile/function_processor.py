"""`FunctionProcessor`: functions, filters, script blocks and scripts as commands of a pipeline."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import Any

from ...declare.cmdlet import CmdletSpec
from ...dotnet.model.carriers import plain_number
from ...dotnet.model.enumerables import Enumerator
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument, Bound
from ...engine.binding.binder import Binder
from ...engine.binding.quick import quick_binding
from ...engine.pipeline.pipeline import Processor, run_pipeline
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope, Variable
from ...engine.session.session import Session
from ...engine.session.streams import Streams, discard
from ...errors import TerminatingError
from ..runtime.calls import MAX_DEPTH, CallContext, FileVariable
from ..runtime.failures import FunctionFailure, ThrowError, call_depth_overflow
from ..runtime.frame import RETURN, Exit, Frame, LoopControl, Run, interpreter
from ..runtime.module import Module
from ..runtime.parameters import BoundParameters, unbound_value
from ..runtime.preferences import set_preferences
from ..runtime.pscmdlet import FunctionRuntime, PSCmdlet
from ..runtime.stack import SHALLOW, run_deep
from .code import Code
from .guards import converted as converted_for_variable

_BUILTIN_FUNCTION = type(print)

#: what each call sets for its own code, by lower-case name; the caller of ``. script`` keeps its own
AUTOMATIC = (
    "_", "args", "input", "myinvocation", "psboundparameters", "pscmdlet", "pscommandpath", "psscriptroot", "this",
)  # fmt: skip


class FunctionProcessor(FunctionRuntime, Processor):
    """Runs code with its parameters: enters its scope for each of its blocks, and leaves it to pass objects on.

    ``dot`` runs it in the caller's scope.
    """

    made: Sequence[Any] = ()  # the parameters that the dynamicparam block made
    is_main = False  # the script that the shell itself runs: `exit` ends the shell
    outer_scope: Scope  # the caller's
    keeps: dict[str, list[Value]]  # what -ErrorVariable and the like of this call keep, by stream

    def __init__(
        self,
        session: Session,
        spec: CmdletSpec,
        code: Code,
        module: Module | None,
        arguments: Sequence[Argument] = (),
        streams: Streams | None = None,
        dot: bool = False,
        invocation: InvocationInfo | None = None,
        file: str | None = None,
        is_script: bool = False,
        scope: Scope | None = None,
    ) -> None:
        super().__init__(session, spec, streams or session.streams)
        self.code = code
        self.module = module
        self.arguments = arguments
        self.binder: Binder | None = None
        self.dot = dot
        self.invocation = invocation or InvocationInfo()
        self.file = file
        self.is_script = is_script
        self.preset: dict[str, Value] | None = None
        self.scope = scope
        self.input: list[Value] = []
        self.given: Iterable[Value] | None = None  # what ``$input`` reads in place of it: standard input
        self.interp = interpreter(session)
        self.entered = False  # whether its scope is there
        self.ended = False
        self.types: dict[str, DotNetType] | None = None  # of the modules that a script uses
        self.covered: dict[str, Variable | None] | None = None  # with ``dot``: the caller's automatic variables

    # -- set-up -----------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        session, interp = self.session, self.interp
        outer_call = interp.call
        self.call = call = CallContext(
            self.spec.name or (self.file or "<ScriptBlock>"),
            outer_call,
            self.invocation,
            self.file,
            self.module,
            self.code.ast,
        )
        if call.depth > MAX_DEPTH:
            raise call_depth_overflow()
        if session.arrivals.due:
            session.arrivals.run()
        self.outer_scope, self.outer_streams, self.outer_call = session.scope, session.streams, outer_call
        self._streams_inside = None  # binding may fail before it is known
        if self.dot and self.scope is None:  # in the caller's scope, or that of the block's own module
            here = outer_call.module if outer_call is not None else None
            self.scope = session.scope if self.module is here else self._parent_scope(outer_call)
        elif self.scope is None:
            self.scope = Scope(self._parent_scope(outer_call), self.is_script)
        call.scope = self.scope
        self.frame = Frame(session, self.scope, self._pass_on, call)
        self.frame.owns_scope = not self.dot and self.code.keeps_variables
        self.entered = True
        self.bound = bound = self._bind_simply() or self._bind()
        self.take_common(bound.common)
        self.keeps, self.kept = self.kept, {}  # -ErrorVariable and the like also collect from nested calls
        if type(self.out) is _BUILTIN_FUNCTION and self.emit is self.out:
            self.frame.out = self.out
        self._streams_inside = self.streams if self.streams is not self.outer_streams else None
        if bound.common:
            set_preferences(self.scope, bound.common)

    def _parent_scope(self, call: CallContext | None) -> Scope:
        """The parent scope: the caller's, or that of the code's own module."""
        module = self.module
        here = call.module if call is not None else None
        if module is here:
            return self.session.scope
        if module is not None:
            return module.scope
        while call is not None and call.module is not None:
            call = call.parent
        return self.session.globals if call is None or call.scope is None else call.scope

    # -- parameters -------------------------------------------------------------------------------------------------

    def _bind(self) -> Bound:
        session = self.session
        assert self.scope is not None
        made = self._make_parameters() if self.code.dynamicparam is not None else []
        self.binder = Binder(session, self.spec, self.arguments)
        session.scope = self.scope  # for validation scripts
        try:
            bound = self.binder.bind_command_line(self.expects_input)
        finally:
            session.scope = self.outer_scope
        self.made = made
        self._tell_made(bound)
        return bound

    def _tell_made(self, bound: Bound) -> None:
        """Give the parameters that the dynamicparam block made their values."""
        for parameter in self.made:
            parameter.is_set = parameter.name in bound.values
            parameter.value = bound.values.get(parameter.name)

    def _make_parameters(self) -> list[Any]:
        """Run the dynamicparam block with the parameters that are bound by then; add what it makes to the others."""
        # only few functions have one: its types load with the first
        from ...engine.describing.dynamic_parameters import runtime_parameters, with_dynamic  # noqa: PLC0415

        self.binder = Binder(self.session, self.spec, self.arguments)
        self.bound = self.binder.bind_known_words()
        output: list[Value] = []
        passed_on, self.frame.out = self.frame.out, output.append
        self._streams_inside, self.keeps = None, {}
        self._enter()
        try:
            self._set_variables()
            assert self.code.dynamicparam is not None
            self._run(self.code.dynamicparam)
        finally:
            self._leave()
            self.frame.out = passed_on
        made = runtime_parameters(output)
        self.spec = with_dynamic(self.spec, made)
        return made

    def _bind_simply(self) -> Bound | None:
        """Bind the arguments if there is nothing to decide, as for most calls."""
        spec = self.spec
        if spec.common:
            defaults = self.session.get_variable("PSDefaultParameterValues")
            if self.expects_input or (hasattr(defaults, "__len__") and len(defaults)):
                return None
        if self.code.dynamicparam is not None:  # its parameters are not known yet
            return None
        quick = quick_binding(spec)
        return quick.bind(self.arguments) if quick is not None else None

    def _set_variables(self) -> None:
        """Set the parameters and automatic variables of this call in the function's scope, which is already entered."""
        assert self.scope is not None
        bound, code, variables = self.bound, self.code, self.scope.variables
        info = self.invocation
        self.bound_parameters = BoundParameters(bound.values)
        info.bound, info.unbound, info.expects_input = self.bound_parameters, bound.rest, self.expects_input
        if self.dot:
            self.covered = {lower: variables.get(lower) for lower in AUTOMATIC}
        if not self.dot or self.file is not None:
            variables["myinvocation"] = Variable("MyInvocation", info)
            variables["psboundparameters"] = Variable("PSBoundParameters", self.bound_parameters)
        if self.file is not None:
            variables["psscriptroot"] = FileVariable("PSScriptRoot", os.path.dirname(self.file))
            variables["pscommandpath"] = FileVariable("PSCommandPath", self.file)
        if self.spec.common:
            variables["pscmdlet"] = Variable("PSCmdlet", PSCmdlet(self))
        elif not self.dot or bound.rest or self.code.parameters:
            variables["args"] = Variable("args", [plain_number(value) for value in bound.rest])
        if self.types:
            self.scope.types = {**(self.scope.types or {}), **self.types}
        if self.preset:
            for name, value in self.preset.items():
                variables[name.lower()] = Variable(name, value)
        if not code.parameters:
            return
        guards = code.guards or {}
        values, params = bound.values, self.spec.params
        missing: list[tuple[str, Any]] = []
        for lower, default in code.defaults:
            param = params[lower]
            if param.name in values:
                value = values[param.name]
            elif default is not None:
                missing.append((lower, default))
                continue
            else:
                value = unbound_value(param)
                if self.binder is not None:
                    self.binder.defaults[param.name] = value
            self._set_parameter(lower, param.name, value, guards)
        for lower, default in missing:
            param = params[lower]
            value = default(self.frame)
            type_ = param.type
            if lower in guards and type_.full_name != "System.Object":
                value = converted_for_variable(value, type_)
            if self.binder is not None:
                self.binder.defaults[param.name] = value
            self._set_parameter(lower, param.name, value, guards)

    def _set_parameter(self, lower: str, name: str, value: Value, guards: dict[str, Any]) -> None:
        made = Variable(name, value)
        made.guard = guards.get(lower)
        self.frame.variables[lower] = made

    def _bind_object(self, value: Value) -> bool:
        binder = self.binder
        assert binder is not None
        try:
            changed = binder.bind_object(value)
        except TerminatingError as error:
            errors = self.keeps.pop("error", None)  # a binding error is not collected
            try:
                self.write_error(error.record)
            finally:
                if errors is not None:
                    self.keeps["error"] = errors
            return False
        for param in changed:
            var = self.frame.variables.get(param.name.lower())
            if var is not None:
                var.value = binder.value_of(param)
        self.bound_parameters.take(binder.bound.values)
        if self.made:
            self._tell_made(binder.bound)
        return True

    # -- the three blocks -------------------------------------------------------------------------------------------

    def run_alone(self, out: Callable[[Value], None]) -> bool:
        code = self.code
        if code.begin is not None or code.process is not None or code.clean is not None or self.dot:
            return False
        self.out = out
        self.prepare()
        self.begun = True
        self._enter()
        try:
            self._set_variables()
            if code.end is not None:
                if code.uses_input:
                    self.frame.variables["input"] = Variable("input", self._enumerated())
                self._run(code.end)
        finally:
            self._leave()
        return True

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
                self.frame.variables["input"] = Variable("input", self._enumerated())
            self._run(self.code.end)
        finally:
            self._leave()

    def _enumerated(self) -> Enumerator:
        """``$input`` in an ``end`` block."""
        return Enumerator(self.input if self.given is None else self.given)

    def run_with(self, lines: Iterable[Value] | None, out: Callable[[Value], None]) -> None:
        """Run it alone, with the lines of standard input, which are read when the script asks for them."""
        if lines is not None and self.takes_objects():
            run_pipeline([self], out, lines)
            return
        self.given = lines
        run_pipeline([self], out)

    def takes_objects(self) -> bool:
        """Whether something is done with each object of the pipeline, so that ``$input`` is not all that sees them."""
        by_pipeline = any(f.by_value or f.by_property for p in self.spec.params.values() for f in p.sets.values())
        return by_pipeline if self.spec.common else self.code.process is not None

    def passes_on_to(self) -> Callable[[Value], None] | None:
        return self.out if self.emit is self.out else None

    def dispose(self) -> None:
        if self.code.clean is not None and self.entered:
            self._enter()
            out, self.frame.out = self.frame.out, discard  # what a clean block puts out goes nowhere
            try:
                self._run(self.code.clean)
            except TerminatingError as error:
                self.frame.session.report(error)  # it changes nothing of what has run
            finally:
                self.frame.out = out
                self._leave()
        if self.covered is not None:
            assert self.scope is not None
            for lower, var in self.covered.items():
                if var is None:
                    self.scope.variables.pop(lower, None)
                else:
                    self.scope.variables[lower] = var

    def _run(self, body: Run) -> None:
        try:
            depth = self.call.depth
            signal = body(self.frame) if depth <= SHALLOW else run_deep(body, self.frame, depth)
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
        """An error that leaves the function: an advanced function adds its name to the error id, as a cmdlet does."""
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
        """Pass an object on, in the caller's scope and streams."""
        session, interp = self.session, self.interp
        inner = session.scope, session.streams, interp.call  # of a function that it calls, where that merges streams
        outer = self.outer_scope, self.outer_streams, self.outer_call
        kept = list(session.keepers) if self.keeps else None
        self._leave()
        try:
            self.emit(value)
        finally:
            session.scope, session.streams, interp.call = inner
            self.outer_scope, self.outer_streams, self.outer_call = outer
            if kept is not None:
                session.keepers[:] = kept
