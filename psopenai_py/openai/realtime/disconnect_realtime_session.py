from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet
from .connection import realtime_of


@cmdlet("Disconnect-RealtimeSession")
class DisconnectRealtimeSession(Cmdlet):
    """End the realtime session; the service's last events still come. Without a session it does nothing."""

    examples = (Example("Connect-RealtimeSession; Disconnect-RealtimeSession", "Opens a session and ends it."),)

    def process(self) -> None:
        realtime_of(self.session).close()
