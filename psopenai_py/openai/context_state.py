"""What Set-OpenAIContext keeps for the session, and the client that its calls share."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from ..dataclass import dataclass, field

if TYPE_CHECKING:
    from ..configuration import Configuration
    from ..credentials import SecureString
    from ..engine.session.session import Session
    from ..http import Client


@dataclass(slots=True)
class Context:
    """The session's defaults for every call. None: not set."""

    api_key: SecureString | None = field(default=None, repr=False)
    api_type: str | None = None
    api_base: str | None = None
    api_version: str | None = None
    auth_type: str | None = None
    organization: str | None = None
    project: str | None = None
    timeout_sec: int | None = None
    max_retry_count: int | None = None


@dataclass(slots=True)
class OpenAIState:
    """The state of this package in a session."""

    context: Context = field(default_factory=Context)
    client: Client | None = None
    configuration: tuple[tuple[str, int, int], Configuration] | None = None  # with what tells whether the file changed
    warned_of: set[str] = field(default_factory=set)  # unencrypted addresses

    def for_another_thread(self) -> OpenAIState:
        """The state of a session on another thread: its own context, and the same connections."""
        if self.client is None:
            from ..http import Client  # noqa: PLC0415 (the network loads with the first call)

            self.client = Client()
        return OpenAIState(copy(self.context), self.client)


def state_of(session: Session) -> OpenAIState:
    """The session's state, made at first use."""
    return session.part(OpenAIState)


def client_of(session: Session) -> Client:
    """The session's client: one pool of connections for all calls."""
    state = state_of(session)
    if state.client is None:
        from ..http import Client  # noqa: PLC0415 (the network loads with the first call)

        state.client = Client()
    if state.client.close not in session.closers:
        session.closers.append(state.client.close)
    return state.client
