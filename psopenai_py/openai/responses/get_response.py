from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects
from ...http import Request
from ..api import ApiParams
from ..body import bound_fields
from ..objects import from_json, plain_object
from ..params import LARGEST_PAGE, raw_response_param, stream_output_type_param
from ..streaming import LAST_RESPONSE, delta_of, event_of
from .response import response, response_id_param


@cmdlet("Get-Response", outputs="PSOpenAI.Response")
class GetResponse(ApiParams):
    """Get a stored response, with its input.

    With -Stream, -TimeoutSec is the longest silence of the service.
    """

    response_id = response_id_param()
    include = Param(
        "string[]",
        completions=(
            "file_search_call.results",
            "message.input_image.image_url",
            "computer_call_output.output.image_url",
            "reasoning.encrypted_content",
        ),
        allow_empty_collection=True,
        help="Further data to return, by the service's names.",
    )
    include_obfuscation = Param(
        "bool", aliases=("include_obfuscation",), help="Whether a stream hides the lengths of its pieces."
    )
    stream = Param("switch", help="Return the answer in pieces, from its first event on.")
    stream_output_type = stream_output_type_param()
    starting_after = Param("int", aliases=("starting_after",), help="Begin a stream after the event of this number.")
    output_raw_response = raw_response_param()
    primitive = Param("switch", hidden=True, help="Leave out the input; this saves a request.")

    examples = (
        Example(
            "Request-Response 'Hello' | Get-Response",
            "Asks, and gets the response again.",
            result=(
                "id                   : resp_aa9c16fcbf831c6ec2d91534\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=1; output_tokens=1; total_tokens=2}\n"
                "model                : gpt-5.4-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      : Hello\n"
                "output_text          : Hello\n"
                "History              : {message, message}\n"
                "previous_response_id :"
            ),
        ),
        Example(
            "(Get-Response resp_abc123 -Primitive).status",
            "Shows how far a response is that runs in the background.",
            result="completed",
        ),
    )
    failures = (
        Failure(
            "Get-Response resp_gone",
            "Get-Response: The service answered 404: No response found with id 'resp_gone'.",
            "PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest",
        ),
    )
    remarks = """\
    Reading costs nothing. The service keeps a response for 30 days, if it was stored. A second call fetches its input,
    which -Primitive saves.
    """

    def process(self) -> Objects:
        ids, query = {"response_id": self.response_id}, self._query()
        if self.stream:
            yield from self._streamed(ids, query)
            return
        answer = self.call("response", ids, query=query)
        if self.output_raw_response:
            yield answer.text
            return
        data: dict[str, Any] = answer.json()
        yield response(data, [] if self.primitive else list(self._items(str(data["id"]))))

    def _query(self) -> dict[str, Any]:
        names = {"IncludeObfuscation": "include_obfuscation", "StartingAfter": "starting_after", "Include": "include[]"}
        query = bound_fields(self, names)
        return {**query, "stream": True} if self.stream else query

    def _items(self, id_: str) -> Iterator[Value]:
        query = {"limit": LARGEST_PAGE, "order": "asc"}
        for data in self.pages("response.input_items", {"response_id": id_}, query=query):
            yield plain_object(data)

    def _streamed(self, ids: dict[str, Any], query: dict[str, Any]) -> Iterator[Value]:
        with self.faults():
            for event in self.client.stream_sse(self.config(), Request("response", ids, query=query), LAST_RESPONSE):
                if self.output_raw_response:
                    yield event.data
                    continue
                data = event_of(self, event.data)
                if self.stream_output_type == "object":
                    yield from_json(data)
                else:
                    yield from delta_of(self, data)
