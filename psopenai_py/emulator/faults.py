"""Faults on request: what the server does wrong, for which requests, and how often.

A fault is written ``KIND[=VALUE][,path=PATTERN][,method=M][,times=N][,after=N][,OPTION=VALUE...]``:

===================  =============================================================================================
``429``, ``500``...  answer with that status; options ``message``, ``code``, ``type``, ``retry_after_ms``,
                     ``retry_after``, ``should_retry``
``cut=N``            close the connection after N bytes of the body
``slow=N``           send at most N bytes a second
``delay=S``          wait S seconds before answering
``disconnect``       close the connection instead of answering
``stall=N``          after N bytes of the body send nothing more, and keep the connection for a minute
``page``             answer 200 with a web page
``etag``             the file has changed: its ETag is another one from this response on
``no-etag``          a file without ETag
``ignore-range``     answer a range request with 200 and everything
``short-range=N``    a 206 with at most N bytes
``wrong-range=N``    a 206 whose content begins N bytes after the place that its header names
``gzip``             compressed, whatever was asked for; ``cut`` counts compressed bytes
``close``            neither a length nor chunks: the end of the connection is the end
``extra``            another answer directly behind this one
``no-length``        chunked, without Content-Length
``wrong-length=N``   a Content-Length that is N too large (too small when negative); then the connection closes
``no-output``        a completed batch without an output file; with ``times`` it comes late, without never
``pending[=S]``      a file that is still being read, for this answer (or, of an upload, for S seconds); no batch starts
                     with it
``close-code=N``     a websocket is closed with that code in the middle of a response
``expire[=SHARE]``   the batch that is created expires when that share of its requests is done (0.5)
``lose``             the request is carried out, and the connection closes instead of the answer
===================  =============================================================================================

``path`` is a wildcard pattern for the path without ``/v1`` (``/files/*/content``). A fault applies to all requests that
match, or to the first ``times`` of them after the first ``after``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Protocol

from .errors import ApiFailure, type_for

_NUMBERED = {"cut", "slow", "delay", "stall", "short-range", "wrong-range", "wrong-length",
             "close-code"}  # fmt: skip
_PLAIN = {"disconnect", "page", "etag", "no-etag", "ignore-range", "gzip", "no-length", "close", "extra", "no-output",
          "pending", "expire", "lose"}  # fmt: skip
_MAY_HAVE_NUMBER = {"pending": 0.0, "expire": 0.5}  # and what they have without one
FAULTS = frozenset(_NUMBERED | _PLAIN)  # beside the statuses
OPTIONS = frozenset(("message", "code", "type", "retry_after_ms", "retry_after", "should_retry"))  # of a status


class Rule(Protocol):
    """What applies to requests with this method (None: any) and path (a pattern): to the first ``times`` of them after
    the first ``after``."""

    path: str
    method: str | None
    times: int | None
    after: int


def applies(rule: Rule, method: str, path: str) -> bool:
    """Whether a rule applies to this request; counts as one of its times. The caller holds a lock."""
    if rule.times == 0 or rule.method not in (None, method) or not fnmatchcase(path, rule.path):
        return False
    if rule.after > 0:
        rule.after -= 1
        return False
    if rule.times is not None:
        rule.times -= 1
    return True


@dataclass(slots=True)
class Fault:
    """One fault. `kind` is ``status`` for the faults that are written as a number."""

    kind: str
    value: float = 0.0
    path: str = "*"
    method: str | None = None
    times: int | None = None
    after: int = 0
    options: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Fault:
        """Parse the written form; raises ValueError with a message for the user."""
        head, *rest = [word.strip() for word in text.split(",")]
        kind, has_value, value = head.partition("=")
        if kind.isdecimal() and 400 <= int(kind) <= 599 and not has_value:
            fault = cls("status", float(kind))
        elif kind in _NUMBERED or (kind in _MAY_HAVE_NUMBER and has_value):
            fault = cls(kind, _number(kind, value))
        elif kind in _PLAIN and not has_value:
            fault = cls(kind, _MAY_HAVE_NUMBER.get(kind, 0.0))
        else:
            known = ", ".join(sorted(FAULTS))
            raise ValueError(f"'{head}' is not a fault. The faults are: a status from 400 to 599, {known}.")
        for word in rest:
            fault._set(*word.partition("="))
        return fault

    def _set(self, name: str, _: str, value: str) -> None:
        if name == "path":
            self.path = value
        elif name == "method":
            self.method = value.upper()
        elif name == "times":
            self.times = int(_number(name, value))
        elif name == "after":
            self.after = int(_number(name, value))
        elif name in OPTIONS and self.kind == "status":
            self.options[name] = value
        else:
            raise ValueError(f"'{name}' is not an option of the fault '{self.kind}'.")

    def failure(self) -> ApiFailure:
        """The response of a ``status`` fault."""
        status, options = int(self.value), self.options
        headers = {
            header: options[option]
            for option, header in (
                ("retry_after_ms", "retry-after-ms"),
                ("retry_after", "retry-after"),
                ("should_retry", "x-should-retry"),
            )
            if option in options
        }
        message = options.get("message", f"This {status} was asked for.")
        kind = options.get("type", type_for(status))
        return ApiFailure(status, message, type=kind, code=options.get("code"), headers=headers)


class Faults:
    """The current faults. Thread-safe."""

    def __init__(self, faults: Iterable[Fault | str] = ()) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        for fault in faults:
            self.add(fault)

    def add(self, fault: Fault | str) -> None:
        parsed = Fault.parse(fault) if isinstance(fault, str) else fault
        with self._lock:
            self._faults.append(parsed)

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def take(self, kind: str, method: str, path: str) -> Fault | None:
        """The first fault of that kind for this request; counts as one of its times."""
        with self._lock:
            return next((each for each in self._faults if each.kind == kind and applies(each, method, path)), None)


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"'{name}' needs a number, not '{text}'.") from None
