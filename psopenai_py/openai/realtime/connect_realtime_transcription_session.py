from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Gives, cmdlet
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
    )

    def wanted(self) -> tuple[str, dict[str, Any]]:
        return self.place({"intent": "transcription"})
