"""A path that a caller gives: it is called at the configured address, whatever it contains.

The key is for one address. So a path that could lead anywhere else, or that a server on the way could read as another
one, is refused before anything is sent: addresses, hosts, dot segments, backslashes, and their percent-encoded forms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from ..dataclass import replace
from .config import DEFAULT_API_BASE, ApiConfig
from .endpoints import ENDPOINTS, PLAIN, Endpoint
from .errors import ConfigError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_SAFE = "!$&'()*+,;=:@-._~"  # what a segment may hold as it is
_BETA = frozenset(("assistants", "threads", "vector_stores"))  # the families that need a header of their own
_EXAMPLE = "Give a path below the configured address, such as fine_tuning/jobs."

Ids = dict[str, str]


def endpoint_at(config: ApiConfig, text: str) -> tuple[Endpoint, Ids, dict[str, Any]]:
    """The endpoint at a path, its ids, and the query that the path has.

    A path of the table of endpoints is called like that endpoint, on Azure too; any other one as it stands below the
    address. The version at the end of the address may be repeated: ``/v1/files``. Raises ConfigError.
    """
    head, _, query = _plain(text).partition("?")
    segments = head.removeprefix("/").split("/")
    for place, segment in enumerate(segments):
        _check(segment, is_first=place == 0)
    version = urlsplit(config.api_base or DEFAULT_API_BASE).path.rstrip("/").rpartition("/")[2]
    if len(segments) > 1 and segments[0] == (version or "v1" if config.is_azure else version):
        del segments[0]
    path = "/" + "/".join(quote(unquote(segment), safe=_SAFE) for segment in segments)
    pairs: dict[str, Any] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        pairs.setdefault(name, []).append(value)
    return *_known(config, path, segments[0]), pairs


def _known(config: ApiConfig, path: str, first: str) -> tuple[Endpoint, Ids]:
    if config.is_azure and first == "openai":  # an address of Azure's own, as its documentation writes it
        return Endpoint(path, path, azure=path), {}
    for endpoint, pattern in _patterns():
        found = pattern.fullmatch(path)
        if found is not None:
            ids = {name: unquote(value) for name, value in found.groupdict().items()}
            # whoever names a path that Azure is not known to have knows more than the table
            return endpoint if endpoint.azure is not None else replace(endpoint, azure=PLAIN), ids
    return Endpoint(path, path, beta=first in _BETA), {}


@cache
def _patterns() -> tuple[tuple[Endpoint, re.Pattern[str]], ...]:
    """The endpoints of the table, those with the fewest ids first: /threads/runs is not the thread named runs."""
    endpoints = sorted(ENDPOINTS.values(), key=lambda endpoint: endpoint.path.count("{"))
    return tuple(
        (endpoint, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", endpoint.path))) for endpoint in endpoints
    )


def _plain(text: str) -> str:
    """The path, as far as its characters go."""
    if not text.strip().strip("/"):
        raise ConfigError(f"The path is empty. {_EXAMPLE}")
    if any(char.isspace() or ord(char) < 32 or ord(char) == 127 for char in text):
        raise _refused(text, "contains white space or a control character; write a space as %20")
    if "\\" in text:
        raise _refused(text, "contains a backslash")
    if text.startswith("//"):
        raise _refused(text, "names a host, and the key is not sent to another one")
    if _SCHEME.match(text):
        raise _refused(text, "is an address, and the key is not sent to another one")
    if "#" in text:
        raise _refused(text, "contains a #, which is never sent")
    return text


def _check(segment: str, is_first: bool) -> None:
    """Refuse a segment that leads out of the address, as it stands or after a server has decoded it."""
    if not segment:
        raise ConfigError(f"The path has an empty part: two slashes together, or one at its end. {_EXAMPLE}")
    if len(_ESCAPE.findall(segment)) != segment.count("%"):
        raise _refused(segment, "contains a % that encodes nothing; write it as %25")
    decoded = unquote(segment)
    if _ESCAPE.search(decoded):
        raise _refused(segment, "is encoded twice")
    for part in re.split(r"[/\\]", decoded):
        if part.partition(";")[0].strip() in ("", ".", ".."):
            raise _refused(segment, "leads out of the address")
    if unquote(segment, errors="ignore") != decoded or not _is_text(decoded):
        raise _refused(segment, "is not UTF-8")
    if "\\" in decoded or any(ord(char) < 32 or ord(char) == 127 for char in decoded):
        raise _refused(segment, "encodes a backslash or a control character")
    if is_first and any(char in decoded for char in "@:/"):
        raise _refused(segment, "names a user, a host or a port, and the key is not sent to another address")


def _is_text(text: str) -> bool:
    """Whether a text can be sent: it has no half of a surrogate pair."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _refused(text: str, why: str) -> ConfigError:
    """The error about a path; what may be a password is not shown."""
    shown = "The path" if "@" in unquote(text) else f"The path '{text[:200]}'" if text.isprintable() else "The path"
    return ConfigError(f"{shown} {why}. {_EXAMPLE}")
