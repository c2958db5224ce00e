"""Answers, the order of the input, media, failed results, files that are deleted."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import psopenai_py
from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.openai.batch import ordering
from psopenai_py.openai.batch.input_index import InputIndex
from psopenai_py.openai.batch.items import is_failed
from psopenai_py.openai.batch.media import MediaError, MediaFolder, file_stem, kind_of
from psopenai_py.openai.batch.ordering import InOrder
from psopenai_py.testing import emulated

from ..command import PROGRAM, asked, command, environment
from ..conftest import Service

PNG = b"\x89PNG\r\n\x1a\nrest"


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def answer(custom_id: str, content: Any) -> dict[str, Any]:
    """A result whose answer is exactly this text."""
    line = output_line(custom_id)
    line["response"]["body"]["choices"][0]["message"]["content"] = content
    return line


def add(emulator: Emulator, lines: list[Any], inputs: list[str], id: str = "b1", **fields: Any) -> None:
    """A batch that has ended, with an input of its own."""
    requests = "".join(json.dumps(request_line(name)) + "\n" for name in inputs)
    file = emulator.add_file(requests.encode(), "in.jsonl", "batch")["id"]
    emulator.add_batch(lines, id=id, input_file_id=file, **fields)


# -- order ------------------------------------------------------------------------------------------------------------


def test_results_come_in_the_order_of_the_input(service: Service, tmp_path: Path) -> None:
    add(service.emulator, [answer(n, n) for n in "cab"], ["a", "b", "c"])
    assert service.texts("(Get-BatchOutput b1 -InInputOrder).custom_id") == ["a", "b", "c"]
    service.output(f"Get-BatchOutput b1 -InInputOrder -OutFile {tmp_path}/x.csv")
    assert [line.split(",")[0] for line in (tmp_path / "x.csv").read_text().splitlines()[1:]] == ['"a"', '"b"', '"c"']
    assert service.texts("(Get-BatchOutput b1 -InInputOrder -IncludeInput).input.custom_id") == ["a", "b", "c"]


def test_what_is_missing_and_what_belongs_nowhere_is_told(service: Service) -> None:
    lines = [answer("z", "?"), answer("c", "1"), answer("c", "2"), answer("a", "3")]
    add(service.emulator, lines, ["a", "b", "c", "d"])
    result = service.run("Get-BatchOutput b1 -InInputOrder")
    assert [str(item["custom_id"]) for item in result.output] == ["a", "c", "c", "z"]
    assert [item.response.body.Answer for item in result.output][1:3] == [["1"], ["2"]]
    (warning,) = result.warnings
    assert "2 of its requests have no result: b, d" in warning and "1 of its results belongs to no request" in warning


def test_without_the_input_the_order_is_that_of_the_file(service: Service) -> None:
    service.emulator.add_batch([answer("b", "1"), answer("a", "2")], id="b1", input_file_id="file-gone")
    result = service.run("Get-BatchOutput b1 -InInputOrder")
    assert [item["custom_id"] for item in result.output] == ["b", "a"]
    assert "no longer there" in result.warnings[0] and "order" in result.warnings[0]


def test_more_than_fits_into_memory_is_sorted_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "RUN", 4000)
    requests = [json.dumps(request_line(f"q{n}")).encode() for n in range(500)]
    with InputIndex(requests, keep=False) as index:
        order = InOrder(index)
        order.add(json.dumps(answer(f"q{n * 7 % 500}", "x" * 50)).encode() for n in range(500) if n != 3)
        found = [json.loads(line)["custom_id"] for line in order.lines()]
        assert found == [f"q{n}" for n in range(500) if n != 21] and len(order._runs) > 10
        assert order.missing == (1, ["q21"], 0)
        with_gaps = [json.loads(line) for line in order.lines(gaps=True)]
        assert len(with_gaps) == 500 and with_gaps[21]["error"]["code"] == "no_result"
        order.close()


def test_an_index_finds_requests_by_any_id() -> None:
    ids = ["a", "ü", "\ud800", 5, "a"]
    with InputIndex(
        json.dumps({**request_line("x", str(n)), "custom_id": name}).encode() for n, name in enumerate(ids)
    ) as index:
        assert len(index) == 4 and [name for _, name in index.in_order()] == ["a", "ü", "\ud800", "5"]
        found = index.find("a")
        assert found is not None and json.loads(found)["body"]["messages"][0]["content"] == "0"
        assert index.number("5") == 4 and index.find(None) is None and index.find("b") is None


# -- answers ----------------------------------------------------------------------------------------------------------


def test_answers_alone_know_their_custom_id(service: Service) -> None:
    add(service.emulator, [answer("b", "two\nlines"), answer("a", "one"), output_line("c", "no", 400)], ["a", "b", "c"])
    result = service.run("Get-BatchOutput b1 -AnswerOnly -InInputOrder")
    assert result.output == ["one", "two\nlines", ""]
    assert "1 result has no answer" in result.warnings[0]
    assert service.texts("(Get-BatchOutput b1 -AnswerOnly)[0].custom_id") == ["b"]
    assert service.texts("(Get-BatchOutput b1 -AnswerOnly)[0].GetType().Name") == ["String"]


def test_answers_alone_leave_a_place_for_what_is_missing(service: Service) -> None:
    add(service.emulator, [answer("c", "3"), answer("a", "1")], ["a", "b", "c"])
    assert service.run("Get-BatchOutput b1 -AnswerOnly -InInputOrder").output == ["1", "", "3"]


def test_in_forms_answers_are_rows(emu: Emulator, tmp_path: Path) -> None:
    emu.add_batch([answer("a", "one"), output_line("c", "no", 400)], id="b1")
    words = ("Get-BatchOutput", "b1", "-AnswerOnly")
    assert command(emu, *words).stdout == "one\n\n"
    rows = [json.loads(line) for line in command(emu, *words, "-OutputFormat", "Jsonl").stdout.splitlines()]
    assert rows == [
        {"custom_id": "a", "answer": "one", "error": None},
        {"custom_id": "c", "answer": None, "error": "no"},
    ]
    table = '"custom_id","answer","error"\n"a","one",\n"c",,"no"\n'
    assert command(emu, *words, "-OutputFormat", "Csv").stdout == table
    assert command(emu, *words, "-OutFile", "x.csv", cwd=tmp_path).returncode == 0
    assert (tmp_path / "x.csv").read_text() == table
    assert command(emu, *words, "-OutFile", "x", cwd=tmp_path).returncode == 0
    assert [json.loads(line) for line in (tmp_path / "x").read_text().splitlines()] == rows
    parquet = pytest.importorskip("pyarrow.parquet")
    assert command(emu, *words, "-OutFile", "x.parquet", cwd=tmp_path).returncode == 0
    assert parquet.read_table(tmp_path / "x.parquet").to_pylist() == rows


def test_python_gets_plain_texts() -> None:
    with emulated() as emulator:
        emulator.add_batch([answer("a", "one")], id="b1")
        (text,) = psopenai_py.get_batch_output("b1", answer_only=True)
        assert type(text) is str and text == "one"


PARSED = [
    answer("a", '{"city": "Rom", "size": 3, "id": 7}'),
    answer("b", '```json\n{"city": "Oslo"}\n```'),
    answer("c", "I am sorry."),
    output_line("d", "no", 400),
]


def test_answers_are_read_as_json(service: Service) -> None:
    service.emulator.add_batch(PARSED, id="b1")
    result = service.run("Get-BatchOutput b1 -ParseAnswer | ForEach-Object { $_ }")
    assert [item["custom_id"] for item in result.output] == ["a", "b", "c", "d"]
    assert [item.parsed and item.parsed.city for item in result.output] == ["Rom", "Oslo", None, None]
    (error,) = result.errors
    assert error.error_id == "AnswerNotParsed" and error.target == "c" and "b1" in error.message
    assert "I am sorry." in error.message and "I am sorry." in result.output[2].parse_error


def test_parsed_answers_are_columns(emu: Emulator, tmp_path: Path) -> None:
    emu.add_batch(PARSED, id="b1")
    done = command(emu, "Get-BatchOutput", "b1", "-ParseAnswer", "-OutFile", "x.csv", cwd=tmp_path)
    assert done.returncode == 5 and done.stderr.count("\n") == 1
    head, *rows = csv.reader(io.StringIO((tmp_path / "x.csv").read_text()))
    assert head[-4:] == ["total_tokens", "city", "size", "parsed.id"]
    assert [row[-3:] for row in rows[:2]] == [["Rom", "3", "7"], ["Oslo", "", ""]] and "I am sorry." in rows[2]
    done = command(emu, "Get-BatchOutput", "b1", "-ParseAnswer", "-OutputFormat", "Csv")
    assert done.stdout == (tmp_path / "x.csv").read_text()
    done = command(emu, "Get-BatchOutput", "b1", "-ParseAnswer", "-AnswerOnly")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"custom_id": "a", "city": "Rom", "size": 3, "parsed.id": 7, "error": None}
    assert answers[2]["answer"] == "I am sorry." and "not JSON" in answers[2]["error"]
    parquet = pytest.importorskip("pyarrow.parquet")
    command(emu, "Get-BatchOutput", "b1", "-ParseAnswer", "-OutFile", "x.parquet", cwd=tmp_path)
    table = parquet.read_table(tmp_path / "x.parquet")
    assert table["city"].to_pylist() == ["Rom", "Oslo", None, None] and table["answer"][2].as_py() == "I am sorry."


def test_a_member_that_comes_late_is_in_the_answer(service: Service, tmp_path: Path) -> None:
    lines = [answer(f"q{n}", '{"a": 1}') for n in range(1001)] + [answer("late", '{"a": 1, "b": 2}')]
    service.emulator.add_batch(lines, id="b1")
    result = service.run(f"Get-BatchOutput b1 -ParseAnswer -OutFile {tmp_path}/x.csv")
    assert len(result.warnings) == 1 and "column answer" in result.warnings[0]
    assert '""b"": 2' in (tmp_path / "x.csv").read_text()


# -- what failed ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line, failed",
    [
        (output_line("a"), False),
        (output_line("a", status_code=429), True),
        (output_line("a", error={"code": "batch_expired"}), True),
        ({"custom_id": "a", "response": None, "error": "vLLM writes a text"}, True),
        ({"custom_id": "a", "response": "?"}, True),
        ({"custom_id": "a", "response": {"status_code": 200, "body": {"status": "failed", "error": None}}}, True),
        ({"custom_id": "a", "response": {"status_code": 201, "body": {"error": None}}, "error": {}}, False),
        ({"custom_id": "a"}, True),
    ],
)
def test_what_counts_as_failed(line: dict[str, Any], failed: bool) -> None:
    assert is_failed(json.dumps(line).encode()) is failed


def test_only_what_failed(emu: Emulator, tmp_path: Path) -> None:
    lines = [output_line("a"), output_line("b", "no", 400), output_line("c"), output_line("d", error={"code": "x"})]
    emu.add_batch(lines, id="b1")
    done = command(emu, "Get-BatchOutput", "b1", "-Failed")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    requests = [line.pop("input") for line in found]
    assert done.returncode == 0 and found == [lines[1], lines[3]]
    assert [request["custom_id"] for request in requests] == ["b", "d"]
    command(emu, "Get-BatchOutput", "b1", "-Failed", "-OutFile", "x.jsonl", cwd=tmp_path)
    assert (tmp_path / "x.jsonl").read_text() == done.stdout


# -- media ------------------------------------------------------------------------------------------------------------


def image(custom_id: str, *contents: bytes, **more: Any) -> dict[str, Any]:
    data = [{"b64_json": base64.b64encode(content).decode(), **more} for content in contents]
    return output_line(custom_id, body={"created": 1, "data": data})


def test_media_are_files_named_by_custom_id(service: Service, tmp_path: Path) -> None:
    speech = output_line("talk")
    speech["response"]["body"]["choices"][0]["message"]["audio"] = {
        "id": "x", "transcript": "Hi", "data": base64.b64encode(b"RIFF\0\0\0\0WAVEfmt").decode()
    }  # fmt: skip
    drawn = {"type": "image_generation_call", "result": base64.b64encode(b"\xff\xd8\xffjpg").decode()}
    lines = [image("cat", PNG, PNG + b"2"), speech, output_line("r", body={"object": "response", "output": [drawn]})]
    service.emulator.add_batch([*lines, output_line("text")], id="b1")
    result = service.output(f"Get-BatchOutput b1 -MediaFolder {tmp_path}/media")
    assert sorted(os.listdir(tmp_path / "media")) == ["cat-2.png", "cat.png", "r.jpg", "talk.wav"]
    assert (tmp_path / "media/cat-2.png").read_bytes() == PNG + b"2"
    assert result[0].files == [f"{tmp_path}/media/cat.png", f"{tmp_path}/media/cat-2.png"]
    assert result[0].response.body.data[0].b64_json is None and "files" not in result[3]
    table = service.output(f"Get-BatchOutput b1 -MediaFolder {tmp_path}/media -OutputFormat Csv")
    assert f"{tmp_path}/media/cat.png" in "\n".join(table) and len(os.listdir(tmp_path / "media")) == 4


def test_names_never_leave_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    folder = MediaFolder(str(tmp_path / "media"))
    os.symlink(outside, tmp_path / "media" / "link.png")
    names = ["../../etc/passwd", "/etc/passwd", "..", "", "a/b", "a_b", "A_B", "x\0y\n", "link", "-rf", "é" * 300, "."]
    for name in names:
        folder.moved(json.dumps(image(name, PNG)).encode())
    found = list((tmp_path / "media").rglob("*"))
    assert len(found) == len(names) and all(path.parent == tmp_path / "media" for path in found)
    assert outside.read_text() == "mine" and not (tmp_path / "media/link.png").is_symlink()
    assert {"a_b.png", "a_b-2.png", "A_B-3.png"} <= {path.name for path in found}
    assert all(len(path.name.encode()) < 200 and not path.name.startswith((".", "-")) for path in found)


@pytest.mark.parametrize("name", ["..", "...", " . ", "/", "\\", "a/../b", "C:\\x", "con\r\n"])
def test_a_stem_is_one_plain_part_of_a_path(name: str) -> None:
    stem = file_stem(name)
    assert stem and not set(stem) & set("/\\:\r\n\0") and not stem.startswith(".") and stem == stem.strip()


def test_media_that_cannot_be_read_are_an_error_of_their_own(service: Service, tmp_path: Path) -> None:
    bad = output_line("bad", body={"data": [{"b64_json": "no base64!"}]})
    service.emulator.add_batch([bad, image("good", PNG)], id="b1")
    result = service.run(f"Get-BatchOutput b1 -MediaFolder {tmp_path}")
    assert [error.error_id for error in result.errors] == ["MediaNotRead"] and len(result.output) == 2
    assert result.output[0].response.body.data[0].b64_json == "no base64!"
    with pytest.raises(MediaError):
        MediaFolder(str(tmp_path)).moved(json.dumps(bad).encode())


def test_kinds_are_told_by_their_beginning() -> None:
    assert [kind_of(c) for c in (PNG, b"GIF89a", b"RIFF1234WEBPVP8", b"\0\0\0\x18ftypmp42", b"OggS", b"?", b"")] == [
        ".png", ".gif", ".webp", ".mp4", ".ogg", ".bin", ".bin"
    ]  # fmt: skip


# -- files that are deleted -------------------------------------------------------------------------------------------


def deleted(emulator: Emulator) -> list[str]:
    return [route.rpartition("/")[2] for method, route in asked(emulator) if method == "DELETE"]


def test_files_are_deleted_when_all_has_arrived(emu: Emulator, tmp_path: Path) -> None:
    add(emu, [output_line("a")], ["a"], id="good")
    add(emu, [output_line("a"), output_line("b", "no", 400)], ["a", "b"], id="partly")
    good, partly = emu.batches.look("good"), emu.batches.look("partly")
    done = command(emu, "Get-BatchOutput", "good", "partly", "-RemoveFiles")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 3)
    assert deleted(emu) == [
        good["output_file_id"], good["input_file_id"], partly["output_file_id"], partly["error_file_id"]
    ]  # fmt: skip


def test_files_stay_if_anything_is_missing(emu: Emulator, tmp_path: Path) -> None:
    add(emu, [output_line("a")], ["a", "b"], id="short", request_counts={"total": 2, "completed": 2, "failed": 0})
    file = emu.add_file(b'{"custom_id":"a"}\nnot a result\n')["id"]
    emu.add_batch([], id="bad", output_file_id=file, request_counts=None)
    add(emu, [output_line("a")], ["a"], id="good")
    for more in ((), ("-OutFile", "x.jsonl"), ("-OutputFormat", "Csv")):
        command(emu, "Get-BatchOutput", "short", "bad", "-RemoveFiles", *more, cwd=tmp_path)
    command(emu, "Get-BatchOutput", "good", "short", "-RemoveFiles", "-OutFile", "y.jsonl", cwd=tmp_path)
    assert deleted(emu) == []


def test_failed_ones_alone_are_no_reason_to_delete_the_others(emu: Emulator) -> None:
    add(emu, [output_line("a"), output_line("b", "no", 400)], ["a", "b"], id="b1")
    done = command(emu, "Get-BatchOutput", "b1", "-Failed", "-RemoveFiles")
    assert done.returncode == 2 and "-RemoveFiles" in done.stderr and deleted(emu) == []


def test_files_stay_if_the_output_could_not_be_written(emu: Emulator) -> None:
    add(emu, [output_line("a")], ["a"], id="good")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*PROGRAM, "Get-BatchOutput", "good", "-RemoveFiles"], stdout=full, stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL, env=environment(emu), timeout=60,
        )  # fmt: skip
    assert done.returncode != 0 and deleted(emu) == []


def test_files_stay_if_the_rest_is_not_wanted(service: Service) -> None:
    add(service.emulator, [output_line("a"), output_line("b")], ["a", "b"], id="b1")
    service.output("Get-BatchOutput b1 -RemoveFiles | Select-Object -First 1")
    assert deleted(service.emulator) == []


# -- odd results ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, complaints",
    [
        ("-OutFile {}/x.parquet", 0), ("-OutFile {}/x.parquet -Property error,response.body.a", 0),
        ("-OutFile {}/set -PartitionBy batch_id,model", 0), ("-AnswerOnly", 0), ("-AnswerOnly -OutputFormat Jsonl", 0),
        ("-AnswerOnly -OutputFormat Csv", 0), ("-ParseAnswer", 3), ("-ParseAnswer -OutFile {}/x.csv", 3),
        ("-ParseAnswer -AnswerOnly", 3), ("-MediaFolder {}/media", 0), ("-Failed", 0), ("-InInputOrder -AnswerOnly", 0),
    ],
)  # fmt: skip
def test_odd_results_are_results(service: Service, tmp_path: Path, words: str, complaints: int) -> None:
    pytest.importorskip("pyarrow")
    deep = (
        b'{"custom_id":"deep","response":{"status_code":200,"body":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001 + b"}"
    )
    lines = [
        json.dumps(answer("a", "x\ud800y")).encode(), deep, b"{}",
        b'{"custom_id":null,"response":{"status_code":1e400,"body":[1,2]},"error":[1]}',
        b'{"custom_id":{"a":1},"response":[],"error":5}',
        b'{"custom_id":"n","response":{"status_code":200,"body":{"usage":{"prompt_tokens":1e30},"choices":"hi","model":["m"]}}}',
        b'{"custom_id":"m","response":{"status_code":200,"body":{"data":[{"b64_json":5}],"model":NaN}}}',
    ]  # fmt: skip
    file = service.emulator.add_file(b"\n".join([*lines, b""]))["id"]
    service.emulator.add_batch([], id="b1", output_file_id=file, request_counts=None)
    result = service.run(f"Get-BatchOutput b1 {words.format(tmp_path)}")
    assert not [error for error in result.errors if error.error_id != "AnswerNotParsed"]
    assert len(result.errors) == complaints
