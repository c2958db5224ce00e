"""The table of the API's addresses, for OpenAI and for Azure.

`{name}` in a path stands for an id. Ids are encoded here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from ..dataclass import dataclass
from .config import DEFAULT_API_BASE, DEFAULT_AZURE_API_VERSION, ApiConfig
from .errors import ConfigError, UnsupportedEndpointError

PLAIN = "/openai{path}"
DEPLOYMENT = "/openai/deployments/{deployment}{path}"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API; `azure` is the path on Azure, with `{path}` for `path`; None if Azure has none."""

    name: str
    path: str
    beta: bool = False
    azure: str | None = PLAIN
    azure_version: str | None = None

    @property
    def takes_deployment(self) -> bool:
        """Azure has the model in the address (as a deployment) instead of in the body."""
        return self.azure == DEPLOYMENT


def _endpoints() -> list[Endpoint]:
    def plain(name: str, path: str) -> Endpoint:
        return Endpoint(name, path)

    def assistants(name: str, path: str) -> Endpoint:
        return Endpoint(name, path, beta=True)

    def model(name: str, path: str) -> Endpoint:
        return Endpoint(name, path, azure=DEPLOYMENT)

    def absent(name: str, path: str) -> Endpoint:
        return Endpoint(name, path, azure=None)

    def video(name: str, path: str) -> Endpoint:
        jobs = path.replace("/videos", "/openai/v1/video/generations/jobs", 1)
        return Endpoint(name, path, azure=jobs, azure_version="preview")

    run = "/threads/{thread_id}/runs/{run_id}"
    store = "/vector_stores/{vector_store_id}"
    return [
        model("chat.completions", "/chat/completions"),
        model("chat.completion", "/chat/completions/{completion_id}"),
        model("chat.completion.messages", "/chat/completions/{completion_id}/messages"),
        model("completions", "/completions"),
        model("embeddings", "/embeddings"),
        model("audio.speech", "/audio/speech"),
        model("audio.transcriptions", "/audio/transcriptions"),
        model("audio.translations", "/audio/translations"),
        model("images.generations", "/images/generations"),
        model("images.edits", "/images/edits"),
        absent("images.variations", "/images/variations"),
        absent("moderations", "/moderations"),
        plain("decisions", "/decisions"),
        plain("content_provenance_checks", "/content_provenance_checks"),
        plain("models", "/models"),
        plain("model", "/models/{model}"),
        plain("responses", "/responses"),
        plain("response", "/responses/{response_id}"),
        plain("response.input_items", "/responses/{response_id}/input_items"),
        plain("response.cancel", "/responses/{response_id}/cancel"),
        absent("responses.compact", "/responses/compact"),
        absent("responses.input_tokens", "/responses/input_tokens"),
        absent("conversations", "/conversations"),
        absent("conversation", "/conversations/{conversation_id}"),
        absent("conversation.items", "/conversations/{conversation_id}/items"),
        absent("conversation.item", "/conversations/{conversation_id}/items/{item_id}"),
        absent("containers", "/containers"),
        absent("container", "/containers/{container_id}"),
        absent("container.files", "/containers/{container_id}/files"),
        absent("container.file", "/containers/{container_id}/files/{file_id}"),
        absent("container.file.content", "/containers/{container_id}/files/{file_id}/content"),
        Endpoint("realtime", "/realtime", azure="/openai/v1/realtime"),
        plain("realtime.preview", "/realtime"),
        plain("files", "/files"),
        plain("file", "/files/{file_id}"),
        plain("file.content", "/files/{file_id}/content"),
        plain("uploads", "/uploads"),
        plain("upload.parts", "/uploads/{upload_id}/parts"),
        plain("upload.complete", "/uploads/{upload_id}/complete"),
        plain("upload.cancel", "/uploads/{upload_id}/cancel"),
        plain("batches", "/batches"),
        plain("batch", "/batches/{batch_id}"),
        plain("batch.cancel", "/batches/{batch_id}/cancel"),
        video("videos", "/videos"),
        video("video", "/videos/{video_id}"),
        video("video.content", "/videos/{video_id}/content"),
        video("video.remix", "/videos/{video_id}/remix"),
        assistants("assistants", "/assistants"),
        assistants("assistant", "/assistants/{assistant_id}"),
        assistants("threads", "/threads"),
        assistants("thread", "/threads/{thread_id}"),
        assistants("thread.messages", "/threads/{thread_id}/messages"),
        assistants("thread.message", "/threads/{thread_id}/messages/{message_id}"),
        assistants("threads.runs", "/threads/runs"),
        assistants("thread.runs", "/threads/{thread_id}/runs"),
        assistants("thread.run", run),
        assistants("thread.run.cancel", run + "/cancel"),
        assistants("thread.run.submit_tool_outputs", run + "/submit_tool_outputs"),
        assistants("thread.run.steps", run + "/steps"),
        assistants("thread.run.step", run + "/steps/{step_id}"),
        assistants("vector_stores", "/vector_stores"),
        assistants("vector_store", store),
        assistants("vector_store.search", store + "/search"),
        assistants("vector_store.files", store + "/files"),
        assistants("vector_store.file", store + "/files/{file_id}"),
        assistants("vector_store.file_batches", store + "/file_batches"),
        assistants("vector_store.file_batch", store + "/file_batches/{batch_id}"),
        assistants("vector_store.file_batch.cancel", store + "/file_batches/{batch_id}/cancel"),
        assistants("vector_store.file_batch.files", store + "/file_batches/{batch_id}/files"),
    ]


ENDPOINTS: Mapping[str, Endpoint] = {endpoint.name: endpoint for endpoint in _endpoints()}


def encode_id(value: object) -> str:
    """An id as one segment of a path: all but the unreserved characters are percent-encoded."""
    text = str(value)
    # A dot segment would be removed on the way and another address be called.
    if text in ("", ".", ".."):
        raise ConfigError(f"'{text}' cannot be used as an id.")
    if text.lstrip().startswith("{"):  # a line that a script has read, or $input of JSON Lines
        shown = text if len(text) <= 60 else text[:60] + "..."
        raise ConfigError(f"{shown} is JSON, and not an id; ConvertFrom-Json makes an object of it.")
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        raise ConfigError(f"{text!a} cannot be used as an id: it is not valid UTF-8.") from None


def _filled(path: str, ids: Mapping[str, object]) -> str:
    """A path with ids in the place of their names in braces."""
    head, *rest = path.split("{")
    return head + "".join(encode_id(ids[name]) + after for name, _, after in (part.partition("}") for part in rest))


def address(
    config: ApiConfig, endpoint: Endpoint, ids: Mapping[str, object] | None = None, deployment: object = None
) -> tuple[str, str | None]:
    """The full address of `endpoint` with these settings, and the `api-version` to send (Azure) or None."""
    ids = ids or {}
    path = _filled(endpoint.path, ids)
    if not config.is_azure:
        return (config.api_base or DEFAULT_API_BASE).rstrip("/") + path, None
    if endpoint.azure is None:
        raise UnsupportedEndpointError(f"The endpoint '{endpoint.name}' is not offered by Azure.")
    if not config.api_base:
        raise ConfigError("An Azure call needs the address of the resource; give it with ApiBase.")
    if endpoint.azure not in (PLAIN, DEPLOYMENT):
        path = _filled(endpoint.azure, ids)
    else:
        name = encode_id(deployment) if deployment else ""
        path = endpoint.azure.replace("{deployment}", name).replace("{path}", path)
    # Azure's addresses of version 1 need no date
    usual = None if path.startswith("/openai/v1/") else DEFAULT_AZURE_API_VERSION
    version = config.api_version or endpoint.azure_version or usual
    return config.api_base.rstrip("/") + path, version
