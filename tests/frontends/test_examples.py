"""Every example of a declaration that says so runs against the emulator as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.emulator import Emulator, output_line, request_line
from psopenai_py.engine.session.commands import CommandTable
from psopenai_py.openai.index import INDEX
from psopenai_py.shell import Shell

from .conftest import KEY

TABLE = CommandTable(INDEX)


def runnable() -> list[tuple[str, str]]:
    found = []
    for name in INDEX.names():
        info = TABLE.cmdlet(name)
        assert info is not None and info.spec is not None
        found += [(name, example.code) for example in info.spec.examples if example.run]
    return found


def fill(emulator: Emulator, cmdlet: str, folder: Path) -> None:
    """What the examples speak of: a batch, a file of requests here and there."""
    if cmdlet == "Stop-Batch":
        emulator.add_batch(requests=[request_line("a")], statuses=["in_progress"], id="batch_abc123")
    else:
        emulator.add_batch([output_line("a"), output_line("b", status_code=400)], id="batch_abc123")
    lines = (
        b'{"custom_id":"a","method":"POST","url":"/v1/chat/completions",'
        b'"body":{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}}\n'
    )
    emulator.add_file(lines, "requests.jsonl", id="file-abc123")
    (folder / "requests.jsonl").write_bytes(lines)


@pytest.mark.parametrize(("cmdlet", "code"), runnable())
def test_an_example_runs_as_it_stands(
    cmdlet: str, code: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(emulator, cmdlet, tmp_path)
    with Shell(environ={"HOME": str(tmp_path), "OPENAI_API_KEY": KEY, "OPENAI_API_BASE": emulator.url}) as shell:
        result = shell.run(code)
    assert result.terminated_by is None, result.terminated_by
    assert result.errors == []
