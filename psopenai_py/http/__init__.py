"""Everything that touches the network; knows nothing of cmdlets and works without the rest of the package.

    client = Client()                                     # one a session: pools connections, keeps nothing of a call
    config = ApiConfig(api_key=key, max_retry_count=3)    # one a call; key has .reveal() -> str
    client.request(config, "batch", {"batch_id": "batch_abc123"}).json()
    client.request(config, "files", method="POST", multipart=Form({"purpose": "batch"}, [FilePart("file", path)]))
    for event in client.stream_sse(config, "chat.completions", method="POST", json={...}): event.json()
    for page in client.paginate(config, "batches", query={"limit": 100}): page["data"]
    for line in download_lines(client, config, "file-abc123"): json.loads(line)
    download_to_file(client, config, "file-abc123", "out.jsonl")
    sources = (partial(download_lines, client, config, file_id) for file_id in ids)
    for lines in ordered_prefetch(sources, limit=4):      # the next ones are fetched while one is read
        for line in lines: ...

An endpoint is named by its place in the table (`ENDPOINTS`); its ids are encoded there. Azure's addresses, its
`api-version` and its habit of naming the model in the address are seen to by the client: callers pass the same
parameters and bodies for both.

From the outside in: `client` (requests, streams, pages) and `download` (resumable content) use `request` (headers,
address and body of one call), `retry`, `sse`, `multipart`, `transfer` (one download with its resumes), `partfile`
(its way into a file), `exchange` (one sending through httpx) and `transport` (the socket end). `prefetch` is on its
own.
"""

from __future__ import annotations

from .cancel import Cancel, Cancelled
from .client import Client, Response
from .config import DEFAULT_API_BASE, DEFAULT_AZURE_API_VERSION, ApiConfig, Secret
from .download import download_bytes, download_line_blocks, download_lines, download_to_file
from .endpoints import ENDPOINTS, Endpoint, encode_id
from .errors import (
    ApiError,
    BadRequestError,
    ChangedContentError,
    ConfigError,
    ConflictError,
    ConnectError,
    ForbiddenError,
    HttpError,
    IncompleteDownloadError,
    InvalidResponseError,
    NotFoundError,
    QuotaExceededError,
    RateLimitError,
    ServerError,
    TimeoutError,
    TransportError,
    UnauthorizedError,
    UnprocessableEntityError,
    UnsupportedEndpointError,
)
from .multipart import FilePart, Form
from .prefetch import Source, ordered_prefetch
from .retry import RetryPolicy
from .sse import ServerSentEvent

__all__ = [
    "DEFAULT_API_BASE",
    "DEFAULT_AZURE_API_VERSION",
    "ENDPOINTS",
    "ApiConfig",
    "ApiError",
    "BadRequestError",
    "Cancel",
    "Cancelled",
    "ChangedContentError",
    "Client",
    "ConfigError",
    "ConflictError",
    "ConnectError",
    "Endpoint",
    "FilePart",
    "ForbiddenError",
    "Form",
    "HttpError",
    "IncompleteDownloadError",
    "InvalidResponseError",
    "NotFoundError",
    "QuotaExceededError",
    "RateLimitError",
    "Response",
    "RetryPolicy",
    "Secret",
    "ServerError",
    "ServerSentEvent",
    "Source",
    "TimeoutError",
    "TransportError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "UnsupportedEndpointError",
    "download_bytes",
    "download_line_blocks",
    "download_lines",
    "download_to_file",
    "encode_id",
    "ordered_prefetch",
]
