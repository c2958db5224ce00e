"""The system's keyring: choose it, find out whether it is locked, wait for it, and translate its errors."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

_CHOICES = (
    "A key needs none: set OPENAI_API_KEY, name a file in OPENAI_API_KEY_FILE, or use a profile's key_command. "
    "To have a keyring, start a Secret Service (gnome-keyring, KWallet) or name another one in PYTHON_KEYRING_BACKEND."
)
NOTICE_SECONDS = 3.0  # then the user is told what the program waits for
LIMIT_SECONDS = 20.0  # without a terminal nobody answers a prompt

T = TypeVar("T")


class VaultError(Exception):
    """An operation of the vault failed. No message contains a secret."""


class VaultUnavailable(VaultError):
    """There is no keyring."""


class VaultSilent(VaultError):
    """The keyring does not answer."""


class VaultLocked(VaultError):
    """The keyring is locked and there is no terminal to unlock it."""


class VaultDismissed(VaultLocked):
    """The user dismissed the prompt to unlock the keyring."""


def usable_keyring() -> Any:
    """The keyring to use, or `VaultUnavailable`."""
    try:
        import keyring

        chosen: Any = keyring.get_keyring()
    except Exception as error:  # importing the module that PYTHON_KEYRING_BACKEND names can raise anything
        raise VaultUnavailable(f"The keyring cannot be loaded ({_reason(error)}). {_CHOICES}") from None
    if not any(_keeps_secrets(part) for part in _parts(chosen)):
        raise VaultUnavailable(f"This system has no keyring to keep secrets in. {_CHOICES}")
    return chosen


def refuse_if_locked(chosen: Any) -> None:
    """Raise `VaultLocked` if reading would open a prompt. Only a Secret Service can be asked before."""
    for part in _parts(chosen):
        if type(part).__module__ == "keyring.backends.SecretService" and _is_locked():
            raise VaultLocked("The keyring is locked. Unlock it, or run this from a terminal to be asked.")


def on_terminal() -> bool:
    """Whether there is a terminal, and so probably a user to answer a prompt."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return any(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def patiently(work: Callable[[], T], notice: Callable[[str], None] | None, limited: bool) -> T:
    """The result of work with the keyring, which may never answer: it talks to another program, and that to a user.

    After 3 s `notice` gets a line to show. With `limited`, VaultSilent is raised after 20 s; the work is left behind in
    its thread, which does not keep the program from ending.
    """
    done = threading.Event()
    outcome: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            failed.append(error)
        done.set()

    threading.Thread(target=run, name="keyring", daemon=True).start()
    if not done.wait(NOTICE_SECONDS):
        if notice is not None:
            notice("The keyring has not answered yet; it may be waiting for its password. Ctrl-C ends the waiting.")
        if not done.wait(LIMIT_SECONDS - NOTICE_SECONDS if limited else None):
            raise VaultSilent(f"The keyring has not answered for {LIMIT_SECONDS:.0f} s. {_CHOICES}")
    if failed:
        raise failed[0]
    return outcome[0]


@contextmanager
def clear_errors(doing: str) -> Iterator[None]:
    """Raise a `VaultError` for any error of a keyring: each has its own exceptions besides those of keyring."""
    from keyring.errors import KeyringLocked, NoKeyringError

    try:
        yield
    except VaultError:
        raise
    except NoKeyringError:
        raise VaultUnavailable(f"This system has no keyring to keep secrets in. {_CHOICES}") from None
    except KeyringLocked:
        raise VaultDismissed(f"The keyring stayed locked, so {doing} failed.") from None
    except Exception as error:
        if "dismissed" in str(error).lower() or "Dismissed" in type(error).__name__:
            raise VaultDismissed(f"The keyring's prompt was dismissed, so {doing} failed.") from None
        raise VaultError(f"The keyring failed while {doing}: {_reason(error)}") from None


def _parts(chosen: Any) -> list[Any]:
    """The keyring, or the members of keyring's chain of several."""
    if type(chosen).__module__ == "keyring.backends.chainer":
        return list(chosen.backends)
    return [chosen]


def _keeps_secrets(part: Any) -> bool:
    return type(part).__module__ not in ("keyring.backends.fail", "keyring.backends.null")


def _is_locked() -> bool:
    import secretstorage

    try:
        with closing(secretstorage.dbus_init()) as connection:
            return bool(secretstorage.Collection(connection).is_locked())
    except secretstorage.exceptions.ItemNotFoundException:
        return False  # there is no collection yet, so nothing is locked
    except Exception as error:
        raise VaultUnavailable(f"The Secret Service does not answer ({_reason(error)}). {_CHOICES}") from None


def _reason(error: Exception) -> str:
    """The message on one line."""
    return " ".join(str(error).split()) or type(error).__name__
