from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from psopenai_py.emulator import Emulator


@pytest.fixture
def emu() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def client(emu: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=emu.url, headers={"Authorization": "Bearer sk-test"}, trust_env=False) as client:
        yield client
