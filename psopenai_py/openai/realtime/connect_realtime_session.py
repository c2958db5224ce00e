from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...declare.validators import ValidateSet
from .connecting import (
    OWN,
    Connecting,
    api_base_param,
    api_key_param,
    api_type_param,
    api_version_param,
    auth_type_param,
)
from .connection import TYPE_NAME

MODELS = (
    "gpt-realtime", "gpt-realtime-mini", "gpt-realtime-1.5", "gpt-realtime-2", "gpt-realtime-2.1",
    "gpt-realtime-2.1-mini",
)  # fmt: skip
DEFAULT_MODEL = "gpt-realtime"


@cmdlet(
    "Connect-RealtimeSession",
    gives=Gives(always="stream", kind=TYPE_NAME),
    own=OWN,
)
class ConnectRealtimeSession(Connecting):
    """Open a realtime session: a conversation in text or speech over one connection.

    In a script it goes on in the background. What the service sends raises the engine's event
    PSOpenAI.Realtime.ReceiveMessage, whose $Event.SourceArgs[0] is the service's event; subscribe with
    Register-EngineEvent before, or take the events with Wait-Event and Get-Event. The other realtime cmdlets send.

    In a shell, and wherever -InputObject or -AudioOutFile is given, the command holds the conversation itself: it sends
    the events that it gets, puts out those of the service, and ends when all is answered.
    """

    session_type = Param(
        "string",
        position=0,
        validators=(ValidateSet(("realtime", "transcription")),),
        hidden=True,
        default="realtime",
        help="Whether the model answers (realtime) or only writes down what it hears (transcription).",
    )
    model = Param("string", position=1, completions=MODELS, default=DEFAULT_MODEL, help="The model that answers.")
    api_type = api_type_param(2)
    api_base = api_base_param(3)
    api_version = api_version_param(4)
    auth_type = auth_type_param(5)
    api_key = api_key_param(6)

    examples = (
        Example(
            "Connect-RealtimeSession -Model gpt-realtime; Disconnect-RealtimeSession",
            "Opens a session and ends it.",
        ),
        Example(
            "Request-RealtimeSessionResponse | Connect-RealtimeSession | Select-Object -ExpandProperty type",
            "Holds a conversation until it is answered, and shows the kinds of the service's events.",
            result=(
                "session.created\n"
                "response.created\n"
                "rate_limits.updated\n"
                "response.output_item.added\n"
                "conversation.item.added\n"
                "response.content_part.added\n"
                "response.output_audio_transcript.delta\n"
                "response.output_audio.delta\n"
                "response.output_audio.done\n"
                "response.output_audio_transcript.done\n"
                "response.content_part.done\n"
                "conversation.item.done\n"
                "response.output_item.done\n"
                "response.done"
            ),
        ),
    )
    failures = (
        Failure(
            "Connect-RealtimeSession -ApiBase http://127.0.0.1:9/v1 -MaxRetryCount 0",
            "Connect-RealtimeSession: The service at http://127.0.0.1:9/v1 (from -ApiBase) cannot be reached: "
            "Connection refused",
            "PSOpenAI.APIRequest.APIRequestException,Invoke-OpenAIAPIRequest",
            exit_code=4,
        ),
    )
    remarks = """\
    The service charges for the tokens of text and sound that go in both directions. What was said before is charged
    again with each answer. A session lasts 60 minutes at most. Nothing is polled: events come as they arise.
    """

    def wanted(self) -> tuple[str, dict[str, Any]]:
        if self.session_type == "transcription":
            return self.place({"intent": "transcription"})
        self.warn_if_retired({"model": self.model})
        return self.place({"model": self.model})
