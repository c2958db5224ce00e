from __future__ import annotations

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...engine.pipeline.cmdlet import Objects
from ..api import ApiParams
from .response import response, response_id_param


@cmdlet("Stop-Response", outputs="PSOpenAI.Response")
class StopResponse(ApiParams):
    """Cancel a response that runs in the background.

    Only a response that was requested with -Background can be cancelled; one that has ended stays as it is.
    """

    response_id = response_id_param()
    pass_thru = Param("switch", help="Return the response.")

    examples = (
        Example(
            "Request-Response 'Write a long story.' -Background | Stop-Response -PassThru",
            "Starts a response in the background and cancels it.",
            result=(
                "id                   : resp_5200a9d0c5cb8f9d745bc00d\n"
                "object               : response\n"
                "created_at           : 3/26/2024 5:44:14 PM\n"
                "status               : completed\n"
                "usage                : @{input_tokens=5; output_tokens=5; total_tokens=10}\n"
                "model                : gpt-5.4-mini\n"
                "instructions         :\n"
                "output               : message\n"
                "LastUserMessage      :\n"
                "output_text          : Write a long story.\n"
                "History              : message\n"
                "previous_response_id :"
            ),
        ),
        Example(
            "$r = Request-Response 'Write a long story.' -Background; Stop-Response $r.id",
            "Cancels a response by its id.",
        ),
    )
    failures = (
        Failure(
            "Stop-Response resp_abc123",
            "Stop-Response: The service answered 400: Only a response with background can be cancelled.",
            "BadRequestException,Stop-Response",
        ),
    )
    remarks = "Tokens that were made by then are charged."

    def process(self) -> Objects:
        with self.each_on_its_own(self.response_id):
            data = self.call("response.cancel", {"response_id": self.response_id}, "POST").json()
            if self.pass_thru:
                yield response(data, [])
