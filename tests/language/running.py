"""Run a script in a shell of its own and look at the output."""

from __future__ import annotations

from typing import Any

from psopenai_py.engine.values.text import to_text
from psopenai_py.shell import Result, Shell


def run(text: str) -> Result:
    return Shell(environ={"PATH": "/usr/bin:/bin", "HOME": "/"}).run(text)


def output(text: str) -> list[Any]:
    """The objects that a script outputs; it must not fail."""
    result = run(text)
    assert not result.errors, [f"{e.fully_qualified_error_id}: {e}" for e in result.errors]
    assert result.terminated_by is None, str(result.terminated_by)
    return result.output


def texts(text: str) -> list[str]:
    return [to_text(value) for value in output(text)]


def error_ids(text: str) -> list[str]:
    """The ids of the records on the error stream, and of the error that ends the script."""
    result = run(text)
    ended = [result.terminated_by] if result.terminated_by is not None else []
    return [record.fully_qualified_error_id for record in [*result.errors, *ended]]
