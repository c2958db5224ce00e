"""Other calls than those for results, against answers that break off or are not what was asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator
from psopenai_py.errors import ExitCode
from tests.openai.command import environment

from .front import Action, Caller, Front, Trick, answer
from .wire import chunk, chunks, raw

ERROR = b'{"error": {"message": "overloaded", "type": "server_error"}}'
DONE = b"data: [DONE]\n\n"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        running.add_file(b"{}", id="file-1")
        yield running


def run(emulator: Emulator, folder: Path, script: str, path: str, does: Action | bytes) -> tuple[list[Any], list[Any]]:
    """The objects and the errors of a script whose requests for ``path`` get that."""
    front = Front(emulator.url, [Trick(path, does)])
    environ = {**environment(front), "XDG_STATE_HOME": str(folder / "state")}  # type: ignore[arg-type]
    with front.running(), Shell(environ=environ) as shell:
        result = shell.run(f"Set-Location '{folder}'; {script}")
        ended = [result.terminated_by.record] if result.terminated_by is not None else []
        return list(result.output), [*result.errors, *ended]


def stream(*events: bytes) -> bytes:
    return raw("HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Connection: close", body=b"".join(events))


def said(text: Any, **more: Any) -> bytes:
    """An event of a chat."""
    choice = {"index": 0, "delta": {"content": text}, **more}
    return b"data: " + json.dumps({"id": "c", "choices": [choice]}, ensure_ascii=False).encode() + b"\n\n"


def told(kind: str, **fields: Any) -> bytes:
    """An event of a response."""
    return f"event: {kind}\ndata: ".encode() + json.dumps({"type": kind, **fields}).encode() + b"\n\n"


LAST = said("", finish_reason="stop")
WORD = "é".encode()
HI = told("response.output_text.delta", delta="Hi")


@pytest.mark.parametrize(
    ("events", "text", "error"),
    [
        ((said("a"), said("b"), LAST, DONE), "ab", None),
        ((said("a"), said("b"), LAST), "ab", None),
        ((said("a"), said("b"), DONE.rstrip()), "ab", None),
        ((said("a"), LAST.rstrip()), "a", None),
        ((said("a"), said("b")), "ab", "what came is a part"),
        ((said("a"), said("b")[:30]), "a", "what came is a part"),
        ((said("a"), said("é").partition(WORD)[0] + WORD[:1]), "a", "what came is a part"),
        ((said("a"), b"data: " + ERROR + b"\n\n"), "a", "overloaded"),
        ((said("a"), b"data: {nope\n\n", LAST), "a", "not valid JSON"),
        ((b"data: null\n\n", b'data: {"choices": [null]}\n\n', said(5), said("a"), LAST), "a", None),
        ((b"<html>",), "", "did not answer with a stream"),
        ((), "", "did not answer with a stream"),
    ],
)
def test_a_chat_that_breaks_off_is_an_error(
    emulator: Emulator, tmp_path: Path, events: tuple[bytes, ...], text: str, error: str | None
) -> None:
    script = "Request-ChatCompletion hi -Model m -Stream"
    output, errors = run(emulator, tmp_path, script, "/chat/completions", stream(*events))
    assert "".join(map(str, output)) == text
    assert [error in e.message for e in errors] == [True] if error else not errors
    assert all(e.exit_code == ExitCode.NETWORK for e in errors)


@pytest.mark.parametrize(
    ("events", "error"),
    [
        ((HI, told("response.completed", response={"id": "r"})), None),
        ((HI, told("response.incomplete", response={"id": "r"})), None),
        ((HI,), "what came is a part"),
        ((HI, b'event: response.output_text.delta\ndata: {"ty'), "what came is a part"),
        ((HI, told("response.failed", response={"id": "r", "error": {"message": "it failed"}})), "it failed"),
        ((HI, told("error", message="bad thing")), "bad thing"),
        ((HI, b"data: 5\n\n", told("response.output_text.delta"), told("response.completed")), None),
    ],
)
@pytest.mark.parametrize("script", ["Request-Response hi -Model m -Stream", "Get-Response r -Stream"])
def test_a_response_that_breaks_off_is_an_error(
    emulator: Emulator, tmp_path: Path, script: str, events: tuple[bytes, ...], error: str | None
) -> None:
    output, errors = run(emulator, tmp_path, script, "/responses*", stream(*events))
    assert output == ["Hi"]
    assert [error in e.message for e in errors] == [True] if error else not errors


def pictured(content: bytes) -> Action:
    """An answer that names the address of a picture, and the picture."""

    def does(caller: Caller) -> None:
        if caller.method == b"GET":
            caller.send(content)
        else:
            caller.answer(json.dumps({"data": [{"url": f"{caller.address}/v1/images/1"}]}).encode())

    return does


@pytest.mark.parametrize(
    ("script", "path", "does", "error"),
    [
        ("Request-AudioSpeech hi -OutFile out", "/audio/speech", answer(b"x" * 9, length=99), "broke"),
        ("Request-AudioSpeech hi -OutFile out", "/audio/speech", chunks(chunk(b"x" * 9)), "broke"),
        ("Request-AudioSpeech hi -OutFile out", "/audio/speech", answer(b""), "sent nothing"),
        ("Request-AudioSpeech hi -OutFile out", "/audio/speech", answer(ERROR), "overloaded"),
        ("Request-AudioSpeech hi -OutFile out", "/audio/speech", answer(b'{"a": 1}'), "something else than audio"),
        ("Request-ImageGeneration x -OutFile out", "/images/*", answer(b'{"data": []}'), "no picture"),
        ("Request-ImageGeneration x -OutFile out", "/images/*", answer(b'{"data": [{"b64_json": "!"}]}'), "not base64"),
        ("Request-ImageGeneration x -OutFile out", "/images/*", pictured(answer(b"x", "404 Not Found")), "404"),
        ("Request-ImageGeneration x -OutFile out", "/images/*", pictured(answer(b"x", length=9)), "broke"),
        ("Get-OpenAIFileContent file-1 -OutFile out", "/files/file-1/content", answer(ERROR, "503 X"), "503"),
        ("Start-Batch file-1", "/batches", answer(b'{"object": "batch"}'), "Resume-Batch finds it"),
        ("Start-Batch file-1", "/batches", answer(b'{"id": "b"}', length=99), "Resume-Batch finds it"),
        ("Start-Batch file-1", "/batches", Caller.reset, "Resume-Batch finds it"),
        ("Add-OpenAIFile in -Purpose user_data", "/files", answer(ERROR), "overloaded"),
        ("Add-OpenAIFile in -Purpose user_data", "/files", Caller.reset, "broke"),
    ],
)
def test_what_did_not_come_is_an_error_and_no_file(
    emulator: Emulator, tmp_path: Path, script: str, path: str, does: Action | bytes, error: str
) -> None:
    (tmp_path / "in").write_text("{}\n")
    _, errors = run(emulator, tmp_path, script, path, does)
    assert [error in e.message for e in errors] == [True], [e.message for e in errors]
    assert "out" not in os.listdir(tmp_path)


def test_a_picture_that_has_an_address_is_fetched(emulator: Emulator, tmp_path: Path) -> None:
    script = "Request-ImageGeneration x -OutFile out"
    assert run(emulator, tmp_path, script, "/images/*", pictured(answer(b"picture"))) == ([], [])
    assert (tmp_path / "out").read_bytes() == b"picture"
