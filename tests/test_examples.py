"""The examples of the declarations run against the emulator as they stand, with the output that they promise.

None is left out: what an example speaks of (ids, files, variables, somebody who answers) is set up here.
"""

from __future__ import annotations

import base64
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from psopenai_py.builtin.commands.get_history import remember_line
from psopenai_py.builtin.index import INDEX as BUILTIN
from psopenai_py.declare.cmdlet import Example
from psopenai_py.dotnet.time.datetime import now
from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.emulator.sounds import recording
from psopenai_py.engine.session.commands import CommandTable
from psopenai_py.http.endpoints import ENDPOINTS, Endpoint
from psopenai_py.openai.api import ApiParams
from psopenai_py.openai.index import INDEX as OPENAI
from psopenai_py.shell import Shell
from tests.hosts import Answers
from tests.openai.command import command
from tests.secret_service import SecretService, running_secret_service

KEY = "sk-emulator-0123456789"
SECRET = "sk-of-the-vault-0123456789"
TABLE = CommandTable(BUILTIN, OPENAI)
REQUEST = (
    '{"custom_id":"a","method":"POST","url":"/v1/chat/completions",'
    '"body":{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}}\n'
)
FILES = {
    "requests.jsonl": REQUEST,
    "results.jsonl": '{"custom_id":"a"}\n',
    "done.jsonl": '{"custom_id":"a"}\n',
    "out.jsonl": '{"custom_id":"a"}\n',
    "results.json": '[{"id": "a", "score": 1}, {"id": "b", "score": 2}]',
    "request.json": '{"model": "gpt-4o-mini"}',
    "prompts.csv": "prompt\nHello\nGood morning\n",
    "prompts.txt": "Hello\nGood morning\n",
    "data.csv": "a,b\n1,2\n",
    "photos.csv": "id,file\n1,photo.png\n",
    "notes.md": "# Notes\nBread and milk.\n",
    "report.pdf": "%PDF-1.4\n",
    "a.txt": "one\ntwo\n",
    "b.txt": "two\nthree\n",
    "log.txt": "begin\n",
    "run.log": "begin\nan error\nend\n",
    "aliases.csv": '"gb","Get-Batch","",None\n',
    "Tools.psm1": "function Get-Tool { 'hammer' }\n",
    "Tools.psd1": "@{ RootModule = 'Tools.psm1'; ModuleVersion = '1.0.0'; FunctionsToExport = 'Get-Tool' }\n",
}
OF_ONE = {"bad.jsonl": ("Test-BatchInput", REQUEST + "not JSON\n")}
FOLDERS = ("out", "backup", "archive", "en-US")
PICTURES = ("a.png", "photo.png", "room.png", "logo.png")
#: what an example has before it, by a variable in it
BEFORE = {
    "$run": "$run = Start-ThreadRun thread_abc123 asst_abc123",
    "$batch": "$batch = Start-VectorStoreFileBatch vs_abc123 file-1, file-2",
    "$c": "$c = New-Conversation",
    "$r": "$r = Request-Response 'Tell me a story.'",
    "$admin": "$admin = ConvertTo-SecureString sk-admin -AsPlainText -Force",
    "$key": "$key = ConvertTo-SecureString secret -AsPlainText -Force",
}
#: the same by the cmdlet
PREPARED = {
    "Get-ThreadRunStep": "$null = Get-ThreadRun thread_abc123 run_abc123",
    "Submit-ToolOutput": (
        "$run = Start-ThreadRun thread_abc123 asst_abc123 -AdditionalMessages 'call Get-Weather {}'"
        " -Functions @{ name = 'Get-Weather' } | Wait-ThreadRun"
    ),
    "Import-Clixml": "Get-Batch batch_abc123 | Export-Clixml batch.xml",
    "ConvertFrom-Clixml": "Get-Batch batch_abc123 | Export-Clixml batch.xml",
    "Stop-Transcript": "$null = Start-Transcript log.txt",
    "Watch-Batch": "$null = Start-Batch ./requests.jsonl",
    "Resume-Batch": "$null = Start-Batch ./requests.jsonl -Queue",
}
QUEUE = "queue_0123456789ab"
WITHOUT_REQUEST = ("-AsBatch", "-Local", "Resume-Batch")  # nothing to send: a request is made, the journal read
#: the error ids of an example whose purpose they are
ERRORS = {
    "Write-Error 'The batch has failed.' -ErrorId BatchFailed": ["BatchFailed"],
    "(Test-BatchInput ./bad.jsonl).Problems": ["InvalidBatchInput,Test-BatchInput"],
}
IN_A_PROCESS = {name for name in OPENAI.names() if TABLE.title(name) == "Settings and secrets" and "Secret" in name}


def examples() -> Iterator[tuple[str, Example]]:
    """Every example, with its cmdlet."""
    for name in TABLE.names():
        info = TABLE.cmdlet(name)
        assert info is not None and info.spec is not None
        yield from ((name, example) for example in info.spec.examples if example.run)


def needs_the_vault(name: str, example: Example) -> bool:
    return name in IN_A_PROCESS or "Get-Secret" in example.code


def before(cmdlet: str, example: Example) -> list[str]:
    """What an example has before it."""
    lines = [BEFORE[name] for name in BEFORE if re.search(re.escape(name) + r"\b", example.code)]
    return [*lines, PREPARED[cmdlet]] if cmdlet in PREPARED else lines


def params(vault: bool) -> list[object]:
    chosen = (each for each in examples() if needs_the_vault(*each) is vault)
    return [pytest.param(*each, id=each[1].code) for each in chosen]


def fill(emulator: Emulator, cmdlet: str) -> None:
    """Add what the examples speak of."""
    if cmdlet == "Stop-Batch":
        emulator.add_batch(requests=[request_line("a")], statuses=["in_progress"], id="batch_abc123")
    else:
        emulator.add_batch([output_line("a"), output_line("b", status_code=400)], id="batch_abc123")
    emulator.add_file(REQUEST.encode(), "requests.jsonl", id="file-abc123")
    for id in ("file-1", "file-2"):
        emulator.add_file(b"Bread and milk.\n", f"{id}.txt", "assistants", id=id)
    chat = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello"}], "store": True}
    add = emulator.add_object
    add("/chat/completions", chat, "chatcmpl-abc123")
    add("/responses", {"model": "gpt-4o-mini", "input": "Hello"}, "resp_abc123")
    add("/conversations", {}, "conv_abc123")
    add("/conversations/conv_abc123/items", {"items": [{"role": "user", "content": "Hello"}]}, "msg_abc123")
    add("/containers", {"name": "analysis"}, "cntr_abc123")
    add("/containers/cntr_abc123/files", {"file_id": "file-1"}, "cfile_abc123")
    add("/videos", {"prompt": "A red cube."}, "video_abc123")
    add("/assistants", {"model": "gpt-4o", "name": "Tutor"}, "asst_abc123")
    add("/threads", {}, "thread_abc123")
    add("/threads/thread_abc123/messages", {"role": "user", "content": "Hello"}, "msg_abc123")
    run: dict[str, object] = {"assistant_id": "asst_abc123"}
    if cmdlet == "Stop-ThreadRun":  # one that waits for the result of a function
        tools = [{"type": "function", "function": {"name": "Get-Weather"}}]
        run |= {"tools": tools, "additional_messages": [{"role": "user", "content": "call Get-Weather {}"}]}
    add("/threads/thread_abc123/runs", run, "run_abc123")
    add("/vector_stores", {"name": "Handbook", "file_ids": ["file-abc123"]}, "vs_abc123")
    add("/vector_stores/vs_abc123/file_batches", {"file_ids": ["file-1"]}, "vsfb_abc123")


def lay_out(folder: Path, emulator: Emulator, cmdlet: str) -> None:
    """Write the files that the examples speak of."""
    for name in FOLDERS:
        (folder / name).mkdir()
    for name, content in FILES.items():
        (folder / name).write_text(content)
    for name, (owner, content) in OF_ONE.items():
        if owner == cmdlet:
            (folder / name).write_text(content)
    (folder / "en-US" / "texts.psd1").write_text("@{ Greeting = 'Hello' }\n")
    picture = emulator.add_object("/images/generations", {"prompt": "A room.", "size": "256x256"})
    for name in PICTURES:
        (folder / name).write_bytes(base64.b64decode(picture["data"][0]["b64_json"]))
    (folder / "talk.mp3").write_bytes(recording("Hello", "mp3"))
    (folder / "question.wav").write_bytes(recording("Hello", "wav"))


def rename_queue(journal: Path) -> None:
    """Give the only queue of the journal the id that the examples speak of."""
    with closing(sqlite3.connect(journal)) as opened, opened:
        opened.execute("UPDATE queues SET id = ?", (QUEUE,))
        opened.execute("UPDATE batches SET queue = ?", (QUEUE,))


@pytest.fixture
def emulator(cmdlet: str) -> Iterator[Emulator]:
    """An emulator with the objects that the examples speak of."""
    with Emulator() as made:
        fill(made, cmdlet)
        yield made


@pytest.fixture
def shell(cmdlet: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A shell among the files that the examples speak of."""
    monkeypatch.chdir(tmp_path)
    programs = tmp_path.parent / f"{tmp_path.name}-bin"
    programs.mkdir()
    for name, does in (("pbcopy", f"cat > {programs}/board"), ("pbpaste", f"cat {programs}/board")):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n")
        (programs / name).chmod(0o700)
    (programs / "board").write_text("Hello")
    lay_out(tmp_path, emulator, cmdlet)
    environ = {
        "HOME": str(tmp_path),
        "PATH": f"{programs}:/usr/bin:/bin",
        "OPENAI_API_KEY": KEY,
        "OPENAI_API_BASE": emulator.url,
        "AZURE_OPENAI_ENDPOINT": emulator.url.removesuffix("/v1"),
    }
    with Shell(environ=environ) as made:
        yield made


@pytest.mark.parametrize(("cmdlet", "example"), params(vault=False))
def test_an_example_runs_as_it_stands(cmdlet: str, example: Example, shell: Shell, emulator: Emulator) -> None:
    questions = iter(["Hello", "#end"])
    shell.session.host = Answers(lambda prompt, secret: next(questions), lambda question: "yes")
    for line in ("1", "2", "3"):
        remember_line(shell.session, line, now(), now())
    for line in before(cmdlet, example):
        prepared = shell.run(line)
        assert prepared.terminated_by is None and prepared.errors == [], line
    if QUEUE in example.code:
        rename_queue(Path.cwd() / ".local/state/psopenai/batches.sqlite3")
    emulator.requests.clear()
    result = shell.run(example.code)
    assert result.terminated_by is None, result.terminated_by
    assert [error.fully_qualified_error_id for error in result.errors] == ERRORS.get(example.code, []), result.errors
    if example.result is not None:
        assert comparable(shell.format(result.output)) == comparable(example.result)
    if calls_the_service(cmdlet) and not any(word in example.code for word in WITHOUT_REQUEST):
        assert emulator.requests, "the example makes no request"


def comparable(shown: str) -> str:
    """A text without what is different in each run: the time, and the blanks that make room for it."""
    lines = "\n".join(line.rstrip() for line in shown.strip("\n").splitlines())
    text = re.sub(r"\d+/\d+/\d{4} \d+:\d\d:\d\d\s[AP]M|\b\d\d:\d\d:\d\d\b", "TIME", lines)
    return re.sub(r" +|-{2,}", " ", text) if text != lines else lines


@pytest.fixture(scope="module")
def vault() -> Iterator[SecretService]:
    with running_secret_service() as service:
        yield service


@pytest.mark.parametrize(("cmdlet", "example"), params(vault=True))
def test_an_example_of_the_vault_runs_as_it_stands(cmdlet: str, example: Example, vault: SecretService) -> None:
    with Emulator() as emulator:
        code = f"Set-Secret OPENAI_API_KEY; Set-Secret WORK_KEY; {example.code}"
        done = command(emulator, "-Command", code, stdin=3 * f"{SECRET}\n", **vault.environment)
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stdout + done.stderr


def calls_the_service(name: str) -> bool:
    """Whether the cmdlet makes calls."""
    info = TABLE.cmdlet(name)
    assert info is not None and info.spec is not None and info.spec.factory is not None
    return issubclass(info.spec.factory, ApiParams)


@pytest.mark.parametrize("name", TABLE.names())
def test_every_cmdlet_has_an_example(name: str) -> None:
    assert any(name.lower() in example.code.lower() for owner, example in examples() if owner == name)


@pytest.mark.parametrize("endpoint", ENDPOINTS.values(), ids=ENDPOINTS)
def test_the_emulator_serves_every_address_that_a_cmdlet_calls(endpoint: Endpoint) -> None:
    with Emulator() as emulator:
        served = {path for _, path, _ in emulator.api.routes} | {"/realtime"}  # that one is a websocket
    assert re.sub(r"\{\w+\}", "{}", endpoint.path) in served


def test_a_good_part_of_the_examples_promises_its_output() -> None:
    assert sum(example.result is not None for _, example in examples()) >= 220
