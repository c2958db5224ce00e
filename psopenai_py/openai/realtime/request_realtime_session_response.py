from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ..body import bound_fields, to_plain
from .client_events import (
    IN_SHELLS,
    Sending,
    audio_format_param,
    audio_output,
    event_id_param,
    instructions_param,
    max_output_tokens_param,
    output_limit,
    output_modalities_param,
    realtime_temperature_param,
    tool_choice_param,
    tool_fields,
    tools_param,
    voice_param,
    with_id,
)


@cmdlet("Request-RealtimeSessionResponse", all_positional=True)
class RequestRealtimeSessionResponse(Sending):
    """Ask the model of the realtime session for an answer; what is set here counts for this one only."""

    event_id = event_id_param()
    instructions = instructions_param()
    output_modalities = output_modalities_param()
    voice = voice_param()
    output_audio_format = audio_format_param("output")
    tools = tools_param()
    tool_choice = tool_choice_param()
    temperature = realtime_temperature_param()
    max_output_tokens = max_output_tokens_param()
    conversation = Param(
        "string",
        completions=("auto", "none"),
        help="Whether the answer becomes a part of the conversation (auto), or not (none).",
    )
    meta_data = Param("IDictionary", help="Pairs of key and text to keep with the answer.")
    input_object = Param(
        "object[]",
        aliases=("Input",),
        allow_empty_collection=True,
        help="Items or texts that the model answers instead of the conversation.",
    )

    examples = (
        Example(
            "Request-RealtimeSessionResponse -Instructions 'Say hello.' | Connect-RealtimeSession",
            "Asks for an answer in a session of its own.",
            result=(
                "Type                                     Content\n"
                "----                                     -------\n"
                "session.created                          sess_000001\n"
                "response.created                         resp_000001\n"
                "rate_limits.updated\n"
                "response.output_item.added               item_000001\n"
                "conversation.item.added                  item_000001\n"
                "response.content_part.added              item_000001\n"
                "response.output_audio_transcript.delta   Hello.\n"
                "response.output_audio.delta              5120 characters\n"
                "response.output_audio.done               item_000001\n"
                "response.output_audio_transcript.done    Hello.\n"
                "response.content_part.done               item_000001\n"
                "conversation.item.done                   item_000001\n"
                "response.output_item.done                item_000001\n"
                "response.done                            resp_000001"
            ),
        ),
        Example(
            "Connect-RealtimeSession; Add-RealtimeSessionItem 'Hello'; "
            "Request-RealtimeSessionResponse -OutputModalities text; Disconnect-RealtimeSession",
            "Asks for an answer as text.",
        ),
    )
    failures = (
        Failure(
            "Request-RealtimeSessionResponse",
            "Request-RealtimeSessionResponse: No realtime session is open. Open one with Connect-RealtimeSession.",
            "NoRealtimeSession,Request-RealtimeSessionResponse",
            about=IN_SHELLS,
        ),
    )
    remarks = """\
    The service charges for the tokens of text and sound that go in both directions. What was said before is charged
    again with each answer.
    """

    def process(self) -> Objects:
        response = bound_fields(
            self,
            {
                "Instructions": "instructions",
                "OutputModalities": "output_modalities",
                "Temperature": "temperature",
                "Conversation": "conversation",
                "MetaData": "metadata",
            },
        )
        output = audio_output(self)
        if output:
            response["audio"] = {"output": output}
        response |= {**tool_fields(self), **output_limit(self)}
        if self.is_bound("InputObject"):
            response["input"] = [_item(value) for value in as_list(self.input_object)]
        event: dict[str, Any] = {"type": "response.create"}
        yield from self.put(with_id(self, {**event, "response": response} if response else event))


def _item(value: Value) -> Any:
    """An item; a text is a message of the user."""
    plain = to_plain(value)
    if not isinstance(plain, str):
        return plain
    return {"type": "message", "role": "user", "content": [{"type": "input_text", "text": plain}]}
