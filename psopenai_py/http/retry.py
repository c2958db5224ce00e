"""When a failed call is retried, and how long to wait before."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping

from ..dataclass import dataclass
from .errors import ApiError, HttpError, QuotaExceededError, RateLimitError, ServerError, TransportError, UntrustedError

LONGEST_WAIT = 129.0
LONGEST_RETRY_AFTER = 60.0
_PASSING = (408, 425)  # the service waited too long for the request, or wants it again later


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The rules for retries. Clock, sleep and random numbers can be replaced, so that tests need not wait.

    `sleep` blocks the caller's thread; Ctrl+C interrupts it.
    """

    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random

    def allows(self, error: HttpError) -> bool:
        """Whether a retry may help. If the service says so in `x-should-retry`, that decides."""
        if isinstance(error, ApiError):
            advice = error.headers.get("x-should-retry", "").strip().lower()
            if advice in ("true", "false"):
                return advice == "true"
            if isinstance(error, QuotaExceededError):
                return False
            return isinstance(error, RateLimitError | ServerError) or error.status in _PASSING
        return isinstance(error, TransportError) and not isinstance(error, UntrustedError)

    def wait(self, attempt: int, error: HttpError | None = None) -> float:
        """Seconds before retry number `attempt` (the first is 0)."""
        asked = self.asked_for(error)
        if asked is not None:
            return asked
        jitter = 0.8 + 0.4 * self.chance()
        return min(2.0 ** min(attempt, 10) * jitter, LONGEST_WAIT)

    def asked_for(self, error: HttpError | None) -> float | None:
        """Seconds that the service asks to wait; None if it does not say, or too much."""
        headers: Mapping[str, str] = error.headers if isinstance(error, ApiError) else {}
        milliseconds = _number(headers.get("retry-after-ms"))
        if milliseconds is not None:
            return min(milliseconds / 1000, LONGEST_WAIT)
        seconds = self._retry_after(headers.get("retry-after"))
        return seconds if seconds is not None and seconds <= LONGEST_RETRY_AFTER else None

    def _retry_after(self, text: str | None) -> float | None:
        if text is None:
            return None
        seconds = _number(text)
        if seconds is not None:
            return seconds
        from email.utils import parsedate_to_datetime  # noqa: PLC0415 (a date is rare, and its parser slow to load)

        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - self.now())
        except (TypeError, ValueError, OverflowError):
            return None


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else -1.0
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None
