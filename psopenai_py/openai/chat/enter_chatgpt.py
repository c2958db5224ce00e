from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateRange
from ...engine.pipeline.cmdlet import Output
from ...engine.session.streams import InformationRecord
from ...errors import TerminatingError
from ..api import ApiParams
from ..body import bound_fields
from ..model_names import DEFAULT_MODEL, TALK_MODELS
from ..params import (
    frequency_penalty_param,
    presence_penalty_param,
    stop_sequence_param,
    temperature_param,
    top_p_param,
)
from ..streaming import texts
from .completion import delta_of

ENDPOINT = "chat.completions"
HEADER = """\
A chat with {model}. A line is sent when you press Enter.
  #reset   forget what was said
  #end     leave
"""
FIELDS = {
    "Temperature": "temperature", "TopP": "top_p", "StopSequence": "stop",
    "MaxCompletionTokens": "max_completion_tokens", "PresencePenalty": "presence_penalty",
    "FrequencyPenalty": "frequency_penalty",
}  # fmt: skip
END = frozenset({"#end", "#exit", "#quit"})


@cmdlet(
    "Enter-ChatGPT",
    order=("AuthType MaxRetryCount", "Organization NoHeader"),
    own=("AdditionalQuery", "AdditionalHeaders", "AdditionalBody"),
)
class EnterChatGPT(ApiParams):
    """Chat with a model, line by line, until you leave with #end."""

    model = Param("string", position=0, completions=TALK_MODELS, default=DEFAULT_MODEL, help="The model that answers.")
    system_message = Param(
        "string",
        position=1,
        aliases=("RolePrompt", "system"),
        allow_empty_string=True,
        help="Instructions to the model, as a system message.",
    )
    temperature = temperature_param(position=2)
    top_p = top_p_param(position=3)
    stop_sequence = stop_sequence_param(position=4)
    max_completion_tokens = Param(
        "int",
        position=5,
        aliases=("max_completion_tokens",),
        validators=(ValidateRange(0, 2147483647),),
        help="The maximum number of tokens of an answer.",
    )
    presence_penalty = presence_penalty_param(position=6)
    frequency_penalty = frequency_penalty_param(position=7)
    no_header = Param("switch", help="Do not show the introduction.")

    examples = (
        Example("Enter-ChatGPT -SystemMessage 'Answer in verse.'", "Starts a chat."),
        Example(
            "Enter-ChatGPT -Model gpt-5.4-nano -MaxCompletionTokens 200 -NoHeader",
            "Chats with a small model that answers briefly.",
        ),
    )
    failures = (
        Failure(
            "Enter-ChatGPT -Temperature 3",
            "Enter-ChatGPT: the value of -Temperature is not accepted: 3 is outside of 0 to 2.",
            "ParameterArgumentValidationError,Enter-ChatGPT",
            exit_code=2,
        ),
    )
    remarks = """\
    Each line is a request that sends the whole conversation, so a long chat costs more with each line. #end leaves it.
    """

    def process(self) -> Output:
        if not self.session.host.interactive:
            raise self.stop_with(
                "InvalidOperation",
                "A chat needs a terminal. In scripts use Request-ChatCompletion.",
                "InvalidOperation",
                None,
                "System.InvalidOperationException",
            )
        if not self.no_header:
            self._say(HEADER.format(model=self.model))
        self._talk(self.session.host.ask)
        return None

    def _talk(self, ask: Callable[[str, bool], str]) -> None:
        system = [{"role": "system", "content": self.system_message}] if self.system_message else []
        messages: list[dict[str, Any]] = list(system)
        while True:
            try:
                text = ask("You: ", False).strip()
            except TerminatingError as error:
                if error.record.error_id == "NoAnswer":  # the end of the input is the end of the chat
                    return
                raise
            if text.lower() in END:
                return
            if text.lower() == "#reset":
                messages = list(system)
            elif text:
                messages.append({"role": "user", "content": text})
                self._answer(messages)

    def _answer(self, messages: list[dict[str, Any]]) -> None:
        """Show the answer while it arrives, and keep it; after a failed call the line can be sent again."""
        body = {"model": self.model, **bound_fields(self, FIELDS), "messages": messages, "stream": True}
        parts: list[str] = []
        try:
            self._say("ChatGPT: ")
            for text in texts(self, ENDPOINT, body, delta_of):
                parts.append(text)
                self._say(text, of_model=True)
            messages.append({"role": "assistant", "content": "".join(parts)})
        except TerminatingError as error:
            messages.pop()
            if error.script or error.record.ends_all:
                raise
            self.write_error(error.record)
        finally:
            self._say("\n")

    def _say(self, text: str, of_model: bool = False) -> None:
        if text:
            host = {"no_newline": True, "of_model": of_model}
            self.inform(InformationRecord(text, ("PSHOST",), self.spec.name, host))
