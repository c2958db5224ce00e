"""The testing kit as its users meet it: a project of their own, run by pytest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import psopenai_py
from psopenai_py.testing import emulated, output_line

pytest_plugins = ["pytester"]


@pytest.mark.slow
def test_a_users_test_runs_on_the_emulator(pytester: pytest.Pytester) -> None:
    pytester.makeconftest('pytest_plugins = ["psopenai_py.testing"]')
    pytester.makepyfile(
        """
        from psopenai_py import get_batch_output, get_openai_context, set_openai_context
        from psopenai_py.testing import output_line

        def test_one(openai_emulator):
            openai_emulator.add_batch([output_line("row-1", "An answer.")], id="batch_1")
            set_openai_context(organization="org-1")
            assert [i.response.body.Answer for i in get_batch_output("batch_1")] == [["An answer."]]
            assert openai_emulator.requests[-1].path.endswith("/content")

        def test_two(openai_emulator):
            assert get_openai_context().Organization is None
            assert not openai_emulator.requests
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=2)


def test_the_environment_is_as_before(tmp_path: Path) -> None:
    before = os.environ.get("OPENAI_API_BASE")
    with emulated() as running:
        running.add_batch([output_line("a")], id="batch_1")
        assert psopenai_py.get_batch("batch_1").status == "completed"
    assert os.environ.get("OPENAI_API_BASE") == before
