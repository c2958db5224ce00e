from __future__ import annotations

from collections.abc import Iterator

import pytest

from psopenai_py.credentials import forget_secrets
from tests.secret_service import secret_service

__all__ = ["secret_service"]


@pytest.fixture(autouse=True)
def no_known_secrets() -> Iterator[None]:
    yield
    forget_secrets()
