from __future__ import annotations

from typing import Any

import pytest

from psopenai_py.engine.values.objects import PSObject


@pytest.fixture
def make() -> Any:
    """Custom objects from keyword arguments."""
    return lambda **properties: PSObject(properties)
