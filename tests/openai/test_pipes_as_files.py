"""Names of pipes, like those that ``<(...)`` of a shell makes, where a file is asked for."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterator

import pytest

from .conftest import Service

pytestmark = pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="needs names for open files")
Piped = Callable[[bytes], str]
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28)


@pytest.fixture
def piped() -> Iterator[Piped]:
    opened: list[int] = []

    def start(content: bytes) -> str:
        reader, writer = os.pipe()
        os.write(writer, content)
        os.close(writer)
        opened.append(reader)
        return f"/dev/fd/{reader}"

    yield start
    for reader in opened:
        os.close(reader)


@pytest.mark.parametrize(
    ("command", "content", "extension"),
    [
        ("Request-AudioTranscription {}", WAV, ".wav"),
        ("Request-ImageVariation {}", b"\x89PNG\r\n\x1a\n", ".png"),
        ("Request-ImageEdit -Image {} -Prompt x", b"\xff\xd8\xff", ".jpg"),
        ("Invoke-OpenAIRequest POST files @{{ purpose = 'user_data' }} -File {}", b"any", ""),
        ("Add-OpenAIFile {} -Purpose user_data", b"any", ""),
    ],
)
def test_a_form_has_the_content_and_a_name_that_tells_its_form(
    service: Service, piped: Piped, command: str, content: bytes, extension: str
) -> None:
    path = piped(content)
    service.run(command.format(path))
    [sent] = [part for part in service.emulator.requests[-1].parts if part.filename]
    assert (sent.size, sent.data) == (len(content), content)
    assert sent.filename == os.path.basename(path) + extension


@pytest.mark.parametrize("cmdlet", ["Request-ChatCompletion hi", "Request-Response hi", "Request-Moderation"])
def test_a_picture_in_a_body_has_the_type_of_its_content(service: Service, piped: Piped, cmdlet: str) -> None:
    service.run(f"{cmdlet} -Images {piped(b'GIF89a')}")
    wanted = f"data:image/gif;base64,{base64.b64encode(b'GIF89a').decode()}"
    assert wanted.encode() in service.emulator.requests[-1].body


def test_prices_schemas_and_attached_files(service: Service, piped: Piped) -> None:
    service.emulator.add_batch([], id="batch_1")
    prices = piped(b'{"gpt-4o": {"input": 1, "output": 2}}')
    assert service.texts(f"(Measure-Batch batch_1 -PriceTable {prices}).Requests") == ["0"]
    schema = piped(b'{"type": "object"}')
    made = service.output(f"'x' | New-BatchRequest -Message hi -ResponseFormat json_schema -JsonSchema {schema}")
    assert made[0].body.response_format.json_schema.schema.type == "object"
    service.run(f"Request-Response hi -Files {piped(b'text')}")
    assert b'"file_data":"data:application/octet-stream;base64,dGV4dA=="' in service.emulator.requests[-1].body


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("Get-Content {}", ["a", "b"]),
        ("Get-Content {} -Raw", ["a\nb\n"]),
        ("Get-Content {} -Tail 1", ["b"]),
        ("(Select-String b {}).LineNumber", ["2"]),
        ("switch -File {} {{ a {{ 'first' }} default {{ $_ }} }}", ["first", "b"]),
        ("[IO.File]::Exists('{}')", ["True"]),
        ("(Format-Hex {} -Offset 2 -Count 1).HexBytes", ["62"]),
    ],
)
def test_powershells_own_commands_read_them(service: Service, piped: Piped, script: str, shown: list[str]) -> None:
    assert service.texts(script.format(piped(b"a\nb\n"))) == shown


def test_the_mark_of_the_encoding_is_no_part_of_the_text(service: Service, piped: Piped) -> None:
    assert service.texts(f"Get-Content {piped('é'.encode('utf-8-sig'))}") == ["é"]


def test_json_and_xml(service: Service, piped: Piped) -> None:
    assert service.texts(f"Test-Json -Path {piped(b'{}')}") == ["True"]
    assert service.texts(f"(Select-Xml -Path {piped(b'<a><b>1</b></a>')} -XPath //b).Node.InnerText") == ["1"]
