"""The parameters that requests to models share: how the model answers, how the request is served, batches.

They are functions, so that each cmdlet declares them at their place: help and completion keep that order.
"""

from __future__ import annotations

from typing import Any

from ..declare.cmdlet import Param
from ..declare.validators import ValidateCount, ValidateRange

REASONING_EFFORTS = ("none", "minimal", "low", "medium", "high", "xhigh")

# -- how the model answers ---------------------------------------------------------------------------------------------


def temperature_param(type: str = "double", position: int | None = None) -> Any:
    return Param(
        type,
        position=position,
        validators=(ValidateRange(0, 2),),
        help="How freely the model chooses its words: 0 to 2.",
    )


def top_p_param(type: str = "double", position: int | None = None) -> Any:
    return Param(
        type,
        position=position,
        aliases=("top_p",),
        validators=(ValidateRange(0, 1),),
        help="Choose among the words that make up this share of probability.",
    )


def number_of_answers_param() -> Any:
    return Param("uint16", aliases=("n",), help="How many answers to return.")


def stop_sequence_param(position: int | None = None) -> Any:
    return Param(
        "string[]",
        position=position,
        aliases=("stop",),
        validators=(ValidateCount(1, 4),),
        help="Up to four texts at which the answer ends.",
    )


def presence_penalty_param(position: int | None = None) -> Any:
    return Param(
        "double",
        position=position,
        aliases=("presence_penalty",),
        validators=(ValidateRange(-2, 2),),
        help="Above 0: speak of new things; below 0: stay with what was said.",
    )


def frequency_penalty_param(position: int | None = None) -> Any:
    return Param(
        "double",
        position=position,
        aliases=("frequency_penalty",),
        validators=(ValidateRange(-2, 2),),
        help="Above 0: repeat words less.",
    )


def logit_bias_param() -> Any:
    return Param("IDictionary", aliases=("logit_bias",), help="How much likelier a token gets, by token: -100 to 100.")


def reasoning_effort_param(aliases: tuple[str, ...] = ("reasoning_effort",)) -> Any:
    return Param("string", aliases=aliases, completions=REASONING_EFFORTS, help="How long the model thinks.")


def stream_param() -> Any:
    return Param("switch", help="Return the answer in pieces, as it is written.")


# -- how the request is served -----------------------------------------------------------------------------------------


def service_tier_param() -> Any:
    return Param(
        "string",
        aliases=("service_tier",),
        completions=("auto", "default", "flex", "scale", "priority"),
        help="Which tier of the service does the work.",
    )


def prompt_cache_key_param() -> Any:
    return Param("string", aliases=("prompt_cache_key",), help="A name under which the service caches the prompt.")


def prompt_cache_retention_param() -> Any:
    return Param(
        "string", aliases=("prompt_cache_retention",), completions=("in_memory", "24h"), help="How long it is cached."
    )


def safety_identifier_param() -> Any:
    return Param(
        "string",
        aliases=("safety_identifier",),
        help="A stable name for the end user, for the service's safety checks.",
    )


def user_param() -> Any:
    return Param("string", help="Out of date: a name for the end user.")


# -- batches -----------------------------------------------------------------------------------------------------------


def as_batch_param() -> Any:
    return Param("switch", help="Return the request for Start-Batch instead of sending it.")


def custom_batch_id_param() -> Any:
    return Param("string", help="The custom_id of such a request.")
