"""The key of a profile: in the vault, a variable, a file, or what a command prints.

A command's key is kept for the life of the process, because a command may ask the user something. It runs with the
environment as it is: no key is put into it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from ..configuration import Profile
from .lookup import CredentialError, key_of_file
from .masking import register_secret
from .secure_string import SecureString

COMMAND_SECONDS = 60.0
_LONGEST_KEY = 65536

ReadSecret = Callable[[str], "SecureString | None"]


class ProfileKeys:
    """Finds the keys of profiles; one for each session. `secret` reads the vault: it gets a name, None: not there."""

    def __init__(self) -> None:
        self._of_commands: dict[tuple[str, ...], SecureString] = {}

    def find(self, profile: Profile, environment: Mapping[str, str], secret: ReadSecret) -> SecureString | None:
        """The profile's key; None if it does not say where one is. Raises CredentialError if it is not there."""
        settings, source = profile.settings, profile.source
        if "secret" in settings:
            found = secret(settings["secret"])
            if found is None:
                name = settings["secret"]
                raise CredentialError(
                    f"The {source} names the secret '{name}', which the keyring does not have; "
                    f"`Set-Secret {name}` puts it there."
                )
            return found
        if "key_env" in settings:
            text = environment.get(settings["key_env"], "").strip()
            if not text:
                raise CredentialError(f"The {source} names the variable {settings['key_env']}, which is not set.")
            return SecureString(text)
        if "key_file" in settings:
            path = os.path.join(os.path.dirname(profile.path), os.path.expanduser(settings["key_file"]))
            return key_of_file(path, f"The {source}")
        if "key_command" in settings:
            command = settings["key_command"]
            words = ("/bin/sh", "-c", command) if isinstance(command, str) else tuple(command)
            if words not in self._of_commands:
                self._of_commands[words] = _printed_by(words, environment, source)
            return self._of_commands[words]
        return None


def _printed_by(words: tuple[str, ...], environment: Mapping[str, str], source: str) -> SecureString:
    """What a command prints. Standard error and the terminal stay the user's: the command may ask for something."""
    import subprocess  # noqa: PLC0415 (few profiles have a command)

    what = f"key_command of {source}"
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            env=dict(environment),
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CredentialError(f"The {what} printed no key within {COMMAND_SECONDS:.0f} s.") from None
    except OSError as error:
        raise CredentialError(f"The {what} cannot be run: {words[0]}: {error.strerror}") from None
    text = done.stdout.decode("utf-8", "replace").strip()
    register_secret(text)
    if done.returncode:
        raise CredentialError(f"The {what} failed with exit code {done.returncode}.")
    if not text or "\n" in text or len(text) > _LONGEST_KEY:
        raise CredentialError(f"The {what} must print the key on one line and nothing else.")
    return SecureString(text)
