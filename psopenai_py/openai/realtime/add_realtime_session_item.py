from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidateSet
from ...engine.pipeline.cmdlet import Objects
from ..body import bound_fields
from ..local_files import image_url
from .client_events import IN_SHELLS, Sending, event_id_param, with_id
from .sound import base64_of


@cmdlet("Add-RealtimeSessionItem")
class AddRealtimeSessionItem(Sending):
    """Add an item to the conversation of the realtime session: a message, a function call or the result of one.

    The model does not answer until Request-RealtimeSessionResponse, or -TriggerResponse, asks for it. For a picture
    (-ContentType input_image) or sound (input_audio) the content names a file, or is the data URL or base64 itself.
    """

    event_id = event_id_param()
    previous_item_id = Param("string", help="The id of the item that it follows; root puts it first.")
    item_id = Param("string", help="The id of the item; the service makes one by default.")
    item_type = Param(
        "string",
        validators=(ValidateSet(("message", "function_call", "function_call_output")),),
        default="message",
        help="What the item is: a message, a call of a function, or the result of one.",
    )
    status = Param(
        "string", validators=(ValidateSet(("completed", "in_progress", "incomplete")),), help="The state of the item."
    )
    role = Param(
        "string",
        validators=(ValidateSet(("user", "assistant", "system")),),
        default="user",
        help="Who says it.",
    )
    content = Param(
        "string",
        mandatory=True,
        position=0,
        aliases=("Message", "Text"),
        help="The text; a file for pictures and sound; the result of a function.",
    )
    content_type = Param(
        "string",
        validators=(
            ValidateSet(("input_text", "input_image", "input_audio", "item_reference")),
            ValidateNotNullOrEmpty(),
        ),
        help="What the content is; by default a text.",
    )
    content_transcript = Param("string", help="The text of the sound.")
    function_call_id = Param("string", help="The id of the call that the item is, or that it answers.")
    function_call_name = Param("string", help="Which function is called.")
    function_call_arguments = Param("string", help="The arguments of the call, as JSON; by default the content.")
    function_call_output = Param("string", help="The result of the function; by default the content.")
    trigger_response = Param("switch", help="Ask for an answer, too.")

    examples = (
        Example(
            "Add-RealtimeSessionItem 'Hello' -TriggerResponse | Connect-RealtimeSession",
            "Holds a whole conversation: says something, and shows what the service sends until it has answered.",
        ),
        Example(
            "Connect-RealtimeSession; Add-RealtimeSessionItem 'Hello' -TriggerResponse; Disconnect-RealtimeSession",
            "Says something and asks for an answer.",
        ),
        Example(
            "Add-RealtimeSessionItem ./photo.png -ContentType input_image -TriggerResponse | Connect-RealtimeSession",
            "Shows the model a picture and asks for an answer.",
            result=(
                "Type                                     Content\n"
                "----                                     -------\n"
                "session.created                          sess_000001\n"
                "conversation.item.added                  item_000001\n"
                "conversation.item.done                   item_000001\n"
                "response.created                         resp_000001\n"
                "rate_limits.updated\n"
                "response.output_item.added               item_000002\n"
                "conversation.item.added                  item_000002\n"
                "response.content_part.added              item_000002\n"
                "response.output_audio.done               item_000002\n"
                "response.output_audio_transcript.done\n"
                "response.content_part.done               item_000002\n"
                "conversation.item.done                   item_000002\n"
                "response.output_item.done                item_000002\n"
                "response.done                            resp_000001"
            ),
        ),
        Example(
            "Add-RealtimeSessionItem ./question.wav -ContentType input_audio -TriggerResponse | "
            "Connect-RealtimeSession -AudioOutFile ./reply.wav",
            "Asks with a recording and keeps the spoken answer.",
        ),
    )
    failures = (
        Failure(
            "Add-RealtimeSessionItem 'Hello'",
            "Add-RealtimeSessionItem: No realtime session is open. Open one with Connect-RealtimeSession.",
            "NoRealtimeSession,Add-RealtimeSessionItem",
            about=IN_SHELLS,
        ),
    )
    remarks = "Adding costs nothing, but an item is charged with each answer that follows."

    def process(self) -> Objects:
        event: dict[str, Any] = {"type": "conversation.item.create"}
        event |= bound_fields(self, {"PreviousItemId": "previous_item_id"})
        yield from self.put(with_id(self, {**event, "item": self._item()}))
        if self.trigger_response:
            yield from self.put({"type": "response.create"})

    def _item(self) -> dict[str, Any]:
        item = {"type": self.item_type, **bound_fields(self, {"ItemId": "id", "Status": "status"})}
        call = bound_fields(self, {"FunctionCallId": "call_id"})
        if self.item_type == "message":
            return {**item, "role": self.role, "content": [self._part()]}
        if self.item_type == "function_call_output":
            given = self.is_bound("FunctionCallOutput")
            return {**item, **call, "output": self.function_call_output if given else self.content}
        given = self.is_bound("FunctionCallArguments")
        name = bound_fields(self, {"FunctionCallName": "name"})
        return {**item, **call, **name, "arguments": self.function_call_arguments if given else self.content}

    def _part(self) -> dict[str, Any]:
        """The content of a message; what the model says has another type than what it is told."""
        kind = self.content_type or ("output_text" if self.role == "assistant" else "input_text")
        if kind == "input_audio":
            transcript = bound_fields(self, {"ContentTranscript": "transcript"})
            return {"type": kind, "audio": base64_of(self, "Content", self.content), **transcript}
        if kind == "input_image":
            return {"type": kind, "image_url": self._image()}
        if kind == "item_reference":
            return {"type": kind, "id": self.content}
        return {"type": kind, "text": self.content}

    def _image(self) -> str:
        return image_url(self, "Content", self.content)
