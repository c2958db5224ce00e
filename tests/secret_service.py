"""A real Secret Service of a test's own: a private message bus and an unlocked gnome-keyring.

A test module that uses it says ``from tests.secret_service import secret_service`` (or has it in its conftest). Vault
calls run in processes of their own, with the service's environment: `SecretService.run`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

_PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
_PASSWORD = "open sesame"
# A bus that starts nothing by itself: no program of the machine may answer instead of ours, or open a window.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


class SecretService:
    """A running service; `environment` is what a process needs to talk to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("DBUS_", "XDG_", "GNOME_KEYRING", "OPENAI_")) and key != "PYTHON_KEYRING_BACKEND"
        }
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            path = folder / name.lower()
            path.mkdir(mode=0o700)
            self.environment[name] = str(path)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={folder}/bus"
        self.environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.SecretService.Keyring"

    def start(self) -> None:
        config = self.folder / "bus.conf"
        config.write_text(_BUS.format(folder=self.folder), encoding="utf-8")
        bus = self._start(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"])
        assert bus.stdout is not None
        if not bus.stdout.readline():
            raise RuntimeError("the message bus did not start")
        self._start(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"], _PASSWORD)
        self._wait_for_keyring()

    def _start(self, command: list[str], given: str = "") -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )
        self._processes.append(process)
        assert process.stdin is not None
        process.stdin.write(given.encode())
        process.stdin.close()
        return process

    def _wait_for_keyring(self) -> None:
        """The daemon does not tell when it is ready: ask until it answers."""
        import secretstorage
        from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

        until = time.monotonic() + 60
        with closing(open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"])) as connection:
            while True:
                try:
                    if not secretstorage.Collection(connection).is_locked():
                        return
                except secretstorage.exceptions.SecretStorageException:
                    pass
                if time.monotonic() > until or self._processes[-1].poll() is not None:
                    raise RuntimeError("gnome-keyring did not start")
                time.sleep(0.02)

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            if process.returncode is None:
                process.kill()
                process.wait()
            assert process.stdout is not None
            process.stdout.close()

    def run(
        self, code: str, environment: Mapping[str, str] | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run Python code in a process that has this service (and no terminal)."""
        return subprocess.run(
            [sys.executable, "-c", code],
            env={**self.environment, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=check,
            timeout=60,
        )

    def lock(self) -> None:
        """Lock the collection, as a screen saver would."""
        self.run(
            "import secretstorage\n"
            "bus = secretstorage.dbus_init()\n"
            "secretstorage.get_default_collection(bus).lock()\n"
            "bus.close()\n"
        )


@contextmanager
def running_secret_service() -> Iterator[SecretService]:
    """A service of its own; its folder goes with it."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    if absent:
        message = f"needs {', '.join(absent)} (packages dbus and gnome-keyring)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # The path of a socket may have 107 characters at most: pytest's own folders can be too deep.
    service = SecretService(Path(tempfile.mkdtemp(prefix="psopenai-keyring-")))
    try:
        service.start()
        yield service
    finally:
        service.stop()
        shutil.rmtree(service.folder, ignore_errors=True)


@pytest.fixture
def secret_service() -> Iterator[SecretService]:
    with running_secret_service() as service:
        yield service
