"""The shell plugin in real shells."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from psopenai_py.frontends.shell_init import plugin_text

from .conftest import BIN, TIME_LIMIT

LOAD = {
    "bash": 'eval "$(psopenai shell-init bash)"',
    "zsh": 'eval "$(psopenai shell-init zsh)"',
    "fish": "psopenai shell-init fish | source",
}
OPTIONS = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}
shells = pytest.mark.parametrize("shell", list(LOAD))


@pytest.fixture
def in_shell(environment: dict[str, str], tmp_path: Path) -> Any:
    def run(shell: str, script: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        program = shutil.which(shell)
        assert program is not None, f"{shell} is not installed; tests/system_packages.sh installs it"
        return subprocess.run(
            [program, *OPTIONS[shell], "-c", script],
            capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=TIME_LIMIT, cwd=tmp_path,
            env=environment | (env or {}),
        )  # fmt: skip

    assert (BIN / "psopenai").exists()
    return run


@shells
def test_cmdlets_become_commands(in_shell: Any, batch: dict[str, Any], shell: str) -> None:
    done = in_shell(shell, f"{LOAD[shell]}\nGet-BatchOutput batch_abc123\nGet-Batch -All | Get-BatchOutput")
    assert done.stderr == ""
    assert [json.loads(line)["custom_id"] for line in done.stdout.splitlines()] == ["a", "b", "a", "b"]


@shells
def test_arguments_pass_as_they_are(in_shell: Any, batch: dict[str, Any], shell: str) -> None:
    done = in_shell(shell, f"{LOAD[shell]}\nGet-Batch 'a b' ; Get-Batch '*' ; Get-Batch '$HOME'")
    assert "'a b'" in done.stderr
    assert "'*'" in done.stderr
    assert "'$HOME'" in done.stderr


@shells
def test_the_exit_code_passes(in_shell: Any, shell: str) -> None:
    status = "$status" if shell == "fish" else "$?"
    assert in_shell(shell, f"{LOAD[shell]}\nGet-Batch -Nonsense; echo code {status}").stdout == "code 2\n"


@shells
def test_a_command_that_exists_stays_and_is_told_of(in_shell: Any, shell: str) -> None:
    own = "function Get-Batch; echo mine; end" if shell == "fish" else "function Get-Batch { echo mine; }"
    done = in_shell(shell, f"{own}\n{LOAD[shell]}\nGet-Batch")
    assert done.stdout == "mine\n"
    assert "'Get-Batch' is a command already" in done.stderr


@shells
def test_loading_twice_is_quiet(in_shell: Any, shell: str) -> None:
    assert in_shell(shell, f"{LOAD[shell]}\n{LOAD[shell]}").stderr == ""


@shells
def test_the_text_itself_starts_no_python(in_shell: Any, tmp_path: Path, shell: str) -> None:
    (tmp_path / "plugin").write_text(plugin_text(shell))
    fake = tmp_path / "bin"
    fake.mkdir()
    for name in ("psopenai", "python", "python3"):
        (fake / name).write_text("#!/bin/sh\necho started >&2\n")
        (fake / name).chmod(0o755)
    done = in_shell(shell, f"source {tmp_path}/plugin", {"PATH": f"{fake}:/usr/bin:/bin"})
    assert (done.returncode, done.stderr) == (0, "")


def test_the_plugin_loads_in_bash_s_posix_mode(in_shell: Any, batch: dict[str, Any]) -> None:
    done = in_shell("bash", f"set -o posix\n{LOAD['bash']}\n{LOAD['bash']}\nGet-Batch batch_abc123")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] == "batch_abc123"
