"""What one call needs to know about the service: key, address, flavour, limits and the caller's additions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

DEFAULT_API_BASE = "https://api.openai.com/v1"
DEFAULT_AZURE_API_VERSION = "2025-04-01-preview"


class Secret(Protocol):
    """A text that shows itself only when asked."""

    def reveal(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ApiConfig:
    """The settings of one call. Nothing of it outlives the call.

    `mask` takes keys out of every text that leaves here (messages of errors, lines for `notify`); the call's own key is
    hidden without it. `notify` receives lines about what happens on the wire (for a verbose stream); it may be called
    from another thread when downloads are fetched ahead. `retrying` is told of each retry before its wait: the error,
    the seconds and the number of the retry.
    """

    api_key: Secret | None = field(default=None, repr=False)
    api_base: str | None = None
    api_type: str = "OpenAI"
    api_version: str | None = None
    auth_type: str | None = None
    organization: str | None = None
    timeout: float | None = None
    max_retry_count: int = 0
    additional_query: Mapping[str, Any] | None = None
    additional_headers: Mapping[str, Any] | None = field(default=None, repr=False)
    additional_body: Mapping[str, Any] | None = field(default=None, repr=False)
    mask: Callable[[str], str] = field(default=str, repr=False, compare=False)
    notify: Callable[[str], None] | None = field(default=None, repr=False, compare=False)
    retrying: Callable[[Any, float, int], None] | None = field(default=None, repr=False, compare=False)

    @property
    def is_azure(self) -> bool:
        return self.api_type.casefold() == "azure"

    @property
    def uses_bearer(self) -> bool:
        """Azure takes its key in a header of its own, unless the key is a token of Entra ID (`azure_ad`)."""
        return not self.is_azure or (self.auth_type or "").casefold() == "azure_ad"

    def tell(self, line: str) -> None:
        if self.notify is not None:
            self.notify(line)
