"""What a `Shell` sets up once for the registry of types, for tests that need no Shell."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.model.registry import add_catalog
from psopenai_py.shell import TYPE_CATALOG


@pytest.fixture(scope="session", autouse=True)
def type_catalog() -> None:
    """Make the types of the packages above `dotnet` known by name."""
    add_catalog(TYPE_CATALOG)
