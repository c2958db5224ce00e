"""How a function gets its parameters: bound from the words and the pipeline's objects, set as variables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...declare.cmdlet import CmdletSpec
from ...dotnet.model.carriers import plain_number
from ...dotnet.model.types import Value
from ...engine.binding.arguments import Argument, Bound, ValueToken
from ...engine.binding.binder import Binder
from ...engine.pipeline.pipeline import Processor
from ...engine.pipeline.runtime import CommandRuntime
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.scope import Scope, Variable
from ...engine.session.session import Session
from ...engine.session.streams import Streams
from ...errors import TerminatingError
from ..runtime.bound_parameters import BoundParameters
from ..runtime.calls import CallContext
from ..runtime.defaults import unbound_value
from ..runtime.frame import Frame, interpreter
from .scriptblock import Block


class FunctionParameters(CommandRuntime, Processor):
    """A function in a pipeline, as far as its parameters go. ``dot`` runs it in the caller's scope."""

    frame: Frame  # where its code runs; made when the command line is bound
    bound: Bound
    call: CallContext
    outer_scope: Scope  # the caller's
    keeps: dict[str, list[Value]]  # what -ErrorVariable and the like of this call keep, by stream

    def __init__(
        self,
        session: Session,
        spec: CmdletSpec,
        block: Block,
        arguments: Sequence[Argument] = (),
        streams: Streams | None = None,
        dot: bool = False,
        invocation: InvocationInfo | None = None,
        file: str | None = None,
        is_script: bool = False,
        scope: Scope | None = None,
    ) -> None:
        super().__init__(session, spec, streams or session.streams)
        self.block = block
        self.code = block.code
        self.arguments = arguments
        self.binder: Binder | None = None
        self.dot = dot
        self.invocation = invocation or InvocationInfo()
        self.file = file
        self.is_script = is_script
        self.preset: dict[str, Value] | None = None
        self.scope = scope
        self.input: list[Value] = []
        self.interp = interpreter(session)
        self.ended = False

    def _bind(self) -> Bound:
        session = self.session
        self.binder = Binder(session, self.spec, self.arguments)
        assert self.scope is not None
        session.scope = self.scope  # validation scripts and the like see it
        try:
            return self.binder.bind_command_line(self.expects_input)
        finally:
            session.scope = self.outer_scope

    def _bind_simply(self) -> Bound | None:
        """Bind values by place where parameters have no types or attributes: what most small functions are."""
        code = self.code
        if not code.is_plain or self.spec.common:
            return None
        values: dict[str, Value] = {}
        rest: list[Value] = []
        names = iter(code.parameters)
        for token in self.arguments:
            if not isinstance(token, ValueToken):
                return None
            parameter = next(names, None)
            if parameter is None:
                rest.append(token.value)
            else:
                values[parameter.name] = token.value
        return Bound(self.spec.default_set, values, {}, rest)

    def _set_variables(self) -> None:
        """The parameters and automatic variables of this call, in the function's scope (already entered)."""
        assert self.scope is not None
        bound, code, variables = self.bound, self.code, self.scope.variables
        info = self.invocation
        self.bound_parameters = BoundParameters(bound.values)
        info.bound, info.unbound, info.expects_input = self.bound_parameters, bound.rest, self.expects_input
        if not self.dot or self.file is not None:
            variables["myinvocation"] = Variable("MyInvocation", info)
            variables["psboundparameters"] = Variable("PSBoundParameters", self.bound_parameters)
        if self.file is not None:
            info.script = self.file
            import os

            variables["psscriptroot"] = Variable("PSScriptRoot", os.path.dirname(self.file))
            variables["pscommandpath"] = Variable("PSCommandPath", self.file)
        if self.spec.common:
            from .pscmdlet import PSCmdlet

            variables["pscmdlet"] = Variable("PSCmdlet", PSCmdlet(self))
        elif not self.dot or bound.rest or self.code.parameters:
            variables["args"] = Variable("args", [plain_number(value) for value in bound.rest])
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
                from .typed_variables import converted

                value = converted(value, type_)
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
        return True
