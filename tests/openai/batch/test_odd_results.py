"""Result files that hold other things than results: each costs itself, and is named with batch, file and line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import psopenai_py
from psopenai_py import Shell
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.functions import CmdletError
from psopenai_py.openai.batch.lines import MOST_NOTED, LineJudge, WholeLines

from ..command import command, environment
from ..conftest import Service

A, B = (json.dumps(output_line(name, f"text of {name}")).encode() for name in "ab")
UNREADABLE = {
    "cut": b'{"id":"x","custom_id":"c","respo',
    "foreign": b"<<<<<<< HEAD",
    "null": b"null",
    "array": b'[{"custom_id":"c"}]',
    "text": b'"text"',
    "not UTF-8": b"\xff\xfe\xfd",
}
FORMS = ["Jsonl", "Json", "Csv", "Table", "List"]


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


def batch_of(emulator: Emulator, content: bytes, count: int | None = None, name: str = "b1") -> str:
    """A completed batch with this output file; the file's id."""
    file = str(emulator.add_file(content)["id"])
    counts = None if count is None else {"total": count, "completed": count, "failed": 0}
    emulator.add_batch([], id=name, output_file_id=file, request_counts=counts)
    return file


@pytest.mark.parametrize(
    ("bad", "form"), [(bad, None) for bad in UNREADABLE.values()] + [(UNREADABLE["null"], form) for form in FORMS]
)
def test_an_unreadable_line_costs_itself_in_every_form(emu: Emulator, bad: bytes, form: str | None) -> None:
    file = batch_of(emu, b"\n".join((A, bad, b"", B, b"")), 3)
    done = command(emu, "Get-BatchOutput", "b1", *(("-OutputFormat", form) if form else ()))
    assert done.returncode == 5
    assert done.stderr.count("\n") == 1 and f"b1: line 2 of its output file {file}" in done.stderr
    assert "text of a" in done.stdout or form in ("Table", "List", "Csv")
    if form in (None, "Jsonl"):
        assert done.stdout.encode() == A + b"\n" + B + b"\n"
    elif form == "Json":
        assert [item["custom_id"] for item in json.loads(done.stdout)] == ["a", "b"]
    elif form == "Csv":
        assert [row["custom_id"] for row in csv.DictReader(io.StringIO(done.stdout))] == ["a", "b"]
    else:
        assert "a" in done.stdout.split() and "b" in done.stdout.split()


@pytest.mark.parametrize("bad", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_line_in_scripts_and_python(service: Service, bad: bytes) -> None:
    file = batch_of(service.emulator, b"\n".join((A, bad, B)), 3)
    result = service.run("$r = Get-BatchOutput b1; $r.Count; $r.custom_id")
    assert [str(value) for value in result.output] == ["2", "a", "b"]
    assert [error.error_id for error in result.errors] == ["UnreadableBatchOutput"]
    assert f"line 2 of its output file {file}" in result.errors[0].message
    came: list[Any] = []
    with pytest.raises(CmdletError, match="line 2"):
        came.extend(psopenai_py.get_batch_output("b1", shell=service.shell))
        for item in psopenai_py.get_batch_output("b1", shell=service.shell):
            came.append(item.custom_id)
    assert len(came) in (0, 2)


def test_python_iterates_over_the_others_first(service: Service) -> None:
    batch_of(service.emulator, b"\n".join((A, b"null", B)), 3)
    came: list[str] = []
    with pytest.raises(CmdletError, match="line 2"):
        for item in psopenai_py.get_batch_output("b1", shell=service.shell):
            came.append(item.custom_id)
    assert came == ["a", "b"]


@pytest.mark.parametrize("form", [None, "Json"])
def test_a_whole_download_with_unreadable_lines_takes_its_name(emu: Emulator, tmp_path: Path, form: str | None) -> None:
    content = b"\n".join((A, b"<<<<<<<", B, b""))
    batch_of(emu, content, 3)
    out = tmp_path / "out"
    done = command(emu, "Get-BatchOutput", "b1", "-OutFile", out, *(("-OutputFormat", form) if form else ()))
    assert done.returncode == 5 and done.stderr.count("\n") == 1 and "line 2" in done.stderr
    assert out.read_bytes() == content if form is None else len(json.loads(out.read_bytes())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("words", [(), ("-OutputFormat", "Csv"), ("-OutFile", "out")])
def test_blank_lines_and_a_cut_last_line_count_nowhere(emu: Emulator, tmp_path: Path, words: tuple[str, ...]) -> None:
    batch_of(emu, b"\n".join((A, b"", b" \r", B, b"", b'{"id":"c')), 3)
    done = command(emu, "Get-BatchOutput", "b1", *words, cwd=tmp_path)
    assert done.returncode == 5 and "line 6" in done.stderr and "is cut" in done.stderr
    assert "counts 3 results, but its files hold 2" in done.stderr
    assert not (tmp_path / "out").exists()


def test_many_unreadable_lines_are_named_up_to_a_limit(service: Service) -> None:
    batch_of(service.emulator, b"\n".join([A] + [b"no"] * 50 + [B, b""]))
    errors = service.run("Get-BatchOutput b1").errors
    assert len(errors) == MOST_NOTED + 1 and "40 more lines" in errors[-1].message


def test_a_byte_order_mark_is_not_part_of_a_result(emu: Emulator, tmp_path: Path) -> None:
    batch_of(emu, b"\xef\xbb\xbf" + A + b"\n")
    for form in ((), ("-OutputFormat", "Json")):
        done = command(emu, "Get-BatchOutput", "b1", *form)
        assert done.returncode == 0 and "\ufeff" not in done.stdout and "text of a" in done.stdout


def deep(levels: int) -> str:
    return '{"custom_id":"odd","response":{"status_code":200,"body":{"x":' + "[" * levels + "]" * levels + "}}}"


def body(**changes: Any) -> str:
    line: Any = output_line("odd")
    line["response"]["body"].update(changes)
    return json.dumps(line)


ODD = {
    "text for choices": body(choices="x"),
    "texts for choices": body(choices=["x"]),
    "a number for message": body(choices=[{"message": 3}]),
    "parts for content": body(choices=[{"message": {"content": [{"type": "text", "text": "in parts"}]}}]),
    "a far date": body(created=10**18),
    "a date before all": body(created=-(10**12)),
    "an infinite date": body(created=1e300).replace("1e+300", "1e400"),
    "a text for usage": body(usage="much"),
    "a list for the body": '{"custom_id":"odd","response":{"status_code":200,"body":[1,2]}}',
    "a text for the response": '{"custom_id":"odd","response":"none"}',
    "an error code that is a number": '{"custom_id":"odd","response":null,"error":{"code":42,"message":null}}',
    "no custom id": '{"id":"odd"}',
    "an empty object": "{}",
    "nested deeply": deep(300),
    "nested more deeply": deep(100_000),
    "half a character": '{"custom_id":"odd","response":{"body":{"object":"chat.completion","created":"\\ud83d"}}}',
    "a response of odd items": body(object="response", output=["x", {"type": "message", "content": "text"}]),
    "a kind that is a list": body(object=["chat.completion"]),
}


@pytest.mark.parametrize("line", ODD.values(), ids=ODD)
@pytest.mark.parametrize("form", [None, *FORMS])
def test_an_odd_result_is_a_result_in_every_form(service: Service, line: str, form: str | None) -> None:
    batch_of(service.emulator, A + b"\n" + line.encode() + b"\n" + B + b"\n", 3)
    script = "$r = Get-BatchOutput b1; $r.response.body | Out-String | Out-Null; $r.Count"
    result = service.run(f"Get-BatchOutput b1 -OutputFormat {form}" if form else script)
    assert result.errors == []
    text = "\n".join(map(str, result.output))
    assert text == "3" if form is None else "b" in text
    if form == "Json":
        json.dumps(service.run("Get-BatchOutput b1 | ForEach-Object { $_.response } | ConvertTo-Json -Depth 9").output)


@pytest.mark.parametrize("line", ODD.values(), ids=ODD)
def test_an_odd_result_in_a_pipe(emu: Emulator, line: str) -> None:
    batch_of(emu, A + b"\n" + line.encode() + b"\n", 2)
    done = command(emu, "Get-BatchOutput", "b1", "-Verbose")  # with -Verbose each line is read
    assert done.returncode == 0 and done.stdout.splitlines()[1] == line


# -- the batch is named ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("-OutFile", "out"), ("-OutputFormat", "Csv")])
def test_a_missing_file_names_the_batch_and_is_incomplete(
    emu: Emulator, tmp_path: Path, words: tuple[str, ...]
) -> None:
    emu.add_batch([], id="b1", output_file_id="file-none", request_counts=None)
    batch_of(emu, A + b"\n", 1, "b2")
    done = command(emu, "Get-BatchOutput", *words, stdin="b1\nb2\n", cwd=tmp_path)
    assert done.returncode == 5 and "batch b1" in done.stderr and not (tmp_path / "out").exists()


def test_a_refused_connection_names_the_batch(emu: Emulator) -> None:
    emu.add_fault("disconnect,path=/batches/*")
    done = command(emu, "Get-BatchOutput", "b1")
    assert done.returncode == 4 and "b1" in done.stderr


# -- states ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["canceled", "COMPLETED", "completed_with_errors", "paused", "Expired"])
@pytest.mark.parametrize("wait", ["", " -Wait"])
def test_results_are_fetched_whatever_the_state_is_called(service: Service, status: str, wait: str) -> None:
    service.emulator.add_batch([output_line("a")], id="b1")
    service.emulator.batches.update("b1", {"status": status})
    result = service.run(f"(Get-BatchOutput b1{wait}).custom_id")
    assert [str(value) for value in result.output] == ["a"] and result.errors == []


def test_a_state_of_another_name_without_results_is_an_error(service: Service) -> None:
    service.emulator.add_batch([], id="b1")
    service.emulator.batches.update("b1", {"status": "paused"})
    (error,) = service.run("Get-BatchOutput b1").errors
    assert "paused" in error.message and "b1" in error.message


# -- requests that have gone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", " -OutFile out -OutputFormat Json"])
def test_without_the_input_file_the_input_is_null_with_one_warning(
    service: Service, tmp_path: Path, words: str
) -> None:
    lines = [output_line("a"), output_line("b", "no", 400)]
    service.emulator.add_batch(lines, id="b1", input_file_id="file-gone")
    result = service.run(f"Set-Location {tmp_path}; Get-BatchOutput b1 -IncludeInput{words}; Set-Location -")
    assert result.errors == [] and len(result.warnings) == 1 and "b1" in result.warnings[0]
    items = result.output if not words else json.loads((tmp_path / "out").read_text())
    assert [item["input"] for item in items] == [None, None]


# -- parts -----------------------------------------------------------------------------------------------------------


def test_lines_are_the_same_however_they_are_cut() -> None:
    text = b"\n".join((A, b"", b"null", B, b'{"x'))
    for size in (1, 2, 7, 100, 10_000):
        assert in_chunks(text, size) == (A + b"\n" + B + b"\n", 3, [3, 5], True)


def test_large_chunks_are_judged_where_they_are() -> None:
    """So large that the line which goes over from one to the next is handed on by itself."""
    lines = A + b"\n" + b'{"x":"' + b"." * 100_000 + b'"}\n' + B + b"\n"
    text = lines * 3 + b"null\n" + lines + A
    for size in (70_000, 99_999, 150_000, 1_000_000):
        assert in_chunks(text, size) == (lines * 4 + A + b"\n", 14, [10], False)


def in_chunks(text: bytes, size: int) -> tuple[bytes, int, list[int], bool]:
    """The results in a text that arrives in chunks, their number, the unreadable ones, and whether the last is cut."""
    whole, judge, lines = WholeLines(), LineJudge(), b""
    for at in range(0, len(text), size):
        lines += b"".join(judge.by_ends(*span) for span in whole.add(text[at : at + size]))
    lines += judge.by_ends(whole.rest())
    return lines, judge.count, judge.unreadable, judge.is_cut


@pytest.mark.parametrize("size", [1, 7, 900, 1001, 5000])
def test_lines_are_cut_at_their_breaks_however_long_they_are(size: int) -> None:
    text = b"\n".join((b"a" * 1000, b"b" * 2000, b"", b"c\r", b"d" * 850, b"\x0b", b"e" * 10))
    whole = WholeLines()
    lines = [line for at in range(0, len(text), size) for line in whole.split(text[at : at + size])]
    assert [*lines, whole.rest()] == text.split(b"\n")


def test_a_last_line_without_its_break_is_a_result() -> None:
    by_ends, by_reading = LineJudge(), LineJudge()
    assert by_ends.by_ends(A) == A + b"\n"
    assert [line.text for line in by_reading.by_reading([A], is_cut=True)] == [A]
    for judge in (by_ends, by_reading):
        assert judge.count == 1 and not judge.is_cut


def test_a_shell_command_and_a_script_say_the_same(emu: Emulator) -> None:
    batch_of(emu, b"\n".join((A, b"null", B)), 3)
    with Shell(environ=environment(emu)) as shell:
        (error,) = shell.run("Get-BatchOutput b1").errors
    assert error.message in command(emu, "Get-BatchOutput", "b1").stderr


def test_more_results_than_requests_are_told_to_who_asks(service: Service) -> None:
    batch_of(service.emulator, A + b"\n" + A + b"\n", 1)
    result = service.run("Get-BatchOutput b1 -Verbose")
    assert len(result.output) == 2 and not result.errors and not result.warnings
    assert [text for text in map(str, result.verbose) if "2 results, and it counts 1 requests" in text]
    batch_of(service.emulator, A + b"\nnull\n", 1, "b2")
    result = service.run("Get-BatchOutput b2 -Verbose")  # what cannot be read is no second result
    assert not [text for text in map(str, result.verbose) if "it counts" in text]
