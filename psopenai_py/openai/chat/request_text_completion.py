from __future__ import annotations

from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty
from ...engine.pipeline.cmdlet import Objects
from ...engine.values.enumeration import as_list
from ..api import ApiParams
from ..body import batch_input, bound_fields, to_plain
from ..params import (
    batch_params,
    frequency_penalty_param,
    logit_bias_param,
    number_of_answers_param,
    presence_penalty_param,
    stop_sequence_param,
    stream_param,
    temperature_param,
    top_p_param,
    user_param,
)
from ..streaming import pieces
from ..tokens.tokenizer import logit_bias
from .completion import text_completion

FIELDS = {
    "Suffix": "suffix", "Temperature": "temperature", "TopP": "top_p", "NumberOfAnswers": "n", "StopSequence": "stop",
    "PresencePenalty": "presence_penalty", "FrequencyPenalty": "frequency_penalty", "User": "user", "Echo": "echo",
    "BestOf": "best_of",
}  # fmt: skip


@cmdlet("Request-TextCompletion", outputs="PSOpenAI.Text.Completion", order=("AuthType MaxRetryCount",))
class RequestTextCompletion(ApiParams):
    """Complete a text through the older completions API.

    With -Stream, -TimeoutSec is the longest silence of the service.
    """

    prompt = Param(
        "string[]",
        position=0,
        pipeline="value",
        aliases=("Message",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The text to complete; each of several texts is completed.",
    )
    suffix = Param("string", help="The text after the completion.")
    model = Param(
        "string",
        completions=("gpt-3.5-turbo-instruct", "babbage-002", "davinci-002"),
        default="gpt-3.5-turbo-instruct",
        help="The model that answers.",
    )
    temperature = temperature_param()
    top_p = top_p_param()
    number_of_answers = number_of_answers_param()
    stop_sequence = stop_sequence_param()
    stream = stream_param()
    max_tokens = Param("int", aliases=("max_tokens",), default=2048, help="The maximum number of tokens of the answer.")
    presence_penalty = presence_penalty_param()
    frequency_penalty = frequency_penalty_param()
    logit_bias = logit_bias_param()
    user = user_param()
    echo = Param("bool", help="Return the prompt too.")
    best_of = Param("uint16", aliases=("best_of",), help="Generate this many answers and return the best.")
    as_batch, custom_batch_id = batch_params()

    examples = (
        Example("(Request-TextCompletion 'Once upon a time').Answer", "Completes a text.", result="Once upon a time"),
        Example(
            "'Once upon a time', 'Long ago' | Request-TextCompletion -MaxTokens 20 -Temperature 0.5",
            "Completes two texts.",
        ),
    )
    failures = (
        Failure(
            "Request-TextCompletion 'Once' -Temperature 3",
            "Request-TextCompletion: the value of -Temperature is not accepted: 3 is outside of 0 to 2.",
            "ParameterArgumentValidationError,Request-TextCompletion",
            exit_code=2,
        ),
    )
    remarks = """\
    The service charges for the tokens of the prompt and of the answer. OpenAI has retired the models of this API; other
    servers still have such models.
    """

    def process(self) -> Objects:
        prompts: list[str] = to_plain(as_list(self.prompt))
        if not prompts:
            self.fail_nothing(
                "MissingPrompt",
                "There is nothing to complete: give a text with -Prompt or from the pipeline.",
                "InvalidArgument",
                "System.ArgumentException",
            )
            return
        if self.is_bound("BestOf") and self.is_bound("NumberOfAnswers") and self.best_of <= self.number_of_answers:
            self._refuse("InvalidBestOf", "-BestOf must be greater than -NumberOfAnswers.")
            return
        body = self._body(prompts)
        if self.as_batch:
            yield batch_input(self.batch_url("/v1/completions"), self.whole_body(body), self.custom_batch_id)
            return
        if self.stream:
            yield from pieces(self, "completions", body, lambda choice: choice.get("text"))
        else:
            yield text_completion(self.call("completions", method="POST", body=body).json(), prompts)

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
            body.update(stream=True, n=1)  # the pieces of several answers could not be distinguished
        return body
