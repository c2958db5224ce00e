from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from ...declare.cmdlet import Example, Failure, Param, cmdlet
from ...declare.validators import ValidateNotNullOrEmpty, ValidatePattern, ValidateRange, ValidateSet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Objects, Output
from ..api import ApiParams
from ..body import batch_input, to_plain
from ..local_files import put_file
from ..model_names import CHAT_MODELS, DEFAULT_MODEL
from ..params import (
    batch_params,
    frequency_penalty_param,
    image_detail_param,
    logit_bias_param,
    lower_case,
    number_of_answers_param,
    presence_penalty_param,
    reasoning_effort_param,
    service_params,
    stop_sequence_param,
    stream_param,
    temperature_param,
    top_p_param,
    user_location_params,
    web_search_context_size_param,
)
from ..request_options import RequestOptions
from ..schema import as_type, parsed
from ..streaming import LAST_CHOICE, events, pieces
from .body import chat_body
from .completion import choices_of, completion, delta_of, message_of, text_of
from .messages import answer_message, from_history, plain_messages, user_message
from .tools import ToolCaller

ENDPOINT = "chat.completions"
BATCH_URL = "/v1/chat/completions"
CUT_SHORT = ("length", "content_filter")


@cmdlet("Request-ChatCompletion", outputs="PSOpenAI.Chat.Completion", order=("Organization History",))
class RequestChatCompletion(RequestOptions, ApiParams):
    """Ask a model through the chat completions API.

    The answer is in the property Answer, the whole conversation in History. Pipe a completion into the next request
    to continue it. With -Tools and -InvokeTools the functions that the model calls are run and their results sent
    back. With -Stream, -TimeoutSec is the longest silence of the service.
    """

    message = Param(
        "string",
        position=0,
        pipeline="value",
        aliases=("Text",),
        validators=(ValidateNotNullOrEmpty(),),
        help="The user's message.",
    )
    role = Param(
        "string",
        validators=(ValidateNotNullOrEmpty(),),
        completions=("user", "system", "developer", "function"),
        transform=lower_case,
        default="user",
        help="Accepted for old scripts; the message is always the user's.",
    )
    name = Param(
        "string",
        validators=(ValidatePattern(r"^[a-zA-Z0-9_-]{1,64}$"),),
        help="A name that tells this user from others in the conversation.",
    )
    model = Param(
        "string", pipeline="property", completions=CHAT_MODELS, default=DEFAULT_MODEL, help="The model that answers."
    )
    system_message = Param(
        "string[]",
        aliases=("RolePrompt", "system"),
        allow_empty_string=True,
        help="Instructions to the model, as system messages.",
    )
    developer_message = Param(
        "string[]", allow_empty_string=True, help="Instructions to the model, as developer messages."
    )
    modalities = Param(
        "string[]", validators=(ValidateSet(("text", "audio")),), help="The kinds of output: text, audio."
    )
    voice = Param(
        "string",
        completions=("alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer"),
        transform=lower_case,
        default="alloy",
        help="The voice of a spoken answer.",
    )
    input_audio = Param("string", aliases=("input_audio",), help="An audio file to send with the message.")
    input_audio_format = Param(
        "string",
        completions=("wav", "mp3"),
        transform=lower_case,
        default_text="the extension of the file",
        help="The format of that file.",
    )
    audio_out_file = Param(
        "string", validators=(ValidateNotNullOrEmpty(),), help="Write the spoken answer into this file."
    )
    output_audio_format = Param(
        "string",
        completions=("wav", "aac", "mp3", "flac", "opus", "pcm16"),
        transform=lower_case,
        default="mp3",
        help="The format of a spoken answer.",
    )
    images = Param("string[]", help="Pictures to send with the message: files or URLs.")
    image_detail = image_detail_param()
    tools = Param(
        "IDictionary[]",
        validators=(ValidateNotNullOrEmpty(),),
        help="Functions that the model may call, as New-ChatCompletionFunction makes them.",
    )
    tool_choice = Param(
        "object",
        aliases=("tool_choice",),
        completions=("none", "auto", "required"),
        help="Whether the model calls a tool, and which one.",
    )
    parallel_tool_calls = Param(
        "switch", aliases=("parallel_tool_calls",), help="Let the model request several calls at once."
    )
    invoke_tools = Param(
        "string",
        aliases=("InvokeFunctionOnCallMode",),
        validators=(ValidateSet(("None", "Auto", "Confirm")),),
        default="None",
        help="Run the functions that the model calls: Auto, Confirm (ask first) or None.",
    )
    web_search_context_size = web_search_context_size_param()
    (
        web_search_user_location_type,
        web_search_user_location_city,
        web_search_user_location_country,
        web_search_user_location_region,
        web_search_user_location_time_zone,
    ) = user_location_params()
    prediction = Param(
        "string", validators=(ValidateNotNullOrEmpty(),), help="A text that is expected to make up much of the answer."
    )
    temperature = temperature_param()
    top_p = top_p_param()
    number_of_answers = number_of_answers_param()
    stream = stream_param()
    store = Param("switch", help="Let the service store the completion.")
    verbosity = Param("string", completions=("low", "medium", "high"), help="How long the answer is.")
    reasoning_effort = reasoning_effort_param()
    meta_data = Param("IDictionary", help="Pairs of key and text to keep with a stored completion.")
    stop_sequence = stop_sequence_param()
    max_tokens = Param("int", aliases=("max_tokens",), help="Obsolete: use MaxCompletionTokens.")
    max_completion_tokens = Param(
        "int", aliases=("max_completion_tokens",), help="The maximum number of tokens of the answer."
    )
    presence_penalty = presence_penalty_param()
    frequency_penalty = frequency_penalty_param()
    logit_bias = logit_bias_param()
    log_probs = Param("bool", help="Return the log probability of each token.")
    top_log_probs = Param(
        "uint16",
        aliases=("top_logprobs",),
        validators=(ValidateRange(0, 20),),
        help="How many of the most likely tokens to return at each position.",
    )
    response_format = Param(
        "object",
        aliases=("Format", "response_format"),
        completions=("text", "json_object", "json_schema", "raw_response"),
        help="The format of the answer: text, json_object, json_schema, raw_response, or a class.",
    )
    json_schema = Param("string", help="The schema of an answer in the format json_schema.")
    seed = Param("long", help="With the same seed the same answer is likely.")
    service_tier, prompt_cache_key, prompt_cache_retention, safety_identifier, user = service_params()
    as_batch, custom_batch_id = batch_params()
    history = Param("object[]", pipeline="property", help="Earlier messages; a piped completion contains them.")

    examples = (
        Example(
            "Request-ChatCompletion 'What is a monad?' | Select-Object -ExpandProperty Answer",
            "Asks a question.",
            result="What is a monad?",
        ),
        Example(
            "Request-ChatCompletion 'Name a city.' | Request-ChatCompletion 'And its country?'",
            "Asks two questions in one conversation.",
        ),
        Example(
            "Request-ChatCompletion 'Tell me a story.' -Stream",
            "Shows the answer while it is written.",
            result="Tell\nme\na\nstory.",
        ),
        Example("Request-ChatCompletion 'What is this?' -Images ./photo.png", "Asks about a picture."),
        Example(
            'function Get-Weather { param([string]$City) "${City}: 22 C, sunny" }; Request-ChatCompletion \'How '
            "is the weather in Rome?' -Tools (New-ChatCompletionFunction Get-Weather) -InvokeTools Auto",
            "Lets the model call a function of yours, and answer with its result.",
        ),
        Example(
            "Request-ChatCompletion 'Answer the question.' -InputAudio ./question.wav -Model gpt-audio",
            "Asks with a recording.",
        ),
        Example(
            "Request-ChatCompletion 'Say hello.' -Model gpt-audio -Modalities text, audio -Voice coral "
            "-AudioOutFile ./hello.mp3 | ForEach-Object { $_.choices[0].message.audio.transcript }",
            "Writes a spoken answer into a file and shows its text.",
            result="Say hello.",
        ),
        Example(
            "(Request-ChatCompletion 'A person: name and age.' -ResponseFormat json_schema -JsonSchema (@{ name = "
            "'person'; schema = @{ type = 'object'; properties = @{ name = @{ type = 'string' }; age = @{ type = "
            "'integer' } } } } | ConvertTo-Json -Depth 5)).Answer | ConvertFrom-Json",
            "Asks for an answer that follows a schema.",
            result="name                    age\n----                    ---\nA person: name and age.   0",
        ),
        Example(
            "Request-ChatCompletion 'Hello' -ApiType Azure -ApiBase $env:AZURE_OPENAI_ENDPOINT -Model my-deployment",
            "Asks a deployment of Azure OpenAI.",
        ),
    )
    failures = (
        Failure(
            "Request-ChatCompletion 'What do you hear?' -InputAudio ./missing.mp3",
            "Request-ChatCompletion: -InputAudio: there is no file ./missing.mp3.",
            "FileNotFound,Request-ChatCompletion",
        ),
        Failure(
            "Request-ChatCompletion 'Hello' -Temperature 3",
            "Request-ChatCompletion: the value of -Temperature is not accepted: 3 is outside of 0 to 2.",
            "ParameterArgumentValidationError,Request-ChatCompletion",
            exit_code=2,
            about="The value is refused before anything is sent.",
        ),
        Failure(
            "Remove-Item Env:OPENAI_API_KEY; Request-ChatCompletion 'Hello'",
            "Request-ChatCompletion: No API key was found. Put it into $env:OPENAI_API_KEY, keep it with "
            "Set-Secret OPENAI_API_KEY, set it for the session with Set-OpenAIContext -ApiKey, or give it with "
            "-ApiKey.",
            "ApiKeyNotFound,Request-ChatCompletion",
            about="As a command of a shell, without the script around it, it ends with exit code 3.",
        ),
    )
    remarks = """\
    The service charges for the tokens of the request and of the answer; usage of the answer counts them. Pictures and
    sound count as tokens, too. A conversation is sent as a whole each time, so its earlier messages are charged again,
    and -NumberOfAnswers charges for each answer. -AsBatch and Start-Batch halve the price.

    With -InvokeTools each round of functions is a call of its own. Nothing is polled. -MetaData takes 16 pairs; a key
    has 64 characters at most, a value 512.
    """

    def begin(self) -> Output:
        if self.is_bound("MaxTokens"):
            self.warn("Parameter 'MaxTokens' is obsolete. Use MaxCompletionTokens instead.")
        return None

    def process(self) -> Objects:
        messages = self._messages()
        if messages is None:
            return
        body = chat_body(self)
        if self.as_batch:
            whole = self.whole_body({**body, "messages": to_plain(messages)})
            yield batch_input(self.batch_url(BATCH_URL), whole, self.custom_batch_id)
        elif self.stream:
            body["messages"] = to_plain(messages)
            yield from (
                events(self, ENDPOINT, body, last=LAST_CHOICE) if self._raw else pieces(self, ENDPOINT, body, delta_of)
            )
        else:
            yield from self._answered(body, messages)

    def _messages(self) -> list[Value] | None:
        """The conversation up to the user's message; None, after an error, where there is nothing to send."""
        if self.role == "function" and not self.name:
            self.fail_nothing("MissingName", "A message with the role function needs a name: give it with -Name.")
            return None
        if self.is_bound("Name") and not self.is_bound("Message"):
            self.warn("-Name is ignored: without -Message there is no message to put it on.")
        messages: list[Value] = [
            *from_history(self.history),
            *plain_messages("system", self.system_message),
            *plain_messages("developer", self.developer_message),
        ]
        asked = user_message(self)
        if asked is not None:
            messages.append(asked)
        if not messages:
            self.fail_nothing(
                "MissingMessage", "There is nothing to send: give a message with -Message or from the pipeline."
            )
            return None
        return messages

    @property
    def _raw(self) -> bool:
        return isinstance(self.response_format, str) and self.response_format.lower() == "raw_response"

    def _answered(self, body: dict[str, Any], messages: list[Value]) -> Iterator[Value]:
        """The answer, after running the functions that the model calls."""
        caller = ToolCaller(self, body.get("tools") or (), self.invoke_tools)
        while True:
            response = self.call(ENDPOINT, method="POST", body={**body, "messages": to_plain(messages)})
            if self._raw:
                yield response.text
                return
            data: dict[str, Any] = response.json()
            messages.append(answer_message(message_of(data)))
            choices = choices_of(data)
            if not choices or choices[0].get("finish_reason") != "tool_calls":
                break
            results = caller.results(message_of(data).get("tool_calls") or ())
            if not results:
                break
            messages = list(from_history([*messages, *results]))
        if self.audio_out_file is not None:
            self._save_audio(data, self.audio_out_file)
        yield self._completion(data, messages)

    def _save_audio(self, data: dict[str, Any], path: str) -> None:
        """Write the first spoken answer into a file; without one there is nothing to write."""
        for choice in choices_of(data):
            sound: Any = ((choice.get("message") or {}).get("audio") or {}).get("data")
            if sound:
                put_file(self, path, base64.b64decode(sound))
                return

    def _completion(self, data: dict[str, Any], messages: list[Value]) -> Value:
        type_ = as_type(self.response_format)
        answers: list[Value] | None = [] if type_ is not None else None
        for choice in choices_of(data):
            refusal = (choice.get("message") or {}).get("refusal")
            if refusal:
                self.warn(f'The model refuses to respond: "{refusal}"')
            if choice.get("finish_reason") in CUT_SHORT:
                self.warn(f"The model stopped before the end of its answer; the reason is {choice['finish_reason']}.")
            if type_ is not None and answers is not None:
                answers += [refusal] if refusal else parsed(self, text_of(choice), type_)
        return completion(data, messages, answers)
