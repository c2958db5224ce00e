from __future__ import annotations

from typing import Any

from ...engine.cmdlet import Objects
from ...engine.enumeration import as_list
from ...spec.cmdlet import Example, Param, cmdlet
from ...spec.validators import ValidateCount, ValidateNotNullOrEmpty, ValidateRange
from ..api import ApiParams
from ..batch_input import batch_input
from ..body import bound_fields
from ..logit_bias import logit_bias
from ..plain import to_plain
from ..streaming import pieces
from .completion import completion

FIELDS = {
    "Suffix": "suffix", "Temperature": "temperature", "TopP": "top_p", "NumberOfAnswers": "n", "StopSequence": "stop",
    "PresencePenalty": "presence_penalty", "FrequencyPenalty": "frequency_penalty", "User": "user", "Echo": "echo",
    "BestOf": "best_of",
}  # fmt: skip


@cmdlet("Request-TextCompletion", outputs="PSOpenAI.Text.Completion")
class RequestTextCompletion(ApiParams):
    """Have a text continued, by the older completions API."""

    prompt = Param(
        "string[]",
        position=0,
        pipeline="value",
        aliases=("Message",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The text to go on with; several are answered each.",
    )
    suffix = Param("string", help="What comes after the answer.")
    model = Param(
        "string",
        completions=("gpt-3.5-turbo-instruct", "babbage-002", "davinci-002"),
        default="gpt-3.5-turbo-instruct",
        help="The model that answers.",
    )
    temperature = Param(
        "double", validators=(ValidateRange(0, 2),), help="How freely the model chooses its words: 0 to 2."
    )
    top_p = Param(
        "double",
        aliases=("top_p",),
        validators=(ValidateRange(0, 1),),
        help="Choose among the words that make up this share of probability.",
    )
    number_of_answers = Param("uint16", aliases=("n",), help="How many answers to return.")
    stop_sequence = Param(
        "string[]",
        aliases=("stop",),
        validators=(ValidateCount(1, 4),),
        help="Up to four texts at which the answer ends.",
    )
    stream = Param("switch", help="Return the answer in pieces, as it is written.")
    max_tokens = Param("int", aliases=("max_tokens",), default=2048, help="The most tokens that the answer may cost.")
    presence_penalty = Param(
        "double",
        aliases=("presence_penalty",),
        validators=(ValidateRange(-2, 2),),
        help="Above 0: speak of new things.",
    )
    frequency_penalty = Param(
        "double", aliases=("frequency_penalty",), validators=(ValidateRange(-2, 2),), help="Above 0: repeat words less."
    )
    logit_bias = Param(
        "IDictionary", aliases=("logit_bias",), help="How much likelier a token gets, by token: -100 to 100."
    )
    user = Param("string", help="Out of date: a name for the end user.")
    echo = Param("bool", help="Return the prompt too.")
    best_of = Param("uint16", aliases=("best_of",), help="Make so many answers and return the best.")
    as_batch = Param("switch", help="Return the request for Start-Batch instead of sending it.")
    custom_batch_id = Param("string", help="The custom_id of such a request.")

    examples = (Example("(Request-TextCompletion 'Once upon a time').Answer", "Has a tale continued."),)

    def process(self) -> Objects:
        prompts: list[str] = to_plain(as_list(self.prompt))
        if not prompts:
            self._refuse("MissingPrompt", "There is nothing to go on with: give a text with -Prompt or by a pipe.")
            return
        if self.is_bound("BestOf") and self.is_bound("NumberOfAnswers") and self.best_of <= self.number_of_answers:
            self._refuse("InvalidBestOf", "-BestOf must be greater than -NumberOfAnswers.")
            return
        body = self._body(prompts)
        if self.as_batch:
            yield batch_input("/v1/completions", body, self.custom_batch_id)
            return
        if self.stream:
            yield from pieces(self, "completions", body, lambda choice: choice.get("text"))
        else:
            yield completion(self.call("completions", method="POST", body=body).json(), prompts)

    def _refuse(self, error_id: str, message: str) -> None:
        self.fail(error_id, message, "InvalidArgument", None, "System.ArgumentException")

    def _body(self, prompts: list[str]) -> dict[str, Any]:
        body: dict[str, Any] = {"model": self.model, "prompt": prompts[0] if len(prompts) == 1 else prompts}
        body.update(bound_fields(self, FIELDS))
        if self.max_tokens > 0:
            body["max_tokens"] = int(self.max_tokens)
        if self.is_bound("LogitBias"):
            body["logit_bias"] = logit_bias(self, self.logit_bias, self.model)
        if self.stream:
            body.update(stream=True, n=1)  # the pieces of several answers could not be told apart
        return body
