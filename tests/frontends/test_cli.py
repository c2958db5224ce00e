"""The shell command: names and values in all their forms, and what comes out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.emulator import Emulator, output_line, request_line

from .conftest import TIME_LIMIT, Run


@pytest.mark.parametrize(
    "words",
    [
        ["Get-BatchOutput", "batch_abc123"],
        ["get-batch-output", "--batch-id", "batch_abc123"],
        ["getbatchoutput", "-Id", "batch_abc123"],
        ["GET-BATCHOUTPUT", "-batch_id", "batch_abc123"],
        ["Get-BatchOutput", "-BatchId:batch_abc123"],
        ["Get-BatchOutput", "--batch-id=batch_abc123"],
        ["Get-BatchOutput", "--batch_id=batch_abc123", "-Wait"],
        ["Get-BatchOutput", "-Wait:$false", "-Id", "batch_abc123"],
        ["Get-BatchOutput", "--", "batch_abc123"],
    ],
    ids=" ".join,
)
def test_a_name_is_understood_in_all_its_spellings(psopenai: Run, batch: dict[str, Any], words: list[str]) -> None:
    ended = psopenai(*words)
    assert (ended.code, ended.err) == (0, "")
    assert [item["custom_id"] for item in ended.items] == ["a", "b"]


def test_output_is_exactly_what_the_service_sent(psopenai: Run, emulator: Emulator) -> None:
    line = b'{"custom_id":"x" ,"response":null,"n":1.0,"big":12345678901234567890,"u":"\\u00fc \xc3\xbc"}'
    emulator.add_batch([line], id="batch_raw")
    assert psopenai("Get-BatchOutput", "batch_raw").out == line + b"\n"


def test_an_organisation_and_headers_go_with_the_request(
    psopenai: Run, emulator: Emulator, batch: dict[str, Any]
) -> None:
    ended = psopenai("Get-Batch", "batch_abc123", "-OrgId", "org-x", "-AdditionalHeaders", "X-One=1,X-Two=2")
    assert ended.code == 0
    headers = {name.lower(): value for name, value in emulator.requests[-1].headers.items()}
    assert headers["openai-organization"] == "org-x"
    assert (headers["x-one"], headers["x-two"]) == ("1", "2")


@pytest.mark.parametrize("written", ["k=v,k2=v2", '{"k": "v", "k2": "v2"}', "@{k='v'; k2='v2'}"])
def test_a_dictionary_has_three_forms(psopenai: Run, emulator: Emulator, written: str) -> None:
    file = emulator.add_file(b'{"custom_id":"a"}', "in.jsonl")
    ended = psopenai("Start-Batch", file["id"], "-MetaData", written)
    assert ended.code == 0, ended.err
    assert emulator.requests[-1].json["metadata"] == {"k": "v", "k2": "v2"}


@pytest.mark.parametrize(
    "words",
    [
        ["-StatusForExit", "in_progress,validating"],
        ["-StatusForExit", "in_progress,", "validating"],
        ["-StatusForExit", "in_progress", "-StatusForExit", "validating"],
        ["-StatusForExit", '["in_progress", "validating"]'],
    ],
    ids=" ".join,
)
def test_a_list_has_several_forms(psopenai: Run, emulator: Emulator, words: list[str]) -> None:
    emulator.add_batch(requests=[request_line("a")], statuses=["validating"], id="batch_slow")
    ended = psopenai("Wait-Batch", "batch_slow", *words)
    assert ended.code == 0, ended.err
    assert ended.items[0]["status"] == "validating"


def test_an_object_is_json_and_binds_by_its_type(psopenai: Run, emulator: Emulator, batch: dict[str, Any]) -> None:
    ended = psopenai("Get-BatchOutput", "-Batch", json.dumps(batch))
    assert ended.code == 0, ended.err
    assert len(ended.items) == 2
    assert not any(request.path.endswith("/batches/batch_abc123") for request in emulator.requests)


def test_cmdlets_feed_each_other(environment: dict[str, str], emulator: Emulator) -> None:
    for n in range(3):
        emulator.add_batch([output_line(f"item-{n}")], id=f"batch_{n}")
    command = f"{sys.executable} -m psopenai_py"
    done = subprocess.run(
        ["sh", "-c", f"{command} Get-Batch -All | {command} Get-BatchOutput"],
        capture_output=True, env=environment, timeout=TIME_LIMIT,
    )  # fmt: skip
    assert done.stderr == b""
    assert sorted(json.loads(line)["custom_id"] for line in done.stdout.splitlines()) == ["item-0", "item-1", "item-2"]


@pytest.mark.slow
def test_the_forms_of_output(psopenai: Run, batch: dict[str, Any]) -> None:
    def form(name: str) -> str:
        ended = psopenai("Get-BatchOutput", "batch_abc123", "-OutputFormat", name)
        assert ended.code == 0, ended.err
        return ended.text

    assert [json.loads(line)["custom_id"] for line in form("Jsonl").splitlines()] == ["a", "b"]
    assert [item["custom_id"] for item in json.loads(form("Json"))] == ["a", "b"]
    assert form("Csv").splitlines()[0].startswith('"')
    assert "custom_id" in form("Table").splitlines()[1]
    assert any(line.startswith("custom_id") and line.endswith(": a") for line in form("List").splitlines())


def test_every_cmdlet_takes_the_forms_of_output(psopenai: Run, batch: dict[str, Any]) -> None:
    assert json.loads(psopenai("Get-Batch", "-OutputFormat", "Json").text)[0]["id"] == "batch_abc123"
    assert psopenai("Get-Batch", "--output-format=csv").text.startswith('"')


def test_a_closed_pipe_ends_quietly(environment: dict[str, str], emulator: Emulator) -> None:
    emulator.seed_large(3_000_000, id="batch_large")
    command = f"{sys.executable} -m psopenai_py Get-BatchOutput batch_large"
    done = subprocess.run(
        ["sh", "-c", f"{{ {command}; echo code $? >&2; }} | head -1"],
        capture_output=True, env=environment, timeout=TIME_LIMIT,
    )  # fmt: skip
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b"code 0\n"


def test_results_go_into_a_file(psopenai: Run, batch: dict[str, Any], tmp_path: Path) -> None:
    ended = psopenai("Get-BatchOutput", "batch_abc123", "-OutFile", "out.jsonl")
    assert (ended.code, ended.out) == (0, b"")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


def test_help_tells_syntax_parameters_and_exit_codes(psopenai: Run) -> None:
    for flag in ("--help", "-h", "-?"):
        text = psopenai("Get-BatchOutput", flag).text
        assert "Get-BatchOutput [-BatchId] <string> [-Wait]" in " ".join(text.split())
        assert "Aliases: -Id, -batch_id" in text
        assert "Accepted values: openai, azure, azure_ad" in text
        assert "130  interrupted" in text


def test_the_list_of_commands_has_the_families(psopenai: Run) -> None:
    text = psopenai("--help").text
    assert "Get-BatchOutput" in text
    assert "emulator" in text


def test_the_version_is_told(psopenai: Run) -> None:
    assert psopenai("--version").text.startswith("psopenai 0.")


def test_an_alias_is_a_command_too(psopenai: Run, emulator: Emulator, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("{}\n")
    ended = psopenai("Register-OpenAIFile", "x.jsonl", "-Purpose", "user_data")
    assert ended.code == 0, ended.err
    assert ended.items[0]["filename"] == "x.jsonl"


def test_one_line_script_runs(psopenai: Run, batch: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "one.ps1").write_text("param($Id)\n(Get-BatchOutput $Id | Measure-Object).Count\n")
    assert psopenai("one.ps1", "-Id", "batch_abc123").text.strip() == "2"
    assert psopenai("-Command", "(Get-Batch batch_abc123).status").text.strip() == "completed"
    assert psopenai("-c", "exit 7").code == 7


@pytest.mark.parametrize("words", [("Get-BatchOutput", "-Batch"), ("Wait-Batch", "--batch")])
def test_an_id_may_stand_where_the_object_is_taken(
    psopenai: Run, batch: dict[str, Any], words: tuple[str, ...]
) -> None:
    ended = psopenai(*words, batch["id"])
    assert ended.code == 0 and ended.items


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        ("$input | ForEach-Object { $_.Length }", "3\n5\n"),
        ("@($input).Count", "2\n"),
        ("Read-Host; @($input)", "one\nthree\n"),
        ("process { \"[$_]\" }", "[one]\n[three]\n"),
        ("param([Parameter(ValueFromPipeline)][string] $Text) process { \"<$Text>\" }", "<one>\n<three>\n"),
    ],
)  # fmt: skip
def test_standard_input_is_the_input_of_a_script(psopenai: Run, tmp_path: Path, script: str, shown: str) -> None:
    (tmp_path / "script.ps1").write_text(script)
    ended = psopenai(str(tmp_path / "script.ps1"), stdin=b"one\r\nthree\n")
    assert (ended.code, ended.text, ended.err) == (0, shown, "")
    if not script.startswith(("process", "param")):
        assert psopenai("-Command", script, stdin=b"one\r\nthree\n").text == shown


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_the_lines_of_a_script_may_have_a_byte_order_mark(psopenai: Run, encoding: str) -> None:
    lines = "\ufeffhé\r\n\nĊ\u0a0a\nlast".encode(encoding)  # in UTF-16 the bytes of line feeds in characters too
    ended = psopenai("-Command", '$input | ForEach-Object { "[$_]" }', stdin=lines)
    assert (ended.text, ended.err) == ("[hé]\n[]\n[Ċ\u0a0a]\n[last]\n", "")


def test_standard_input_is_read_no_further_than_a_script_asks(psopenai: Run) -> None:
    ended = psopenai("-Command", "$input | Select-Object -First 1; Read-Host", stdin=b"one\ntwo\nthree\n")
    assert ended.text == "one\ntwo\n"
