"""The settings of a call: key, address, kind of API (OpenAI or Azure), limits and the caller's additions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ..dataclass import dataclass, field
from .cancel import Cancel

DEFAULT_API_BASE = "https://api.openai.com/v1"
DEFAULT_AZURE_API_VERSION = "2025-04-01-preview"


class Secret(Protocol):
    """A text that is shown only on request."""

    def reveal(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ApiConfig:
    """The settings of one call. They are not kept after the call.

    `certificate` has the files with the client's own certificate and its key (None: in the same file).

    `sources` says for messages where settings come from, by field: ``{"api_base": "OPENAI_API_BASE"}``.

    `max_retry_count` counts for every call; `read_retry_count` for calls that only read, where it is larger.

    `mask` removes secrets from error messages and from lines for `notify`; the call's own key is removed without it.
    `notify` receives lines about the requests that are sent (for the verbose stream); it may be called from another
    thread while downloads are prefetched. `trace` receives a line about each answer (for the debug stream). `retrying`
    is called before the wait of each retry, with the error, the seconds and the number of the retry. `cancel`
    stops the call from another thread.
    """

    api_key: Secret | None = field(default=None, repr=False)
    api_base: str | None = None
    api_type: str = "OpenAI"
    api_version: str | None = None
    auth_type: str | None = None
    organization: str | None = None
    project: str | None = None
    timeout: float | None = None
    max_retry_count: int = 0
    read_retry_count: int = 0
    additional_query: Mapping[str, Any] | None = None
    additional_headers: Mapping[str, Any] | None = field(default=None, repr=False)
    additional_body: Mapping[str, Any] | None = field(default=None, repr=False)
    certificate: tuple[str, str | None] | None = None
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)
    mask: Callable[[str], str] = field(default=str, repr=False, compare=False)
    notify: Callable[[str], None] | None = field(default=None, repr=False, compare=False)
    trace: Callable[[str], None] | None = field(default=None, repr=False, compare=False)
    retrying: Callable[[Any, float, int], None] | None = field(default=None, repr=False, compare=False)
    cancel: Cancel | None = field(default=None, repr=False, compare=False)

    @property
    def is_azure(self) -> bool:
        return self.api_type.casefold() == "azure"

    @property
    def uses_bearer(self) -> bool:
        """Azure takes the key in its own header, unless the key is a token of Entra ID (`azure_ad`)."""
        return not self.is_azure or (self.auth_type or "").casefold() == "azure_ad"

    def retries(self, method: str) -> int:
        """How often a failed call with this method is tried again."""
        return max(self.max_retry_count, self.read_retry_count if method == "GET" else 0)

    def named(self, setting: str, name: str) -> str:
        """A setting in a message: its name, and where it comes from if that is known."""
        source = self.sources.get(setting)
        return f"{name} (from {source})" if source else name

    def tell(self, line: str) -> None:
        if self.notify is not None:
            self.notify(line)
