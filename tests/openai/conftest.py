"""A session whose service is the emulator, over a socket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator


class Service:
    """A shell and what it sends."""

    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.shell = Shell(environ={"OPENAI_API_KEY": "test-key-123", "OPENAI_API_BASE": emulator.url})

    def run(self, text: str) -> Any:
        """The result of a script that must not end early."""
        result = self.shell.run(text)
        assert result.terminated_by is None, result.terminated_by
        return result

    def output(self, text: str) -> list[Any]:
        """What a script puts out; it must go well."""
        result = self.run(text)
        assert result.errors == []
        return list(result.output)

    def texts(self, text: str) -> list[str]:
        return [str(value) for value in self.output(text)]

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The JSON bodies of all requests so far."""
        return [json.loads(request.body) for request in self.emulator.requests if request.body]

    @property
    def body(self) -> dict[str, Any]:
        """The body of the last request."""
        return self.bodies[-1]


@pytest.fixture
def service() -> Iterator[Service]:
    with Emulator(api_key="test-key-123") as emulator:
        made = Service(emulator)
        yield made
        made.shell.close()
