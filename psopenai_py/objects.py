"""The types of what the functions return, for annotations, type checkers and ``isinstance``.

::

    from psopenai_py import Batch, get_batch
    batch: Batch = get_batch("batch_abc123")
    print(batch.status, batch.created_at)

At run time every object is one class of the engine; `isinstance` looks at its type name. A class here lists the fields
that the service documents and the members that PSOpenAI adds. A field that the service has added since is read by key:
``batch["new_field"]``. A field that an answer lacks is an AttributeError, or a KeyError by key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from .credentials import SecureString
from .engine.values.objects import PSObject


class _ByTypeName(type):
    """``isinstance`` by PowerShell's type name."""

    type_name: str

    def __instancecheck__(cls, value: object) -> bool:
        if not isinstance(value, PSObject):
            return False
        return cls.type_name == "" or cls.type_name in value._types


class OpenAIObject(metaclass=_ByTypeName):
    """An object of the service: fields by attribute and by key, in any case."""

    type_name: ClassVar[str] = ""

    def __init__(self) -> None:
        raise TypeError(f"{type(self).__name__} objects come from the service; there is nothing to construct")

    if TYPE_CHECKING:  # the engine's object has them

        def to_dict(self) -> dict[str, Any]:
            """The service's own data, in a copy: dates are its numbers, and members that were added are left out."""
            ...

        def keys(self) -> list[str]:
            """The names of the fields, so that ``dict(x)`` works."""
            ...

        def __getitem__(self, name: str) -> Any: ...

        def __setitem__(self, name: str, value: Any) -> None: ...

        def __contains__(self, name: object) -> bool: ...

        def __iter__(self) -> Iterator[str]: ...


# -- batches and files ------------------------------------------------------------------------------------------------


class RequestCounts(OpenAIObject):
    """How many requests of a batch there are, and how many are done."""

    total: int
    completed: int
    failed: int


class BatchProblem(OpenAIObject):
    """A line of a batch's input that did not pass validation; lines count from 1."""

    code: str | None
    message: str
    param: str | None
    line: int | None


class BatchErrors(OpenAIObject):
    data: list[BatchProblem]


class Batch(OpenAIObject):
    """A batch; times are None until the state is reached."""

    type_name: ClassVar[str] = "PSOpenAI.Batch"
    id: str
    object: Literal["batch"]
    endpoint: str
    model: str | None
    errors: BatchErrors | None
    input_file_id: str
    completion_window: str
    status: str
    output_file_id: str | None
    error_file_id: str | None
    created_at: datetime
    in_progress_at: datetime | None
    expires_at: datetime | None
    finalizing_at: datetime | None
    completed_at: datetime | None
    failed_at: datetime | None
    expired_at: datetime | None
    cancelling_at: datetime | None
    cancelled_at: datetime | None
    request_counts: RequestCounts
    usage: Any
    metadata: Any


class BatchLocal(OpenAIObject):
    """A batch that was started from this account, as the journal has it (`get_batch(local=True)`).

    ``id`` is None while the batch waits in a queue, or if the answer to its request was lost; ``seen_at`` is when the
    service last told ``status``.
    """

    type_name: ClassVar[str] = "PSOpenAI.Batch.Local"
    id: str | None
    status: str | None
    endpoint: str | None
    input_file_id: str
    input_hash: str | None
    created_at: datetime
    seen_at: datetime | None
    folder: str | None
    profile: str | None
    api_base: str
    follows: str | None
    queue: str | None


class BatchResponse(OpenAIObject):
    """The answer to one request of a batch. ``body`` is the object that the plain call returns, such as a
    ChatCompletion."""

    status_code: int
    request_id: str
    body: Any


class BatchItemError(OpenAIObject):
    """Why a request of a batch was not answered."""

    code: str
    message: str


class BatchOutput(OpenAIObject):
    """A result of a batch: of a request that was answered, or that failed."""

    type_name: ClassVar[str] = "PSOpenAI.Batch.Output"
    id: str
    custom_id: str
    response: BatchResponse
    error: BatchItemError | None
    input: Any  # the request, with include_input=True


class BatchInput(OpenAIObject):
    """A request for a batch, as ``as_batch=True`` makes it."""

    type_name: ClassVar[str] = "PSOpenAI.Batch.Input"
    custom_id: str
    method: str
    url: str
    body: Any


class InputProblem(OpenAIObject):
    """A fault of a batch's input; ``Line`` counts from 1 and is None for a fault of the whole file."""

    Line: int | None
    Code: str
    Message: str


class BatchInputCheck(OpenAIObject):
    """What `test_batch_input` found in a file of requests; ``Problems`` has the first hundred faults."""

    type_name: ClassVar[str] = "PSOpenAI.Batch.InputCheck"
    Path: str
    IsValid: bool
    Requests: int
    Bytes: int
    Endpoint: str | None
    Model: str | None
    Problems: list[InputProblem]
    MoreProblems: int


class MeasuredTokens(OpenAIObject):
    """Tokens by kind; the cached ones are among the input, those of reasoning among the output."""

    InputTokens: int
    CachedTokens: int
    OutputTokens: int
    ReasoningTokens: int
    TotalTokens: int


class MeasuredModel(MeasuredTokens):
    """What the results of one model used."""

    Model: str
    Results: int
    Price: Decimal | None


class MeasuredBatch(OpenAIObject):
    """One of the batches that were measured."""

    Id: str
    Status: str
    Requests: int
    Succeeded: int
    Failed: int
    Missing: int
    TotalTokens: int
    Price: Decimal | None
    Duration: timedelta | None


class MeasuredError(OpenAIObject):
    """Errors of one code, with the first of them as an example."""

    Code: str
    Count: int
    BatchId: str
    CustomId: str | None
    Message: str


class Percentiles(OpenAIObject):
    """Numbers of tokens that so many percent of the results do not exceed."""

    P50: int
    P90: int
    P95: int
    P99: int
    Max: int
    Mean: float


class BatchMeasure(MeasuredTokens):
    """What `measure_batch` found out about batches; ``Price`` is None without a table of prices."""

    type_name: ClassVar[str] = "PSOpenAI.Batch.Measure"
    Batches: list[MeasuredBatch]
    Requests: int
    Succeeded: int
    Failed: int
    Missing: int
    Price: Decimal | None
    Duration: timedelta | None
    Models: list[MeasuredModel]
    Errors: list[MeasuredError]
    InputPercentiles: Percentiles | None
    OutputPercentiles: Percentiles | None


class File(OpenAIObject):
    """A file at the service; ``bytes`` is its size."""

    type_name: ClassVar[str] = "PSOpenAI.File"
    id: str
    object: Literal["file"]
    bytes: int
    created_at: datetime
    expires_at: datetime | None
    filename: str
    purpose: str
    status: str


class Model(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Model"
    id: str
    object: Literal["model"]
    created: datetime
    owned_by: str


# -- answers of models ------------------------------------------------------------------------------------------------


class Usage(OpenAIObject):
    """Tokens of a chat or text completion, or of embeddings."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int
    prompt_tokens_details: Any
    completion_tokens_details: Any


class ChatMessage(OpenAIObject):
    role: str
    content: str | None
    refusal: str | None
    tool_calls: list[Any]
    annotations: list[Any]
    audio: Any


class Choice(OpenAIObject):
    index: int
    message: ChatMessage
    finish_reason: str
    logprobs: Any


class ChatCompletion(OpenAIObject):
    """A chat completion. ``Answer`` has the texts of its choices, ``Message`` the user's text, ``History`` the
    conversation for the next request."""

    type_name: ClassVar[str] = "PSOpenAI.Chat.Completion"
    id: str
    object: Literal["chat.completion"]
    created: datetime
    model: str
    choices: list[Choice]
    usage: Usage
    service_tier: str | None
    system_fingerprint: str | None
    metadata: Any
    Message: str | None
    Answer: list[str]
    History: list[Any]


class TextChoice(OpenAIObject):
    index: int
    text: str
    finish_reason: str
    logprobs: Any


class TextCompletion(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Text.Completion"
    id: str
    object: Literal["text_completion"]
    created: datetime
    model: str
    choices: list[TextChoice]
    usage: Usage
    Prompt: Any
    Answer: list[str]


class ResponseUsage(OpenAIObject):
    input_tokens: int
    output_tokens: int
    total_tokens: int
    input_tokens_details: Any
    output_tokens_details: Any


class Response(OpenAIObject):
    """A response. ``output_text`` is the text of all of its messages, ``History`` the conversation so far."""

    type_name: ClassVar[str] = "PSOpenAI.Response"
    id: str
    object: Literal["response"]
    created_at: datetime
    status: str
    error: Any
    incomplete_details: Any
    instructions: Any
    model: str
    output: list[Any]
    previous_response_id: str | None
    reasoning: Any
    usage: ResponseUsage
    metadata: Any
    output_text: str
    LastUserMessage: str | None
    History: list[Any]


class ResponseMessage(OpenAIObject):
    """An item of a response's input."""

    type_name: ClassVar[str] = "PSOpenAI.Response.Message"
    id: str
    type: str
    role: str
    status: str
    content: list[Any]


class ResponseCompaction(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Response.Compaction"
    id: str
    created_at: datetime
    output: list[Any]
    usage: ResponseUsage
    History: list[Any]


class Embedding(OpenAIObject):
    """A text and its vector."""

    index: int
    embedding: list[float]
    Text: str | None


class Embeddings(OpenAIObject):
    """The vectors of the texts of one request, in their order."""

    type_name: ClassVar[str] = "PSOpenAI.Embeddings"
    data: list[Embedding]
    model: str
    usage: Usage


class ModerationResult(OpenAIObject):
    flagged: bool
    categories: Any
    category_scores: Any


class Moderation(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Moderation"
    id: str
    model: str
    results: list[ModerationResult]


class Image(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Image"
    created: datetime
    data: list[Any]
    usage: Any


class VideoJob(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Video.Job"
    id: str
    object: Literal["video"]
    model: str
    status: str
    progress: int
    created_at: datetime
    completed_at: datetime | None
    expires_at: datetime | None
    seconds: str
    size: str
    prompt: str | None
    error: Any


# -- what the service keeps -------------------------------------------------------------------------------------------


class Conversation(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Conversation"
    id: str
    object: Literal["conversation"]
    created_at: datetime
    metadata: Any
    Items: list[Any]


class ConversationItem(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Conversation.Item"
    id: str
    type: str
    role: str
    status: str
    content: list[Any]


class FileCounts(OpenAIObject):
    in_progress: int
    completed: int
    failed: int
    cancelled: int
    total: int


class VectorStore(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.VectorStore"
    id: str
    object: Literal["vector_store"]
    name: str | None
    status: str
    usage_bytes: int
    file_counts: FileCounts
    created_at: datetime
    last_active_at: datetime | None
    expires_at: datetime | None
    expires_after: Any
    metadata: Any


class VectorStoreFile(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.VectorStore.File"
    id: str
    object: Literal["vector_store.file"]
    vector_store_id: str
    status: str
    usage_bytes: int
    created_at: datetime
    last_error: Any
    attributes: Any
    chunking_strategy: Any


class VectorStoreFileBatch(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.VectorStore.FileBatch"
    id: str
    object: Literal["vector_store.file_batch"]
    vector_store_id: str
    status: str
    file_counts: FileCounts
    created_at: datetime


class Container(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Container"
    id: str
    object: Literal["container"]
    name: str
    status: str
    created_at: datetime
    last_active_at: datetime | None
    expires_after: Any


class ContainerFile(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Container.File"
    id: str
    object: Literal["container.file"]
    container_id: str
    bytes: int
    path: str
    source: str
    created_at: datetime


class Assistant(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Assistant"
    id: str
    object: Literal["assistant"]
    name: str | None
    description: str | None
    model: str
    instructions: str | None
    tools: list[Any]
    tool_resources: Any
    temperature: float | None
    top_p: float | None
    response_format: Any
    created_at: datetime
    metadata: Any


class Thread(OpenAIObject):
    """A thread; ``Messages`` has those that were fetched with it."""

    type_name: ClassVar[str] = "PSOpenAI.Thread"
    id: str
    object: Literal["thread"]
    created_at: datetime
    tool_resources: Any
    metadata: Any
    Messages: list[ThreadMessage]


class ThreadMessage(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Thread.Message"
    id: str
    object: Literal["thread.message"]
    thread_id: str
    assistant_id: str | None
    run_id: str | None
    role: str
    content: list[Any]
    attachments: list[Any] | None
    created_at: datetime
    metadata: Any
    SimpleContent: list[Any]


class ThreadRun(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Thread.Run"
    id: str
    object: Literal["thread.run"]
    thread_id: str
    assistant_id: str
    status: str
    required_action: Any
    last_error: Any
    model: str
    instructions: str | None
    tools: list[Any]
    usage: Usage | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    failed_at: datetime | None
    cancelled_at: datetime | None
    expires_at: datetime | None
    metadata: Any


class ThreadRunStep(OpenAIObject):
    type_name: ClassVar[str] = "PSOpenAI.Thread.Run.Step"
    id: str
    object: Literal["thread.run.step"]
    run_id: str
    thread_id: str
    assistant_id: str
    type: str
    status: str
    step_details: Any
    last_error: Any
    usage: Usage | None
    created_at: datetime
    completed_at: datetime | None
    metadata: Any


class ResponseInputTokens(OpenAIObject):
    """How many tokens the input of a request has; ``custom_id`` of a request of a batch."""

    type_name: ClassVar[str] = "PSOpenAI.Response.InputTokens"
    object: Literal["response.input_tokens"]
    model: str | None
    input_tokens: int


class VectorStoreSearchResult(OpenAIObject):
    """A file that a search has found, and its passages that fit; ``Text`` has them as one text."""

    type_name: ClassVar[str] = "PSOpenAI.VectorStore.SearchResult"
    file_id: str
    filename: str
    score: float
    attributes: Any
    content: list[Any]
    Text: str


class Decision(OpenAIObject):
    """The answers to the questions of a decision, in the order of the questions."""

    type_name: ClassVar[str] = "PSOpenAI.Decision"
    model: str
    answers: list[Any]
    usage: Any


class ContentProvenanceCheck(OpenAIObject):
    """Which marks of OpenAI's models a file bears."""

    type_name: ClassVar[str] = "PSOpenAI.ContentProvenanceCheck"
    object: Literal["content_provenance_check"]
    results: list[Any]
    created_at: datetime


# -- realtime sessions ------------------------------------------------------------------------------------------------


class RealtimeError(OpenAIObject):
    """What is wrong with an event of the client, whose `event_id` it names; or how the connection broke."""

    type: str
    code: str | None
    message: str
    param: str | None
    event_id: str | None


class RealtimeEvent(OpenAIObject):
    """An event of the service; `type` says which one, and with it which of the other fields there are."""

    type_name: ClassVar[str] = "PSOpenAI.Realtime.Event"
    type: str
    event_id: str
    session: Any
    item: Any
    item_id: str
    response: Any
    response_id: str
    delta: str
    text: str
    transcript: str
    error: RealtimeError


# -- ours -------------------------------------------------------------------------------------------------------------


class Context(OpenAIObject):
    """The defaults that `set_openai_context` has set for this session."""

    type_name: ClassVar[str] = "PSOpenAI.Context"
    ApiKey: SecureString | None
    ApiType: str
    ApiBase: str | None
    ApiVersion: str | None
    AuthType: str
    Organization: str | None
    TimeoutSec: int
    MaxRetryCount: int


class SecretInfo(OpenAIObject):
    """A secret in the system's keyring, without its value."""

    type_name: ClassVar[str] = "PSOpenAI.SecretInfo"
    Name: str
    Metadata: Any


#: the types by their names
TYPES: dict[str, type[OpenAIObject]] = {
    name: value
    for name, value in list(globals().items())
    if isinstance(value, type) and issubclass(value, OpenAIObject)
}
