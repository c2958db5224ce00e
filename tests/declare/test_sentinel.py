"""Markers for "no value"."""

from __future__ import annotations

import copy
import pickle

import pytest

from psopenai_py.builtin.json.lenient import _END
from psopenai_py.declare.sentinel import MISSING, Sentinel
from psopenai_py.engine.binding.coercion import DOES_NOT_FIT
from psopenai_py.engine.pipeline.pipeline import IDLE
from psopenai_py.language.compile.constants import NOT_CONSTANT
from psopenai_py.language.runtime.output import NOTHING


@pytest.mark.parametrize("marker", [MISSING, DOES_NOT_FIT, IDLE, NOT_CONSTANT, NOTHING, _END], ids=repr)
def test_a_copy_of_a_marker_is_the_marker_itself(marker: Sentinel) -> None:
    assert pickle.loads(pickle.dumps(marker)) is marker
    assert copy.deepcopy(marker) is marker
    assert copy.copy([marker])[0] is marker


def test_a_marker_shows_its_name_and_counts_as_false() -> None:
    assert (repr(MISSING), bool(MISSING)) == ("MISSING", False)
