"""A session whose service answers from the published examples, for what the emulator does not speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from psopenai_py import Shell
from tests.conformance.recorded_service import RecordedService


class Recorded:
    """A shell and what it sends."""

    def __init__(self, service: RecordedService) -> None:
        self.service = service
        base = f"http://127.0.0.1:{service.port}/v1"
        self.shell = Shell(environ={"OPENAI_API_KEY": "test-key-123", "OPENAI_API_BASE": base})

    def run(self, text: str) -> Any:
        """The result of a script that must not end early."""
        self.service.begin()
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
def recorded() -> Iterator[Recorded]:
    with RecordedService() as service:
        made = Recorded(service)
        yield made
        made.shell.close()
