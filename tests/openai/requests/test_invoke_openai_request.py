from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from psopenai_py import CmdletError, Shell, invoke_openai_request
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.http import Client
from psopenai_py.openai.context_state import state_of

from ..command import command
from ..conftest import KEY, Service

ASK = "@{ model = 'gpt-4o-mini'; input = 'Hello' }"


def test_a_list_that_is_read_comes_item_by_item(service: Service) -> None:
    script = "Invoke-OpenAIRequest get v1/models | ForEach-Object { $_.PSTypeNames[0]; $_.id }"
    assert service.texts(script)[:2] == ["PSOpenAI.Model", "gpt-4o"]
    assert service.output("Invoke-OpenAIRequest GET batches") == []


def test_all_pages_of_a_list(service: Service) -> None:
    for number in range(5):
        service.emulator.add_batch([output_line("a")], id=f"batch_{number}")
    result = service.run("Invoke-OpenAIRequest GET batches -Query @{ limit = 2 } | ForEach-Object id")
    assert len(result.output) == 2 and len(result.warnings) == 1
    everything = service.texts(
        "Invoke-OpenAIRequest GET 'batches?order=asc' -All -Query @{ limit = 2 } | ForEach-Object id"
    )
    assert everything == [f"batch_{number}" for number in range(5)]
    assert service.emulator.requests[-1].query == {"order": "asc", "limit": "2", "after": "batch_3"}


@pytest.mark.parametrize(
    "given",
    [
        f"Invoke-OpenAIRequest POST responses {ASK}",
        f"Invoke-OpenAIRequest POST responses ([pscustomobject]{ASK})",
        """Invoke-OpenAIRequest POST responses '{"model": "gpt-4o-mini", "input": "Hello"}'""",
        f"{ASK} | Invoke-OpenAIRequest POST responses",
        """'{"model": "gpt-4o-mini", "input": "Hello"}' | Invoke-OpenAIRequest POST /v1/responses""",
        "Invoke-OpenAIRequest POST responses @{ model = 'gpt-4o-mini' } -AdditionalBody @{ input = 'Hello' }",
    ],
)
def test_the_body_has_many_forms(service: Service, given: str) -> None:
    assert service.texts(f"({given}).output_text") == ["Hello"]
    assert service.body == {"model": "gpt-4o-mini", "input": "Hello"}


def test_an_object_of_the_service_goes_back_as_it_came(service: Service) -> None:
    service.emulator.add_file(b"x", "a.txt", id="file-1")
    service.run("Invoke-OpenAIRequest GET files/file-1 | Invoke-OpenAIRequest POST evals")
    assert service.body["created_at"] == service.emulator.files.get("file-1").created_at


def test_each_piped_body_is_a_request(service: Service) -> None:
    script = "'a', 'b' | ForEach-Object { @{ model = 'm'; input = $_ } } | Invoke-OpenAIRequest POST responses"
    assert service.texts(f"({script}).output_text") == ["a", "b"]


def test_files_make_a_form(service: Service, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    fields = "@{ purpose = 'user_data'; expires_after = @{ anchor = 'created_at'; seconds = 3600 } }"
    (kind,) = service.texts(f"(Invoke-OpenAIRequest POST files {fields} -File '{tmp_path}/a.txt').PSTypeNames[0]")
    assert kind == "PSOpenAI.File"
    sent = {part.name: part.filename or part.text for part in service.emulator.requests[-1].parts}
    assert sent == {
        "purpose": "user_data", "expires_after[anchor]": "created_at", "expires_after[seconds]": "3600",
        "file": "a.txt",
    }  # fmt: skip
    service.run(f"Invoke-OpenAIRequest POST evals -File @{{ image = '{tmp_path}/a.txt', '{tmp_path}/b.txt' }}")
    assert [(p.name, p.filename) for p in service.emulator.requests[-1].parts] == [
        ("image[]", "a.txt"),
        ("image[]", "b.txt"),
    ]


def test_a_form_for_azure_has_the_model_in_the_address(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"sound")
    service.run(
        f"Invoke-OpenAIRequest POST audio/transcriptions @{{ model = 'whisper'; language = 'en' }} "
        f"-File '{tmp_path}/a.mp3' -ApiType Azure"
    )
    sent = service.emulator.requests[-1]
    assert sent.path.endswith("/openai/deployments/whisper/audio/transcriptions") and "api-version" in sent.query
    assert [part.name for part in sent.parts] == ["language", "file"] and sent.headers["api-key"] == KEY


def test_events_come_as_objects(service: Service) -> None:
    kinds = service.texts(f"Invoke-OpenAIRequest POST responses {ASK} -Stream | ForEach-Object type")
    assert kinds[0] == "response.created" and kinds[-1] == "response.completed"
    assert service.body["stream"] is True
    (first, *_) = service.texts(f"Invoke-OpenAIRequest POST responses {ASK} -Stream -OutputRawResponse")
    assert json.loads(first)["type"] == "response.created"


def test_content_comes_as_bytes_or_into_a_file(service: Service, tmp_path: Path) -> None:
    service.emulator.add_file(b"\x00\x01\xff", "a.bin", id="file-1")
    assert service.output("Invoke-OpenAIRequest GET files/file-1/content") == [0, 1, 255]
    service.emulator.add_fault("cut=1,path=/files/*/content,times=1")
    script = f"Invoke-OpenAIRequest GET files/file-1/content -OutFile '{tmp_path}/out.bin'"
    assert service.output(script) == []
    assert (tmp_path / "out.bin").read_bytes() == b"\x00\x01\xff"
    service.output(f"Invoke-OpenAIRequest POST responses {ASK} -OutFile '{tmp_path}/out.json'")
    assert json.loads((tmp_path / "out.json").read_bytes())["object"] == "response"


def test_what_is_raw_is_the_services_text(service: Service) -> None:
    (text,) = service.texts("Invoke-OpenAIRequest GET models -OutputRawResponse")
    assert json.loads(text)["object"] == "list"
    assert [
        json.loads(p)["object"] for p in service.texts("Invoke-OpenAIRequest GET models -All -OutputRawResponse")
    ] == ["list"]


def test_faults_are_those_of_every_cmdlet(service: Service) -> None:
    assert service.texts("try { Invoke-OpenAIRequest GET files/none } catch [NotFoundException] { 'caught' }") == [
        "caught"
    ]
    service.emulator.add_fault("503,path=/nothing,retry_after_ms=1,times=1")
    result = service.run("Invoke-OpenAIRequest GET nothing -MaxRetryCount 1 -Verbose")
    assert [error.fully_qualified_error_id for error in result.errors] == [
        "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest"
    ]
    assert len([r for r in service.emulator.requests if r.route == "/nothing"]) == 2
    assert KEY not in "".join(map(str, [*result.verbose, *result.warnings, *result.errors]))


@pytest.mark.parametrize(
    ("words", "error_id"),
    [
        ("GET https://host/models", "PSOpenAI.APIRequest.APIRequestException,Invoke-OpenAIAPIRequest"),
        ("GET ../admin", "PSOpenAI.APIRequest.APIRequestException,Invoke-OpenAIAPIRequest"),
        ("GET models @{ a = 1 }", "NoBody,Invoke-OpenAIRequest"),
        ("POST evals 'not json'", "InvalidBody,Invoke-OpenAIRequest"),
        ("POST files '[1]' -File ./none.txt", "InvalidBody,Invoke-OpenAIRequest"),
        ("POST files -File ./none.txt", "FileNotFound,Invoke-OpenAIRequest"),
        ("POST files -File '{broken'", "InvalidFile,Invoke-OpenAIRequest"),
        ("DELETE files/x -All", "Ambiguous,Invoke-OpenAIRequest"),
        ("GET models -All -OutFile x", "Ambiguous,Invoke-OpenAIRequest"),
        ("GET models -Stream -All", "Ambiguous,Invoke-OpenAIRequest"),
        ("FETCH models", "ParameterArgumentValidationError,Invoke-OpenAIRequest"),
    ],
)
def test_what_cannot_be_sent_is_an_error_and_no_request(service: Service, words: str, error_id: str) -> None:
    assert service.error_ids(f"Invoke-OpenAIRequest {words}") == [error_id]
    assert list(service.emulator.requests) == []


ANSWERS: dict[str, tuple[str, bytes]] = {
    "/v1/text": ("text/plain; charset=utf-8", b"two\nlines"),
    "/v1/number": ("application/json", b"7"),
    "/v1/list": ("application/json", b'[{"id": 1}, {"id": 2}]'),
    "/v1/empty": ("application/json", b""),
    "/v1/broken": ("application/json", b"{"),
    "/v1/embeddings": ("application/json", b'{"object": "list", "data": [1, 2], "usage": {"total_tokens": 3}}'),
}


@pytest.fixture
def odd() -> Iterator[Shell]:
    """A shell whose service answers with `ANSWERS`, and with two pages of costs."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/organization/costs":
            page = request.url.params.get("page")
            data: dict[str, Any] = {"object": "page", "data": [{"object": "bucket", "start_time": 2 if page else 1}]}
            data |= {"has_more": not page, "next_page": None if page else "page_2"}
            return httpx.Response(
                200, content=iter([json.dumps(data).encode()]), headers={"content-type": "application/json"}
            )
        kind, text = ANSWERS[request.url.path]
        return httpx.Response(200, content=iter([text]), headers={"content-type": kind})

    with Shell(environ={"OPENAI_API_KEY": KEY}) as shell:
        state_of(shell.session).client = Client(httpx.MockTransport(answer))
        yield shell


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("Invoke-OpenAIRequest GET text", ["two\nlines"]),
        ("Invoke-OpenAIRequest GET number", [7]),
        ("Invoke-OpenAIRequest GET list | ForEach-Object id", [1, 2]),
        ("Invoke-OpenAIRequest GET empty", []),
        ("(Invoke-OpenAIRequest POST embeddings @{}).usage.total_tokens", [3]),
        ("Invoke-OpenAIRequest GET organization/costs -All | ForEach-Object start_time", [1, 2]),
    ],
)
def test_answers_of_other_kinds(odd: Shell, script: str, output: list[Any]) -> None:
    result = odd.run(script)
    assert result.errors == [] and result.output == output


def test_json_that_is_none_is_an_error(odd: Shell) -> None:
    (error,) = odd.run("Invoke-OpenAIRequest GET broken").errors
    assert "JSON" in str(error)


def test_reading_leaves_standard_input_alone_and_writing_does_without(tmp_path: Path) -> None:
    with Emulator() as emulator:
        done = command(emulator, "Invoke-OpenAIRequest", "GET", "models/gpt-4o", stdin="a line for the loop\n")
        assert json.loads(done.stdout)["id"] == "gpt-4o" and done.returncode == 0
        emulator.add_batch(requests=[], statuses=["in_progress"], id="batch_1")
        done = command(emulator, "Invoke-OpenAIRequest", "POST", "batches/batch_1/cancel", stdin="")
        assert json.loads(done.stdout)["status"] in ("cancelling", "cancelled")
        lines = "".join(json.dumps({"model": "m", "input": text}) + "\n" for text in ("a", "b"))
        done = command(emulator, "invoke-openai-request", "post", "responses", stdin=lines)
        assert [json.loads(line)["object"] for line in done.stdout.splitlines()] == ["response"] * 2
        done = command(emulator, "Invoke-OpenAIRequest", "GET", "https://user:pass@host/models")
        assert done.returncode == 2 and "pass@" not in done.stderr


def test_python_gets_a_list_or_a_stream(service: Service, tmp_path: Path) -> None:
    assert invoke_openai_request("GET", "models", shell=service.shell)[0].id == "gpt-4o"
    body = {"model": "m", "input": "Hello"}
    (answer,) = invoke_openai_request("POST", "responses", body, shell=service.shell)
    assert answer.output_text == "Hello"
    path = tmp_path / "a.txt"
    path.write_text("text")
    (file,) = invoke_openai_request("POST", "files", {"purpose": "user_data"}, file=path, shell=service.shell)
    assert (file.filename, file.bytes) == ("a.txt", 4)
    events = invoke_openai_request("POST", "responses", body, stream=True, shell=service.shell)
    assert next(iter(events)).type == "response.created"
    with pytest.raises(CmdletError, match="leads out"):
        invoke_openai_request("GET", "../x", shell=service.shell)
