"""No parameter of PowerShell's own cmdlets answers a value that it does not expect with a fault of our own code."""

from __future__ import annotations

import pytest

from ..engine.members.declared_walk import walked


@pytest.mark.slow
def test_every_parameter_with_odd_values(tmp_path_factory: pytest.TempPathFactory) -> None:
    faults, count = walked("tests.builtin.parameter_walk", tmp_path_factory.mktemp("walk"))
    assert faults == []
    assert count > 4_000
