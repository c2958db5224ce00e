"""Docs/Emulator.md lists what the emulator serves, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from psopenai_py.emulator import Emulator

PAGE = Path(__file__).parents[2] / "Docs" / "Emulator.md"


def test_the_page_lists_every_route_and_no_others(emu: Emulator) -> None:
    found = re.findall(r"^\| `(/\S+)` \| ([A-Z ]+) \|$", PAGE.read_text(), re.M)
    listed = {(method, path) for path, methods in found for method in methods.split()}
    assert listed == {(method, path.replace("{}", "ID")) for method, path, _ in emu.api.routes}
