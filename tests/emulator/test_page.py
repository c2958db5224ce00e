"""Docs/Emulator.md lists what the emulator serves, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from psopenai_py import Shell, get_batch_output
from psopenai_py.emulator import Emulator

PAGE = Path(__file__).parents[2] / "Docs" / "Emulator.md"


def test_the_page_lists_every_route_and_no_others(emu: Emulator) -> None:
    found = re.findall(r"^\| `(/\S+)` \| ([A-Z ]+) \|$", PAGE.read_text(), re.M)
    listed = {(method, path) for path, methods in found for method in methods.split()}
    assert listed == {(method, path.replace("{}", "ID")) for method, path, _ in emu.api.routes}


def test_the_command_for_the_guides_batch_makes_it(emu: Emulator, tmp_path: Path) -> None:
    (command,) = (text for text in re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.S) if "X-Emulator-Id" in text)
    environ = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "OPENAI_API_BASE": emu.url,
        "OPENAI_API_KEY": "sk-test",
    }
    subprocess.run(["sh", "-c", command], env=environ, cwd=tmp_path, check=True, capture_output=True)
    with Shell(environ=environ) as shell:
        results = get_batch_output("batch_abc123", wait=True, in_input_order=True, shell=shell).to_list()
    assert [(r.custom_id, r.response.status_code) for r in results] == [("a", 200), ("b", 400)]
    assert results[0].response.body.Answer == ["Paris"]
