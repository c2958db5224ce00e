from __future__ import annotations

import json

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNull
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ..body import to_plain
from .client_events import Sending, client_event


def as_json(value: Value) -> Value:
    """A dictionary or an object as its JSON, so that an event need not be written as a text."""
    plain = to_plain(value)
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, dict) else value


@cmdlet("Send-RealtimeSessionEvent")
class SendRealtimeSessionEvent(Sending):
    """Send any event of the client to the realtime session, as JSON; for what has no cmdlet of its own.

    A dictionary or an object may be given, too. In a shell the event is put out, for a pipe to Connect-RealtimeSession.
    """

    message = Param(
        "string",
        mandatory=True,
        position=0,
        pipeline="value",
        validators=(ValidateNotNull(),),
        transform=as_json,
        help="The event, as JSON.",
    )

    examples = (
        Example(
            'Connect-RealtimeSession; Send-RealtimeSessionEvent \'{"type": "input_audio_buffer.clear"}\'; '
            "Disconnect-RealtimeSession",
            "Empties the buffer of input audio.",
        ),
        Example(
            "Send-RealtimeSessionEvent @{ type = 'response.create'; response = @{ output_modalities = @('text') } "
            "} | Connect-RealtimeSession | Select-Object -ExpandProperty type",
            "Asks for an answer, with an event that is a dictionary.",
            result=(
                "session.created\n"
                "response.created\n"
                "rate_limits.updated\n"
                "response.output_item.added\n"
                "conversation.item.added\n"
                "response.content_part.added\n"
                "response.output_text.delta\n"
                "response.output_text.done\n"
                "response.content_part.done\n"
                "conversation.item.done\n"
                "response.output_item.done\n"
                "response.done"
            ),
        ),
    )
    failures = (
        Failure(
            "Send-RealtimeSessionEvent 'clear'",
            "Send-RealtimeSessionEvent: An event of a realtime session is a JSON object with a type, such as "
            '{"type": "response.create"}; it is not JSON: Expecting value: line 1 column 1 (char 0).',
            "InvalidRealtimeEvent,Send-RealtimeSessionEvent",
        ),
    )
    remarks = "An event costs what it makes the service do."

    def process(self) -> Objects:
        yield from self.put(client_event(self, self.message))
