"""What the cmdlets that connect share: the connection's address, and the conversation that a pipe or Python holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...dotnet.model.enumerables import ByteArray
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ...http import Request, open_websocket
from ..api import ApiParams
from ..local_files import goes_out
from ..objects import to_object
from ..params import secure_string
from .client_events import client_event
from .connection import TYPE_NAME, connect_to_events, realtime_of
from .conversation import Conversation
from .sound import Recording

#: parameters of every call that PSOpenAI's cmdlets for realtime sessions do not have
OWN = ("TimeoutSec", "MaxRetryCount", "Organization", "AdditionalQuery", "AdditionalHeaders")


def api_type_param(position: int) -> Any:
    return Param(
        "OpenAIApiType", position=position, enum=("OpenAI", "Azure"), help="Which API is called: OpenAI's or Azure's."
    )


def api_base_param(position: int) -> Any:
    return Param("uri", position=position, help="The address of the API, if it is not OpenAI's: https://host/v1.")


def api_version_param(position: int) -> Any:
    return Param("string", position=position, hidden=True, help="The version of Azure's API; without it the newest.")


def auth_type_param(position: int) -> Any:
    return Param(
        "string",
        position=position,
        validators=(ValidateSet(("openai", "azure", "azure_ad")),),
        help="How the key is sent: as a bearer token (openai), as the header api-key (azure), or as a token of Entra "
        "ID (azure_ad).",
    )


def api_key_param(position: int) -> Any:
    return Param(
        "securestring",
        position=position,
        transform=secure_string,
        help="The API key. Keep it in the keyring or the environment rather than on a command line.",
    )


class Connecting(ApiParams):
    """Opens a session. In a script it goes on in the background; a pipe or Python holds the conversation here."""

    input_object = Param(
        "object",
        pipeline="value",
        own=True,
        help="Events of the client to send, such as the other cmdlets put out; the conversation is held until all is "
        "answered.",
    )
    audio_out_file = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        own=True,
        help="Write the spoken answer into this file, as the bare samples or as .wav; - is standard output.",
    )

    idle_pace = 0.05  # what the service says must not wait for the next input
    additional_body = None  # a session has no body
    _talk: Conversation | None = None
    _recording: Recording | None = None

    def wanted(self) -> tuple[str, dict[str, Any]]:
        """The endpoint and the query of the session."""
        raise NotImplementedError

    def place(self, query: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The endpoint and the query for a session; Azure's preview versions have others."""
        config = self.config()
        if config.is_azure and config.api_version:
            if "model" in query:
                query = {"deployment": query["model"]}
            return "realtime.preview", query
        return "realtime", query

    @property
    def _door(self) -> str:
        return self.runtime.mode.door

    @property
    def _has_input(self) -> bool:
        return self.expects_input or self.is_bound("InputObject")

    def begin(self) -> None:
        realtime = realtime_of(self.session)
        if realtime.connection is not None:
            self.warn("The realtime session that was open is closed; its conversation is lost.")
            realtime.close()
        endpoint, query = self.wanted()
        with self.faults():
            websocket = open_websocket(self.client, self.config(), Request(endpoint, query=query))
        if self._door == "script" and not self._has_input and self.audio_out_file is None:
            connect_to_events(self.session, websocket)
            return
        self._talk = Conversation(websocket, self.session.host.settle if self._door == "shell" else lambda: None)
        realtime.connection = self._talk.connection
        if self.audio_out_file is not None:
            self._recording = Recording(keeps=not goes_out(self, self.audio_out_file))

    def ask_first(self) -> bool:
        return True  # the connection is there; its first event comes by itself

    def process(self) -> Objects:
        talk = self._talk
        if talk is None:
            return
        if self.is_bound("InputObject"):
            with self.faults():
                for value in as_list(self.input_object):
                    talk.send(client_event(self, value))
        yield from self._put_out(talk.arrived())

    def idle(self) -> Objects:
        if self._talk is not None:
            yield from self._put_out(self._talk.arrived())
            self.session.host.settle()

    def end(self) -> Objects:
        talk = self._talk
        if talk is None:
            return
        is_open_ended = self._door == "python" and not self._has_input
        with self._woken(talk):
            yield from self._put_out(talk.rest() if is_open_ended else talk.answers())
        if self._recording is not None and not goes_out(self, self.audio_out_file):
            self._recording.save(self.session.path(self.audio_out_file))

    def _woken(self, talk: Conversation) -> AbstractContextManager[None]:
        return nullcontext() if self.cancel is None else self.cancel.calling(talk.wake)

    def _put_out(self, messages: Iterator[dict[str, Any]]) -> Objects:
        """The service's events as objects; or the sound in them, where that goes to standard output."""
        as_sound = goes_out(self, self.audio_out_file)
        answers_all = self._door != "python" or self._has_input
        with self.faults():
            for event in messages:
                sound = self._recording.take(event) if self._recording is not None else b""
                if event.get("type") == "error" and answers_all:
                    self._report(event)
                if not as_sound:
                    yield to_object(event, TYPE_NAME)
                elif sound:
                    yield ByteArray(sound)
        if self.cancel is not None:
            self.cancel.check()

    def _report(self, event: dict[str, Any]) -> None:
        """An error event as an error: it says that something which was asked for was not done."""
        assert self._talk is not None
        if self._talk.is_own_slip(event):
            return
        error = event.get("error")
        detail: dict[str, Any] = error if isinstance(error, dict) else {}
        code = detail.get("code") or detail.get("type") or "error"
        said = str(detail.get("message") or "The service does not say what is wrong.")
        asked = detail.get("event_id")
        self.fail(f"Realtime.{code}", said, "InvalidOperation", asked)

    def dispose(self) -> None:
        talk, self._talk = self._talk, None
        if talk is not None:
            realtime_of(self.session).drop(talk.connection)
            talk.close()
