from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from .connection import realtime_of


@cmdlet("Disconnect-RealtimeSession")
class DisconnectRealtimeSession(Cmdlet):
    """End the realtime session; the service's last events still come. Without a session it does nothing."""

    examples = (Example("Connect-RealtimeSession; Disconnect-RealtimeSession", "Opens a session and ends it."),)
    failures = (
        Failure(
            "Disconnect-RealtimeSession -SessionId sess_1",
            "Disconnect-RealtimeSession: there is no parameter -SessionId.",
            "NamedParameterNotFound,Disconnect-RealtimeSession",
            exit_code=2,
        ),
    )
    remarks = "A session that has ended costs nothing more. Its conversation is not kept."

    def process(self) -> None:
        realtime_of(self.session).close()
