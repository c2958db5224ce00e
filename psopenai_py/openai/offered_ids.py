"""Ids that the service knows, for completion: asked for only where the configuration says ``complete_ids = true``.

A Tab must not keep anybody waiting, ask anybody anything or send a key where it should not go. So only a key at hand is
used (the environment's, or a file's), over TLS or to this machine, and what has not come within `SECONDS` is left out.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress

from ..configuration import Configuration, ConfigurationError, Profile, read
from ..credentials import CredentialError, Lookup, ProfileKeys, SecureString
from ..http import DEFAULT_API_BASE, ApiConfig, Client, HttpError, Request
from .call_settings import certificate_of, exposure_of

SECONDS = 0.3  # for the whole question
_MOST = 100  # ids, the latest

#: the lists that can be asked for, by the type of what stands in them
_LISTS: Mapping[str, str] = {
    "PSOpenAI.Batch": "batches",
    "PSOpenAI.File": "files",
    "PSOpenAI.VectorStore": "vector_stores",
    "PSOpenAI.Assistant": "assistants",
    "PSOpenAI.Container": "containers",
    "PSOpenAI.Video.Job": "videos",
    "PSOpenAI.Chat.Completion": "chat.completions",
}
#: the places of a profile's key that ask nobody
_AT_HAND = ("key_env", "key_file")


def ids_of_service(types: tuple[str, ...], environ: Mapping[str, str]) -> list[str]:
    """The ids of objects of these types, the latest first; empty where they may not or cannot be asked for."""
    lists = [_LISTS[name] for name in types if name in _LISTS]
    try:
        configured = read(environ) if lists else None
        if configured is None or not configured.complete_ids:
            return []
        config = _config(environ, configured)
    except (ConfigurationError, CredentialError):  # the command itself reports it
        return []
    if config is None:
        return []
    found: list[str] = []
    asking = threading.Thread(target=_ask, args=(config, lists, found), daemon=True)
    asking.start()
    asking.join(SECONDS)  # finding an address and connecting count too, which no time-out of a request does
    return list(found)


def _config(environ: Mapping[str, str], configured: Configuration) -> ApiConfig | None:
    """The settings of the question; None without a key at hand, or where it would travel unencrypted."""
    lookup = Lookup(
        environment=environ,
        profile=configured.select(environ),
        profile_key=lambda profile: _key_at_hand(profile, environ),
    )
    base = lookup.address()
    address = DEFAULT_API_BASE if base is None else base.text
    if exposure_of(address) is not None:
        return None
    key = lookup.key()
    if key is None:
        return None
    organization, project = lookup.text("organization"), lookup.text("project")
    return ApiConfig(
        api_key=key.secret,
        api_base=address,
        api_type=lookup.option("api_type") or "OpenAI",
        api_version=lookup.option("api_version"),
        auth_type=lookup.option("auth_type"),
        organization=None if organization is None else organization.text,
        project=None if project is None else project.text,
        timeout=SECONDS,
        certificate=certificate_of(lookup, environ),
    )


def _key_at_hand(profile: Profile, environ: Mapping[str, str]) -> SecureString | None:
    if not any(place in profile.settings for place in _AT_HAND):
        return None
    return ProfileKeys().find(profile, environ, lambda name: None)


def _ask(config: ApiConfig, lists: list[str], found: list[str]) -> None:
    """Add to ``found`` what the service answers; what goes wrong adds nothing."""
    with Client() as client, suppress(HttpError, OSError):
        for name in lists:
            answer = client.request(config, Request(name, query={"limit": _MOST})).json()
            data = answer.get("data") if isinstance(answer, dict) else None
            items = data if isinstance(data, list) else []
            found += [item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]
