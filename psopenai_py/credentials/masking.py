"""Keep secrets out of output, logs and the history."""

from __future__ import annotations

import base64
import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import quote

from .secure_string import SecureString

_HIDDEN = "***"
_SHORTEST_SECRET = 4  # a shorter one would be found in any text
_LONG_SECRET = 12  # from here on a part of a text that is like it is no accident
_VARIABLES = ("OPENAI_API_KEY", "AZURE_OPENAI_API_KEY")  # what they hold is hidden before a call has looked for it

# These are compiled when the first text is masked, which most short commands do not get to.
# A key may follow a character that is written as %20 or \\n.
_BEGIN = r"(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt]))"
_KEY_SHAPED = rf"{_BEGIN}(sk|sess)-[\w\-][\w*.\-]{{2,}}[\w*\-]"
# Client secrets of realtime sessions, secrets of webhooks, keys of other services, and tokens of Entra ID (JWT).
_TOKEN_SHAPED = (
    rf"{_BEGIN}((?:ek|whsec|gsk|hf|gh[opsu]|github_pat)_|xai-|AIza)(?=[A-Za-z_-]{{0,60}}\d)[\w+/=-]{{16,}}"
    r"|\b(eyJ)[\w-]{8,300}\.eyJ[\w-]{8,}(?:\.[\w-]*)?"
)
# names of headers whose values are secrets
_SECRET_HEADER = r"auth|cookie|credential|-key\b|api[-_]?key|pass(?:word|phrase)|secret|signature|token(?!s)"
# What stands after a name is a value if it is in quotes or looks like one; a plain word is a word of a sentence
# ("-ApiKey must be ...", "the bearer token"). Values that were given to a parameter are registered and hidden anyway.
_WORD = r"(?!(?-i:[A-Za-z][a-z]{0,14})[.,;:!?)]?(?:\s|$))"
_AUTHORIZATION = r"(?i)(\bauthorization[\"']?\s*[:=]\s*[\"']?)(?!\$)(?:(bearer|basic)\s+)?[^\s\"',;}]+"
_BEARER = rf"(?i)\b((?:bearer|basic)\s+){_WORD}(?![\s$])[^\s\"',;}}]+"
_KEY_FIELD = rf"(?i)(api[-_]?key[\"']?\s*(?:=\s*[\"']?|:[\"']|:\s*[\"']|:\s*{_WORD}))(?![\s$(\"'])[^\s\"',;&}})]+"
_KEY_PARAMETER = (
    r"(?i)(?<![\w-])(--?(?:api[-_]?k(?:ey?)?|password|passphrase|secret|token)\s+"
    rf"(?:[\"']|{_WORD}))(?![\s$(\"'])[^\s\"',;}})]+"
)
_QUERY_FIELD = (
    r"(?i)([?&](?:key|sig|[\w.-]{0,40}(?:api[-_]?key|password|secret|signature|token)(?!s)[\w.-]{0,40})=)"
    r"[^&\s\"'<>]+"
)
_TEXT = r"""(?:"[^"]*"|'[^']*')"""
_STORED = rf"(?i)(\bSet-Secret\s+(?:-Name\s+)?(?:[\w.-]+|{_TEXT})\s+)(?![-$(@{{|;\[])(?:{_TEXT}|[^\s;|)]+)"
# [securestring]'x', ConvertTo-SecureString 'x': what stands in the quotes is meant to be a secret
_SECRET_LITERAL = (
    r"""(?i)(\[(?:securestring|pscredential)\]\s*|\bConvert(?:To|From)-SecureString(?:\s+-[a-z]+)*\s+)(["']).+?\2"""
)
# A password may hold any character, also "/"; what follows a port is a path.
_USER_INFO = r"(?<=://)(?:[^/?#\s\"'<>]{1,500}|[^/?#\s@:\"'<>]{0,200}:(?!\d+[/?#])[^\s\"'<>]{0,500})@"

# A value from a variable or a command is not a secret in the line; a literal is.
_LITERAL = r"(?!\s*(?:[$(]|$|[;|]))"


@cache
def _typed_key() -> re.Pattern[str]:
    """What a typed line with a key looks like; compiled at the first line of the interactive shell."""
    return re.compile(
        rf"""(?ix)
      (?<![\w-]) --? api[-_]?k(?:e(?:y)?)? (?: \s*[:=]\s* | \s+ ) {_LITERAL}    # -ApiKey 'x', -ApiK:x, --api-key=x
    | api[-_]?key ["']? \s* = \s* {_LITERAL}                    # $OPENAI_API_KEY = 'x', @{{ ApiKey = 'x' }}
    | \b (?: set|new ) - (?: variable|item|content ) \b .* api[-_]?key
    | \b (?: sv|nv|si|ni ) \s .* api[-_]?key
    | SetEnvironmentVariable \b .* api[-_]?key
    | \b set-secret \b
    | \[ (?: securestring | pscredential ) \] \s* ["']
    | \b ConvertFrom-SecureString \s+ (?: -\w+ \s+ )* ["']
    | \b ConvertTo-SecureString \s+ (?: -s\w* \s+ )? (?![-$(])  # -AsPlainText with the text after or before it
    | \b ConvertTo-SecureString \b (?= .* -a ) .* ["']
    | ["'] .* \b ConvertTo-SecureString \b .* -a
    """
    )


_registered: dict[str, None] = {}  # all written forms of the known secrets
_lock = threading.Lock()


def register_secret(secret: SecureString | str | None) -> None:
    """Have `mask` hide this text wherever it appears, as it is or URL-encoded."""
    text = secret.reveal() if isinstance(secret, SecureString) else secret
    if not text or len(text) < _SHORTEST_SECRET:
        return
    with _lock:
        _registered.update(dict.fromkeys(_forms(text)))


def register_headers(headers: Mapping[str, str]) -> None:
    """Have `mask` hide the values of headers that hold keys, passwords or cookies."""
    for name, value in headers.items():
        if re.search(_SECRET_HEADER, name, re.IGNORECASE):
            for part in _secrets_of(value):
                register_secret(part)


def _secrets_of(value: str) -> Iterator[str]:
    """What is secret in a header: all of it, without its scheme; a password in Basic; each value of a cookie."""
    scheme, _, rest = value.strip().partition(" ")
    yield rest.strip() or scheme
    if scheme.lower() == "basic":
        try:
            yield base64.b64decode(rest).decode("utf-8").partition(":")[2]
        except ValueError:  # not base64, or not a text
            return
    for pair in value.split(";") if "=" in value else ():
        yield pair.partition("=")[2].strip()


def _forms(text: str) -> Iterator[str]:
    """A secret as it may be written: as it is, in an address, in JSON, in base64 (Basic), in capitals."""
    yield text
    for safe in ("", "/"):
        yield quote(text, safe=safe, errors="surrogateescape")
    yield json.dumps(text)[1:-1]
    if len(text) < _LONG_SECRET:
        return
    yield text.upper()
    yield text.lower()
    data = text.encode("utf-8", "surrogateescape")
    for before, skipped in ((0, 0), (1, 2), (2, 3)):  # what stands before it moves it; the ends mix with what is beside
        whole = base64.b64encode(b"x" * before + data).decode()[skipped : (before + len(data)) * 8 // 6]
        yield whole
        yield quote(whole, safe="")
        yield whole.replace("+", "-").replace("/", "_")


def forget_secrets() -> None:
    """Forget the registered secrets."""
    with _lock:
        _registered.clear()


def mask(text: str) -> str:
    """The text without registered secrets and without what looks like a key."""
    for secret in _known():
        if secret in text:
            text = text.replace(secret, _HIDDEN)
    text = re.sub(_AUTHORIZATION, _hide_authorization, text)
    text = re.sub(_KEY_SHAPED, r"\1-...", text)
    text = re.sub(_TOKEN_SHAPED, r"\1\2...", text)
    text = re.sub(_BEARER, rf"\1{_HIDDEN}", text)
    text = re.sub(_KEY_FIELD, rf"\1{_HIDDEN}", text)
    text = re.sub(_KEY_PARAMETER, rf"\1{_HIDDEN}", text)
    text = re.sub(_SECRET_LITERAL, rf"\1\2{_HIDDEN}\2", text)
    text = re.sub(_STORED, rf"\1{_HIDDEN}", text)
    text = re.sub(_QUERY_FIELD, rf"\1{_HIDDEN}", text)
    return re.sub(_USER_INFO, f"{_HIDDEN}@", text)


def is_key_like(line: str) -> bool:
    """Whether a typed line has, or may have, a secret in it: such a line is not kept in the history."""
    return (
        any(secret in line for secret in _known())
        or re.search(_KEY_SHAPED, line) is not None
        or re.search(_TOKEN_SHAPED, line) is not None
        or re.search(_BEARER, line) is not None
        or re.search(_AUTHORIZATION, line) is not None
        or _typed_key().search(line) is not None
    )


def _known() -> list[str]:
    """The registered texts, the longest first: one may be part of another."""
    found = {value for name in _VARIABLES if len(value := os.environ.get(name, "").strip()) >= _LONG_SECRET}
    with _lock:
        found.update(_registered)
    return sorted(found, key=len, reverse=True)


def _hide_authorization(found: re.Match[str]) -> str:
    scheme = f"{found[2]} " if found[2] else ""
    return found[1] + scheme + _HIDDEN
