"""Keep secrets out of output, logs and the history."""

from __future__ import annotations

import re
import threading
from functools import cache
from urllib.parse import quote

from .secure_string import SecureString

_HIDDEN = "***"
_SHORTEST_SECRET = 4  # a shorter one would be found in any text

# These are compiled when the first text is masked, which most short commands do not get to.
_KEY_SHAPED = r"(?<![A-Za-z0-9])(sk|sess)-[\w\-][\w*.\-]{2,}[\w*\-]"
# What stands after a name is a value if it is in quotes or looks like one; a plain word is a word of a sentence
# ("-ApiKey must be ...", "the bearer token"). Values that were given to a parameter are registered and hidden anyway.
_WORD = r"(?!(?-i:[A-Za-z][a-z]{0,14})[.,;:!?)]?(?:\s|$))"
_AUTHORIZATION = r"(?i)(\bauthorization[\"']?\s*[:=]\s*[\"']?)(?!\$)(?:(bearer|basic)\s+)?[^\s\"',;}]+"
_BEARER = rf"(?i)\b(bearer\s+){_WORD}(?![\s$])[^\s\"',;}}]+"
_KEY_FIELD = rf"(?i)(api[-_]?key[\"']?\s*(?:=\s*[\"']?|:[\"']|:\s*[\"']|:\s*{_WORD}))(?![\s$(\"'])[^\s\"',;&}})]+"
_KEY_PARAMETER = rf"(?i)(?<![\w-])(--?api[-_]?k(?:ey?)?\s+(?:[\"']|{_WORD}))(?![\s$(\"'])[^\s\"',;}})]+"
# [securestring]'x', ConvertTo-SecureString 'x': what stands in the quotes is meant to be a secret
_SECRET_LITERAL = (
    r"""(?i)(\[(?:securestring|pscredential)\]\s*|\bConvert(?:To|From)-SecureString(?:\s+-[a-z]+)*\s+)(["']).+?\2"""
)
_USER_INFO = r"(?<=://)[^/@\s]+@"

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
        for form in (text, quote(text, safe="", errors="surrogateescape")):
            _registered[form] = None


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
    text = re.sub(_BEARER, rf"\1{_HIDDEN}", text)
    text = re.sub(_KEY_FIELD, rf"\1{_HIDDEN}", text)
    text = re.sub(_KEY_PARAMETER, rf"\1{_HIDDEN}", text)
    text = re.sub(_SECRET_LITERAL, rf"\1\2{_HIDDEN}\2", text)
    return re.sub(_USER_INFO, f"{_HIDDEN}@", text)


def is_key_like(line: str) -> bool:
    """Whether a typed line has, or may have, a secret in it: such a line is not kept in the history."""
    return (
        any(secret in line for secret in _known())
        or re.search(_KEY_SHAPED, line) is not None
        or re.search(_BEARER, line) is not None
        or re.search(_AUTHORIZATION, line) is not None
        or _typed_key().search(line) is not None
    )


def _known() -> list[str]:
    """The registered texts, the longest first: one may be part of another."""
    with _lock:
        return sorted(_registered, key=len, reverse=True)


def _hide_authorization(found: re.Match[str]) -> str:
    scheme = f"{found[2]} " if found[2] else ""
    return found[1] + scheme + _HIDDEN
