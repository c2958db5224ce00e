"""Each package says in its docstring which modules it has and how it is used. Here the plan is compared with the files,
and the examples run."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

import psopenai_py

ROOT = Path(psopenai_py.__file__).parent
#: folders of cmdlets: their index lists them, and a test of its own compares it with the files
LISTED_BY_AN_INDEX = ("openai/", "builtin/")


def _rooms() -> list[str]:
    found = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.rglob("__init__.py"))
    return [room for room in found if room != "." and not room.startswith(LISTED_BY_AN_INDEX)]


def _plan(room: str) -> str:
    return importlib.import_module("psopenai_py." + room.replace("/", ".")).__doc__ or ""


@pytest.mark.parametrize("room", _rooms())
def test_a_room_s_plan_names_its_modules_and_no_others(room: str) -> None:
    modules = {path.stem for path in (ROOT / room).glob("*.py")} - {"__init__", "__main__"}
    modules |= {path.parent.name for path in (ROOT / room).glob("*/__init__.py")}
    if room in ("openai", "builtin"):  # the families' folders and the cmdlets in them stand in the index
        modules = {path.stem for path in (ROOT / room).glob("*.py")} - {"__init__"}
    named = {
        name for line in re.findall(r"^ *- ((?:`\w+`[, ]*)+):", _plan(room), re.M) for name in re.findall(r"\w+", line)
    }
    assert modules <= named, f"not in the plan: {sorted(modules - named)}"
    if room not in ("openai", "builtin"):
        assert named <= modules, f"not in the folder: {sorted(named - modules)}"


@pytest.mark.parametrize("room", _rooms())
def test_the_examples_of_a_plan_answer_as_they_say(room: str) -> None:
    module = importlib.import_module("psopenai_py." + room.replace("/", "."))
    failed, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert not failed
