"""Standard input as the pipeline: ids, JSON in all its forms, and what is broken in it."""

from __future__ import annotations

import json

import pytest

from psopenai_py.emulator import Emulator, output_line

from .conftest import Run

OUTPUT = {"one": "file-one", "two": "file-two"}
BATCHES = [
    {"object": "batch", "id": f"batch_{name}", "status": "completed", "output_file_id": file, "error_file_id": None,
     "request_counts": {"total": 1, "completed": 1, "failed": 0}}
    for name, file in OUTPUT.items()
]  # fmt: skip
ONE, TWO = (json.dumps(batch, separators=(",", ":")) for batch in BATCHES)


@pytest.fixture(autouse=True)
def batches(emulator: Emulator) -> None:
    for name, file in OUTPUT.items():
        emulator.add_file(json.dumps(output_line(name)) + "\n", id=file)
        emulator.add_batch([], id=f"batch_{name}", output_file_id=file, request_counts=BATCHES[0]["request_counts"])


@pytest.mark.parametrize(
    "given",
    [
        b"batch_one\nbatch_two\n",
        b"batch_one\nbatch_two",
        b"\xef\xbb\xbfbatch_one\r\n\r\n  batch_two \r\n",
        f"{ONE}\n{TWO}\n".encode(),
        json.dumps(BATCHES).encode(),
        json.dumps(BATCHES, indent=2).encode(),
        (json.dumps(BATCHES[0], indent=4) + "\n" + json.dumps(BATCHES[1], indent=1)).encode(),
        b'["batch_one", "batch_two"]',
        f"\xef\xbb\xbf{ONE}\r\n{TWO}\r\n".encode("latin-1"),
        f"batch_one\n{TWO}\n".encode(),
        f"{ONE}{TWO}".encode(),
        f"{ONE}\n\nbatch_two\n".encode(),
    ],
)
def test_ids_and_objects_come_in_many_forms(psopenai: Run, given: bytes) -> None:
    ended = psopenai("Get-BatchOutput", stdin=given)
    assert (ended.code, ended.err) == (0, "")
    assert [item["custom_id"] for item in ended.items] == ["one", "two"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (b"batch_one\n{broken\nbatch_two\n", 2),
        (f"{ONE}\n{{'no': json}}\n{TWO}\n".encode(), 2),
        (b"batch_one\n\xff\xfe\x00\x01\nbatch_two\n", 2),
        (b"\x00\x01binary\nbatch_one\nbatch_two\n", 1),
        (b'batch_one\nbatch_two\n{"object": "batch",\n', 3),
        (f'{{"object": "batch",\n  "id": "x"\n{ONE}\n{TWO}\n'.encode(), 1),
        (f'{ONE}\n{{"object": "batch\n{TWO}\n'.encode(), 2),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_done(psopenai: Run, given: bytes, line: int) -> None:
    ended = psopenai("Get-BatchOutput", stdin=given)
    assert ended.code == 1
    assert f"standard input, line {line}: " in ended.err
    assert [item["custom_id"] for item in ended.items] == ["one", "two"]


def test_a_failed_input_does_not_stop_the_others(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", stdin="batch_one\nbatch_none\nbatch_two\n")
    assert ended.code == 1
    assert "batch_none" in ended.err
    assert [item["custom_id"] for item in ended.items] == ["one", "two"]


def test_a_piped_batch_costs_no_request_of_its_own(psopenai: Run, emulator: Emulator) -> None:
    listed = psopenai("Get-Batch", "-All").out
    seen = len(emulator.requests)
    assert psopenai("Get-BatchOutput", stdin=listed).code == 0
    assert all("/content" in request.path for request in list(emulator.requests)[seen:])


def test_words_that_say_it_all_leave_standard_input_alone(psopenai: Run) -> None:
    assert len(psopenai("Get-BatchOutput", "batch_one", stdin="batch_two\n").items) == 1


def test_an_optional_input_that_is_not_piped_is_not_waited_for(psopenai: Run) -> None:
    assert {batch["id"] for batch in psopenai("Get-Batch").items} == {"batch_one", "batch_two"}


def test_an_empty_pipe_means_no_batches_and_not_all(psopenai: Run) -> None:
    ended = psopenai("Get-Batch", stdin="")
    assert (ended.code, ended.out) == (0, b"")


def test_without_a_pipe_the_missing_id_is_asked_for(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput")
    assert ended.code == 2
    assert "-BatchId" in ended.err
    assert "pipe it in" in ended.err


def test_no_input_is_no_error(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", stdin="")
    assert (ended.code, ended.out, ended.err) == (0, b"", "")
