"""PowerShell's parameter binder: from words and pipeline objects to parameter values.

Order on a command line: named (exact, alias, unique prefix) -> positional -> defaults of $PSDefaultParameterValues ->
parameter set -> leftovers -> mandatory. For a pipeline object: restore, then ByValue without coercion, ByPropertyName
without, ByValue with, ByPropertyName with.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...declare.cmdlet import ParamSpec
from ...declare.sentinel import MISSING
from ...dotnet.model.types import Value
from . import binding_errors as errors
from .arguments import Argument, Bound, ParameterToken, ValueToken
from .object_binding import ObjectBinding
from .positional_binding import PositionalBinding


class Binder(PositionalBinding, ObjectBinding):
    """Binds one command of a pipeline. Errors are `TerminatingError` with PowerShell's ids."""

    _has_words = False  # `bind_words` has been done

    def bind_command_line(self, expects_input: bool) -> Bound:
        """Bind the words. With ``expects_input`` a mandatory parameter may still come from the pipeline."""
        self.bind_words()
        self.sets.settle(self._unbound(), expects_input)
        if expects_input:
            self.sets.keep_those_with_input(self._unbound())
        if self._delayed and not expects_input:
            name = next(iter(self._delayed))
            message = f"-{name} is a script block that runs for each piped object, and nothing is piped in"
            raise errors.binding_error(self.spec, "ScriptBlockArgumentNoInput", message, name, "MetadataError")
        missing = self.sets.missing_mandatory(self._unbound(), expects_input)
        if missing:
            shown = ", ".join(f"-{p.name}" for p in missing)
            message = f"{shown} must be given: {missing[0].help or 'it has no default'}"
            raise errors.binding_error(self.spec, "MissingMandatoryParameter", message, missing[0].name)
        self.bound.set_name = self.sets.current
        return self.bound

    def bind_words(self) -> Bound:
        """The first half of `bind_command_line`, the same with and without input: what the words themselves say."""
        if self._has_words:
            return self.bound
        self._has_words = True
        loose = self._bind_named(list(self.arguments))
        loose = self._bind_positional(loose)
        if self.spec.common:
            self._bind_default_values()
        self.sets.settle(self._unbound(), pipeline_expected=True)
        loose = self._bind_remaining(loose)
        self._refuse(loose)
        return self.bound

    def wants_input(self) -> bool:
        """Whether the words leave something for the pipeline to bring. Asking binds them, and nothing else."""
        self.bind_words()
        before = self.sets.valid
        unbound = self._unbound()
        try:
            self.sets.settle(unbound, pipeline_expected=True)
            self.sets.keep_those_with_input(unbound)
            return not self.sets.missing_mandatory(unbound, pipeline_expected=True) and self._has_loose_pipeline()
        except errors.BindingError:  # no set fits, also with input
            return False
        finally:
            self.sets.valid = before

    def _has_loose_pipeline(self) -> bool:
        return any(f.by_value or f.by_property for p in self._unbound() for f in self.sets.flags(p))

    def _bind_named(self, arguments: list[Argument]) -> list[Argument]:
        """Bind ``-Name`` with its value; what names no parameter is left for later."""
        loose: list[Argument] = []
        taken: list[tuple[ParamSpec, Value, ParameterToken, int | None]] = []  # the index: of the value's word
        at = 0
        while at < len(arguments):
            token = arguments[at]
            at += 1
            if isinstance(token, ValueToken):
                loose.append(token)
                continue
            param = self.names.find(token.name)
            if param is None:
                loose.append(token)
                continue
            if token.value is not MISSING:
                taken.append((param, token.value, token, token.word if token.value_word is None else token.value_word))
            elif self.names.is_switch(param):
                taken.append((param, True, token, token.word))
            elif at < len(arguments) and not self._is_name(arguments[at]):
                taken.append((param, self._as_value(arguments[at]), token, arguments[at].word))
                at += 1
            else:
                raise errors.binding_error(
                    self.spec,
                    "MissingArgument",
                    f"-{param.name} needs a value after it, and none was given.",
                    param.name,
                    word=token.word,
                )
        written_out = {id(param) for param, _, token, _ in taken if not token.splatted}
        for param, value, token, word in taken:
            if token.splatted and id(param) in written_out:  # what is written goes before what is splatted
                continue
            if self._is_bound(param):
                raise errors.binding_error(
                    self.spec, "ParameterAlreadyBound", f"-{param.name} was given more than once.", param.name,
                    word=token.word,
                )  # fmt: skip
            self._bind(param, value, word=word)
        return loose

    def _is_name(self, token: Argument) -> bool:
        """Whether the next word is a parameter itself, so that it is no value for the one before."""
        if isinstance(token, ValueToken):
            return False
        return token.value is not MISSING or self.names.find(token.name) is not None

    @staticmethod
    def _as_value(token: Argument) -> Value:
        return token.value if isinstance(token, ValueToken) else token.text or f"-{token.name}"

    def _bind_default_values(self) -> None:
        """Values from ``$PSDefaultParameterValues`` for what was not given."""
        from .default_values import defaults_for

        for name, value in defaults_for(self.session, self.spec):
            param = self.names.find(name)
            if param is None or self._is_bound(param) or not self.sets.allows(param):
                continue
            before = list(self.sets.valid)
            try:
                self._bind(param, value)
            except errors.BindingError:
                self.sets.valid = before  # PowerShell warns and goes on; an unfit default is no reason to fail

    def _bind_remaining(self, loose: list[Argument]) -> list[Argument]:
        """Hand what is left to a ValueFromRemainingArguments parameter, or to a simple function's ``$args``."""
        if not loose:
            return loose
        for param in self._unbound():
            if any(f.remaining for f in self.sets.flags(param)):
                found = self._texts(loose)
                only = found[0] if len(found) == 1 and isinstance(found[0], list) else _object_list(found)
                self._bind(param, only, word=loose[0].word)
                return []
        if self.spec.remaining_args:
            self.bound.rest = self._texts(loose)
            return []
        return loose

    @staticmethod
    def _texts(loose: Iterable[Argument]) -> list[Value]:
        found: list[Value] = []
        for token in loose:
            if isinstance(token, ValueToken):
                found.append(token.value)
                continue
            found.append(token.text or f"-{token.name}")
            if token.value is not MISSING:
                found.append(token.value)
        return found

    def _refuse(self, loose: list[Argument]) -> None:
        """Leftovers are errors: an unknown name, or a value that no position takes."""
        for token in loose:
            if isinstance(token, ParameterToken):
                raise errors.not_found(self.spec, token.name, self.names.shown, token.word)
        for token in loose:
            assert isinstance(token, ValueToken)
            from ..values.text import to_text

            shown = token.text or to_text(token.value)
            message = f"nothing here takes the value '{shown}'. Name the parameter that it is for."
            raise errors.binding_error(self.spec, "PositionalParameterNotFound", message, shown, word=token.word)


def _object_list(items: list[Value]) -> Value:
    """Remaining arguments as PowerShell hands them over: a ``List[object]``."""
    from ...dotnet.collections.lists import GenericList
    from ...dotnet.model.registry import get_type

    return GenericList(get_type("System.Collections.Generic.List[System.Object]"), items)
