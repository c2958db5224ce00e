from __future__ import annotations

from ...declare.cmdlet import Example, Failure, cmdlet
from ...engine.pipeline.cmdlet import Objects
from .client_events import IN_SHELLS, Sending, event_id_param, with_id


@cmdlet("Stop-RealtimeSessionResponse", all_positional=True)
class StopRealtimeSessionResponse(Sending):
    """Have the model stop the answer that it is giving; what it has said so far stays."""

    event_id = event_id_param()

    examples = (
        Example(
            "Connect-RealtimeSession; Request-RealtimeSessionResponse; Stop-RealtimeSessionResponse; "
            "Disconnect-RealtimeSession",
            "Asks for an answer and stops it.",
        ),
    )
    failures = (
        Failure(
            "Stop-RealtimeSessionResponse",
            "Stop-RealtimeSessionResponse: No realtime session is open. Open one with Connect-RealtimeSession.",
            "NoRealtimeSession,Stop-RealtimeSessionResponse",
            about=IN_SHELLS,
        ),
    )
    remarks = "What was said by then is charged."

    def process(self) -> Objects:
        yield from self.put(with_id(self, {"type": "response.cancel"}))
