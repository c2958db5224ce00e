"""Binding bare values by the positions of parameters."""

from __future__ import annotations

from ...declare.cmdlet import ParamSpec
from ...declare.sentinel import MISSING
from ...errors import TerminatingError
from . import binding_errors as errors
from .arguments import Argument, ParameterToken, ValueToken
from .binding import Binding


class PositionalBinding(Binding):
    """The step that follows the named parameters."""

    def _bind_positional(self, loose: list[Argument]) -> list[Argument]:
        """Bind bare values by position: the default set's parameters first, first without converting."""
        values = _positional(loose)
        if not values:
            return loose
        positions = sorted({f.position for p in self._unbound() for f in p.sets.values() if f.position is not None})
        used: set[int] = set()
        queue = list(values)
        for position in positions:
            if not queue:
                break
            if self._bind_at(position, queue[0]):
                used.add(id(queue.pop(0)))
        return [t for t in loose if id(t) not in used]

    def _bind_at(self, position: int, token: ValueToken) -> bool:
        default = [s for s in self.sets.valid if s == self.sets.default]
        others = [s for s in self.sets.valid if s not in default]
        rounds: list[tuple[list[str], bool]] = [
            (default, False),
            (others, False),
            (default, True),
            (others, True),
        ]
        last_error: TerminatingError | None = None
        for names, coerced in rounds:
            for param in self._at_position(position, names):
                before = list(self.sets.valid)
                try:
                    if self._bind(param, token.value, coerced, token.word):
                        return True
                except errors.BindingError as error:
                    if error.is_final(coerced):
                        raise
                    last_error = error
                    self.sets.valid = before
        if last_error is not None:
            raise last_error
        return False

    def _at_position(self, position: int, set_names: list[str]) -> list[ParamSpec]:
        """The unbound parameters that stand at a position in one of these sets."""
        found = []
        for param in self._unbound():
            flags = [f for name in set_names if (f := param.in_set(name)) is not None]
            if any(f.position == position and not f.remaining for f in flags):
                found.append(param)
        return found


def _positional(loose: list[Argument]) -> list[ValueToken]:
    """The values that go by position; the one behind an unknown parameter name is taken for that parameter's."""
    found: list[ValueToken] = []
    behind_name = False
    for token in loose:
        if isinstance(token, ValueToken) and not behind_name:
            found.append(token)
        behind_name = isinstance(token, ParameterToken) and token.value is MISSING
    return found
