"""Find the key, address and organisation of a call.

The order: the parameter, the session's context, the global variable, the environment and, for the key only, the vault.
The places are passed as callables: this module does not know sessions.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from .masking import register_secret
from .secure_string import SecureString

KEY_NAME = "OPENAI_API_KEY"
BASE_NAME = "OPENAI_API_BASE"
ORGANIZATION_NAME = "OPENAI_ORGANIZATION"


class CredentialError(Exception):
    """A place has a value that cannot be a key, an address or an organisation."""


def find_api_key(
    explicit: object = None,
    *,
    context: Callable[[], object] | None = None,
    global_variable: Callable[[str], object] | None = None,
    environment: Mapping[str, str] | None = None,
    vault: Callable[[], SecureString | None] | None = None,
) -> SecureString | None:
    """The key for the call, or None; from then on `mask` hides it.

    `global_variable` is called with ``OPENAI_API_KEY``. Blank values are ignored; white space around a string is
    removed (a key that was read from a file ends in a line break).
    """
    found: SecureString | None = None
    for place, value in _places(KEY_NAME, explicit, context, global_variable, environment):
        found = _as_key(value, place)
        if found is not None:
            break
    if found is None and vault is not None:
        found = vault()
    register_secret(found)
    return found


def find_api_base(
    explicit: object = None,
    *,
    context: Callable[[], object] | None = None,
    global_variable: Callable[[str], object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> str | None:
    """The address to call, or None for OpenAI's own."""
    return _first_text(BASE_NAME, explicit, context, global_variable, environment)


def find_organization(
    explicit: object = None,
    *,
    context: Callable[[], object] | None = None,
    global_variable: Callable[[str], object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> str | None:
    """The organisation for the request, or None."""
    return _first_text(ORGANIZATION_NAME, explicit, context, global_variable, environment)


def _places(
    name: str,
    explicit: object,
    context: Callable[[], object] | None,
    global_variable: Callable[[str], object] | None,
    environment: Mapping[str, str] | None,
) -> Iterator[tuple[str, object]]:
    """The name and value of each place, in order; a place is read only if those before it had nothing."""
    yield "the parameter", explicit
    if context is not None:
        yield "the context", context()
    if global_variable is not None:
        yield f"$global:{name}", global_variable(name)
    yield f"$env:{name}", (os.environ if environment is None else environment).get(name)


def _as_key(value: object, place: str) -> SecureString | None:
    if value is None:
        return None
    if isinstance(value, SecureString):
        return value if value.reveal().strip() else None
    if isinstance(value, str):
        return SecureString(value.strip()) if value.strip() else None
    raise CredentialError(f"The API key in {place} must be a string or a secure string.")


def _first_text(
    name: str,
    explicit: object,
    context: Callable[[], object] | None,
    global_variable: Callable[[str], object] | None,
    environment: Mapping[str, str] | None,
) -> str | None:
    for _, value in _places(name, explicit, context, global_variable, environment):
        text = "" if value is None else str(value).strip()
        if text:
            return text
    return None
