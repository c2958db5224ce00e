"""Standard input as the pipeline: ids, JSON in all its forms, and what is broken in it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator, output_line
from psopenai_py.frontends.stdin import Input

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
        b'"batch_one"\n "batch_two" \n',
        b'["batch_one",\n  "batch_two"]',
        json.dumps({"object": "list", "data": BATCHES, "has_more": False}).encode(),
        json.dumps([{"object": "list", "data": [batch]} for batch in BATCHES], indent=1).encode(),
        "batch_one\r\nbatch_two\r\n".encode("utf-16"),
        b"\xfe\xff" + f"{ONE}\n{TWO}".encode("utf-16-be"),
        b'{"id": "batch_one"}\n{"id": "batch_two"}\n',
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


class Pieces(io.BytesIO):
    """A pipe whose writer is slow: it gives a byte at a time."""

    def read1(self, size: int | None = -1, /) -> bytes:
        return super().read(1)


@pytest.mark.parametrize("text", ["batch_one\nbatch_two", "batch_one\r\n\nbatch_two\n", '["batch_one",\n"batch_two"]'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines_come_in_pieces(text: str, encoding: str) -> None:
    wrong: list[int] = []
    found = list(Input(Pieces(text.encode(encoding)), lambda line, why: wrong.append(line)))
    assert (found, wrong) == (["batch_one", "batch_two"], [])


def test_null_is_no_id(psopenai: Run, emulator: Emulator) -> None:
    ended = psopenai("Get-BatchOutput", stdin=b"null\nbatch_one\n")  # as jq writes a member that is missing
    assert ended.code == 1
    assert "line 1: null is neither an id nor an object" in ended.err
    assert [item["custom_id"] for item in ended.items] == ["one"]
    assert not any("null" in request.path for request in emulator.requests)


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
    assert ended.err.startswith("psopenai: Get-BatchOutput: Give a batch id.\n")
    assert "pipe it in" in ended.err
    assert psopenai("Get-VectorStoreFile").err.startswith("psopenai: Get-VectorStoreFile: Give a vector store id.\n")
    assert psopenai("Start-Batch").err.startswith("psopenai: Start-Batch: Give a file id or the path of a file.\n")
    assert psopenai("Get-BatchOutput", "-OutputFormat", "Json").out == b""


def test_an_id_is_taken_where_an_object_is_awaited(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", "-Batch", "batch_one")
    assert [item["custom_id"] for item in ended.items] == ["one"]


def test_no_input_is_no_error(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", stdin="")
    assert (ended.code, ended.out, ended.err) == (0, b"", "")


# -- words as inputs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["batch_one", "batch_two"],
        ["batch_one,batch_two"],
        ["batch_one,", "batch_two"],
        ["-BatchId", "batch_one,batch_two"],
        ["--batch-id", "batch_one", "batch_two"],
        ['["batch_one", "batch_two"]'],
        ['"batch_one"', TWO],
        ["batch_one", "-Verbose:$false", "batch_two"],
    ],
    ids=" ".join,
)
def test_several_ids_are_several_inputs(psopenai: Run, words: list[str]) -> None:
    ended = psopenai("Get-BatchOutput", *words)
    assert (ended.code, ended.err) == (0, "")
    assert [item["custom_id"] for item in ended.items] == ["one", "two"]


def test_a_hyphen_is_standard_input_at_its_place(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", "batch_two", "-", stdin="batch_one\n")
    assert [item["custom_id"] for item in ended.items] == ["two", "one"]
    assert psopenai("Get-BatchOutput", "-", stdin=None).out == b""


def test_one_of_several_ids_that_fails_leaves_the_others(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", "batch_one", "batch_none", "batch_two")
    assert ended.code == 1
    assert [item["custom_id"] for item in ended.items] == ["one", "two"]


def test_files_as_words_are_each_uploaded(psopenai: Run, tmp_path: Path) -> None:
    names = ["a.txt", "with,comma.txt"]
    for name in names:
        (tmp_path / name).write_text(name)
    ended = psopenai("Add-OpenAIFile", *names, "-Purpose", "user_data")
    assert (ended.code, [item["filename"] for item in ended.items]) == (0, names)
    assert psopenai("Add-OpenAIFile", names[1], "-Purpose", "user_data").items[0]["filename"] == names[1]


def test_a_hyphen_is_the_content_of_a_file(psopenai: Run) -> None:
    lines = requests("a", "b")
    (file,) = psopenai("Add-OpenAIFile", "-", "-Purpose", "batch", stdin=lines).items
    assert (file["filename"], file["bytes"]) == ("stdin.jsonl", len(lines))
    assert psopenai("Get-OpenAIFileContent", file["id"]).text == lines


def test_a_page_of_a_list_says_that_there_is_more(psopenai: Run) -> None:
    ended = psopenai("Get-BatchOutput", stdin=json.dumps({"object": "list", "data": BATCHES, "has_more": True}))
    assert (ended.code, len(ended.items)) == (0, 2)
    assert "WARNING: standard input, line 1: the list says that there are more items" in ended.err


def test_texts_keep_their_commas(psopenai: Run) -> None:
    asked = psopenai("Request-ChatCompletion", "one, two").items
    assert [item["choices"][0]["message"]["content"] for item in asked] == ["one, two"]


def test_a_line_of_text_can_begin_with_a_bracket(psopenai: Run) -> None:
    ended = psopenai("Request-ChatCompletion", stdin="[INFO] started\n{ open\n")
    assert ended.code == 0
    assert [item["choices"][0]["message"]["content"] for item in ended.items] == ["[INFO] started", "{ open"]


# -- objects that do not fit -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "given", "told"),
    [
        ("Get-BatchOutput", '{"foo": 1}', "an object with foo has no id"),
        ("Get-BatchOutput", '{"object": "file", "id": "file-one"}', "a PSOpenAI.File, and not a PSOpenAI.Batch"),
        ("Get-OpenAIFileContent", ONE, "a PSOpenAI.Batch, and not a PSOpenAI.File"),
        ("Start-Batch", '{"foo": 1}', "neither a file, nor its id, nor a request"),
    ],
)
def test_objects_that_do_not_fit_are_one_error_and_no_request(
    psopenai: Run, emulator: Emulator, command: str, given: str, told: str
) -> None:
    ended = psopenai(command, stdin=f"{given}\n{given}\n")
    assert (ended.code, ended.out) == (1, b"")
    (line,) = ended.err.splitlines()
    assert line.startswith(f"psopenai: {command}: standard input, line 1: ")
    assert told in line
    assert not emulator.requests


# -- requests of a batch -----------------------------------------------------------------------------------------------


def requests(*ids: str, url: str = "/v1/embeddings") -> str:
    lines = [{"custom_id": one, "method": "POST", "url": url, "body": {"model": "m", "input": "x"}} for one in ids]
    return "".join(json.dumps(line) + "\n" for line in lines)


def test_request_lines_start_a_batch_for_their_address(psopenai: Run, emulator: Emulator) -> None:
    ended = psopenai("Start-Batch", stdin=requests("a", "b"))
    (batch,) = ended.items
    assert batch["endpoint"] == "/v1/embeddings"
    sent = psopenai("Get-OpenAIFileContent", batch["input_file_id"])
    assert sent.items == [json.loads(line) for line in requests("a", "b").splitlines()]


def test_requests_made_by_one_command_are_started_by_the_next(psopenai: Run) -> None:
    made = psopenai("Request-ChatCompletion", "-AsBatch", stdin="one\ntwo\n")
    (batch,) = psopenai("Start-Batch", stdin=made.out).items
    assert batch["endpoint"] == "/v1/chat/completions"
    assert psopenai("Get-OpenAIFileContent", batch["input_file_id"]).items == made.items


def test_results_with_their_requests_are_sent_again(psopenai: Run, emulator: Emulator) -> None:
    row = {"custom_id": "a", "response": None, "error": None, "input": json.loads(requests("a"))}
    (batch,) = psopenai("Start-Batch", stdin=json.dumps(row)).items
    assert psopenai("Get-OpenAIFileContent", batch["input_file_id"]).items == [row["input"]]


@pytest.mark.parametrize(
    "given", [requests("a") + '{"foo": 1}\n' + requests("b"), requests("a") + requests("b", url="/v1/responses")]
)
def test_no_batch_is_started_from_a_part_of_the_input(psopenai: Run, emulator: Emulator, given: str) -> None:
    ended = psopenai("Start-Batch", stdin=given)
    assert (ended.code, ended.out, len(emulator.requests)) == (1, b"", 0)
