"""The system's keyring: choose it, find out whether it is locked, and translate its errors."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

_CHOICES = (
    "Install and start a Secret Service (gnome-keyring or KWallet), name another keyring in PYTHON_KEYRING_BACKEND "
    "(the keyrings.alt package has some), or do without the vault and set $OPENAI_API_KEY."
)


class VaultError(Exception):
    """An operation of the vault failed. No message contains a secret."""


class VaultUnavailable(VaultError):
    """There is no keyring."""


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
