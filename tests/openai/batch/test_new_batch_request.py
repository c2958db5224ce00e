"""New-BatchRequest: requests of rows and templates."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator
from psopenai_py.errors import ErrorRecord
from psopenai_py.openai.batch.request_bodies import schema_format

from ..command import asked, command
from ..conftest import Service

ROWS = "'id,text,mood', '7,hello,', '8,bye,0.5' | ConvertFrom-Csv | New-BatchRequest "
PNG = b"\x89PNG\r\n\x1a\n"


def made(service: Service, script: str) -> list[dict[str, Any]]:
    """The requests that a script makes; nothing is sent."""
    found = service.output(script)
    assert not service.emulator.requests and {one._types[0] for one in found} == {"PSOpenAI.Batch.Input"}
    return [one.to_dict() for one in found]


def bodies(service: Service, script: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in one["body"].items() if k != "model"} for one in made(service, script)]


def errors_of(service: Service, script: str) -> list[ErrorRecord]:
    result = service.shell.run(script)
    assert not result.output
    return [*result.errors, *([result.terminated_by] if result.terminated_by is not None else [])]


def test_each_row_is_a_request(service: Service) -> None:
    first, second = made(service, ROWS + "'Translate: {text}' -Model m -CustomIdProperty id -SystemMessage 'Be {text}'")
    assert first == {
        "custom_id": "7",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {
            "model": "m",
            "messages": [{"role": "system", "content": "Be hello"}, {"role": "user", "content": "Translate: hello"}],
        },
    }
    assert second["custom_id"] == "8"


def test_ids_are_unique_across_runs(service: Service) -> None:
    runs = [[one["custom_id"] for one in made(service, ROWS + "'{text}'")] for _ in range(2)]
    assert len({*runs[0], *runs[1]}) == 4
    prefixes = {one.partition("-")[0] for one in runs[0]}
    assert len(prefixes) == 1 and len(prefixes.pop()) == 12 and runs[0][1].endswith("-2")


def test_an_id_may_be_a_template(service: Service) -> None:
    assert [one["custom_id"] for one in made(service, ROWS + "'{text}' -CustomBatchId 'fr-{id}'")] == ["fr-7", "fr-8"]


@pytest.mark.parametrize("rows", ["'one', 'two'", "@('one', 'two')"])
def test_texts_are_messages_themselves(service: Service, rows: str) -> None:
    assert [one["messages"][0]["content"] for one in bodies(service, f"{rows} | New-BatchRequest")] == ["one", "two"]
    (first, _) = bodies(service, f"{rows} | New-BatchRequest 'say {{_}}'")
    assert first["messages"][0]["content"] == "say one"


def test_rows_of_any_kind(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert bodies(service, "@{ q = 'why' } | New-BatchRequest '{q}?'")[0]["messages"][0]["content"] == "why?"
    assert bodies(service, "'{\"q\":{\"w\":[1]}}' | ConvertFrom-Json | New-BatchRequest '{q.w}'")[0]["messages"][0] == {
        "role": "user", "content": "[1]",
    }  # fmt: skip
    (found,) = bodies(service, f"Get-Item '{tmp_path}/a.txt' | New-BatchRequest '{{Name}}: {{Length}}'")
    assert found["messages"][0]["content"] == "a.txt: 1"


@pytest.mark.parametrize(
    ("endpoint", "words", "body"),
    [
        ("/v1/responses", "'{text}' -MaxTokens 5 -ReasoningEffort low -Verbosity high",
         {"input": "hello", "max_output_tokens": 5, "reasoning": {"effort": "low"}, "text": {"verbosity": "high"}}),
        ("/v1/responses", "'{text}' -DeveloperMessage d",
         {"input": [{"role": "developer", "content": "d"}, {"role": "user", "content": "hello"}]}),
        ("/v1/embeddings", "'{text}' -Dimensions '{id}'", {"input": "hello", "dimensions": 7}),
        ("/v1/moderations", "'{text}'", {"input": "hello"}),
        ("/v1/completions", "'{text}' -MaxTokens 5 -Temperature 0.2",
         {"prompt": "hello", "max_tokens": 5, "temperature": 0.2}),
        ("/v1/images/generations", "'{text}' -Size 1024x1024 -Quality low",
         {"prompt": "hello", "size": "1024x1024", "quality": "low"}),
        ("/v1/images/edits", "'{text}' -Images 'https://host/{id}.png'",
         {"prompt": "hello", "images": [{"image_url": "https://host/7.png"}]}),
        ("/v1/videos", "'{text}' -Seconds 4", {"prompt": "hello", "seconds": "4"}),
        ("/v1/rerank", "-Body @{ query = '{text}'; model = 'm' }", {"query": "hello"}),
        ("/chat/completions", "'{text}'", {"messages": [{"role": "user", "content": "hello"}]}),
    ],
)  # fmt: skip
def test_endpoints_have_bodies_of_their_own(service: Service, endpoint: str, words: str, body: dict[str, Any]) -> None:
    first = made(service, f"{ROWS}{words} -Endpoint {endpoint}")[0]
    assert first["url"] == endpoint and first["body"].pop("model") and first["body"] == body


def test_settings_come_from_rows_too_and_blank_ones_are_left_out(service: Service) -> None:
    first, second = bodies(service, ROWS + "'{text}' -Temperature '{mood}' -MaxTokens 10")
    assert "temperature" not in first and second["temperature"] == 0.5
    assert first["max_completion_tokens"] == 10


def test_body_reaches_every_field(service: Service) -> None:
    words = "-Body @{ messages = @(@{ role = 'user'; content = '{text}' }); n = '{id:json}'; user = 'u-{id}' }"
    (first, _) = bodies(service, ROWS + words)
    assert first == {"messages": [{"role": "user", "content": "hello"}], "n": 7, "user": "u-7"}
    (first, _) = bodies(service, ROWS + '\'{text}\' -Body \'{"top_p": 1, "metadata": {"a": "{id}"}}\'')
    assert first["metadata"] == {"a": "7"} and first["top_p"] == 1 and first["messages"]


def test_pictures_of_a_column_and_of_a_template(service: Service, tmp_path: Path) -> None:
    (tmp_path / "7.png").write_bytes(PNG)
    rows = f"[pscustomobject]@{{ id = 7; file = '{tmp_path}/7.png', 'https://host/b.png'; caption = '' }}"
    (body,) = bodies(service, f"{rows} | New-BatchRequest 'What?' -ImageProperty file -ImageDetail low")
    first, second, third = body["messages"][0]["content"]
    assert first == {"type": "text", "text": "What?"}
    assert second["image_url"] == {"url": "data:image/png;base64,iVBORw0KGgo=", "detail": "low"}
    assert third["image_url"]["url"] == "https://host/b.png"
    words = f"-Images '{tmp_path}/{{id}}.png' -Endpoint /v1/responses"
    (body,) = bodies(service, f"{rows} | New-BatchRequest '{{caption}}' {words}")
    assert [part["type"] for part in body["input"][0]["content"]] == ["input_image"]
    (error,) = errors_of(service, f"{rows} | New-BatchRequest x -Images 'none-{{id}}.png'")
    assert "row 1" in error.message and "none-7.png" in error.message


def test_pictures_in_a_dataset(service: Service, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    jpeg = b"\xff\xd8picture"
    table = arrow.table({"photo": [{"bytes": jpeg, "path": "a.jpg"}, None], "raw": [PNG, None], "n": [1.0, None]})
    pyarrow.parquet.write_table(table, tmp_path / "q.parquet")
    words = f"-Path '{tmp_path}/q.parquet' -ImageProperty photo, raw -Temperature '{{n}}'"
    first, second = bodies(service, f"New-BatchRequest 'What?' {words}")
    urls = [part["image_url"]["url"] for part in first["messages"][0]["content"][1:]]
    assert urls == [
        "data:image/jpeg;base64," + base64.b64encode(jpeg).decode(),
        "data:image/png;base64," + base64.b64encode(PNG).decode(),
    ]
    assert first["temperature"] == 1.0 and second == {"messages": [{"role": "user", "content": "What?"}]}


CLOSED: dict[str, Any] = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
SCHEMA = '{"title":"My answer","type":"object","properties":{"a":{"type":"string"}}%s}'
STRICT = ',"required":["a"],"additionalProperties":false'


@pytest.mark.parametrize(
    ("schema", "strict"),
    [
        ({"type": "object", "properties": {"type": {"type": "object"}}, "required": ["type"]}, False),
        ({**CLOSED, "properties": {"type": {"type": "object"}}, "required": ["type"]}, False),
        ({**CLOSED, "properties": {"type": CLOSED}, "required": ["type"]}, True),
        ({**CLOSED, "properties": {"a": {"type": "array", "items": {"type": "object"}}}, "required": ["a"]}, False),
        ({**CLOSED, "properties": {"a": {"anyOf": [{"type": "null"}, CLOSED]}}, "required": ["a"]}, True),
        ({**CLOSED, "$defs": {"x": {"type": "object"}}}, False),
    ],
)
def test_a_schema_is_strict_to_its_depths(schema: dict[str, Any], strict: bool) -> None:
    assert schema_format(schema, "/v1/responses")["strict"] is strict


@pytest.mark.parametrize(("more", "strict"), [("", False), (STRICT, True)])
def test_a_schema_is_followed_strictly_where_it_can_be(service: Service, more: str, strict: bool) -> None:
    (first, _) = bodies(service, f"{ROWS}'{{text}}' -JsonSchema '{SCHEMA % more}'")
    schema = json.loads(SCHEMA % more)
    around = {"name": "My_answer", "strict": strict, "schema": schema}
    assert first["response_format"] == {"type": "json_schema", "json_schema": around}
    (first, _) = bodies(service, f"{ROWS}'{{text}}' -JsonSchema '{SCHEMA % more}' -Endpoint /v1/responses")
    assert first["text"] == {"format": {"type": "json_schema", **around}}


def test_a_schema_of_a_file_or_a_class(service: Service, tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps({"name": "n", "schema": {"type": "object"}}))
    (first, _) = bodies(service, f"{ROWS}'{{text}}' -JsonSchema '{tmp_path}/s.json'")
    assert first["response_format"]["json_schema"] == {"name": "n", "schema": {"type": "object"}}
    (first, _) = bodies(service, f"class Mood {{ [string]$Name }}; {ROWS}'{{text}}' -ResponseFormat ([Mood])")
    assert first["response_format"]["json_schema"]["name"] == "Mood"
    (first, _) = bodies(service, f"{ROWS}'{{text}}' -ResponseFormat json_object")
    assert first["response_format"] == {"type": "json_object"}


def test_a_row_without_a_property_ends_it_all(service: Service) -> None:
    rows = "1..9 | ForEach-Object { if ($_ % 2) { @{ text = 'x' } } else { @{ other = 'y' } } }"
    (error,) = errors_of(service, f"{rows} | New-BatchRequest 'T: {{text}}' | Start-Batch; 'not reached'")
    assert error.fully_qualified_error_id == "FaultyRows,New-BatchRequest"
    assert error.message == (
        "row 2: it has no property 'text', which -Message 'T: {text}' names; its properties: other "
        "(3 more rows have this fault). No request was made."
    )
    assert not asked(service.emulator)


def test_the_first_faults_are_shown_and_the_others_counted(service: Service) -> None:
    (error,) = errors_of(service, "1..9 | ForEach-Object { @{ n = $_ } } | New-BatchRequest x -Images '{n}.png'")
    assert "row 5: " in error.message and "row 6" not in error.message and "; and 4 more." in error.message


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("'{text'", "lone '{'"),
        ("'{text}' -CustomIdProperty id -CustomBatchId x", "give one of them"),
        ("'{text}' -Dimensions 5", "-Dimensions"),
        ("'{text}' -Temperature warm", "-Temperature is not a number"),
        ("'{text}' -Body 5", "-Body"),
        ("'{text}' -Body '[1'", "-Body"),
        ("'{text}' -ResponseFormat json_schema", "-JsonSchema"),
        ("'{text}' -Endpoint /v1/embeddings -SystemMessage x", "no system"),
        ("'{text}' -Endpoint /v1/embeddings -Images x", "no pictures"),
        ("'{text}' -Endpoint /v1/rerank", "-Message has no place"),
        ("", "nothing to ask"),
        ("'{mood}'", "is empty"),
        ("'{text}' -CustomIdProperty mood", "custom_id is empty"),
        ("'{text}' -CustomIdProperty none", "-CustomIdProperty names"),
        ("'{ToString} {Length}'", "no property 'ToString'"),
        ("'{text}' -Temperature '{text}'", "-Temperature: 'hello' is not a number"),
    ],
)
def test_what_makes_no_sense_is_refused(service: Service, words: str, part: str) -> None:
    (error,) = errors_of(service, f"{ROWS}{words} | Start-Batch")
    assert part in error.message and not asked(service.emulator)


@pytest.mark.parametrize("delimiter", ["';;'", "''", "'\"'", '"`n"'])
def test_a_delimiter_is_one_character(service: Service, tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "q.csv").write_text("id;text\n1;a\n")
    script = f"New-BatchRequest '{{text}}' -Path '{tmp_path}/q.csv' -Model m -Delimiter"
    (error,) = errors_of(service, f"{script} {delimiter}")
    assert "-Delimiter is one character" in error.message
    assert len(service.output(f"{script} ';'")) == 1


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [("q.csv", "id,text\n1,a\n2\n", "q.csv, line 3"), ("q.jsonl", '{"text":"a"}\n{"x":1}\n', "q.jsonl, line 2")],
)
def test_a_file_of_rows(service: Service, tmp_path: Path, name: str, content: str, place: str) -> None:
    (tmp_path / name).write_text(content)
    (error,) = errors_of(service, f"New-BatchRequest '{{text}}' -Path '{tmp_path}/{name}'")
    assert f"{place}: it has no property 'text'" in error.message
    found = bodies(service, f"New-BatchRequest '{{text?}}.' -Path '{tmp_path}/q.*'")
    assert [one["messages"][0]["content"] for one in found] == ["a.", "."]
    (error,) = errors_of(service, "New-BatchRequest x -Path none.csv")
    assert error.error_id == "FileNotFound"


def test_on_azure_addresses_have_no_version(service: Service) -> None:
    assert {one["url"] for one in made(service, ROWS + "'{text}' -ApiType Azure")} == {"/chat/completions"}


def test_from_a_shell_pipe_to_a_batch(tmp_path: Path) -> None:
    with Emulator() as emulator:
        rows = '{"id": "a", "text": "one"}\n{"id": "b", "text": "two"}\n'
        requests = command(emulator, "New-BatchRequest", "Say {text}", "-CustomIdProperty", "id", stdin=rows)
        assert requests.returncode == 0, requests.stderr
        assert [json.loads(line)["custom_id"] for line in requests.stdout.splitlines()] == ["a", "b"]
        started = command(emulator, "Start-Batch", stdin=requests.stdout)
        assert json.loads(started.stdout)["endpoint"] == "/v1/chat/completions"
        (tmp_path / "q.csv").write_text("text\nhello\n")
        more = command(emulator, "New-BatchRequest", "-Path", "q.csv", "-Message", "{text}", cwd=tmp_path)
        assert more.returncode == 0 and len(more.stdout.splitlines()) == 1, more.stderr
        faulty = command(emulator, "New-BatchRequest", "{gone}", stdin=rows)
        assert (faulty.returncode, faulty.stdout) == (1, "") and "row 1: it has no property 'gone'" in faulty.stderr
        usage = command(emulator, "New-BatchRequest", "{gone", stdin=rows)
        assert usage.returncode == 2


def test_python_makes_requests_of_rows(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    from psopenai_py import new_batch_request, start_batch

    monkeypatch.setenv("OPENAI_API_BASE", service.emulator.url)
    monkeypatch.setenv("OPENAI_API_KEY", "test-key-123")
    rows = [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}]
    found = new_batch_request("Say {text}", input_object=rows, custom_id_property="id")
    assert start_batch(batch_input=found).status == "validating"
