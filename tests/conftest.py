"""What all tests share: the types that a `Shell` makes known, and Ctrl-C as a terminal gives it."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from psopenai_py.dotnet.model.registry import add_catalog
from psopenai_py.shell import TYPE_CATALOG


@pytest.fixture(scope="session", autouse=True)
def type_catalog() -> None:
    """Make the types of the packages above `dotnet` known by name."""
    add_catalog(TYPE_CATALOG)


@pytest.fixture(scope="session", autouse=True)
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing in the home of the person who runs the tests counts, such as a configuration file."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for name in ("XDG_CONFIG_HOME", "PSOPENAI_CONFIG", "PSOPENAI_PROFILE"):
            changed.delenv(name, raising=False)
        yield


def pytest_configure() -> None:
    """Programs that the tests start inherit how SIGINT is handled; a shell's background jobs and `nohup` ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
