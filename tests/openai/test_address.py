"""An address that does not lead to the API: errors say what is missing in it."""

from __future__ import annotations

import pytest

from ..faults.front import Front, Trick, answer
from .conftest import Service

NOT_FOUND = answer(b"404 page not found", "404 Not Found", Content_Type="text/plain")
DETAIL = answer(b'{"detail": "Not Found"}', "404 Not Found", Content_Type="application/json")
URL = answer(
    b'{"error": {"message": "Invalid URL (GET /batches/b1)", "type": "invalid_request_error"}}', "404 Not Found"
)
PAGE = answer(b"<!doctype html><html></html>", Content_Type="text/html")
GONE = answer(b'{"error": {"message": "No batch b1.", "type": "invalid_request_error"}}', "404 Not Found")
BUSY = answer(b"busy", "503 Service Unavailable")


def message(service: Service, reply: bytes, path: str, command: str = "Get-Batch b1") -> str:
    with Front(service.emulator.url, [Trick("*", reply)]).running() as front:
        (error,) = service.run(f"$env:OPENAI_API_BASE = '{front.address}{path}'; {command}").errors
        return str(error.message).replace(front.address, "http://host")


@pytest.mark.parametrize("reply", [NOT_FOUND, DETAIL, URL, PAGE], ids=["text", "detail", "url", "page"])
@pytest.mark.parametrize("path", ["", "/", "/api"])
def test_an_address_without_a_version_is_told(service: Service, reply: bytes, path: str) -> None:
    assert message(service, reply, path).endswith(
        f"The address (from $env:OPENAI_API_BASE) has no version at its end; most services need it: "
        f"http://host{path.rstrip('/')}/v1"
    )


def test_every_call_tells_it(service: Service) -> None:
    for command in ("Get-BatchOutput b1", "Request-ChatCompletion hi -Model m", "Get-OpenAIFileContent f"):
        assert "has no version at its end" in message(service, NOT_FOUND, "", command)


@pytest.mark.parametrize(
    ("reply", "path"),
    [(NOT_FOUND, "/v1"), (NOT_FOUND, "/v1beta/openai"), (NOT_FOUND, "/openai/v1/"), (GONE, ""), (BUSY, "")],
)
def test_other_errors_say_nothing_of_the_address(service: Service, reply: bytes, path: str) -> None:
    assert "version" not in message(service, reply, path)


def test_a_password_in_the_address_is_not_shown(service: Service) -> None:
    with Front(service.emulator.url, [Trick("*", NOT_FOUND)]).running() as front:
        host = front.address.removeprefix("http://")
        (error,) = service.run(f"Get-Batch b1 -ApiBase http://me:hush-hush@{host}").errors
        assert "has no version" in error.message and "hush-hush" not in error.message
