"""Sessions whose service is the emulator, or answers from the published examples; both over a socket."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator
from tests.conformance.recorded_service import RecordedService

KEY = "test-key-123"


class _Session:
    """A shell that talks to a service."""

    def __init__(self, base: str) -> None:
        self.shell = Shell(environ={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": base})

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

    def error_ids(self, text: str) -> list[str]:
        """The errors of a script that goes on after them."""
        return [error.fully_qualified_error_id for error in self.run(text).errors]


class Service(_Session):
    """A shell and what it sends to the emulator."""

    def __init__(self, emulator: Emulator) -> None:
        super().__init__(emulator.url)
        self.emulator = emulator

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The JSON bodies of all requests so far."""
        return [json.loads(request.body) for request in self.emulator.requests if request.body]

    @property
    def body(self) -> dict[str, Any]:
        """The body of the last request."""
        return self.bodies[-1]


class Recorded(_Session):
    """A shell and what it sends to the service of the recorded cases, for what the emulator does not know."""

    def __init__(self, service: RecordedService) -> None:
        super().__init__(f"http://127.0.0.1:{service.port}/v1")
        self.service = service

    def run(self, text: str) -> Any:
        self.service.begin()
        return super().run(text)

    @property
    def calls(self) -> list[str]:
        """Method and path of the requests of the last script."""
        return [f"{request['method']} {request['path'].removeprefix('/v1')}" for request in self.service.requests]

    @property
    def body(self) -> Any:
        """The body of the last request."""
        return self.service.requests[-1]["body"]["json"]

    @property
    def query(self) -> dict[str, str]:
        """The query of the last request."""
        return dict(self.service.requests[-1]["query"])


@pytest.fixture
def service() -> Iterator[Service]:
    with Emulator(api_key=KEY) as emulator:
        made = Service(emulator)
        with made.shell:
            yield made


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    with RecordedService() as answering:
        made = Recorded(answering)
        with made.shell:
            yield made
