# Written by `python -m psopenai_py.frontends.docs Docs`; not to be edited.
# ruff: noqa
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict, overload

from typing_extensions import Unpack

from ._version import __version__ as __version__
from .credentials import SecureString as SecureString
from .errors import ErrorRecord as ErrorRecord
from .errors import PSOpenAIError as PSOpenAIError
from .language.syntax.errors import ParseError as ParseError
from .results import Results as Results
from .results import Stream as Stream
from .results import to_json as to_json
from .shell import Result as Result
from .shell import Shell as Shell
from .exceptions import ApiConnectionError as ApiConnectionError
from .exceptions import ApiError as ApiError
from .exceptions import ApiTimeoutError as ApiTimeoutError
from .exceptions import ArgumentError as ArgumentError
from .exceptions import AuthenticationError as AuthenticationError
from .exceptions import BadRequestError as BadRequestError
from .exceptions import BatchError as BatchError
from .exceptions import CmdletError as CmdletError
from .exceptions import ConflictError as ConflictError
from .exceptions import IncompleteResult as IncompleteResult
from .exceptions import MissingKeyError as MissingKeyError
from .exceptions import NotFoundError as NotFoundError
from .exceptions import PermissionDeniedError as PermissionDeniedError
from .exceptions import QuotaExceededError as QuotaExceededError
from .exceptions import RateLimitError as RateLimitError
from .exceptions import ServerError as ServerError
from .exceptions import UnprocessableEntityError as UnprocessableEntityError
from .objects import Assistant as Assistant
from .objects import Batch as Batch
from .objects import BatchErrors as BatchErrors
from .objects import BatchInput as BatchInput
from .objects import BatchInputCheck as BatchInputCheck
from .objects import BatchItemError as BatchItemError
from .objects import BatchLocal as BatchLocal
from .objects import BatchMeasure as BatchMeasure
from .objects import BatchOutput as BatchOutput
from .objects import BatchProblem as BatchProblem
from .objects import BatchResponse as BatchResponse
from .objects import ChatCompletion as ChatCompletion
from .objects import ChatMessage as ChatMessage
from .objects import Choice as Choice
from .objects import Container as Container
from .objects import ContainerFile as ContainerFile
from .objects import ContentProvenanceCheck as ContentProvenanceCheck
from .objects import Context as Context
from .objects import Conversation as Conversation
from .objects import ConversationItem as ConversationItem
from .objects import Decision as Decision
from .objects import Embedding as Embedding
from .objects import Embeddings as Embeddings
from .objects import File as File
from .objects import FileCounts as FileCounts
from .objects import Image as Image
from .objects import InputProblem as InputProblem
from .objects import MeasuredBatch as MeasuredBatch
from .objects import MeasuredError as MeasuredError
from .objects import MeasuredModel as MeasuredModel
from .objects import MeasuredTokens as MeasuredTokens
from .objects import Model as Model
from .objects import Moderation as Moderation
from .objects import ModerationResult as ModerationResult
from .objects import OpenAIObject as OpenAIObject
from .objects import Percentiles as Percentiles
from .objects import RealtimeError as RealtimeError
from .objects import RealtimeEvent as RealtimeEvent
from .objects import RequestCounts as RequestCounts
from .objects import Response as Response
from .objects import ResponseCompaction as ResponseCompaction
from .objects import ResponseInputTokens as ResponseInputTokens
from .objects import ResponseMessage as ResponseMessage
from .objects import ResponseUsage as ResponseUsage
from .objects import SecretInfo as SecretInfo
from .objects import TextChoice as TextChoice
from .objects import TextCompletion as TextCompletion
from .objects import Thread as Thread
from .objects import ThreadMessage as ThreadMessage
from .objects import ThreadRun as ThreadRun
from .objects import ThreadRunStep as ThreadRunStep
from .objects import Usage as Usage
from .objects import VectorStore as VectorStore
from .objects import VectorStoreFile as VectorStoreFile
from .objects import VectorStoreFileBatch as VectorStoreFileBatch
from .objects import VectorStoreSearchResult as VectorStoreSearchResult
from .objects import VideoJob as VideoJob

# Several inputs: a list, a tuple, a set, an iterator; not a text.
_Several: TypeAlias = list[Any] | tuple[Any, ...] | set[Any] | Iterator[Any]
_ErrorAction: TypeAlias = Literal["Continue", "Stop", "SilentlyContinue", "Ignore"]

class _Options(TypedDict, total=False):
    shell: Shell | None
    error_action: _ErrorAction

class _CallOptions(_Options, total=False):
    timeout_sec: int | None
    max_retry_count: int | None
    api_type: Literal['OpenAI', 'Azure'] | None
    api_base: str | None
    auth_type: Literal['openai', 'azure', 'azure_ad'] | None
    api_key: str | SecureString | None
    organization: str | None
    additional_query: Mapping[str, Any] | None
    additional_headers: Mapping[str, Any] | None
    additional_body: Any
    project: str | None

@overload
def add_container_file(container_id: str | OpenAIObject, file: Any, **options: Unpack[_CallOptions]) -> ContainerFile:
    """Add files to a container: local files, or uploaded files by their ids."""
@overload
def add_container_file(container_id: _Several, file: Any, **options: Unpack[_CallOptions]) -> Results[ContainerFile]:
    """Add files to a container: local files, or uploaded files by their ids."""
class _AddConversationItemOptions(_CallOptions, total=False):
    role: Literal['user', 'system', 'developer', 'assistant'] | None
    system_message: str | Sequence[str] | None
    developer_message: str | Sequence[str] | None
    images: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high'] | None
    files: str | Sequence[str] | None
    include: str | Sequence[str] | None

@overload
def add_conversation_item(message: str | None = ..., *, conversation_id: str | OpenAIObject, **options: Unpack[_AddConversationItemOptions]) -> None:
    """Add messages, pictures and files to a conversation, without a request to a model."""
@overload
def add_conversation_item(message: str | None = ..., *, conversation_id: _Several, **options: Unpack[_AddConversationItemOptions]) -> None:
    """Add messages, pictures and files to a conversation, without a request to a model."""
@overload
def add_conversation_item(message: str | None = ..., *, conversation_id: str | OpenAIObject, pass_thru: Literal[True], **options: Unpack[_AddConversationItemOptions]) -> Conversation:
    """Add messages, pictures and files to a conversation, without a request to a model."""
@overload
def add_conversation_item(message: str | None = ..., *, conversation_id: _Several, pass_thru: Literal[True], **options: Unpack[_AddConversationItemOptions]) -> Results[Conversation]:
    """Add messages, pictures and files to a conversation, without a request to a model."""
class _AddOpenaiFileOptions(_CallOptions, total=False):
    expires_after_seconds: int | None
    expires_after_anchor: str | None
    part_size: int | None
    skip_check: bool | None

@overload
def add_openai_file(file: str | os.PathLike[str], *, purpose: Literal['assistants', 'batch', 'evals', 'fine-tune', 'user_data', 'vision'], **options: Unpack[_AddOpenaiFileOptions]) -> File:
    """Upload a file."""
@overload
def add_openai_file(file: _Several, *, purpose: Literal['assistants', 'batch', 'evals', 'fine-tune', 'user_data', 'vision'], **options: Unpack[_AddOpenaiFileOptions]) -> Results[File]:
    """Upload a file."""
@overload
def add_openai_file(*, content: bytes, name: str, purpose: Literal['assistants', 'batch', 'evals', 'fine-tune', 'user_data', 'vision'], **options: Unpack[_AddOpenaiFileOptions]) -> File:
    """Upload a file."""
class _AddRealtimeSessionItemOptions(_Options, total=False):
    event_id: str | None
    previous_item_id: str | None
    item_id: str | None
    item_type: Literal['message', 'function_call', 'function_call_output'] | None
    status: Literal['completed', 'in_progress', 'incomplete'] | None
    role: Literal['user', 'assistant', 'system'] | None
    content_type: Literal['input_text', 'input_image', 'input_audio', 'item_reference'] | None
    content_transcript: str | None
    function_call_id: str | None
    function_call_name: str | None
    function_call_arguments: str | None
    function_call_output: str | None
    trigger_response: bool | None

def add_realtime_session_item(content: str, **options: Unpack[_AddRealtimeSessionItemOptions]) -> None:
    """Add an item to the conversation of the realtime session: a message, a function call or the result of one."""
class _AddThreadMessageOptions(_CallOptions, total=False):
    images: Any
    image_detail: Literal['auto', 'low', 'high'] | None
    role: Literal['user', 'assistant'] | None
    file_ids_for_code_interpreter: str | Sequence[str] | None
    file_ids_for_file_search: str | Sequence[str] | None
    meta_data: Mapping[str, Any] | None
    wait_for_run_complete: bool | None

@overload
def add_thread_message(message: str, *, thread_id: str | OpenAIObject, **options: Unpack[_AddThreadMessageOptions]) -> None:
    """Add a message to a thread."""
@overload
def add_thread_message(message: str, *, thread_id: _Several, **options: Unpack[_AddThreadMessageOptions]) -> None:
    """Add a message to a thread."""
@overload
def add_thread_message(message: str, *, thread_id: str | OpenAIObject, pass_thru: Literal[True], **options: Unpack[_AddThreadMessageOptions]) -> Thread:
    """Add a message to a thread."""
@overload
def add_thread_message(message: str, *, thread_id: _Several, pass_thru: Literal[True], **options: Unpack[_AddThreadMessageOptions]) -> Results[Thread]:
    """Add a message to a thread."""
class _AddVectorStoreFileOptions(_CallOptions, total=False):
    chunking_strategy: Literal['auto', 'static'] | None
    max_chunk_size_tokens: int | None
    chunk_overlap_tokens: int | None
    attributes: Mapping[str, Any] | None

@overload
def add_vector_store_file(vector_store_id: str | OpenAIObject, file_id: str | OpenAIObject, **options: Unpack[_AddVectorStoreFileOptions]) -> None:
    """Add an uploaded file to a vector store."""
@overload
def add_vector_store_file(vector_store_id: _Several, file_id: str | OpenAIObject, **options: Unpack[_AddVectorStoreFileOptions]) -> None:
    """Add an uploaded file to a vector store."""
@overload
def add_vector_store_file(vector_store_id: str | OpenAIObject, file_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_AddVectorStoreFileOptions]) -> VectorStore:
    """Add an uploaded file to a vector store."""
@overload
def add_vector_store_file(vector_store_id: _Several, file_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_AddVectorStoreFileOptions]) -> Results[VectorStore]:
    """Add an uploaded file to a vector store."""
def clear_openai_context(**options: Unpack[_Options]) -> None:
    """Clear the defaults that Set-OpenAIContext has set."""
class _ConnectRealtimeSessionOptions(_Options, total=False):
    audio_out_file: str | os.PathLike[str] | None
    timeout_sec: int | None
    max_retry_count: int | None
    organization: str | None
    project: str | None
    additional_query: Mapping[str, Any] | None
    additional_headers: Mapping[str, Any] | None

def connect_realtime_session(session_type: Literal['realtime', 'transcription'] | None = ..., model: str | None = ..., api_type: Literal['OpenAI', 'Azure'] | None = ..., api_base: str | None = ..., api_version: str | None = ..., auth_type: Literal['openai', 'azure', 'azure_ad'] | None = ..., api_key: str | SecureString | None = ..., *, input_object: Any = ..., **options: Unpack[_ConnectRealtimeSessionOptions]) -> Stream[RealtimeEvent]:
    """Open a realtime session: a conversation in text or speech over one connection."""
class _ConnectRealtimeTranscriptionSessionOptions(_Options, total=False):
    audio_out_file: str | os.PathLike[str] | None
    timeout_sec: int | None
    max_retry_count: int | None
    organization: str | None
    project: str | None
    additional_query: Mapping[str, Any] | None
    additional_headers: Mapping[str, Any] | None

def connect_realtime_transcription_session(api_type: Literal['OpenAI', 'Azure'] | None = ..., api_base: str | None = ..., api_version: str | None = ..., auth_type: Literal['openai', 'azure', 'azure_ad'] | None = ..., api_key: str | SecureString | None = ..., *, input_object: Any = ..., **options: Unpack[_ConnectRealtimeTranscriptionSessionOptions]) -> Stream[RealtimeEvent]:
    """Open a realtime session that only writes down what it hears."""
@overload
def convert_from_token(token: int | Sequence[int], encoding: Literal['cl100k_base', 'o200k_base'] | None = ..., *, as_array: Literal[True], **options: Unpack[_Options]) -> Results[str]:
    """Turn tokens back into text."""
@overload
def convert_from_token(token: int | Sequence[int], encoding: Literal['cl100k_base', 'o200k_base'] | None = ..., **options: Unpack[_Options]) -> str:
    """Turn tokens back into text."""
@overload
def convert_from_token(token: int | Sequence[int], *, model: str, as_array: Literal[True], **options: Unpack[_Options]) -> Results[str]:
    """Turn tokens back into text."""
@overload
def convert_from_token(token: int | Sequence[int], *, model: str, **options: Unpack[_Options]) -> str:
    """Turn tokens back into text."""
@overload
def convert_to_token(text: str, encoding: Literal['cl100k_base', 'o200k_base'] | None = ..., **options: Unpack[_Options]) -> list[int]:
    """Split a text into the tokens that a model reads and counts."""
@overload
def convert_to_token(text: _Several, encoding: Literal['cl100k_base', 'o200k_base'] | None = ..., **options: Unpack[_Options]) -> Results[list[int]]:
    """Split a text into the tokens that a model reads and counts."""
@overload
def convert_to_token(text: str, *, model: str, **options: Unpack[_Options]) -> list[int]:
    """Split a text into the tokens that a model reads and counts."""
@overload
def convert_to_token(text: _Several, *, model: str, **options: Unpack[_Options]) -> Results[list[int]]:
    """Split a text into the tokens that a model reads and counts."""
def disconnect_realtime_session(**options: Unpack[_Options]) -> None:
    """End the realtime session; the service's last events still come. Without a session it does nothing."""
class _EnterChatgptOptions(_CallOptions, total=False):
    no_header: bool | None

def enter_chatgpt(model: str | None = ..., system_message: str | None = ..., temperature: float | None = ..., top_p: float | None = ..., stop_sequence: str | Sequence[str] | None = ..., max_completion_tokens: int | None = ..., presence_penalty: float | None = ..., frequency_penalty: float | None = ..., **options: Unpack[_EnterChatgptOptions]) -> None:
    """Chat with a model, line by line, until you leave with #end."""
class _GetAssistantOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_assistant(*, all: Literal[True], **options: Unpack[_GetAssistantOptions]) -> Stream[Assistant]:
    """Get one assistant by its id, or list the assistants."""
@overload
def get_assistant(**options: Unpack[_GetAssistantOptions]) -> Results[Assistant]:
    """Get one assistant by its id, or list the assistants."""
@overload
def get_assistant(assistant_id: str | OpenAIObject, **options: Unpack[_GetAssistantOptions]) -> Assistant:
    """Get one assistant by its id, or list the assistants."""
@overload
def get_assistant(assistant_id: _Several, **options: Unpack[_GetAssistantOptions]) -> Results[Assistant]:
    """Get one assistant by its id, or list the assistants."""
class _GetBatchOptions(_CallOptions, total=False):
    limit: int | None
    local: bool | None

@overload
def get_batch(*, all: Literal[True], **options: Unpack[_GetBatchOptions]) -> Stream[Batch]:
    """Get one batch by its id, or list the batches."""
@overload
def get_batch(**options: Unpack[_GetBatchOptions]) -> Results[Batch]:
    """Get one batch by its id, or list the batches."""
@overload
def get_batch(batch_id: str | OpenAIObject, *, all_parts: Literal[True], **options: Unpack[_GetBatchOptions]) -> Results[Batch]:
    """Get one batch by its id, or list the batches."""
@overload
def get_batch(batch_id: _Several, *, all_parts: Literal[True], **options: Unpack[_GetBatchOptions]) -> Results[Batch]:
    """Get one batch by its id, or list the batches."""
@overload
def get_batch(batch_id: str | OpenAIObject, **options: Unpack[_GetBatchOptions]) -> Batch:
    """Get one batch by its id, or list the batches."""
@overload
def get_batch(batch_id: _Several, **options: Unpack[_GetBatchOptions]) -> Results[Batch]:
    """Get one batch by its id, or list the batches."""
class _GetBatchOutputOptions(_CallOptions, total=False):
    wait: bool | None
    partition_by: Literal['batch_id', 'model', 'status_code'] | Sequence[Literal['batch_id', 'model', 'status_code']] | None
    allow_incomplete: bool | None
    output_format: Literal['Jsonl', 'Json', 'Csv', 'Tsv', 'Parquet', 'Table', 'List'] | None
    property: str | Sequence[str] | None
    safe_csv: bool | None
    include_input: bool | None
    in_input_order: bool | None
    failed: bool | None
    answer_only: bool | None
    parse_answer: bool | None
    media_folder: str | None
    follow_blob: bool | None
    remove_files: bool | None
    throttle_limit: int | None

@overload
def get_batch_output(*, batch: Batch, out_file: str | os.PathLike[str], **options: Unpack[_GetBatchOutputOptions]) -> None:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(*, batch: _Several, out_file: str | os.PathLike[str], **options: Unpack[_GetBatchOutputOptions]) -> None:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(*, batch: Batch, **options: Unpack[_GetBatchOutputOptions]) -> Stream[BatchOutput]:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(*, batch: _Several, **options: Unpack[_GetBatchOutputOptions]) -> Stream[BatchOutput]:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(batch_id: str | OpenAIObject, *, out_file: str | os.PathLike[str], **options: Unpack[_GetBatchOutputOptions]) -> None:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(batch_id: _Several, *, out_file: str | os.PathLike[str], **options: Unpack[_GetBatchOutputOptions]) -> None:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(batch_id: str | OpenAIObject, **options: Unpack[_GetBatchOutputOptions]) -> Stream[BatchOutput]:
    """Return the results of batches, item by item."""
@overload
def get_batch_output(batch_id: _Several, **options: Unpack[_GetBatchOutputOptions]) -> Stream[BatchOutput]:
    """Return the results of batches, item by item."""
class _GetChatCompletionOptions(_CallOptions, total=False):
    limit: int | None

@overload
def get_chat_completion(*, all: Literal[True], **options: Unpack[_GetChatCompletionOptions]) -> Stream[ChatCompletion]:
    """Get a stored chat completion by its id, or list them; each with its conversation."""
@overload
def get_chat_completion(**options: Unpack[_GetChatCompletionOptions]) -> Results[ChatCompletion]:
    """Get a stored chat completion by its id, or list them; each with its conversation."""
@overload
def get_chat_completion(completion_id: str | OpenAIObject, **options: Unpack[_GetChatCompletionOptions]) -> ChatCompletion:
    """Get a stored chat completion by its id, or list them; each with its conversation."""
@overload
def get_chat_completion(completion_id: _Several, **options: Unpack[_GetChatCompletionOptions]) -> Results[ChatCompletion]:
    """Get a stored chat completion by its id, or list them; each with its conversation."""
class _GetContainerOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_container(*, all: Literal[True], **options: Unpack[_GetContainerOptions]) -> Stream[Container]:
    """Get one container by its id, or list the containers."""
@overload
def get_container(**options: Unpack[_GetContainerOptions]) -> Results[Container]:
    """Get one container by its id, or list the containers."""
@overload
def get_container(container_id: str | OpenAIObject, **options: Unpack[_GetContainerOptions]) -> Container:
    """Get one container by its id, or list the containers."""
@overload
def get_container(container_id: _Several, **options: Unpack[_GetContainerOptions]) -> Results[Container]:
    """Get one container by its id, or list the containers."""
class _GetContainerFileOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_container_file(container_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetContainerFileOptions]) -> Stream[ContainerFile]:
    """Get one file of a container by its id, or list the files."""
@overload
def get_container_file(container_id: str | OpenAIObject, **options: Unpack[_GetContainerFileOptions]) -> Results[ContainerFile]:
    """Get one file of a container by its id, or list the files."""
@overload
def get_container_file(container_id: _Several, **options: Unpack[_GetContainerFileOptions]) -> Results[ContainerFile]:
    """Get one file of a container by its id, or list the files."""
@overload
def get_container_file(container_id: str | OpenAIObject, file_id: str, **options: Unpack[_GetContainerFileOptions]) -> ContainerFile:
    """Get one file of a container by its id, or list the files."""
@overload
def get_container_file(container_id: _Several, file_id: str, **options: Unpack[_GetContainerFileOptions]) -> Results[ContainerFile]:
    """Get one file of a container by its id, or list the files."""
@overload
def get_container_file_content(container_id: str | OpenAIObject, file_id: str | OpenAIObject, *, out_file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> None:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(container_id: _Several, file_id: str | OpenAIObject, *, out_file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> None:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(container_id: str | OpenAIObject, file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> bytes:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(container_id: _Several, file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> Results[bytes]:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(*, container_file: ContainerFile, out_file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> None:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(*, container_file: _Several, out_file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> None:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(*, container_file: ContainerFile, **options: Unpack[_CallOptions]) -> bytes:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_container_file_content(*, container_file: _Several, **options: Unpack[_CallOptions]) -> Results[bytes]:
    """Download a file of a container: as bytes, or into a file."""
@overload
def get_conversation(conversation_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> Conversation:
    """Get a conversation with all its items."""
@overload
def get_conversation(conversation_id: _Several, **options: Unpack[_CallOptions]) -> Results[Conversation]:
    """Get a conversation with all its items."""
class _GetConversationItemOptions(_CallOptions, total=False):
    limit: int | None
    after: str | None
    order: Literal['asc', 'desc'] | None
    include: str | Sequence[str] | None

@overload
def get_conversation_item(conversation_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetConversationItemOptions]) -> Stream[ConversationItem]:
    """Get one item of a conversation by its id, or list the items."""
@overload
def get_conversation_item(conversation_id: str | OpenAIObject, **options: Unpack[_GetConversationItemOptions]) -> Results[ConversationItem]:
    """Get one item of a conversation by its id, or list the items."""
@overload
def get_conversation_item(conversation_id: _Several, **options: Unpack[_GetConversationItemOptions]) -> Results[ConversationItem]:
    """Get one item of a conversation by its id, or list the items."""
@overload
def get_conversation_item(conversation_id: str | OpenAIObject, item_id: str | OpenAIObject, **options: Unpack[_GetConversationItemOptions]) -> ConversationItem:
    """Get one item of a conversation by its id, or list the items."""
@overload
def get_conversation_item(conversation_id: _Several, item_id: str | OpenAIObject, **options: Unpack[_GetConversationItemOptions]) -> Results[ConversationItem]:
    """Get one item of a conversation by its id, or list the items."""
def get_cosine_similarity(vector1: float | Sequence[float], vector2: float | Sequence[float], **options: Unpack[_Options]) -> float:
    """Compute how similar two vectors are: 1 for the same direction, 0 for unrelated, -1 for opposite ones."""
def get_openai_context(**options: Unpack[_Options]) -> Context:
    """Show the defaults of this session: what Set-OpenAIContext has set, else what the profile says."""
class _GetOpenaiFileOptions(_CallOptions, total=False):
    purpose: Literal['assistants', 'assistants_output', 'batch', 'batch_output', 'fine-tune', 'fine-tune-results', 'vision'] | None
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_openai_file(*, all: Literal[True], **options: Unpack[_GetOpenaiFileOptions]) -> Stream[File]:
    """Get one uploaded file by its id, or list the files."""
@overload
def get_openai_file(**options: Unpack[_GetOpenaiFileOptions]) -> Results[File]:
    """Get one uploaded file by its id, or list the files."""
@overload
def get_openai_file(file_id: str | OpenAIObject, **options: Unpack[_GetOpenaiFileOptions]) -> File:
    """Get one uploaded file by its id, or list the files."""
@overload
def get_openai_file(file_id: _Several, **options: Unpack[_GetOpenaiFileOptions]) -> Results[File]:
    """Get one uploaded file by its id, or list the files."""
@overload
def get_openai_file_content(file_id: str | OpenAIObject, *, out_file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> None:
    """Download the content of a file: as bytes, or into a file."""
@overload
def get_openai_file_content(file_id: _Several, *, out_file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> None:
    """Download the content of a file: as bytes, or into a file."""
@overload
def get_openai_file_content(file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> bytes:
    """Download the content of a file: as bytes, or into a file."""
@overload
def get_openai_file_content(file_id: _Several, **options: Unpack[_CallOptions]) -> Results[bytes]:
    """Download the content of a file: as bytes, or into a file."""
@overload
def get_openai_models(name: str, **options: Unpack[_CallOptions]) -> Model:
    """List the models that the key can use, or get one by its name."""
@overload
def get_openai_models(name: _Several, **options: Unpack[_CallOptions]) -> Results[Model]:
    """List the models that the key can use, or get one by its name."""
@overload
def get_openai_models(**options: Unpack[_CallOptions]) -> Results[Model]:
    """List the models that the key can use, or get one by its name."""
class _GetResponseOptions(_CallOptions, total=False):
    include: str | Sequence[str] | None
    include_obfuscation: bool | None
    stream_output_type: Literal['text', 'object'] | None
    starting_after: int | None
    output_raw_response: bool | None

@overload
def get_response(response_id: str | OpenAIObject, *, stream: Literal[True], **options: Unpack[_GetResponseOptions]) -> Stream[Any]:
    """Get a stored response, with its input."""
@overload
def get_response(response_id: str | OpenAIObject, **options: Unpack[_GetResponseOptions]) -> Response:
    """Get a stored response, with its input."""
@overload
def get_response(response_id: _Several, **options: Unpack[_GetResponseOptions]) -> Results[Response]:
    """Get a stored response, with its input."""
class _GetResponseInputItemOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_response_input_item(response_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetResponseInputItemOptions]) -> Stream[ResponseMessage]:
    """List the items of a stored response's input."""
@overload
def get_response_input_item(response_id: str | OpenAIObject, **options: Unpack[_GetResponseInputItemOptions]) -> Results[ResponseMessage]:
    """List the items of a stored response's input."""
@overload
def get_response_input_item(response_id: _Several, **options: Unpack[_GetResponseInputItemOptions]) -> Results[ResponseMessage]:
    """List the items of a stored response's input."""
class _GetSecretOptions(_Options, total=False):
    vault: str | None
    as_plain_text: bool | None

@overload
def get_secret(name: str, **options: Unpack[_GetSecretOptions]) -> SecureString | str:
    """Get a secret from the system's keyring."""
@overload
def get_secret(name: _Several, **options: Unpack[_GetSecretOptions]) -> Results[SecureString | str]:
    """Get a secret from the system's keyring."""
class _GetSecretInfoOptions(_Options, total=False):
    vault: str | None

@overload
def get_secret_info(name: str | None = ..., **options: Unpack[_GetSecretInfoOptions]) -> Results[SecretInfo]:
    """List the names and metadata of the secrets in the system's keyring; the secrets are not read."""
@overload
def get_secret_info(name: _Several, **options: Unpack[_GetSecretInfoOptions]) -> Results[SecretInfo]:
    """List the names and metadata of the secrets in the system's keyring; the secrets are not read."""
@overload
def get_thread(thread_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> Thread:
    """Get a thread with its messages."""
@overload
def get_thread(thread_id: _Several, **options: Unpack[_CallOptions]) -> Results[Thread]:
    """Get a thread with its messages."""
class _GetThreadMessageOptions(_CallOptions, total=False):
    run_id: str | None
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_thread_message(thread_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetThreadMessageOptions]) -> Stream[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(thread_id: str | OpenAIObject, **options: Unpack[_GetThreadMessageOptions]) -> Results[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(thread_id: _Several, **options: Unpack[_GetThreadMessageOptions]) -> Results[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(thread_id: str | OpenAIObject, message_id: str | OpenAIObject, **options: Unpack[_GetThreadMessageOptions]) -> ThreadMessage:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(thread_id: _Several, message_id: str | OpenAIObject, **options: Unpack[_GetThreadMessageOptions]) -> Results[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(*, run: ThreadRun, all: Literal[True], **options: Unpack[_GetThreadMessageOptions]) -> Stream[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(*, run: ThreadRun, **options: Unpack[_GetThreadMessageOptions]) -> Results[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(*, run: _Several, **options: Unpack[_GetThreadMessageOptions]) -> Results[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(*, step: ThreadRunStep, **options: Unpack[_GetThreadMessageOptions]) -> ThreadMessage:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
@overload
def get_thread_message(*, step: _Several, **options: Unpack[_GetThreadMessageOptions]) -> Results[ThreadMessage]:
    """Get one message of a thread, or list its messages; those of one run, or of one step of a run."""
class _GetThreadRunOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_thread_run(thread_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetThreadRunOptions]) -> Stream[ThreadRun]:
    """Get one run of a thread, or list its runs."""
@overload
def get_thread_run(thread_id: str | OpenAIObject, **options: Unpack[_GetThreadRunOptions]) -> Results[ThreadRun]:
    """Get one run of a thread, or list its runs."""
@overload
def get_thread_run(thread_id: _Several, **options: Unpack[_GetThreadRunOptions]) -> Results[ThreadRun]:
    """Get one run of a thread, or list its runs."""
@overload
def get_thread_run(thread_id: str | OpenAIObject, run_id: str | OpenAIObject, **options: Unpack[_GetThreadRunOptions]) -> ThreadRun:
    """Get one run of a thread, or list its runs."""
@overload
def get_thread_run(thread_id: _Several, run_id: str | OpenAIObject, **options: Unpack[_GetThreadRunOptions]) -> Results[ThreadRun]:
    """Get one run of a thread, or list its runs."""
@overload
def get_thread_run(*, run: ThreadRun, **options: Unpack[_GetThreadRunOptions]) -> ThreadRun:
    """Get one run of a thread, or list its runs."""
@overload
def get_thread_run(*, run: _Several, **options: Unpack[_GetThreadRunOptions]) -> Results[ThreadRun]:
    """Get one run of a thread, or list its runs."""
class _GetThreadRunStepOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None
    include: str | Sequence[str] | None

@overload
def get_thread_run_step(*, run: ThreadRun, all: Literal[True], **options: Unpack[_GetThreadRunStepOptions]) -> Stream[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(*, run: ThreadRun, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(*, run: _Several, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(step_id: str | OpenAIObject, *, run: ThreadRun, **options: Unpack[_GetThreadRunStepOptions]) -> ThreadRunStep:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(step_id: str | OpenAIObject, *, run: _Several, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetThreadRunStepOptions]) -> Stream[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(run_id: _Several, thread_id: str | OpenAIObject, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, step_id: str | OpenAIObject, **options: Unpack[_GetThreadRunStepOptions]) -> ThreadRunStep:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(run_id: _Several, thread_id: str | OpenAIObject, step_id: str | OpenAIObject, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(*, step: ThreadRunStep, **options: Unpack[_GetThreadRunStepOptions]) -> ThreadRunStep:
    """Get one step of a run, or list its steps."""
@overload
def get_thread_run_step(*, step: _Several, **options: Unpack[_GetThreadRunStepOptions]) -> Results[ThreadRunStep]:
    """Get one step of a run, or list its steps."""
class _GetVectorStoreOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_vector_store(*, all: Literal[True], **options: Unpack[_GetVectorStoreOptions]) -> Stream[VectorStore]:
    """Get one vector store by its id, or list the vector stores."""
@overload
def get_vector_store(**options: Unpack[_GetVectorStoreOptions]) -> Results[VectorStore]:
    """Get one vector store by its id, or list the vector stores."""
@overload
def get_vector_store(*, vector_store: VectorStore, **options: Unpack[_GetVectorStoreOptions]) -> VectorStore:
    """Get one vector store by its id, or list the vector stores."""
@overload
def get_vector_store(*, vector_store: _Several, **options: Unpack[_GetVectorStoreOptions]) -> Results[VectorStore]:
    """Get one vector store by its id, or list the vector stores."""
@overload
def get_vector_store(vector_store_id: str | OpenAIObject, **options: Unpack[_GetVectorStoreOptions]) -> VectorStore:
    """Get one vector store by its id, or list the vector stores."""
@overload
def get_vector_store(vector_store_id: _Several, **options: Unpack[_GetVectorStoreOptions]) -> Results[VectorStore]:
    """Get one vector store by its id, or list the vector stores."""
class _GetVectorStoreFileOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None
    filter: Literal['in_progress', 'completed', 'failed', 'cancelled'] | None

@overload
def get_vector_store_file(vector_store_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetVectorStoreFileOptions]) -> Stream[VectorStoreFile]:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file(vector_store_id: str | OpenAIObject, **options: Unpack[_GetVectorStoreFileOptions]) -> Results[VectorStoreFile]:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file(vector_store_id: _Several, **options: Unpack[_GetVectorStoreFileOptions]) -> Results[VectorStoreFile]:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file(vector_store_id: str | OpenAIObject, file_id: str | OpenAIObject, **options: Unpack[_GetVectorStoreFileOptions]) -> VectorStoreFile:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file(vector_store_id: _Several, file_id: str | OpenAIObject, **options: Unpack[_GetVectorStoreFileOptions]) -> Results[VectorStoreFile]:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file(*, vector_store_file: VectorStoreFile, **options: Unpack[_GetVectorStoreFileOptions]) -> VectorStoreFile:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file(*, vector_store_file: _Several, **options: Unpack[_GetVectorStoreFileOptions]) -> Results[VectorStoreFile]:
    """Get one file of a vector store, or list its files."""
@overload
def get_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: VectorStore, **options: Unpack[_CallOptions]) -> VectorStoreFileBatch:
    """Get a batch of files of a vector store."""
@overload
def get_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: _Several, **options: Unpack[_CallOptions]) -> Results[VectorStoreFileBatch]:
    """Get a batch of files of a vector store."""
@overload
def get_vector_store_file_batch(vector_store_id: str | OpenAIObject, batch_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> VectorStoreFileBatch:
    """Get a batch of files of a vector store."""
@overload
def get_vector_store_file_batch(vector_store_id: _Several, batch_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> Results[VectorStoreFileBatch]:
    """Get a batch of files of a vector store."""
@overload
def get_vector_store_file_batch(*, batch: VectorStoreFileBatch, **options: Unpack[_CallOptions]) -> VectorStoreFileBatch:
    """Get a batch of files of a vector store."""
@overload
def get_vector_store_file_batch(*, batch: _Several, **options: Unpack[_CallOptions]) -> Results[VectorStoreFileBatch]:
    """Get a batch of files of a vector store."""
class _GetVectorStoreFileInBatchOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None
    filter: Literal['in_progress', 'completed', 'failed', 'cancelled'] | None

@overload
def get_vector_store_file_in_batch(batch_id: str | OpenAIObject, *, vector_store: VectorStore, all: Literal[True], **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Stream[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(batch_id: str | OpenAIObject, *, vector_store: VectorStore, **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Results[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(batch_id: str | OpenAIObject, *, vector_store: _Several, **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Results[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(vector_store_id: str | OpenAIObject, batch_id: str | OpenAIObject, *, all: Literal[True], **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Stream[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(vector_store_id: str | OpenAIObject, batch_id: str | OpenAIObject, **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Results[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(vector_store_id: _Several, batch_id: str | OpenAIObject, **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Results[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(*, batch: VectorStoreFileBatch, all: Literal[True], **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Stream[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(*, batch: VectorStoreFileBatch, **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Results[VectorStoreFile]:
    """List the files of a batch of files."""
@overload
def get_vector_store_file_in_batch(*, batch: _Several, **options: Unpack[_GetVectorStoreFileInBatchOptions]) -> Results[VectorStoreFile]:
    """List the files of a batch of files."""
class _GetVideoOptions(_CallOptions, total=False):
    limit: int | None
    order: Literal['asc', 'desc'] | None

@overload
def get_video(*, all: Literal[True], **options: Unpack[_GetVideoOptions]) -> Stream[VideoJob]:
    """Get one video by its id, or list the videos."""
@overload
def get_video(**options: Unpack[_GetVideoOptions]) -> Results[VideoJob]:
    """Get one video by its id, or list the videos."""
@overload
def get_video(video_id: str | OpenAIObject, **options: Unpack[_GetVideoOptions]) -> VideoJob:
    """Get one video by its id, or list the videos."""
@overload
def get_video(video_id: _Several, **options: Unpack[_GetVideoOptions]) -> Results[VideoJob]:
    """Get one video by its id, or list the videos."""
class _GetVideoContentOptions(_CallOptions, total=False):
    variant: Literal['video', 'thumbnail', 'spritesheet'] | None
    wait_for_completion: bool | None

@overload
def get_video_content(video_id: str | OpenAIObject, *, out_file: str | os.PathLike[str], **options: Unpack[_GetVideoContentOptions]) -> None:
    """Download a video: as bytes, or into a file."""
@overload
def get_video_content(video_id: _Several, *, out_file: str | os.PathLike[str], **options: Unpack[_GetVideoContentOptions]) -> None:
    """Download a video: as bytes, or into a file."""
@overload
def get_video_content(video_id: str | OpenAIObject, **options: Unpack[_GetVideoContentOptions]) -> bytes:
    """Download a video: as bytes, or into a file."""
@overload
def get_video_content(video_id: _Several, **options: Unpack[_GetVideoContentOptions]) -> Results[bytes]:
    """Download a video: as bytes, or into a file."""
class _InvokeOpenaiRequestOptions(_CallOptions, total=False):
    query: Mapping[str, Any] | None
    file: Any
    output_raw_response: bool | None

@overload
def invoke_openai_request(method: Literal['GET', 'POST', 'DELETE', 'PUT', 'PATCH'], path: Literal['batches', 'chat/completions', 'embeddings', 'evals', 'files', 'fine_tuning/jobs', 'models', 'organization/costs', 'organization/usage/completions', 'responses', 'skills'], body: Any = ..., *, all: Literal[True], **options: Unpack[_InvokeOpenaiRequestOptions]) -> Stream[Any]:
    """Call any path of the API: for what has no cmdlet of its own."""
@overload
def invoke_openai_request(method: Literal['GET', 'POST', 'DELETE', 'PUT', 'PATCH'], path: Literal['batches', 'chat/completions', 'embeddings', 'evals', 'files', 'fine_tuning/jobs', 'models', 'organization/costs', 'organization/usage/completions', 'responses', 'skills'], body: Any = ..., *, stream: Literal[True], **options: Unpack[_InvokeOpenaiRequestOptions]) -> Stream[Any]:
    """Call any path of the API: for what has no cmdlet of its own."""
@overload
def invoke_openai_request(method: Literal['GET', 'POST', 'DELETE', 'PUT', 'PATCH'], path: Literal['batches', 'chat/completions', 'embeddings', 'evals', 'files', 'fine_tuning/jobs', 'models', 'organization/costs', 'organization/usage/completions', 'responses', 'skills'], body: Any = ..., *, out_file: str | os.PathLike[str], **options: Unpack[_InvokeOpenaiRequestOptions]) -> None:
    """Call any path of the API: for what has no cmdlet of its own."""
@overload
def invoke_openai_request(method: Literal['GET', 'POST', 'DELETE', 'PUT', 'PATCH'], path: Literal['batches', 'chat/completions', 'embeddings', 'evals', 'files', 'fine_tuning/jobs', 'models', 'organization/costs', 'organization/usage/completions', 'responses', 'skills'], body: Any = ..., **options: Unpack[_InvokeOpenaiRequestOptions]) -> Results[Any]:
    """Call any path of the API: for what has no cmdlet of its own."""
class _MeasureBatchOptions(_CallOptions, total=False):
    price_table: Any
    follow_blob: bool | None
    throttle_limit: int | None

@overload
def measure_batch(*, batch: Batch, out_file: str | os.PathLike[str], **options: Unpack[_MeasureBatchOptions]) -> None:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(*, batch: _Several, out_file: str | os.PathLike[str], **options: Unpack[_MeasureBatchOptions]) -> None:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(*, batch: Batch, **options: Unpack[_MeasureBatchOptions]) -> BatchMeasure:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(*, batch: _Several, **options: Unpack[_MeasureBatchOptions]) -> BatchMeasure:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(batch_id: str | OpenAIObject, *, out_file: str | os.PathLike[str], **options: Unpack[_MeasureBatchOptions]) -> None:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(batch_id: _Several, *, out_file: str | os.PathLike[str], **options: Unpack[_MeasureBatchOptions]) -> None:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(batch_id: str | OpenAIObject, **options: Unpack[_MeasureBatchOptions]) -> BatchMeasure:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
@overload
def measure_batch(batch_id: _Several, **options: Unpack[_MeasureBatchOptions]) -> BatchMeasure:
    """Add up what batches used, what they cost, how long they took and what went wrong."""
class _MeasureResponseInputOptions(_CallOptions, total=False):
    model: str | None
    instructions: str | None
    tool_choice: Literal['none', 'auto', 'required'] | None
    parallel_tool_calls: bool | None
    max_tool_calls: int | None
    conversation: str | None
    previous_response_id: str | None
    prompt_id: str | None
    prompt_variables: Mapping[str, Any] | None
    prompt_version: str | None
    include: str | Sequence[str] | None
    truncation: Literal['auto', 'disabled'] | None
    temperature: float | None
    top_logprobs: int | None
    top_p: float | None
    store: bool | None
    verbosity: Literal['low', 'medium', 'high'] | None
    reasoning_effort: Literal['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] | None
    reasoning_summary: Literal['auto', 'concise', 'detailed'] | None
    meta_data: Mapping[str, Any] | None
    max_output_tokens: int | None
    output_type: Any
    json_schema: str | None
    json_schema_name: str | None
    json_schema_description: str | None
    json_schema_strict: bool | None
    service_tier: Literal['auto', 'default', 'flex', 'scale', 'priority'] | None
    prompt_cache_key: str | None
    prompt_cache_retention: Literal['in_memory', '24h'] | None
    safety_identifier: str | None
    user: str | None
    history: Any
    role: Literal['user', 'system', 'developer', 'assistant'] | None
    system_message: str | Sequence[str] | None
    developer_message: str | Sequence[str] | None
    images: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high'] | None
    files: str | Sequence[str] | None
    functions: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    custom_tools: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    use_file_search_tool: bool | None
    file_search_vector_store_ids: str | Sequence[str] | None
    file_search_max_number_of_results: int | None
    file_search_ranker: str | None
    file_search_score_threshold: float | None
    file_search_hybrid_search_embedding_weight: float | None
    file_search_hybrid_search_text_weight: float | None
    use_web_search_tool: bool | None
    web_search_type: str | None
    web_search_context_size: Literal['low', 'medium', 'high'] | None
    web_search_allowed_domains: str | Sequence[str] | None
    web_search_user_location_city: str | None
    web_search_user_location_country: str | None
    web_search_user_location_region: str | None
    web_search_user_location_time_zone: str | None
    use_computer_use_tool: bool | None
    computer_use_type: str | None
    computer_use_environment: Literal['browser', 'windows', 'mac', 'linux', 'ubuntu'] | None
    computer_use_display_height: int | None
    computer_use_display_width: int | None
    use_remote_mcp_tool: bool | None
    remote_mcp_server_label: str | None
    remote_mcp_server_url: str | None
    remote_mcp_server_description: str | None
    remote_mcp_allowed_tools: Any
    remote_mcp_require_approval: Any
    remote_mcp_headers: Mapping[str, Any] | None
    remote_mcp_authorization: str | None
    use_connector_tool: bool | None
    connector_label: str | None
    connector_id: str | None
    connector_require_approval: Literal['always', 'never'] | None
    connector_authorization: str | None
    use_code_interpreter_tool: bool | None
    code_interpreter_memory_limit: Literal['1g', '4g', '16g', '64g'] | None
    container_id: str | None
    container_file_ids: str | Sequence[str] | None
    use_image_generation_tool: bool | None
    image_generation_model: str | None
    image_generation_action: Literal['generate', 'edit', 'auto'] | None
    image_generation_back_ground: Literal['transparent', 'opaque', 'auto'] | None
    image_generation_input_image_mask: str | None
    image_generation_moderation: str | None
    image_generation_output_compression: int | None
    image_generation_output_format: Literal['png', 'jpeg', 'webp'] | None
    image_generation_partial_images: int | None
    image_generation_quality: Literal['low', 'medium', 'high', 'auto'] | None
    image_generation_size: Literal['auto', '1024x1024', '1536x1024', '1024x1536'] | None
    use_local_shell_tool: bool | None
    use_shell_tool: bool | None
    use_apply_patch_tool: bool | None
    reasoning_context: Literal['auto', 'current_turn', 'all_turns'] | None
    reasoning_mode: Literal['standard', 'pro'] | None
    prompt_cache_comparison_response_id: str | None
    prompt_cache_prewarm: bool | None
    context_management: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    compact_threshold: int | None
    moderation: Any
    prompt_cache_options: Mapping[str, Any] | None
    prompt_cache_mode: Literal['implicit', 'explicit'] | None
    prompt_cache_ttl: Literal['30m'] | None
    remote_mcp_tunnel_id: str | None

@overload
def measure_response_input(message: str | None = ..., *, batch_input: BatchInput | None = ..., **options: Unpack[_MeasureResponseInputOptions]) -> ResponseInputTokens:
    """Count the input tokens of a request before it is paid for."""
@overload
def measure_response_input(message: str | None = ..., *, batch_input: _Several, **options: Unpack[_MeasureResponseInputOptions]) -> Results[ResponseInputTokens]:
    """Count the input tokens of a request before it is paid for."""
class _NewAssistantOptions(_CallOptions, total=False):
    name: str | None
    model: str | None
    description: str | None
    instructions: str | None
    reasoning_effort: Literal['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] | None
    use_code_interpreter: bool | None
    use_file_search: bool | None
    functions: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    file_ids_for_code_interpreter: str | Sequence[str] | None
    vector_stores_for_file_search: str | Sequence[str] | None
    file_ids_for_file_search: str | Sequence[str] | None
    max_number_of_file_search_results: int | None
    ranker_for_file_search: str | None
    score_threshold_for_file_search: float | None
    temperature: float | None
    top_p: float | None
    meta_data: Mapping[str, Any] | None
    response_format: Literal['default', 'auto', 'text', 'json_object', 'json_schema', 'raw_response'] | None
    json_schema: str | None

def new_assistant(**options: Unpack[_NewAssistantOptions]) -> Assistant:
    """Create an assistant."""
class _NewBatchRequestOptions(_Options, total=False):
    input_format: Literal['Csv', 'Tsv', 'Jsonl', 'Parquet'] | None
    delimiter: str | None
    model: str | None
    endpoint: str | None
    system_message: str | Sequence[str] | None
    developer_message: str | Sequence[str] | None
    images: str | Sequence[str] | None
    image_property: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high'] | None
    custom_id_property: str | None
    custom_batch_id: str | None
    response_format: Any
    json_schema: Any
    temperature: Any
    top_p: Any
    max_tokens: Any
    seed: Any
    reasoning_effort: Any
    verbosity: Any
    dimensions: Any
    size: Any
    quality: Any
    seconds: Any
    body: Mapping[str, Any] | None
    api_type: Literal['OpenAI', 'Azure'] | None

@overload
def new_batch_request(message: str | None = ..., *, input_object: Any, **options: Unpack[_NewBatchRequestOptions]) -> Stream[BatchInput]:
    """Make the requests of a batch from rows and a template."""
@overload
def new_batch_request(message: str | None = ..., *, path: str | os.PathLike[str], **options: Unpack[_NewBatchRequestOptions]) -> Stream[BatchInput]:
    """Make the requests of a batch from rows and a template."""
class _NewChatCompletionFunctionOptions(_Options, total=False):
    description: str | None
    include_parameters: str | Sequence[str] | None
    exclude_parameters: str | Sequence[str] | None
    parameter_set_name: str | None
    strict: bool | None

def new_chat_completion_function(command: str, **options: Unpack[_NewChatCompletionFunctionOptions]) -> dict[str, Any]:
    """Describe a command as a function that a model may call, for -Tools."""
class _NewContainerOptions(_CallOptions, total=False):
    expires_after_minutes: int | None
    expires_after_anchor: str | None
    file_id: str | Sequence[str] | None
    memory_limit: Literal['1g', '4g', '16g', '64g'] | None
    network_policy: Any
    allowed_domains: str | Sequence[str] | None
    skills: Any

def new_container(name: str, **options: Unpack[_NewContainerOptions]) -> Container:
    """Create a container: an environment in which a model runs code, with files of its own."""
def new_conversation(conversation_id: str | OpenAIObject | None = ..., items: Any = ..., meta_data: Mapping[str, Any] | None = ..., **options: Unpack[_CallOptions]) -> Conversation:
    """Create a conversation that the service stores."""
class _NewThreadOptions(_Options, total=False):
    project: str | None

def new_thread(thread_id: str | OpenAIObject | None = ..., messages: Any = ..., file_ids_for_code_interpreter: str | Sequence[str] | None = ..., vector_stores_for_file_search: str | Sequence[str] | None = ..., file_ids_for_file_search: str | Sequence[str] | None = ..., meta_data: Mapping[str, Any] | None = ..., timeout_sec: int | None = ..., max_retry_count: int | None = ..., api_type: Literal['OpenAI', 'Azure'] | None = ..., api_base: str | None = ..., api_version: str | None = ..., auth_type: Literal['openai', 'azure', 'azure_ad'] | None = ..., api_key: str | SecureString | None = ..., organization: str | None = ..., additional_query: Mapping[str, Any] | None = ..., additional_headers: Mapping[str, Any] | None = ..., additional_body: Any = ..., **options: Unpack[_NewThreadOptions]) -> Thread:
    """Create a thread."""
class _NewVectorStoreOptions(_CallOptions, total=False):
    file_id: Any
    name: str | None
    description: str | None
    expires_after_days: int | None
    expires_after_anchor: Literal['last_active_at'] | None
    chunking_strategy: Literal['auto', 'static'] | None
    max_chunk_size_tokens: int | None
    chunk_overlap_tokens: int | None
    meta_data: Mapping[str, Any] | None

def new_vector_store(**options: Unpack[_NewVectorStoreOptions]) -> VectorStore:
    """Create a vector store, with files if given."""
class _NewVideoOptions(_CallOptions, total=False):
    input_reference: str | None
    model: str | None
    seconds: str | None
    size: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None

def new_video(prompt: str, **options: Unpack[_NewVideoOptions]) -> VideoJob:
    """Create a video with a model."""
@overload
def new_video_remix(prompt: str, video_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> VideoJob:
    """Create a changed version of a finished video with a model."""
@overload
def new_video_remix(prompt: str, video_id: _Several, **options: Unpack[_CallOptions]) -> Results[VideoJob]:
    """Create a changed version of a finished video with a model."""
class _ReceiveThreadRunOptions(_CallOptions, total=False):
    wait: bool | None
    auto_remove_thread: bool | None

@overload
def receive_thread_run(*, run: ThreadRun, **options: Unpack[_ReceiveThreadRunOptions]) -> Thread:
    """Get the thread of a run with its messages; with -Wait after the run has ended."""
@overload
def receive_thread_run(*, run: _Several, **options: Unpack[_ReceiveThreadRunOptions]) -> Results[Thread]:
    """Get the thread of a run with its messages; with -Wait after the run has ended."""
@overload
def receive_thread_run(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, **options: Unpack[_ReceiveThreadRunOptions]) -> Thread:
    """Get the thread of a run with its messages; with -Wait after the run has ended."""
@overload
def receive_thread_run(run_id: _Several, thread_id: str | OpenAIObject, **options: Unpack[_ReceiveThreadRunOptions]) -> Results[Thread]:
    """Get the thread of a run with its messages; with -Wait after the run has ended."""
@overload
def remove_assistant(assistant_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete an assistant."""
@overload
def remove_assistant(assistant_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete an assistant."""
class _RemoveBatchFileOptions(_CallOptions, total=False):
    purpose: Literal['batch', 'batch_output'] | Sequence[Literal['batch', 'batch_output']] | None

@overload
def remove_batch_file(*, older_than: Any, **options: Unpack[_RemoveBatchFileOptions]) -> None:
    """Delete the files of batches: requests and results that are no longer needed."""
@overload
def remove_batch_file(*, batch: Batch, older_than: Any = ..., **options: Unpack[_RemoveBatchFileOptions]) -> None:
    """Delete the files of batches: requests and results that are no longer needed."""
@overload
def remove_batch_file(*, batch: _Several, older_than: Any = ..., **options: Unpack[_RemoveBatchFileOptions]) -> None:
    """Delete the files of batches: requests and results that are no longer needed."""
@overload
def remove_batch_file(batch_id: str | OpenAIObject, *, older_than: Any = ..., **options: Unpack[_RemoveBatchFileOptions]) -> None:
    """Delete the files of batches: requests and results that are no longer needed."""
@overload
def remove_batch_file(batch_id: _Several, *, older_than: Any = ..., **options: Unpack[_RemoveBatchFileOptions]) -> None:
    """Delete the files of batches: requests and results that are no longer needed."""
@overload
def remove_chat_completion(completion_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a stored chat completion."""
@overload
def remove_chat_completion(completion_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a stored chat completion."""
@overload
def remove_container(container_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a container with all its files."""
@overload
def remove_container(container_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a container with all its files."""
@overload
def remove_container_file(container_id: str | OpenAIObject, file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a file of a container."""
@overload
def remove_container_file(container_id: _Several, file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a file of a container."""
@overload
def remove_container_file(*, container_file: ContainerFile, **options: Unpack[_CallOptions]) -> None:
    """Delete a file of a container."""
@overload
def remove_container_file(*, container_file: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a file of a container."""
@overload
def remove_conversation(conversation_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a conversation. The service keeps its items."""
@overload
def remove_conversation(conversation_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a conversation. The service keeps its items."""
@overload
def remove_conversation_item(item_id: str | OpenAIObject, *, conversation_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete an item of a conversation."""
@overload
def remove_conversation_item(item_id: str | OpenAIObject, *, conversation_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete an item of a conversation."""
@overload
def remove_openai_file(file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete an uploaded file."""
@overload
def remove_openai_file(file_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete an uploaded file."""
def remove_realtime_session_item(event_id: str | None = ..., item_id: str | None = ..., **options: Unpack[_Options]) -> None:
    """Remove an item from the conversation of the realtime session."""
@overload
def remove_response(response_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a stored response."""
@overload
def remove_response(response_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a stored response."""
class _RemoveSecretOptions(_Options, total=False):
    vault: str | None

@overload
def remove_secret(name: str, **options: Unpack[_RemoveSecretOptions]) -> None:
    """Delete a secret from the system's keyring."""
@overload
def remove_secret(name: _Several, **options: Unpack[_RemoveSecretOptions]) -> None:
    """Delete a secret from the system's keyring."""
@overload
def remove_thread(thread_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a thread."""
@overload
def remove_thread(thread_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a thread."""
@overload
def remove_thread_message(message_id: str | OpenAIObject, *, thread_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a message of a thread."""
@overload
def remove_thread_message(message_id: str | OpenAIObject, *, thread_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a message of a thread."""
@overload
def remove_vector_store(*, vector_store: VectorStore, **options: Unpack[_CallOptions]) -> None:
    """Delete a vector store. The files in it are kept; Remove-OpenAIFile deletes those."""
@overload
def remove_vector_store(*, vector_store: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a vector store. The files in it are kept; Remove-OpenAIFile deletes those."""
@overload
def remove_vector_store(vector_store_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a vector store. The files in it are kept; Remove-OpenAIFile deletes those."""
@overload
def remove_vector_store(vector_store_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a vector store. The files in it are kept; Remove-OpenAIFile deletes those."""
@overload
def remove_vector_store_file(vector_store_id: str | OpenAIObject, file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Remove a file from a vector store. The file itself is kept; Remove-OpenAIFile deletes it."""
@overload
def remove_vector_store_file(vector_store_id: _Several, file_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Remove a file from a vector store. The file itself is kept; Remove-OpenAIFile deletes it."""
@overload
def remove_vector_store_file(*, vector_store_file: VectorStoreFile, **options: Unpack[_CallOptions]) -> None:
    """Remove a file from a vector store. The file itself is kept; Remove-OpenAIFile deletes it."""
@overload
def remove_vector_store_file(*, vector_store_file: _Several, **options: Unpack[_CallOptions]) -> None:
    """Remove a file from a vector store. The file itself is kept; Remove-OpenAIFile deletes it."""
@overload
def remove_video(video_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Delete a video."""
@overload
def remove_video(video_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Delete a video."""
class _RequestAudioSpeechOptions(_CallOptions, total=False):
    model: str | None
    voice: str | None
    instructions: str | None
    response_format: Literal['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'] | None
    speed: float | None
    stream_format: Literal['audio', 'sse'] | None

@overload
def request_audio_speech(text: str, *, out_file: str | os.PathLike[str], **options: Unpack[_RequestAudioSpeechOptions]) -> None:
    """Turn text into speech, in a file."""
@overload
def request_audio_speech(*, out_file: str | os.PathLike[str], **options: Unpack[_RequestAudioSpeechOptions]) -> None:
    """Turn text into speech, in a file."""
class _RequestAudioTranscriptionOptions(_CallOptions, total=False):
    model: str | None
    prompt: str | None
    response_format: Literal['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'] | None
    temperature: float | None
    include: str | Sequence[str] | None
    known_speaker_names: str | Sequence[str] | None
    known_speaker_references: str | Sequence[str] | None
    chunking_strategy: Literal['auto', 'server_vad'] | None
    chunking_strategy_threshold: float | None
    chunking_strategy_prefix_padding: int | None
    chunking_strategy_silence_duration: int | None
    timestamp_granularities: Literal['word', 'segment'] | Sequence[Literal['word', 'segment']] | None
    language: str | None
    stream_output_type: Literal['text', 'object'] | None
    keywords: str | Sequence[str] | None
    languages: str | Sequence[str] | None

@overload
def request_audio_transcription(file: str | os.PathLike[str], **options: Unpack[_RequestAudioTranscriptionOptions]) -> str:
    """Turn speech into text in the same language."""
@overload
def request_audio_transcription(file: _Several, **options: Unpack[_RequestAudioTranscriptionOptions]) -> Results[str]:
    """Turn speech into text in the same language."""
@overload
def request_audio_transcription(file: str | os.PathLike[str], *, stream: Literal[True], **options: Unpack[_RequestAudioTranscriptionOptions]) -> Stream[Any]:
    """Turn speech into text in the same language."""
class _RequestAudioTranslationOptions(_CallOptions, total=False):
    model: str | None
    prompt: str | None
    response_format: Literal['json', 'text', 'srt', 'verbose_json', 'vtt'] | None
    temperature: float | None

@overload
def request_audio_translation(file: str | os.PathLike[str], **options: Unpack[_RequestAudioTranslationOptions]) -> str:
    """Turn speech in any language into English text."""
@overload
def request_audio_translation(file: _Several, **options: Unpack[_RequestAudioTranslationOptions]) -> Results[str]:
    """Turn speech in any language into English text."""
class _RequestChatCompletionOptions(_CallOptions, total=False):
    role: Literal['user', 'system', 'developer', 'function'] | None
    name: str | None
    model: str | None
    system_message: str | Sequence[str] | None
    developer_message: str | Sequence[str] | None
    modalities: Literal['text', 'audio'] | Sequence[Literal['text', 'audio']] | None
    voice: str | None
    input_audio: str | os.PathLike[str] | None
    input_audio_format: Literal['wav', 'mp3'] | None
    audio_out_file: str | os.PathLike[str] | None
    output_audio_format: Literal['wav', 'aac', 'mp3', 'flac', 'opus', 'pcm16'] | None
    images: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high'] | None
    tools: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    tool_choice: Any
    parallel_tool_calls: bool | None
    invoke_tools: Literal['None', 'Auto', 'Confirm'] | None
    web_search_context_size: Literal['low', 'medium', 'high'] | None
    web_search_user_location_city: str | None
    web_search_user_location_country: str | None
    web_search_user_location_region: str | None
    web_search_user_location_time_zone: str | None
    prediction: str | None
    temperature: float | None
    top_p: float | None
    number_of_answers: int | None
    store: bool | None
    verbosity: Literal['low', 'medium', 'high'] | None
    reasoning_effort: Literal['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] | None
    meta_data: Mapping[str, Any] | None
    stop_sequence: str | Sequence[str] | None
    max_tokens: int | None
    max_completion_tokens: int | None
    presence_penalty: float | None
    frequency_penalty: float | None
    logit_bias: Mapping[str, Any] | None
    log_probs: bool | None
    top_log_probs: int | None
    response_format: Any
    json_schema: str | None
    seed: int | None
    service_tier: Literal['auto', 'default', 'flex', 'scale', 'priority'] | None
    prompt_cache_key: str | None
    prompt_cache_retention: Literal['in_memory', '24h'] | None
    safety_identifier: str | None
    user: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None
    history: Any
    moderation: Any
    stream_options: Mapping[str, Any] | None
    prompt_cache_options: Mapping[str, Any] | None
    prompt_cache_mode: Literal['implicit', 'explicit'] | None
    prompt_cache_ttl: Literal['30m'] | None

@overload
def request_chat_completion(message: str | None = ..., *, stream: Literal[True], **options: Unpack[_RequestChatCompletionOptions]) -> Stream[Any]:
    """Ask a model through the chat completions API."""
@overload
def request_chat_completion(message: str | None = ..., **options: Unpack[_RequestChatCompletionOptions]) -> ChatCompletion:
    """Ask a model through the chat completions API."""
@overload
def request_chat_completion(message: _Several, **options: Unpack[_RequestChatCompletionOptions]) -> Results[ChatCompletion]:
    """Ask a model through the chat completions API."""
@overload
def request_content_provenance_check(file: str | os.PathLike[str], **options: Unpack[_CallOptions]) -> ContentProvenanceCheck:
    """Check whether a picture or a recording bears the marks of OpenAI's models."""
@overload
def request_content_provenance_check(file: _Several, **options: Unpack[_CallOptions]) -> Results[ContentProvenanceCheck]:
    """Check whether a picture or a recording bears the marks of OpenAI's models."""
class _RequestDecisionOptions(_CallOptions, total=False):
    images: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high', 'original'] | None
    model: str | None
    predicate_question_name: str | Sequence[str] | None
    predicate_question_instructions: str | Sequence[str] | None
    choice_question_name: str | Sequence[str] | None
    choice_question_instructions: str | Sequence[str] | None
    choice_question_choices: Any
    score_question_name: str | Sequence[str] | None
    score_question_instructions: str | Sequence[str] | None
    score_question_levels: Any
    safety_identifier: str | None

def request_decision(message: str | Sequence[str] | None = ..., **options: Unpack[_RequestDecisionOptions]) -> Decision:
    """Ask questions about texts and pictures; the answers are probabilities."""
class _RequestEmbeddingsOptions(_CallOptions, total=False):
    model: str | None
    encoding_format: Literal['float', 'base64'] | None
    dimensions: int | None
    user: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None

def request_embeddings(text: str | Sequence[str], **options: Unpack[_RequestEmbeddingsOptions]) -> Embeddings:
    """Turn texts into vectors; the distance of two vectors shows how similar the texts are in meaning."""
class _RequestImageEditOptions(_CallOptions, total=False):
    mask: str | os.PathLike[str] | None
    model: str | None
    size: str | None
    quality: Literal['low', 'medium', 'high', 'auto'] | None
    background: Literal['transparent', 'opaque', 'auto'] | None
    input_fidelity: Literal['low', 'high'] | None
    output_compression: int | None
    output_format: Literal['png', 'jpeg', 'webp'] | None
    response_format: Literal['url', 'base64', 'byte', 'object'] | None
    output_raw_response: bool | None
    partial_images: int | None
    user: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None

@overload
def request_image_edit(*, image: str | os.PathLike[str] | Sequence[str | os.PathLike[str]], prompt: str, number_of_images: int | None = ..., stream: Literal[True], **options: Unpack[_RequestImageEditOptions]) -> Stream[Any]:
    """Edit pictures with a model."""
@overload
def request_image_edit(*, image: str | os.PathLike[str] | Sequence[str | os.PathLike[str]], prompt: str, number_of_images: int, **options: Unpack[_RequestImageEditOptions]) -> Results[Image]:
    """Edit pictures with a model."""
@overload
def request_image_edit(*, image: str | os.PathLike[str] | Sequence[str | os.PathLike[str]], prompt: str, **options: Unpack[_RequestImageEditOptions]) -> Image:
    """Edit pictures with a model."""
@overload
def request_image_edit(*, image: str | os.PathLike[str] | Sequence[str | os.PathLike[str]], prompt: str, number_of_images: int | None = ..., out_file: str | os.PathLike[str], **options: Unpack[_RequestImageEditOptions]) -> None:
    """Edit pictures with a model."""
class _RequestImageGenerationOptions(_CallOptions, total=False):
    model: str | None
    size: str | None
    quality: Literal['low', 'medium', 'high', 'auto'] | None
    style: Literal['vivid', 'natural'] | None
    background: Literal['transparent', 'opaque', 'auto'] | None
    moderation: Literal['low', 'auto'] | None
    output_compression: int | None
    output_format: Literal['png', 'jpeg', 'webp'] | None
    response_format: Literal['url', 'base64', 'byte', 'object'] | None
    output_raw_response: bool | None
    partial_images: int | None
    user: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None

@overload
def request_image_generation(prompt: str, *, number_of_images: int | None = ..., stream: Literal[True], **options: Unpack[_RequestImageGenerationOptions]) -> Stream[Any]:
    """Generate pictures with a model."""
@overload
def request_image_generation(prompt: str, *, number_of_images: int, **options: Unpack[_RequestImageGenerationOptions]) -> Results[Image]:
    """Generate pictures with a model."""
@overload
def request_image_generation(prompt: _Several, *, number_of_images: int, **options: Unpack[_RequestImageGenerationOptions]) -> Results[Image]:
    """Generate pictures with a model."""
@overload
def request_image_generation(prompt: str, **options: Unpack[_RequestImageGenerationOptions]) -> Image:
    """Generate pictures with a model."""
@overload
def request_image_generation(prompt: _Several, **options: Unpack[_RequestImageGenerationOptions]) -> Results[Image]:
    """Generate pictures with a model."""
@overload
def request_image_generation(prompt: str, *, number_of_images: int | None = ..., out_file: str | os.PathLike[str], **options: Unpack[_RequestImageGenerationOptions]) -> None:
    """Generate pictures with a model."""
@overload
def request_image_generation(prompt: _Several, *, number_of_images: int | None = ..., out_file: str | os.PathLike[str], **options: Unpack[_RequestImageGenerationOptions]) -> None:
    """Generate pictures with a model."""
class _RequestImageVariationOptions(_CallOptions, total=False):
    size: str | None
    response_format: Literal['url', 'base64', 'byte'] | None
    user: str | None

@overload
def request_image_variation(image: str | os.PathLike[str], *, number_of_images: int, **options: Unpack[_RequestImageVariationOptions]) -> Results[str | bytes]:
    """Generate variations of a picture."""
@overload
def request_image_variation(image: _Several, *, number_of_images: int, **options: Unpack[_RequestImageVariationOptions]) -> Results[str | bytes]:
    """Generate variations of a picture."""
@overload
def request_image_variation(image: str | os.PathLike[str], **options: Unpack[_RequestImageVariationOptions]) -> str | bytes:
    """Generate variations of a picture."""
@overload
def request_image_variation(image: _Several, **options: Unpack[_RequestImageVariationOptions]) -> Results[str | bytes]:
    """Generate variations of a picture."""
@overload
def request_image_variation(image: str | os.PathLike[str], *, number_of_images: int | None = ..., out_file: str | os.PathLike[str], **options: Unpack[_RequestImageVariationOptions]) -> None:
    """Generate variations of a picture."""
@overload
def request_image_variation(image: _Several, *, number_of_images: int | None = ..., out_file: str | os.PathLike[str], **options: Unpack[_RequestImageVariationOptions]) -> None:
    """Generate variations of a picture."""
class _RequestModerationOptions(_CallOptions, total=False):
    images: str | Sequence[str] | None
    model: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None

def request_moderation(text: str | Sequence[str] | None = ..., **options: Unpack[_RequestModerationOptions]) -> Moderation:
    """Check whether texts or pictures are harmful. Writes a warning for what the service flags."""
def request_realtime_session_response(event_id: str | None = ..., instructions: str | None = ..., output_modalities: Literal['text', 'audio'] | Sequence[Literal['text', 'audio']] | None = ..., voice: str | None = ..., output_audio_format: Literal['pcm16', 'g711_ulaw', 'g711_alaw'] | None = ..., tools: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = ..., tool_choice: Literal['none', 'auto', 'required'] | None = ..., temperature: float | None = ..., max_output_tokens: int | None = ..., conversation: Literal['auto', 'none'] | None = ..., meta_data: Mapping[str, Any] | None = ..., input_object: Any = ..., **options: Unpack[_Options]) -> None:
    """Ask the model of the realtime session for an answer; what is set here counts for this one only."""
class _RequestResponseOptions(_CallOptions, total=False):
    role: Literal['user', 'system', 'developer', 'assistant'] | None
    model: str | None
    system_message: str | Sequence[str] | None
    developer_message: str | Sequence[str] | None
    instructions: str | None
    images: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high'] | None
    files: str | Sequence[str] | None
    tool_choice: Literal['none', 'auto', 'required'] | None
    parallel_tool_calls: bool | None
    max_tool_calls: int | None
    functions: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    custom_tools: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    use_file_search_tool: bool | None
    file_search_vector_store_ids: str | Sequence[str] | None
    file_search_max_number_of_results: int | None
    file_search_ranker: str | None
    file_search_score_threshold: float | None
    file_search_hybrid_search_embedding_weight: float | None
    file_search_hybrid_search_text_weight: float | None
    use_web_search_tool: bool | None
    web_search_type: str | None
    web_search_context_size: Literal['low', 'medium', 'high'] | None
    web_search_allowed_domains: str | Sequence[str] | None
    web_search_user_location_city: str | None
    web_search_user_location_country: str | None
    web_search_user_location_region: str | None
    web_search_user_location_time_zone: str | None
    use_computer_use_tool: bool | None
    computer_use_type: str | None
    computer_use_environment: Literal['browser', 'windows', 'mac', 'linux', 'ubuntu'] | None
    computer_use_display_height: int | None
    computer_use_display_width: int | None
    use_remote_mcp_tool: bool | None
    remote_mcp_server_label: str | None
    remote_mcp_server_url: str | None
    remote_mcp_server_description: str | None
    remote_mcp_allowed_tools: Any
    remote_mcp_require_approval: Any
    remote_mcp_headers: Mapping[str, Any] | None
    remote_mcp_authorization: str | None
    use_connector_tool: bool | None
    connector_label: str | None
    connector_id: str | None
    connector_require_approval: Literal['always', 'never'] | None
    connector_authorization: str | None
    use_code_interpreter_tool: bool | None
    code_interpreter_memory_limit: Literal['1g', '4g', '16g', '64g'] | None
    container_id: str | None
    container_file_ids: str | Sequence[str] | None
    use_image_generation_tool: bool | None
    image_generation_model: str | None
    image_generation_action: Literal['generate', 'edit', 'auto'] | None
    image_generation_back_ground: Literal['transparent', 'opaque', 'auto'] | None
    image_generation_input_image_mask: str | None
    image_generation_moderation: str | None
    image_generation_output_compression: int | None
    image_generation_output_format: Literal['png', 'jpeg', 'webp'] | None
    image_generation_partial_images: int | None
    image_generation_quality: Literal['low', 'medium', 'high', 'auto'] | None
    image_generation_size: Literal['auto', '1024x1024', '1536x1024', '1024x1536'] | None
    use_local_shell_tool: bool | None
    use_shell_tool: bool | None
    use_apply_patch_tool: bool | None
    conversation: str | None
    previous_response_id: str | None
    prompt_id: str | None
    prompt_variables: Mapping[str, Any] | None
    prompt_version: str | None
    include: str | Sequence[str] | None
    truncation: Literal['auto', 'disabled'] | None
    temperature: float | None
    top_logprobs: int | None
    top_p: float | None
    store: bool | None
    background: bool | None
    stream_output_type: Literal['text', 'object'] | None
    verbosity: Literal['low', 'medium', 'high'] | None
    reasoning_effort: Literal['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] | None
    reasoning_summary: Literal['auto', 'concise', 'detailed'] | None
    meta_data: Mapping[str, Any] | None
    max_output_tokens: int | None
    output_type: Any
    json_schema: str | None
    json_schema_name: str | None
    json_schema_description: str | None
    json_schema_strict: bool | None
    service_tier: Literal['auto', 'default', 'flex', 'scale', 'priority'] | None
    prompt_cache_key: str | None
    prompt_cache_retention: Literal['in_memory', '24h'] | None
    safety_identifier: str | None
    user: str | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None
    output_raw_response: bool | None
    history: Any
    reasoning_context: Literal['auto', 'current_turn', 'all_turns'] | None
    reasoning_mode: Literal['standard', 'pro'] | None
    prompt_cache_comparison_response_id: str | None
    prompt_cache_prewarm: bool | None
    context_management: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    compact_threshold: int | None
    moderation: Any
    stream_options: Mapping[str, Any] | None
    prompt_cache_options: Mapping[str, Any] | None
    prompt_cache_mode: Literal['implicit', 'explicit'] | None
    prompt_cache_ttl: Literal['30m'] | None
    remote_mcp_tunnel_id: str | None

@overload
def request_response(message: str | None = ..., *, stream: Literal[True], **options: Unpack[_RequestResponseOptions]) -> Stream[Any]:
    """Ask a model through the responses API."""
@overload
def request_response(message: str | None = ..., **options: Unpack[_RequestResponseOptions]) -> Response:
    """Ask a model through the responses API."""
class _RequestResponseCompactionOptions(_CallOptions, total=False):
    role: Literal['user', 'system', 'developer', 'assistant'] | None
    model: str | None
    system_message: str | Sequence[str] | None
    developer_message: str | Sequence[str] | None
    instructions: str | None
    images: str | Sequence[str] | None
    image_detail: Literal['auto', 'low', 'high'] | None
    files: str | Sequence[str] | None
    previous_response_id: str | None
    output_raw_response: bool | None
    history: Any
    prompt_cache_key: str | None
    service_tier: Literal['auto', 'default', 'flex', 'scale', 'priority'] | None
    prompt_cache_options: Mapping[str, Any] | None
    prompt_cache_mode: Literal['implicit', 'explicit'] | None
    prompt_cache_ttl: Literal['30m'] | None

def request_response_compaction(message: str | None = ..., **options: Unpack[_RequestResponseCompactionOptions]) -> ResponseCompaction:
    """Compact a long conversation; the next request continues with the History of the result."""
class _RequestTextCompletionOptions(_CallOptions, total=False):
    suffix: str | None
    model: str | None
    temperature: float | None
    top_p: float | None
    number_of_answers: int | None
    stop_sequence: str | Sequence[str] | None
    max_tokens: int | None
    presence_penalty: float | None
    frequency_penalty: float | None
    logit_bias: Mapping[str, Any] | None
    user: str | None
    echo: bool | None
    best_of: int | None
    as_batch: bool | None
    custom_batch_id: str | OpenAIObject | None

@overload
def request_text_completion(prompt: str | Sequence[str] | None = ..., *, stream: Literal[True], **options: Unpack[_RequestTextCompletionOptions]) -> Stream[Any]:
    """Complete a text through the older completions API."""
@overload
def request_text_completion(prompt: str | Sequence[str] | None = ..., **options: Unpack[_RequestTextCompletionOptions]) -> TextCompletion:
    """Complete a text through the older completions API."""
class _RestartBatchOptions(_CallOptions, total=False):
    poll_interval_sec: float | None
    until: int | None
    no_journal: bool | None

@overload
def restart_batch(*, batch: Batch, **options: Unpack[_RestartBatchOptions]) -> Batch:
    """Start a new batch of the requests that failed, expired or have no result."""
@overload
def restart_batch(*, batch: _Several, **options: Unpack[_RestartBatchOptions]) -> Results[Batch]:
    """Start a new batch of the requests that failed, expired or have no result."""
@overload
def restart_batch(batch_id: str | OpenAIObject, **options: Unpack[_RestartBatchOptions]) -> Batch:
    """Start a new batch of the requests that failed, expired or have no result."""
@overload
def restart_batch(batch_id: _Several, **options: Unpack[_RestartBatchOptions]) -> Results[Batch]:
    """Start a new batch of the requests that failed, expired or have no result."""
class _ResumeBatchOptions(_CallOptions, total=False):
    no_journal: bool | None

def resume_batch(queue_id: str | Sequence[str] | None = ..., **options: Unpack[_ResumeBatchOptions]) -> Results[Batch]:
    """Go on with what was interrupted: queues, and batches whose answer was lost."""
class _SearchVectorStoreOptions(_CallOptions, total=False):
    max_num_results: int | None
    filters: Mapping[str, Any] | None
    ranker: str | None
    score_threshold: float | None
    rewrite_query: bool | None

@overload
def search_vector_store(vector_store_id: str | OpenAIObject, query: str | Sequence[str], **options: Unpack[_SearchVectorStoreOptions]) -> Results[VectorStoreSearchResult]:
    """Search a vector store."""
@overload
def search_vector_store(vector_store_id: _Several, query: str | Sequence[str], **options: Unpack[_SearchVectorStoreOptions]) -> Results[VectorStoreSearchResult]:
    """Search a vector store."""
@overload
def search_vector_store(query: str | Sequence[str], *, vector_store: VectorStore, **options: Unpack[_SearchVectorStoreOptions]) -> Results[VectorStoreSearchResult]:
    """Search a vector store."""
@overload
def search_vector_store(query: str | Sequence[str], *, vector_store: _Several, **options: Unpack[_SearchVectorStoreOptions]) -> Results[VectorStoreSearchResult]:
    """Search a vector store."""
class _SendRealtimeSessionAudioOptions(_Options, total=False):
    commit: bool | None

def send_realtime_session_audio(input_audio: Any, **options: Unpack[_SendRealtimeSessionAudioOptions]) -> None:
    """Send sound to the realtime session: a file, standard input (-) or bytes."""
@overload
def send_realtime_session_event(message: str, **options: Unpack[_Options]) -> None:
    """Send any event of the client to the realtime session, as JSON; for what has no cmdlet of its own."""
@overload
def send_realtime_session_event(message: _Several, **options: Unpack[_Options]) -> None:
    """Send any event of the client to the realtime session, as JSON; for what has no cmdlet of its own."""
class _SetAssistantOptions(_CallOptions, total=False):
    name: str | None
    model: str | None
    description: str | None
    instructions: str | None
    reasoning_effort: Literal['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] | None
    use_code_interpreter: bool | None
    use_file_search: bool | None
    functions: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    file_ids_for_code_interpreter: str | Sequence[str] | None
    vector_stores_for_file_search: str | Sequence[str] | None
    file_ids_for_file_search: str | Sequence[str] | None
    max_number_of_file_search_results: int | None
    ranker_for_file_search: str | None
    score_threshold_for_file_search: float | None
    temperature: float | None
    top_p: float | None
    meta_data: Mapping[str, Any] | None
    response_format: Literal['default', 'auto', 'text', 'json_object', 'json_schema', 'raw_response'] | None
    json_schema: str | None

@overload
def set_assistant(assistant_id: str | OpenAIObject, **options: Unpack[_SetAssistantOptions]) -> Assistant:
    """Change an assistant."""
@overload
def set_assistant(assistant_id: _Several, **options: Unpack[_SetAssistantOptions]) -> Results[Assistant]:
    """Change an assistant."""
@overload
def set_chat_completion(completion_id: str | OpenAIObject, *, meta_data: Mapping[str, Any], **options: Unpack[_CallOptions]) -> ChatCompletion:
    """Change the metadata of a stored chat completion."""
@overload
def set_chat_completion(completion_id: _Several, *, meta_data: Mapping[str, Any], **options: Unpack[_CallOptions]) -> Results[ChatCompletion]:
    """Change the metadata of a stored chat completion."""
@overload
def set_conversation(conversation_id: str | OpenAIObject, *, meta_data: Mapping[str, Any], **options: Unpack[_CallOptions]) -> Conversation:
    """Change the metadata of a conversation."""
@overload
def set_conversation(conversation_id: _Several, *, meta_data: Mapping[str, Any], **options: Unpack[_CallOptions]) -> Results[Conversation]:
    """Change the metadata of a conversation."""
class _SetOpenaiContextOptions(_Options, total=False):
    project: str | None
    save: bool | None

def set_openai_context(api_key: str | SecureString | None = ..., api_type: Literal['OpenAI', 'Azure'] | None = ..., api_base: str | None = ..., api_version: str | None = ..., auth_type: Literal['openai', 'azure', 'azure_ad'] | None = ..., organization: str | None = ..., timeout_sec: int | None = ..., max_retry_count: int | None = ..., **options: Unpack[_SetOpenaiContextOptions]) -> None:
    """Set defaults for all further calls of this session."""
def set_realtime_session_configuration(event_id: str | None = ..., instructions: str | None = ..., prompt_id: str | None = ..., prompt_variables: Mapping[str, Any] | None = ..., prompt_version: str | None = ..., output_modalities: Literal['text', 'audio'] | Sequence[Literal['text', 'audio']] | None = ..., voice: str | None = ..., speed: float | None = ..., input_audio_format: Literal['pcm16', 'g711_ulaw', 'g711_alaw'] | None = ..., output_audio_format: Literal['pcm16', 'g711_ulaw', 'g711_alaw'] | None = ..., input_audio_noise_reduction_type: str | None = ..., enable_input_audio_transcription: bool | None = ..., input_audio_transcription_model: str | None = ..., input_audio_transcription_language: str | None = ..., input_audio_transcription_prompt: str | None = ..., enable_turn_detection: bool | None = ..., turn_detection_type: str | None = ..., turn_detection_eagerness: Literal['low', 'medium', 'high', 'auto'] | None = ..., turn_detection_threshold: float | None = ..., turn_detection_prefix_padding: int | None = ..., turn_detection_silence_duration: int | None = ..., turn_detection_idle_timeout: int | None = ..., create_response_on_turn_end: bool | None = ..., interrupt_response: bool | None = ..., tools: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = ..., tool_choice: Literal['none', 'auto', 'required'] | None = ..., parallel_tool_calls: bool | None = ..., temperature: float | None = ..., max_output_tokens: int | None = ..., reasoning_effort: Literal['minimal', 'low', 'medium', 'high', 'xhigh'] | None = ..., tracing: Literal['auto'] | None = ..., tracing_group_id: str | None = ..., tracing_metadata: Mapping[str, Any] | None = ..., tracing_workflow_name: str | None = ..., truncation: Literal['auto', 'disabled'] | None = ..., truncation_retention_ratio: float | None = ..., truncation_retention_ratio_type: str | None = ..., truncation_token_limits_post_instructions: int | None = ..., **options: Unpack[_Options]) -> None:
    """Set how the realtime session works: instructions, voice, formats, turns, tools. What is not given stays."""
def set_realtime_transcription_session_configuration(event_id: str | None = ..., input_audio_format: Literal['pcm16', 'g711_ulaw', 'g711_alaw'] | None = ..., input_audio_noise_reduction_type: str | None = ..., enable_input_audio_transcription: bool | None = ..., input_audio_transcription_model: str | None = ..., input_audio_transcription_delay: Literal['minimal', 'low', 'medium', 'high', 'xhigh'] | None = ..., input_audio_transcription_language: str | None = ..., input_audio_transcription_prompt: str | None = ..., enable_turn_detection: bool | None = ..., turn_detection_type: str | None = ..., turn_detection_eagerness: Literal['low', 'medium', 'high', 'auto'] | None = ..., turn_detection_threshold: float | None = ..., turn_detection_prefix_padding: int | None = ..., turn_detection_silence_duration: int | None = ..., create_response_on_turn_end: bool | None = ..., interrupt_response: bool | None = ..., include: str | Sequence[str] | None = ..., **options: Unpack[_Options]) -> None:
    """Set how the transcription session works: model, language, format, turns. What is not given stays."""
class _SetSecretOptions(_Options, total=False):
    metadata: Mapping[str, Any] | None
    vault: str | None
    no_clobber: bool | None

def set_secret(name: str, secret: Any = ..., **options: Unpack[_SetSecretOptions]) -> None:
    """Store a secret in the system's keyring."""
class _SetThreadOptions(_CallOptions, total=False):
    file_ids_for_code_interpreter: str | Sequence[str] | None
    vector_stores_for_file_search: str | Sequence[str] | None
    file_ids_for_file_search: str | Sequence[str] | None
    meta_data: Mapping[str, Any] | None

@overload
def set_thread(thread_id: str | OpenAIObject, **options: Unpack[_SetThreadOptions]) -> Thread:
    """Change the metadata of a thread, or what its tools may use."""
@overload
def set_thread(thread_id: _Several, **options: Unpack[_SetThreadOptions]) -> Results[Thread]:
    """Change the metadata of a thread, or what its tools may use."""
class _SetVectorStoreOptions(_CallOptions, total=False):
    name: str | None
    expires_after_days: int | None
    expires_after_anchor: Literal['last_active_at'] | None
    meta_data: Mapping[str, Any] | None

@overload
def set_vector_store(*, vector_store: VectorStore, **options: Unpack[_SetVectorStoreOptions]) -> VectorStore:
    """Change the name of a vector store, its metadata, or how long it is kept."""
@overload
def set_vector_store(*, vector_store: _Several, **options: Unpack[_SetVectorStoreOptions]) -> Results[VectorStore]:
    """Change the name of a vector store, its metadata, or how long it is kept."""
@overload
def set_vector_store(vector_store_id: str | OpenAIObject, **options: Unpack[_SetVectorStoreOptions]) -> VectorStore:
    """Change the name of a vector store, its metadata, or how long it is kept."""
@overload
def set_vector_store(vector_store_id: _Several, **options: Unpack[_SetVectorStoreOptions]) -> Results[VectorStore]:
    """Change the name of a vector store, its metadata, or how long it is kept."""
class _StartBatchOptions(_CallOptions, total=False):
    endpoint: str | None
    completion_window: str | None
    output_expires_after_seconds: int | None
    output_expires_after_anchor: str | None
    meta_data: Mapping[str, Any] | None
    after_part: str | None
    queue: bool | None
    throttle_limit: int | None
    skip_check: bool | None
    no_journal: bool | None

@overload
def start_batch(file_id: str | OpenAIObject, *, split_at: int | Sequence[int], **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(file_id: _Several, *, split_at: int | Sequence[int], **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(file_id: str | OpenAIObject, **options: Unpack[_StartBatchOptions]) -> Batch:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(file_id: _Several, **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, batch_input: BatchInput, split_at: int | Sequence[int], **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, batch_input: _Several, split_at: int | Sequence[int], **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, batch_input: BatchInput, **options: Unpack[_StartBatchOptions]) -> Batch:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, batch_input: _Several, **options: Unpack[_StartBatchOptions]) -> Batch:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, path: str | os.PathLike[str], split_at: int | Sequence[int], **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, path: str | os.PathLike[str], **options: Unpack[_StartBatchOptions]) -> Batch:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, literal_path: str | os.PathLike[str], split_at: int | Sequence[int], **options: Unpack[_StartBatchOptions]) -> Results[Batch]:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
@overload
def start_batch(*, literal_path: str | os.PathLike[str], **options: Unpack[_StartBatchOptions]) -> Batch:
    """Start a batch from requests made with -AsBatch, from a file of requests, or from an uploaded file."""
class _StartThreadRunOptions(_CallOptions, total=False):
    model: str | None
    instructions: str | None
    reasoning_effort: Literal['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] | None
    additional_instructions: str | None
    additional_messages: Any
    include: str | Sequence[str] | None
    images: Any
    image_detail: Literal['auto', 'low', 'high'] | None
    role: Literal['user', 'assistant'] | None
    file_ids_for_code_interpreter: str | Sequence[str] | None
    vector_stores_for_file_search: str | Sequence[str] | None
    max_prompt_tokens: int | None
    max_completion_tokens: int | None
    truncation_strategy_type: Literal['auto', 'last_messages'] | None
    truncation_strategy_last_messages: int | None
    tool_choice: Literal['none', 'auto', 'required', 'code_interpreter', 'file_search', 'function'] | None
    tool_choice_function_name: str | None
    use_code_interpreter: bool | None
    use_file_search: bool | None
    functions: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None
    parallel_tool_calls: bool | None
    meta_data: Mapping[str, Any] | None
    temperature: float | None
    top_p: float | None
    response_format: Literal['default', 'auto', 'text', 'json_object', 'json_schema', 'raw_response'] | None
    json_schema: str | None

@overload
def start_thread_run(assistant_id: str | OpenAIObject, *, message: str, stream: Literal[True], **options: Unpack[_StartThreadRunOptions]) -> Stream[Any]:
    """Run an assistant on a thread, or create a thread with a message and run it."""
@overload
def start_thread_run(assistant_id: str | OpenAIObject, *, message: str, **options: Unpack[_StartThreadRunOptions]) -> ThreadRun:
    """Run an assistant on a thread, or create a thread with a message and run it."""
@overload
def start_thread_run(thread_id: str | OpenAIObject, assistant_id: str | OpenAIObject, *, stream: Literal[True], **options: Unpack[_StartThreadRunOptions]) -> Stream[Any]:
    """Run an assistant on a thread, or create a thread with a message and run it."""
@overload
def start_thread_run(thread_id: str | OpenAIObject, assistant_id: str | OpenAIObject, **options: Unpack[_StartThreadRunOptions]) -> ThreadRun:
    """Run an assistant on a thread, or create a thread with a message and run it."""
@overload
def start_thread_run(thread_id: _Several, assistant_id: str | OpenAIObject, **options: Unpack[_StartThreadRunOptions]) -> Results[ThreadRun]:
    """Run an assistant on a thread, or create a thread with a message and run it."""
class _StartVectorStoreFileBatchOptions(_CallOptions, total=False):
    attributes: Mapping[str, Any] | None
    chunking_strategy: Literal['auto', 'static'] | None
    max_chunk_size_tokens: int | None
    chunk_overlap_tokens: int | None

@overload
def start_vector_store_file_batch(vector_store_id: str | OpenAIObject, files: Any, **options: Unpack[_StartVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Add several uploaded files to a vector store as one batch."""
@overload
def start_vector_store_file_batch(vector_store_id: _Several, files: Any, **options: Unpack[_StartVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Add several uploaded files to a vector store as one batch."""
@overload
def start_vector_store_file_batch(files: Any, *, vector_store: VectorStore, **options: Unpack[_StartVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Add several uploaded files to a vector store as one batch."""
@overload
def start_vector_store_file_batch(files: Any, *, vector_store: _Several, **options: Unpack[_StartVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Add several uploaded files to a vector store as one batch."""
class _StopBatchOptions(_CallOptions, total=False):
    force: bool | None
    wait: bool | None

@overload
def stop_batch(*, batch: Batch, **options: Unpack[_StopBatchOptions]) -> None:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(*, batch: _Several, **options: Unpack[_StopBatchOptions]) -> None:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(*, batch: Batch, pass_thru: Literal[True], **options: Unpack[_StopBatchOptions]) -> Batch:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(*, batch: _Several, pass_thru: Literal[True], **options: Unpack[_StopBatchOptions]) -> Results[Batch]:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(batch_id: str | OpenAIObject, **options: Unpack[_StopBatchOptions]) -> None:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(batch_id: _Several, **options: Unpack[_StopBatchOptions]) -> None:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(batch_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_StopBatchOptions]) -> Batch:
    """Cancel a batch that has not ended."""
@overload
def stop_batch(batch_id: _Several, *, pass_thru: Literal[True], **options: Unpack[_StopBatchOptions]) -> Results[Batch]:
    """Cancel a batch that has not ended."""
def stop_realtime_session_response(event_id: str | None = ..., **options: Unpack[_Options]) -> None:
    """Have the model stop the answer that it is giving; what it has said so far stays."""
@overload
def stop_response(response_id: str | OpenAIObject, **options: Unpack[_CallOptions]) -> None:
    """Cancel a response that runs in the background."""
@overload
def stop_response(response_id: _Several, **options: Unpack[_CallOptions]) -> None:
    """Cancel a response that runs in the background."""
@overload
def stop_response(response_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_CallOptions]) -> Response:
    """Cancel a response that runs in the background."""
@overload
def stop_response(response_id: _Several, *, pass_thru: Literal[True], **options: Unpack[_CallOptions]) -> Results[Response]:
    """Cancel a response that runs in the background."""
class _StopThreadRunOptions(_CallOptions, total=False):
    force: bool | None
    wait: bool | None

@overload
def stop_thread_run(*, run: ThreadRun, **options: Unpack[_StopThreadRunOptions]) -> None:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(*, run: _Several, **options: Unpack[_StopThreadRunOptions]) -> None:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(*, run: ThreadRun, pass_thru: Literal[True], **options: Unpack[_StopThreadRunOptions]) -> ThreadRun:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(*, run: _Several, pass_thru: Literal[True], **options: Unpack[_StopThreadRunOptions]) -> Results[ThreadRun]:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, **options: Unpack[_StopThreadRunOptions]) -> None:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(run_id: _Several, thread_id: str | OpenAIObject, **options: Unpack[_StopThreadRunOptions]) -> None:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_StopThreadRunOptions]) -> ThreadRun:
    """Cancel a run that has not ended."""
@overload
def stop_thread_run(run_id: _Several, thread_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_StopThreadRunOptions]) -> Results[ThreadRun]:
    """Cancel a run that has not ended."""
class _StopVectorStoreFileBatchOptions(_CallOptions, total=False):
    wait: bool | None

@overload
def stop_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: VectorStore, **options: Unpack[_StopVectorStoreFileBatchOptions]) -> None:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: _Several, **options: Unpack[_StopVectorStoreFileBatchOptions]) -> None:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: VectorStore, pass_thru: Literal[True], **options: Unpack[_StopVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: _Several, pass_thru: Literal[True], **options: Unpack[_StopVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(vector_store_id: str | OpenAIObject, batch_id: str | OpenAIObject, **options: Unpack[_StopVectorStoreFileBatchOptions]) -> None:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(vector_store_id: _Several, batch_id: str | OpenAIObject, **options: Unpack[_StopVectorStoreFileBatchOptions]) -> None:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(vector_store_id: str | OpenAIObject, batch_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_StopVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(vector_store_id: _Several, batch_id: str | OpenAIObject, *, pass_thru: Literal[True], **options: Unpack[_StopVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(*, batch: VectorStoreFileBatch, **options: Unpack[_StopVectorStoreFileBatchOptions]) -> None:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(*, batch: _Several, **options: Unpack[_StopVectorStoreFileBatchOptions]) -> None:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(*, batch: VectorStoreFileBatch, pass_thru: Literal[True], **options: Unpack[_StopVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
@overload
def stop_vector_store_file_batch(*, batch: _Several, pass_thru: Literal[True], **options: Unpack[_StopVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Cancel a batch of files. The files that have been added to the vector store stay there."""
class _SubmitToolOutputOptions(_CallOptions, total=False):
    format: Literal['default', 'raw_response'] | None

@overload
def submit_tool_output(*, run: ThreadRun, tool_output: Mapping[str, Any] | Sequence[Mapping[str, Any]], stream: Literal[True], **options: Unpack[_SubmitToolOutputOptions]) -> Stream[Any]:
    """Send a run the results of the functions that it requested."""
@overload
def submit_tool_output(*, run: ThreadRun, tool_output: Mapping[str, Any] | Sequence[Mapping[str, Any]], **options: Unpack[_SubmitToolOutputOptions]) -> ThreadRun:
    """Send a run the results of the functions that it requested."""
@overload
def submit_tool_output(*, run: _Several, tool_output: Mapping[str, Any] | Sequence[Mapping[str, Any]], **options: Unpack[_SubmitToolOutputOptions]) -> Results[ThreadRun]:
    """Send a run the results of the functions that it requested."""
@overload
def submit_tool_output(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, *, tool_output: Mapping[str, Any] | Sequence[Mapping[str, Any]], stream: Literal[True], **options: Unpack[_SubmitToolOutputOptions]) -> Stream[Any]:
    """Send a run the results of the functions that it requested."""
@overload
def submit_tool_output(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, *, tool_output: Mapping[str, Any] | Sequence[Mapping[str, Any]], **options: Unpack[_SubmitToolOutputOptions]) -> ThreadRun:
    """Send a run the results of the functions that it requested."""
@overload
def submit_tool_output(run_id: _Several, thread_id: str | OpenAIObject, *, tool_output: Mapping[str, Any] | Sequence[Mapping[str, Any]], **options: Unpack[_SubmitToolOutputOptions]) -> Results[ThreadRun]:
    """Send a run the results of the functions that it requested."""
class _TestBatchInputOptions(_Options, total=False):
    split: bool | None

@overload
def test_batch_input(path: str | os.PathLike[str], **options: Unpack[_TestBatchInputOptions]) -> BatchInputCheck:
    """Check a file of requests before it is uploaded."""
@overload
def test_batch_input(path: _Several, **options: Unpack[_TestBatchInputOptions]) -> Results[BatchInputCheck]:
    """Check a file of requests before it is uploaded."""
class _WaitBatchOptions(_CallOptions, total=False):
    poll_interval_sec: float | None
    status_for_wait: Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'] | Sequence[Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled']] | None
    status_for_exit: Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled'] | Sequence[Literal['validating', 'failed', 'in_progress', 'finalizing', 'completed', 'expired', 'cancelling', 'cancelled']] | None

@overload
def wait_batch(batch_id: str | OpenAIObject, **options: Unpack[_WaitBatchOptions]) -> Batch:
    """Wait until batches have ended, and return them."""
@overload
def wait_batch(batch_id: _Several, **options: Unpack[_WaitBatchOptions]) -> Results[Batch]:
    """Wait until batches have ended, and return them."""
class _WaitThreadRunOptions(_CallOptions, total=False):
    poll_interval_sec: float | None
    status_for_wait: Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete'] | Sequence[Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete']] | None
    status_for_exit: Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete'] | Sequence[Literal['queued', 'in_progress', 'completed', 'requires_action', 'expired', 'cancelling', 'cancelled', 'failed', 'incomplete']] | None

@overload
def wait_thread_run(*, run: ThreadRun, **options: Unpack[_WaitThreadRunOptions]) -> ThreadRun:
    """Wait until runs have ended or require an action, and return them."""
@overload
def wait_thread_run(*, run: _Several, **options: Unpack[_WaitThreadRunOptions]) -> Results[ThreadRun]:
    """Wait until runs have ended or require an action, and return them."""
@overload
def wait_thread_run(run_id: str | OpenAIObject, thread_id: str | OpenAIObject, **options: Unpack[_WaitThreadRunOptions]) -> ThreadRun:
    """Wait until runs have ended or require an action, and return them."""
@overload
def wait_thread_run(run_id: _Several, thread_id: str | OpenAIObject, **options: Unpack[_WaitThreadRunOptions]) -> Results[ThreadRun]:
    """Wait until runs have ended or require an action, and return them."""
class _WaitVectorStoreFileBatchOptions(_CallOptions, total=False):
    poll_interval_sec: float | None
    status_for_wait: Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled']] | None
    status_for_exit: Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled'] | Sequence[Literal['in_progress', 'completed', 'failed', 'cancelling', 'cancelled']] | None

@overload
def wait_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: VectorStore, **options: Unpack[_WaitVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Wait until batches of files have ended, and return them."""
@overload
def wait_vector_store_file_batch(batch_id: str | OpenAIObject, *, vector_store: _Several, **options: Unpack[_WaitVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Wait until batches of files have ended, and return them."""
@overload
def wait_vector_store_file_batch(vector_store_id: str | OpenAIObject, batch_id: str | OpenAIObject, **options: Unpack[_WaitVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Wait until batches of files have ended, and return them."""
@overload
def wait_vector_store_file_batch(vector_store_id: _Several, batch_id: str | OpenAIObject, **options: Unpack[_WaitVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Wait until batches of files have ended, and return them."""
@overload
def wait_vector_store_file_batch(*, batch: VectorStoreFileBatch, **options: Unpack[_WaitVectorStoreFileBatchOptions]) -> VectorStoreFileBatch:
    """Wait until batches of files have ended, and return them."""
@overload
def wait_vector_store_file_batch(*, batch: _Several, **options: Unpack[_WaitVectorStoreFileBatchOptions]) -> Results[VectorStoreFileBatch]:
    """Wait until batches of files have ended, and return them."""
class _WaitVideoOptions(_CallOptions, total=False):
    poll_interval_sec: float | None
    status_for_wait: Literal['queued', 'in_progress', 'completed', 'failed', 'preprocessing', 'running', 'processing', 'cancelled', 'succeeded'] | Sequence[Literal['queued', 'in_progress', 'completed', 'failed', 'preprocessing', 'running', 'processing', 'cancelled', 'succeeded']] | None
    status_for_exit: Literal['queued', 'in_progress', 'completed', 'failed', 'preprocessing', 'running', 'processing', 'cancelled', 'succeeded'] | Sequence[Literal['queued', 'in_progress', 'completed', 'failed', 'preprocessing', 'running', 'processing', 'cancelled', 'succeeded']] | None

@overload
def wait_video(video_id: str | OpenAIObject, **options: Unpack[_WaitVideoOptions]) -> VideoJob:
    """Wait until videos are finished, and return them."""
@overload
def wait_video(video_id: _Several, **options: Unpack[_WaitVideoOptions]) -> Results[VideoJob]:
    """Wait until videos are finished, and return them."""
class _WatchBatchOptions(_CallOptions, total=False):
    poll_interval_sec: float | None

@overload
def watch_batch(batch_id: str | OpenAIObject | None = ..., **options: Unpack[_WatchBatchOptions]) -> Batch:
    """Watch batches until they have ended: their states, requests done, speed and time left."""
@overload
def watch_batch(batch_id: _Several, **options: Unpack[_WatchBatchOptions]) -> Results[Batch]:
    """Watch batches until they have ended: their states, requests done, speed and time left."""