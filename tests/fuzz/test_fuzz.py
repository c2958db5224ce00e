"""Some seconds of each fuzz target, and every input that once failed."""

# ruff: noqa: E501 (input is data, one piece a line)
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from psopenai_py import ParseError, Shell
from psopenai_py.errors import TerminatingError

from .corpus import kept
from .odd_commands import odd_command
from .targets import TARGETS

KEPT = kept()
QUICK = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("id", "object", "status", "errors", "request_counts", "output_file_id", "error_file_id", "created_at", "custom_id",
          "response", "error", "choices", "output", "usage", "data", "metadata")  # fmt: skip
objects = st.dictionaries(
    st.sampled_from(FIELDS), odd | st.sampled_from(["batch", "response", "chat.completion", "list"])
)


@pytest.mark.parametrize("path", KEPT, ids=[f"{path.parent.name}-{path.name}" for path in KEPT])
def test_what_once_failed(path: Any) -> None:
    TARGETS[path.parent.name].target(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@QUICK
@given(seed=st.integers(0, 2**32))
def test_damaged_input(name: str, seed: int) -> None:
    fuzzed = TARGETS[name]
    fuzzed.target(fuzzed.damaged(fuzzed.seeds, seed))


@pytest.mark.parametrize("name", TARGETS)
@QUICK
@given(data=st.binary(max_size=200))
def test_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name].target(data)


@pytest.mark.parametrize("name", ["batch_object", "result_lines", "standard_input"])
@QUICK
@given(value=objects)
def test_objects_of_any_shape(name: str, value: dict[str, Any]) -> None:
    TARGETS[name].target(json.dumps(value).encode())


def test_commands_with_odd_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a command gets, it answers or says what is wrong with it."""
    monkeypatch.chdir(tmp_path)
    shell = Shell(environ={"OPENAI_API_KEY": "sk-fuzz-0123456789", "HOME": str(tmp_path), "PATH": "/nowhere"})
    for seed in range(1200):
        command = odd_command(shell, seed)
        try:
            result = shell.run(command)
            shell.format(result.output[:50])
        except (ParseError, TerminatingError):  # of odd words; of a view that is shown out of its order
            continue
        ended = [result.terminated_by] if result.terminated_by is not None else []
        faults = [str(record) for record in [*result.errors, *ended] if record.error_id == "InternalError"]
        assert not faults, (seed, command, faults)
