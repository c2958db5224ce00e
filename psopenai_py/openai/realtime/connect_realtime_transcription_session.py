from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, cmdlet
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


@cmdlet(
    "Connect-RealtimeTranscriptionSession",
    gives=Gives(always="stream", kind=TYPE_NAME),
    own=OWN,
)
class ConnectRealtimeTranscriptionSession(Connecting):
    """Open a realtime session that only writes down what it hears.

    What the service sends becomes events and output as with Connect-RealtimeSession. Choose the model and the language
    with Set-RealtimeTranscriptionSessionConfiguration.
    """

    api_type = api_type_param(0)
    api_base = api_base_param(1)
    api_version = api_version_param(2)
    auth_type = auth_type_param(3)
    api_key = api_key_param(4)

    examples = (
        Example("Connect-RealtimeTranscriptionSession; Disconnect-RealtimeSession", "Opens a session and ends it."),
        Example(
            "& { Set-RealtimeTranscriptionSessionConfiguration -InputAudioTranscriptionModel whisper-1; "
            "Send-RealtimeSessionAudio ./question.wav -Commit } | Connect-RealtimeTranscriptionSession | "
            "Where-Object type -like '*transcription.completed'",
            "Has a recording written down, and shows the event that has the text.",
        ),
    )
    failures = (
        Failure(
            "Connect-RealtimeTranscriptionSession -ApiBase http://127.0.0.1:9/v1 -MaxRetryCount 0",
            "Connect-RealtimeTranscriptionSession: The service at http://127.0.0.1:9/v1 (from -ApiBase) cannot be "
            "reached: Connection refused",
            "PSOpenAI.APIRequest.APIRequestException,Invoke-OpenAIAPIRequest",
            exit_code=4,
        ),
    )
    remarks = """\
    The service charges for the sound that is sent and the text that is made. A session lasts 60 minutes at most.
    Nothing is polled: events come as they arise.
    """

    def wanted(self) -> tuple[str, dict[str, Any]]:
        return self.place({"intent": "transcription"})
