"""What leaves one command comes in by the next: the same objects as in one script, and the same requests."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from psopenai_py import Shell
from psopenai_py.declare.cmdlet import ParamSpec
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.engine.session.streams import Streams
from psopenai_py.engine.values.objects import PSObject
from psopenai_py.errors import ErrorRecord
from psopenai_py.frontends.environment import Environment
from psopenai_py.frontends.output import writer_for
from psopenai_py.frontends.run_cmdlet import run_command
from psopenai_py.openai.index import INDEX
from psopenai_py.openai.objects import TYPE_NAMES, to_object, typed_object
from tests.conformance.recorded_service import RecordedService

from .conftest import KEY, Run

EXAMPLES = Path(__file__).parents[1] / "conformance/examples.json"
#: what a command needs beside the piped object
WORDS = {
    "Add-ThreadMessage": ["-Message", "hi"],
    "Add-VectorStoreFile": ["-FileId", "file-1"],
    "Add-ConversationItem": ["-Message", "hi"],
    "Add-ContainerFile": ["-File", "file-1"],
    "Get-ConversationItem": ["-ItemId", "msg_1"],
    "New-VideoRemix": ["-Prompt", "more"],
    "Remove-ConversationItem": ["-ItemId", "msg_1"],
    "Remove-ThreadMessage": ["-MessageId", "msg_1"],
    "Remove-VectorStoreFile": ["-FileId", "file-1"],
    "Request-ChatCompletion": ["and now?"],
    "Request-Response": ["and now?"],
    "Request-ResponseCompaction": ["-Model", "gpt-4o"],
    "Set-ChatCompletion": ["-MetaData", "a=b"],
    "Search-VectorStore": ["-Query", "price"],
    "Set-Conversation": ["-MetaData", "a=b"],
    "Start-VectorStoreFileBatch": ["-Files", "file-1"],
    "Start-ThreadRun": ["-AssistantId", "asst_1"],
    "Submit-ToolOutput": ["-ToolOutput", '{"tool_call_id": "c", "output": "x"}'],
}
#: a container and a vector store hold what is meant; with the part itself piped in, these words are not needed
OF_A_WHOLE = {"PSOpenAI.VectorStore": ["-BatchId", "vsfb_1"], "PSOpenAI.Container": ["-FileId", "cfile_1"]}
PARTS = ("FileBatch", "FileInBatch", "Remove-ContainerFile", "Get-ContainerFileContent")
#: the sample's run does not wait for tools, and its batch has not ended
NOT_FOR_THE_SAMPLE = {"Submit-ToolOutput", "Remove-BatchFile"}


def samples() -> dict[str, dict[str, Any]]:
    """An object of the service of each kind, from its published examples."""
    found: dict[str, dict[str, Any]] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("object"), str) and value.get("id"):
                found.setdefault(value["object"], value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(json.loads(EXAMPLES.read_text()))
    return found


def conversations() -> list[PSObject]:
    """Answers with the conversation that led to them."""
    kinds = samples()
    chat = typed_object(
        {**kinds["chat.completion"], "psopenai": {"history": [
            {"role": "user", "content": "Name a city."}, {"role": "assistant", "content": "Rome"}]}}
    )  # fmt: skip
    asked = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Name a city."}]}
    answered = kinds["response"]
    return [chat, typed_object({**answered, "psopenai": {"history": [asked, *answered["output"]]}})]


def objects() -> list[PSObject]:
    """An object of each type that some command takes; one of them with a type that its data does not tell."""
    made = [typed_object(data) for kind, data in samples().items() if kind in TYPE_NAMES]
    step = {**samples()["vector_store.file_batch"], "object": "something.new"}
    return [*made, *conversations(), to_object(step, "PSOpenAI.VectorStore.FileBatch")]


def taken() -> Iterator[tuple[str, str]]:
    """Each command with each type of objects that it takes from the pipeline."""
    with Shell() as shell:
        for name in INDEX.names():
            found = shell.session.commands.cmdlet(name)
            assert found is not None
            assert found.spec is not None
            types = {t for p in found.spec.params.values() for t in ((p.of,) if p.of else p.id_of or ()) if t}
            if any(p.name == "History" for p in found.spec.params.values()):
                types |= {"PSOpenAI.Chat.Completion" if "Chat" in name else "PSOpenAI.Response"}
            yield from ((name, type_) for type_ in sorted(types))


def line_of(value: PSObject) -> bytes:
    """What a command writes into a pipe for an object."""
    out = io.BytesIO()
    with Shell() as shell:
        writer = writer_for(Environment(stdout=out, environ={}), shell.session, None)
        writer.write(value)
        writer.close()
    return out.getvalue()


@pytest.fixture(scope="module")
def service() -> Iterator[RecordedService]:
    with RecordedService() as answering:
        yield answering


def requests(service: RecordedService) -> list[tuple[Any, ...]]:
    return [(r["method"], r["path"], r["query"], (r["body"] or {}).get("json")) for r in service.requests]


@pytest.mark.parametrize(("command", "type_"), list(taken()))
def test_a_pipe_of_the_shell_is_a_pipe_of_a_script(service: RecordedService, command: str, type_: str) -> None:
    environ = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": f"http://127.0.0.1:{service.port}/v1"}
    words = WORDS.get(command, [])
    if not words and command.endswith(PARTS):
        words = OF_A_WHOLE.get(type_, [])
    for value in (one for one in objects() if one._types[0] == type_):
        errors: list[ErrorRecord] = []
        with Shell(environ=environ) as shell:
            service.begin()
            shell.set("value", value)
            shell.invoke(
                f"$value | {command} {' '.join(_quoted(word) for word in words)}",
                lambda value: None,
                Streams(error=errors.append),
            )
            in_a_script = requests(service)
        service.begin()
        env = Environment(io.BytesIO(line_of(value)), io.BytesIO(), io.StringIO(), environ)
        run_command(env, command, words)
        assert requests(service) == in_a_script
        assert in_a_script or command in NOT_FOR_THE_SAMPLE, errors


def _quoted(word: str) -> str:
    if word.startswith("{"):
        return "@{ tool_call_id = 'c'; output = 'x' }"
    if "=" in word:
        return "@{ a = 'b' }"
    return word if word.startswith("-") else f"'{word}'"


@pytest.mark.parametrize("value", objects(), ids=lambda value: value._types[0])
def test_an_object_comes_in_as_it_left(value: PSObject) -> None:
    line = line_of(value)
    again = typed_object(json.loads(line))
    assert again._types == value._types
    assert list(again) == list(value)
    assert again._raw == value._raw
    assert line_of(again) == line


def test_only_what_the_data_does_not_tell_is_added() -> None:
    plain = [value for value in objects() if b'"psopenai"' not in line_of(value)]
    assert {value._types[0] for value in plain} == set(TYPE_NAMES.values())
    carried = [json.loads(line_of(value)) for value in objects() if b'"psopenai"' in line_of(value)]
    assert [list(data)[-1] for data in carried] == ["psopenai"] * 3
    assert [sorted(data["psopenai"]) for data in carried] == [["history"], ["history"], ["type"]]


# -- real commands -----------------------------------------------------------------------------------------------------


def test_files_come_through_a_pipe_as_files(psopenai: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\n")
    listed = psopenai("Get-ChildItem", tmp_path, "-Recurse").text
    assert psopenai("Get-Content", stdin=listed).text == "one\n"
    assert [one["Name"] for one in psopenai("Where-Object", "Length", "-eq", "4", stdin=listed).items] == ["a.txt"]
    assert psopenai("ForEach-Object", "PSIsContainer", stdin=psopenai("Get-Item", tmp_path).text).text == "true\n"
    (tmp_path / "a.txt").unlink()
    assert psopenai("ForEach-Object", "Length", stdin=listed).text == "4\n"  # of a file that is gone the data stay


@pytest.mark.parametrize("command", ["Request-ChatCompletion", "Request-Response"])
def test_a_conversation_goes_through_a_pipe(psopenai: Run, emulator: Emulator, command: str) -> None:
    first = psopenai(command, "Name a city.")
    second = psopenai(command, "And its country?", stdin=first.out)
    assert (second.code, second.err) == (0, "")
    sent = json.loads(emulator.requests[-1].body)
    assert len(sent.get("messages") or sent["input"]) == 3
    assert "psopenai" not in sent
    assert "psopenai" in second.items[0]
    for form in ("Json", "Csv"):
        assert "psopenai" not in psopenai(command, "x", "-OutputFormat", form).text


def test_a_stream_flows(psopenai: Run) -> None:
    assert psopenai("Request-ChatCompletion", "-Stream", stdin="one two\nthree\n").text == "one two\nthree\n"
    assert psopenai("Request-Response", "one two", "-Stream").text == "one two\n"


def test_a_hyphen_is_standard_output(psopenai: Run, batch: dict[str, Any]) -> None:
    assert psopenai("Get-BatchOutput", batch["id"], "-OutFile", "-").out == psopenai("Get-BatchOutput", batch["id"]).out
    file = batch["output_file_id"]
    assert psopenai("Get-OpenAIFileContent", file, "-OutFile", "-").items[0]["custom_id"] == "a"


# -- PowerShell's own cmdlets ------------------------------------------------------------------------------------------

ROWS = '{"name": "a", "size": 1}\n{"name": "b", "size": 2}\n'


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (["Where-Object", "{ $_.size -gt 1 }"], '{"name":"b","size":2}\n'),
        (["Where-Object", "$_.size -gt 1"], '{"name":"b","size":2}\n'),
        (["Where-Object", "size", "-gt", "1"], '{"name":"b","size":2}\n'),
        (["Where-Object", "-FilterScript", "{ $_.size -gt 1 }"], '{"name":"b","size":2}\n'),
        (["ForEach-Object", "{ $_.size * 2 }"], "2\n4\n"),
        (["ForEach-Object", "name"], "a\nb\n"),
        (["Select-Object", "name,@{ n = 'twice'; e = { $_.size * 2 } }"],
         '{"name":"a","twice":2}\n{"name":"b","twice":4}\n'),
        (["Sort-Object", "{ -$_.size }"], '{"name":"b","size":2}\n{"name":"a","size":1}\n'),
        (["Sort-Object", "-Property", "$_.name", "-Descending"], '{"name":"b","size":2}\n{"name":"a","size":1}\n'),
        (["ConvertFrom-Json"], '{"name":"a","size":1}\n{"name":"b","size":2}\n'),
        (["Format-Table", "name"], "\nname\n----\na\nb\n\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_script_blocks_and_views_of_a_shell(psopenai: Run, words: list[str], out: str) -> None:
    ended = psopenai(*words, stdin=ROWS)
    assert (ended.code, ended.err, ended.text) == (0, "", out)


def test_help_is_text_in_a_pipe_too(psopenai: Run) -> None:
    ended = psopenai("Get-Help", "Group-Object")
    assert (ended.code, ended.err) == (0, "")
    assert ended.text.lstrip().startswith("NAME\n    Group-Object\n")
    assert psopenai("Get-Help", "Group-Object", "-OutputFormat", "Jsonl").text.startswith('{"Name":"Group-Object"')


@pytest.mark.parametrize("word", ["{ $_.size", "{ $_.size }; 'x'", "{ $_.size } | Out-Null", "$_.size -gt 1 }; {"])
def test_what_is_not_a_script_block_is_refused(psopenai: Run, word: str) -> None:
    ended = psopenai("Where-Object", word, stdin=ROWS)
    assert (ended.code, ended.out) == (2, b"")
    assert "is not a script block" in ended.err


def test_a_word_of_code_that_has_no_value_ends_the_command(psopenai: Run) -> None:
    ended = psopenai("Select-Object", "-Property", "size,@{n=x;e={1}}", stdin=ROWS)
    assert (ended.code, ended.out) == (1, b"")  # not the objects as they came
    assert ended.err.startswith("psopenai: Select-Object: 'x' is not the name of a cmdlet")


def test_a_secret_is_not_written_into_a_pipe(psopenai: Run) -> None:
    ended = psopenai("ConvertTo-SecureString", "abc", "-AsPlainText", "-Force")
    assert (ended.code, ended.out) == (2, b"")
    assert "Get-Secret -AsPlainText" in ended.err


def test_a_column_that_no_object_has_is_warned_of_once(psopenai: Run, emulator: Emulator) -> None:
    emulator.add_batch([output_line("a")], id="batch_1")
    emulator.add_batch([output_line("b")], id="batch_2")
    ended = psopenai("Get-Batch", "-Property", "id,stats,request_counts.total,error_file_id", "-OutputFormat", "Csv")
    assert ended.text.splitlines()[0] == '"id","stats","request_counts.total","error_file_id"'
    assert ended.err == "WARNING: -Property: no object has stats; such cells are empty.\n"
    assert ended.code == 0
    ended = psopenai("Get-Batch", "-Property", "id,status", "-OutputFormat", "Table")
    assert ended.err == ""


def test_select_string_searches_the_lines_as_they_came(psopenai: Run) -> None:
    lines = '{"id":"a", "status":"failed"}\n  {"id":"b"}\nplain failed\n'
    assert psopenai("Select-String", '"failed"', "-Raw", stdin=lines).text == '{"id":"a", "status":"failed"}\n'
    found = psopenai("Select-String", "failed", stdin=lines).items
    assert [(item["LineNumber"], item["Line"]) for item in found] == [
        (1, '{"id":"a", "status":"failed"}'),
        (3, "plain failed"),
    ]


# -- objects of another kind ------------------------------------------------------------------------------------------


def ids() -> Iterator[tuple[str, ParamSpec]]:
    """Each parameter that takes an id from an object that is piped in."""
    with Shell() as shell:
        for name in INDEX.names():
            found = shell.session.commands.cmdlet(name)
            assert found is not None
            assert found.spec is not None
            for param in found.spec.params.values():
                if param.id_of is not None and any(one.by_value for one in param.sets.values()):
                    yield name, param


IDS = list(ids())


def test_an_id_from_the_pipeline_says_of_what_it_is() -> None:
    assert [f"{name} -{param.name}" for name, param in IDS if not param.id_of] == []
    assert len(IDS) > 60


@pytest.mark.parametrize("selected", [False, True])
def test_an_object_of_another_kind_has_no_id_for_it(selected: bool) -> None:
    with Shell() as shell:
        for value in objects():
            shell.set("value", value)
            given = shell.run("$value | Select-Object -First 1").output[0] if selected else value
            for name, param in IDS:
                assert param.transform is not None
                assert param.id_of is not None
                try:
                    param.transform(given)
                except ValueError as error:
                    assert value._types[-3] not in param.id_of, (name, error)
                else:
                    assert value._types[-3] in param.id_of, (name, param.name)


def test_what_select_object_passes_on_is_still_what_it_was(psopenai: Run, emulator: Emulator) -> None:
    first = psopenai("Select-Object", "-First", "1", stdin=psopenai("Request-ChatCompletion", "Name a city.").out)
    psopenai("Request-ChatCompletion", "And its country?", stdin=first.out)
    assert len(emulator.requests[-1].json["messages"]) == 3
    emulator.add_batch([output_line("a")], id="batch_1")
    ended = psopenai(
        "Wait-Video", stdin=psopenai("-Command", "Get-Batch | Select-Object -First 1 | ConvertTo-Json").out
    )
    assert "it is a PSOpenAI.Batch, and not a PSOpenAI.Video.Job or its id" in ended.err
