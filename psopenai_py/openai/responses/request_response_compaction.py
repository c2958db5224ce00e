from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Gives, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..body import bound_fields, to_plain
from ..model_names import COMPACTION_MODELS
from ..params import raw_response_param
from ..request_options import CacheOptions, cache_fields
from .input_items import InputParams
from .response import from_compaction

FIELDS = {
    "PreviousResponseId": "previous_response_id",
    "Instructions": "instructions",
    "PromptCacheKey": "prompt_cache_key",
    "ServiceTier": "service_tier",
}


@cmdlet(
    "Request-ResponseCompaction",
    order=(
        "Role Model",
        "DeveloperMessage Instructions",
        "Files PreviousResponseId OutputRawResponse",
        "Organization History",
    ),
    gives=Gives("one", "PSOpenAI.Response.Compaction"),
)
class RequestResponseCompaction(CacheOptions, InputParams):
    """Compact a long conversation; the next request continues with the History of the result."""

    model = Param(
        "string",
        pipeline="property",
        completions=COMPACTION_MODELS,
        default="gpt-4o-mini",
        help="The model that answers.",
    )
    instructions = Param(
        "string", help="Instructions for this response only; they do not become part of the conversation."
    )
    previous_response_id = Param(
        "string", aliases=("previous_response_id",), help="The id of the response that this one follows."
    )
    output_raw_response = raw_response_param()
    prompt_cache_key = Param(
        "string", own=True, aliases=("prompt_cache_key",), help="A name under which the service caches the prompt."
    )
    service_tier = Param(
        "string",
        own=True,
        aliases=("service_tier",),
        completions=("auto", "default", "flex", "scale", "priority"),
        help="How the service treats the request: flex is slower and cheaper, priority faster and dearer.",
    )

    examples = (
        Example(
            "$r | Request-ResponseCompaction | Request-Response 'And then?'",
            "Continues with a shorter conversation.",
            result=(
                "id                   : resp_61faf1c1ec95e33e491fe142\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=8; output_tokens=3; total_tokens=11}\n"
                "model                : gpt-5.4-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      : And then?\n"
                "output_text          : And then?\n"
                "History              : {message, compaction, message, message}\n"
                "previous_response_id :"
            ),
        ),
        Example(
            "(Request-ResponseCompaction -PreviousResponseId resp_abc123 'Go on.').usage.total_tokens -gt 0",
            "Compacts a stored conversation; the usage says what it cost.",
            result="True",
        ),
    )
    failures = (
        Failure(
            "Request-ResponseCompaction 'And then?' -PreviousResponseId resp_gone",
            "Request-ResponseCompaction: The service answered 404: No response found with id 'resp_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
        Failure(
            "Request-ResponseCompaction",
            "Request-ResponseCompaction: There is nothing to send: give a message with -Message.",
            "MissingMessage,Request-ResponseCompaction",
            exit_code=2,
        ),
    )
    remarks = """\
    The service charges for the tokens of the conversation and of its shorter form. It pays where many requests follow.
    """

    def process(self) -> Objects:
        items = self.input_items()
        if not items:
            self.nothing_to_send()
            return
        body: dict[str, Any] = {
            "model": self.model,
            **bound_fields(self, FIELDS),
            **cache_fields(self),
            "input": to_plain(items),
        }
        answer = self.call("responses.compact", method="POST", body=body)
        yield answer.text if self.output_raw_response else from_compaction(answer.json())
