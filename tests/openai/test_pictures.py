"""Pictures in requests: a local file, an address, or an id. What is none of them is an error, and nothing is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Service

CALLS = (
    "Request-ChatCompletion hi",
    "Request-Response hi",
    "Request-Moderation",
    "Request-Decision -PredicateQuestionInstructions 'A cat?'",
)


@pytest.mark.parametrize("missing", ["./missing.png", "missing.png", "C:\\missing.png", "sub/missing"])
@pytest.mark.parametrize("call", CALLS)
def test_a_picture_that_is_not_there_is_not_sent_as_an_address(service: Service, call: str, missing: str) -> None:
    run = service.shell.run(f"{call} -Images '{missing}'")
    assert [str(error) for error in [*run.errors, run.terminated_by] if error] == [
        f"-Images: there is no file {missing}. Check the path; the current folder is {Path.cwd()}."
    ]
    assert not service.emulator.requests


@pytest.mark.parametrize("address", ["https://example.com/a.png", "data:image/png;base64,AAAA", "gs://bucket/a.png"])
def test_an_address_is_sent_as_it_is(service: Service, address: str) -> None:
    service.run(f"Request-ChatCompletion hi -Images '{address}'")
    service.run(f"Request-Response hi -Images '{address}'")
    chat, response = service.bodies
    assert chat["messages"][-1]["content"][-1]["image_url"]["url"] == address
    assert response["input"][-1]["content"][-1]["image_url"] == address


def test_the_id_of_an_uploaded_picture_is_sent_as_one(service: Service) -> None:
    service.run("Request-Response hi -Images file-abc123")
    assert service.body["input"][-1]["content"][-1]["file_id"] == "file-abc123"
