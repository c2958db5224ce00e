"""What the cmdlets of conversations share."""

from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Param
from ...declare.validators import ValidateNotNullOrEmpty

INCLUDABLE = (
    "code_interpreter_call.outputs",
    "computer_call_output.output.image_url",
    "file_search_call.results",
    "message.input_image.image_url",
    "message.output_text.logprobs",
    "reasoning.encrypted_content",
)


def conversation_id_param(set: str | tuple[str, ...] | None = None, position: int | None = 0) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline="value property",
        aliases=("conversation_id", "Conversation"),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the conversation, such as conv_abc123.",
    )


def item_id_param(set: str | None = None, position: int = 0) -> Any:
    return Param(
        "string",
        set=set,
        mandatory=True,
        position=position,
        pipeline="property",
        aliases=("item_id",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The id of the item, such as msg_abc123.",
    )


def include_param(set: str | None = None) -> Any:
    return Param(
        "string[]", set=set, completions=INCLUDABLE, allow_empty_collection=True, help="Further data to return."
    )
