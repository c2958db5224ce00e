"""The errors that the declarations show are those of a run on the emulator: their text, their id, their exit code."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from psopenai_py.declare.cmdlet import HOME, Failure
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.frontends.cli import main
from psopenai_py.frontends.environment import Environment
from psopenai_py.frontends.shell_examples import shell_line
from psopenai_py.shell import Shell

from .openai.command import PROGRAM
from .test_examples import IN_A_PROCESS, KEY, OPENAI, REQUEST, TABLE, fill, lay_out

NO_KEYRING = "keyring.backends.fail.Keyring"
TIME_LIMIT = 60  # seconds; only a hanging command meets it


@dataclass
class Seen:
    """What a person sees of an error, in a shell and in a script."""

    text: str
    error_id: str
    exit_code: int


def failures() -> Iterator[tuple[str, Failure]]:
    """Every error that is shown, with its cmdlet."""
    for name in OPENAI.names():
        info = TABLE.cmdlet(name)
        assert info is not None and info.spec is not None
        yield from ((name, failure) for failure in info.spec.failures)


def words_of(code: str) -> list[str]:
    """The words of ``psopenai`` for a command line: the cmdlet's own, or -Command where it is more than one cmdlet."""
    words = shlex.split(shell_line(code) or "")
    return words[1:] if words and "|" not in words else ["-Command", code]


def seen(cmdlet: str, code: str, home: Path) -> Seen:
    """Run a command line that fails, in a folder of ``home``, which is the current one."""
    with Emulator() as emulator:
        fill(emulator, cmdlet)
        counts = {"total": 3, "completed": 3, "failed": 0}
        emulator.add_batch([output_line("a"), output_line("b")], id="batch_short", request_counts=counts)
        lay_out(Path.cwd(), emulator, cmdlet)
        Path("bad.jsonl").write_text(REQUEST + "not JSON\n")
        environ = {
            "HOME": str(home), "PATH": "/usr/bin:/bin", "OPENAI_API_KEY": KEY, "OPENAI_API_BASE": emulator.url,
        }  # fmt: skip

        def run(words: list[str]) -> tuple[int, str]:
            if cmdlet in IN_A_PROCESS:  # where nothing is masked that other tests have made a secret
                ended = subprocess.run(
                    [*PROGRAM, *words],
                    env={**environ, "PYTHON_KEYRING_BACKEND": NO_KEYRING}, stdin=subprocess.DEVNULL,
                    capture_output=True, text=True, timeout=TIME_LIMIT,
                )  # fmt: skip
                return ended.returncode, ended.stderr
            with open(os.devnull, "rb") as nothing:
                told = io.StringIO()
                return main(words, Environment(nothing, io.BytesIO(), told, dict(environ))), told.getvalue()

        code_of_command, text = run(["-Command", code])
        exit_code = run(words_of(code))[0] or code_of_command  # some cmdlets of realtime sessions fail in scripts only
        with Shell(environ=dict(environ)) as shell:
            result = shell.run(code)
    records = [*result.errors, *([result.terminated_by] if result.terminated_by not in (None, *result.errors) else [])]
    assert len(records) == 1, records
    return Seen(text.rstrip("\n").replace(str(home), HOME), records[0].fully_qualified_error_id, int(exit_code))


@pytest.mark.parametrize(("cmdlet", "failure"), [pytest.param(*each, id=each[1].code) for each in failures()])
def test_an_error_looks_as_it_is_shown(
    cmdlet: str, failure: Failure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "batches").mkdir()
    monkeypatch.chdir(tmp_path / "batches")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", NO_KEYRING)
    found = seen(cmdlet, failure.code, tmp_path)
    assert found == Seen(failure.text, failure.error_id, failure.exit_code)


@pytest.mark.parametrize("name", OPENAI.names())
def test_every_cmdlet_shows_an_error_of_its_own(name: str) -> None:
    shown = [failure for owner, failure in failures() if owner == name]
    assert shown
    assert all(name in failure.code and f"{name}: " in failure.text for failure in shown)
