"""Short ways to say what the engine's tests say often."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from psopenai_py.engine.session.scriptblock import ScriptBlock
from psopenai_py.errors import TerminatingError


def error_id(call: Callable[..., Any], *args: Any) -> str:
    """The id of the error that a call raises."""
    with pytest.raises(TerminatingError) as caught:
        call(*args)
    return caught.value.record.error_id


class Block(ScriptBlock):
    """A script block whose code is a Python function of ``$_`` and the arguments."""

    def __init__(self, code: Callable[..., Any]) -> None:
        self.code = code

    text = "{}"
    session: Any = None
    spec: Any = None

    def run(self, out: Callable[[Any], None], args: Sequence[Any] = (), **options: Any) -> None:
        found = self.code(options.get("underscore"), *args)
        if found is not None:
            out(found)

    def predicate(self) -> Callable[[Any], bool]:
        return lambda item: bool(self.code(item))

    def each(self, out: Callable[[Any], None]) -> Callable[[Any], Any]:
        return lambda item: out(self.code(item))
