"""The examples of the declarations run against the emulator as they stand, with the output that they promise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py.builtin.index import INDEX as BUILTIN
from psopenai_py.declare.cmdlet import Example
from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.engine.session.commands import CommandTable
from psopenai_py.openai.index import INDEX as OPENAI
from psopenai_py.shell import Shell

KEY = "sk-emulator-0123456789"
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
    "a.txt": "one\ntwo\n",
    "b.txt": "two\nthree\n",
    "log.txt": "begin\n",
    "run.log": "begin\nan error\nend\n",
    "Tools.psm1": "function Get-Tool { 'hammer' }\n",
}
FOLDERS = ("out", "backup", "archive")


def examples() -> Iterator[tuple[str, Example]]:
    """Every example that runs, with its cmdlet."""
    for name in TABLE.names():
        info = TABLE.cmdlet(name)
        assert info is not None and info.spec is not None
        yield from ((name, example) for example in info.spec.examples if example.run)


@pytest.fixture
def shell(cmdlet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """A shell among the files, and with the batch, that the examples speak of."""
    monkeypatch.chdir(tmp_path)
    for folder in FOLDERS:
        (tmp_path / folder).mkdir()
    for name, content in FILES.items():
        (tmp_path / name).write_text(content)
    with Emulator() as emulator:
        if cmdlet == "Stop-Batch":
            emulator.add_batch(requests=[request_line("a")], statuses=["in_progress"], id="batch_abc123")
        else:
            emulator.add_batch([output_line("a"), output_line("b", status_code=400)], id="batch_abc123")
        emulator.add_file(REQUEST.encode(), "requests.jsonl", id="file-abc123")
        environ = {"HOME": str(tmp_path), "OPENAI_API_KEY": KEY, "OPENAI_API_BASE": emulator.url}
        with Shell(environ=environ) as made:
            yield made


@pytest.mark.parametrize(("cmdlet", "example"), [pytest.param(*each, id=each[1].code) for each in examples()])
def test_an_example_runs_as_it_stands(cmdlet: str, example: Example, shell: Shell) -> None:
    result = shell.run(example.code)
    assert result.terminated_by is None, result.terminated_by
    assert result.errors == []
    if example.result is not None:
        shown = shell.format(result.output).strip("\n")
        assert "\n".join(line.rstrip() for line in shown.splitlines()) == example.result


def test_a_good_part_of_the_examples_promises_its_output() -> None:
    assert sum(example.result is not None for _, example in examples()) >= 30
