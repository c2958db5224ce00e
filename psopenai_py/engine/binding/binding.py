"""What is bound so far: the state that all steps of binding work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...declare.cmdlet import CmdletSpec, ParamSpec
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from ..session.scriptblock import ScriptBlock
from . import binding_errors as errors
from .arguments import Argument, Bound
from .coercion import DOES_NOT_FIT, coerce, param_type
from .parameter_names import ParameterNames, names_of
from .parameter_sets import SetChoice

if TYPE_CHECKING:
    from ..session.session import Session


class Binding:
    """The parameters of one command and their values, with the one way by which a value gets bound."""

    def __init__(
        self,
        session: Session,
        spec: CmdletSpec,
        arguments: Sequence[Argument],
        of_door: tuple[ParamSpec, ...] = (),
    ) -> None:
        self.session = session
        self.spec = spec
        self.arguments = arguments
        self.names: ParameterNames = names_of(spec, of_door)
        self.sets = SetChoice(spec)
        self.bound = Bound(self.sets.current)
        self.defaults: dict[str, Value] = {}  # a function's evaluated default expressions, by declared name
        self._delayed: dict[str, ScriptBlock] = {}  # script blocks to run per pipeline object, by declared name
        self._piping = False  # the command line is bound; what comes now are pipeline objects

    def _unbound(self) -> list[ParamSpec]:
        values = self.bound.values
        return [p for p in self.spec.params.values() if p.name not in values and p.name not in self._delayed]

    def _is_bound(self, param: ParamSpec) -> bool:
        return param.name in self.bound.values or param.name in self._delayed

    def _bind(self, param: ParamSpec, value: Value, coerced: bool = True, word: int | None = None) -> bool:
        """Give a parameter its value; False when the value does not fit without being converted.

        ``word`` is the index of the word of a shell command that holds the value.
        """
        if isinstance(value, ScriptBlock) and not self._piping and self._delays(param):
            self._delayed[param.name] = value
            self.sets.narrow(param)
            return True
        own = param.name.lower() in self.spec.params
        mandatory = own and self.sets.is_mandatory(param)
        if param.enum and value is None and not own:
            raise errors.binding_error(
                self.spec,
                "ParameterBindingFailed",
                f"-{param.name} cannot be null.",
                param.name,
                "WriteError",
                word=word,
            )
        try:
            made = coerce(self.spec, param, value, coerced, mandatory)
        except errors.BindingError as error:
            error.word = word
            raise
        if made is DOES_NOT_FIT:
            return False
        self.sets.narrow(param)
        self.bound.values[param.name] = made
        if not own:
            self.bound.common[param.name.lower()] = made
        return True

    def _delays(self, param: ParamSpec) -> bool:
        """A script block for a parameter that takes pipeline input runs once per object (delay binding)."""
        if not any(f.by_value or f.by_property for f in param.sets.values()):
            return False
        return param_type(param).full_name not in (
            "System.Object",
            "System.Management.Automation.ScriptBlock",
            "System.Object[]",
            "System.Management.Automation.ScriptBlock[]",
        )

    # -- the outcome ------------------------------------------------------------------------------------------------

    def value_of(self, param: ParamSpec) -> Value:
        """The value in force: the bound one, else the default."""
        values = self.bound.values
        if param.name in values:
            value = values[param.name]
        elif param.name in self.defaults:
            return self.defaults[param.name]
        else:
            value = self._unbound_value(param)
        if self.spec.factory is not None and self.names.is_switch(param):
            return bool(value)  # our own cmdlets are Python and get Python's boolean
        return value

    def _unbound_value(self, param: ParamSpec) -> Value:
        if param.default is not MISSING:
            return param.default
        if self.names.is_switch(param):
            from ...dotnet.model.core import Switch

            return Switch(False)
        if self.spec.factory is None:
            type_ = param_type(param)
            if type_.full_name == "System.String":
                return ""
            if type_.value_type and type_.default is not None and not type_.is_enum:
                return type_.default()
        return None
