"""A scripted server, and a client that records its waits instead of waiting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from psopenai_py.credentials import mask
from psopenai_py.http import ApiConfig, Client, RetryPolicy

from .server import Key, ScriptedServer, reply

OVERLAP = 256


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer([reply(b"{}")])
    yield server
    server.stop()


@pytest.fixture
def sleeps() -> list[float]:
    """The seconds of each wait."""
    return []


@pytest.fixture
def client(sleeps: list[float]) -> Iterator[Client]:
    with Client(retry=RetryPolicy(sleep=sleeps.append, chance=lambda: 0.5)) as client:
        yield client


@pytest.fixture
def config(server: ScriptedServer) -> ApiConfig:
    return ApiConfig(api_key=Key(), api_base=server.base, timeout=10, mask=mask)


@pytest.fixture(autouse=True)
def small_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Resumes compare fewer bytes than usual, so that small files have something else too."""
    for module in ("transfer", "partfile"):
        monkeypatch.setattr(f"psopenai_py.http.{module}.OVERLAP", OVERLAP)
