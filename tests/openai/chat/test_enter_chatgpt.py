from __future__ import annotations

from collections.abc import Iterable

from psopenai_py.errors import terminating

from ...hosts import Answers
from ..conftest import Service


def chat(service: Service, *lines: str, words: str = "") -> str:
    """What a chat shows to somebody who types these lines."""
    typed: Iterable[str] = iter(lines)

    def ask(prompt: str, secret: bool) -> str:
        for line in typed:
            return line
        raise terminating("NoAnswer", "The input has ended.", "OperationStopped")

    service.shell.session.host = Answers(ask)
    return "".join(map(str, service.run(f"Enter-ChatGPT {words}").information))


def test_a_chat_goes_on_with_what_was_said(service: Service) -> None:
    shown = chat(service, "one two", "", "three", words="-NoHeader -SystemMessage s -Temperature 0.5 -Model m")
    assert "one two" in shown and "three" in shown
    roles = [message["role"] for message in service.body["messages"]]
    assert roles == ["system", "user", "assistant", "user"]
    assert service.body["temperature"] == 0.5 and service.body["model"] == "m"


def test_reset_forgets_and_end_leaves(service: Service) -> None:
    chat(service, "one", "#reset", "two", "#end", "three", words="-SystemMessage s")
    assert [m["content"] for m in service.body["messages"]] == ["s", "two"]


def test_the_header_tells_how_to_leave(service: Service) -> None:
    assert "#end" in chat(service, "#end") and not chat(service, "#end", words="-NoHeader")


def test_nobody_there_is_an_error(service: Service) -> None:
    (error,) = service.run("Enter-ChatGPT").errors
    assert error.fully_qualified_error_id == "InvalidOperation,Enter-ChatGPT"
