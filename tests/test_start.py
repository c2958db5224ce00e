"""What a start loads: the price of a short command is the number of modules, and what some of them bring along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from psopenai_py.emulator import Emulator
from tests.openai.command import INTERRUPTED

PROGRAM = """
import sys
from psopenai_py.frontends.cli import run
sys.argv[1:] = {words!r}
try:
    run()
except SystemExit as ended:
    assert (ended.code or 0) == {ends_with}, ended.code
print(*(name for name, module in sys.modules.items() if module), file=sys.stderr)
"""

#: what takes long to load, and what is not needed for the values of a short command
HEAVY = {"click", "prompt_toolkit", "keyring", "msgspec", "regex", "subprocess"}
NETWORK = {"httpx", "httpcore", "ssl", "hashlib", "mimetypes", "email", "http.client", "socket", "ipaddress"}
FORMATTER = {"psopenai_py.formatting.formatter", "psopenai_py.formatting.views"}
LANGUAGE = {"psopenai_py.language.compile", "psopenai_py.language.syntax.parser"}
DATES = {"psopenai_py.dotnet.time"}


def loaded(words: list[str], ends_with: int = 0, **environ: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(words=words, ends_with=ends_with)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environ},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split()) - loaded_bare()


def within(modules: set[str], ours: int, all_together: int) -> None:
    """These counts are today's with little to spare: more modules need a reason, and then the count may grow."""
    own = [name for name in modules if name.startswith("psopenai_py")]
    assert len(own) <= ours, f"{len(own)} modules of our own, not {ours}: {sorted(own)}"
    assert len(modules) <= all_together, f"{len(modules)} modules, not {all_together}"


def loaded_bare() -> set[str]:
    """What Python itself has loaded; that depends on how it, and this package, were installed."""
    code = "import sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_the_version_loads_next_to_nothing() -> None:
    modules = loaded(["--version"])
    assert not modules & (HEAVY | NETWORK | FORMATTER | LANGUAGE | DATES | {"json", "signal", "threading"})
    within(modules, 10, 40)


def test_a_line_of_a_script_loads_the_language_and_no_network_or_views() -> None:
    modules = loaded(["-Command", "1"])
    assert not modules & (HEAVY | NETWORK | FORMATTER | DATES)
    within(modules, 220, 290)


def test_a_call_of_the_service_loads_the_client_and_no_language_views_or_dates() -> None:
    with Emulator(open=True) as service:
        service.add_batch([], id="batch_1")
        modules = loaded(["Get-Batch", "batch_1"], OPENAI_API_BASE=service.url, OPENAI_API_KEY="key")
    # httpcore and httpx bring some of the heavy ones.
    assert not modules & {"click", "prompt_toolkit", "keyring", "msgspec", "subprocess", "regex", "truststore"}
    assert not modules & (FORMATTER | LANGUAGE | DATES)
    within(modules, 205, 420)


def test_a_call_that_is_refused_at_once_loads_no_network() -> None:
    modules = loaded(["Get-Batch", "-NoSuchParameter"], ends_with=2)
    assert not modules & (NETWORK - {"hashlib", "ipaddress"} | FORMATTER | LANGUAGE | DATES)


NOT_POSIX = """
import pkgutil, sys
import asyncio, click_repl, getpass, httpx, prompt_toolkit.shortcuts, regex, select, ssl, subprocess, tempfile, zoneinfo
posix = ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog")
for name in posix:
    sys.modules[name] = None
sys.platform = "win32"
import psopenai_py
left_out = {"psopenai_py.__main__", "psopenai_py.frames", "psopenai_py.testing"}  # the last two need extras
names = [found.name for found in pkgutil.walk_packages(psopenai_py.__path__, "psopenai_py.")]
for name in names:
    if name not in left_out and not name.endswith("__main__"):
        __import__(name)
print(len(names))
"""


def test_every_module_can_be_imported_on_a_system_that_is_not_posix() -> None:
    """Windows is not promised, but nothing may end a cmdlet there before it has begun."""
    done = subprocess.run([sys.executable, "-c", NOT_POSIX], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 500


def test_a_python_without_a_limit_of_digits_starts() -> None:
    """Python 3.10.0 to 3.10.6 has none."""
    code = "import sys; del sys.set_int_max_str_digits\n" + PROGRAM.format(words=["-Command", "1 + 1"], ends_with=0)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "2"), done.stderr


@pytest.mark.parametrize(
    ("argv", "left"), [(["/usr/bin/psopenai", "Get-Batch"], "SIG_DFL"), (["/home/me/job.py"], "default_int_handler")]
)
def test_the_import_takes_ctrl_c_in_a_process_of_the_command_alone(argv: list[str], left: str) -> None:
    code = f"import sys; sys.argv = {argv}; import psopenai_py, signal; print(signal.getsignal(2) is signal.{left})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
@pytest.mark.parametrize("words", [["-Command", "'ready'; Start-Sleep 900"], ["-Command", "'ready'; while ($true) {}"]])
def test_a_script_hears_ctrl_c(words: list[str]) -> None:
    """The process of the console script, whose first import leaves Ctrl-C to the system."""
    process = subprocess.Popen(
        [sys.executable, "-m", "psopenai_py", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode in INTERRUPTED and b"KeyboardInterrupt" not in said
