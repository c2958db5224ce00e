"""For your own tests: the emulator, a local server that speaks the service's API, as a pytest fixture.

In ``conftest.py``::

    pytest_plugins = ["psopenai_py.testing"]

and in a test::

    def test_my_report(openai_emulator):
        openai_emulator.add_batch([output_line("row-1", "An answer.")], id="batch_1")
        assert my_report("batch_1") == "An answer."
        assert openai_emulator.requests[-1].path == "/v1/files/..."

The address and a key stand in the environment (``OPENAI_API_BASE``, ``OPENAI_API_KEY``), for this process and for those
that it starts. The functions' own session begins anew, so that a context which one test sets does not reach the next.
Without pytest, `emulated` is the same as a context manager.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .emulator import Emulator, output_line

if TYPE_CHECKING:
    pass

KEY = "sk-emulator-0123456789"
#: what would send a call elsewhere, or with other settings
_CLEARED = ("OPENAI_BASE_URL", "OPENAI_ORGANIZATION", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "PSOPENAI_PROFILE")

__all__ = ["KEY", "Emulator", "emulated", "openai_emulator", "output_line"]


@contextmanager
def emulated() -> Iterator[Emulator]:
    """Run the emulator; while it lasts, calls go there. Yields it: `add_batch`, `requests` and more."""
    from .functions import default_shell

    before = {name: os.environ.get(name) for name in ("OPENAI_API_BASE", "OPENAI_API_KEY", *_CLEARED)}
    with Emulator() as running:
        for name in _CLEARED:
            os.environ.pop(name, None)
        os.environ.update(OPENAI_API_BASE=running.url, OPENAI_API_KEY=KEY)
        default_shell.renew()
        try:
            yield running
        finally:
            default_shell.renew()
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


try:
    import pytest as _pytest
except ImportError:
    pass
else:

    @_pytest.fixture
    def openai_emulator() -> Iterator[Emulator]:
        """A fresh emulator, to which all calls go while the test runs."""
        with emulated() as running:
            yield running
