"""The network: everything that makes a connection. It knows nothing of cmdlets and works without the other packages.

    client = Client()                                     # one per session: pools connections, keeps no state of a call
    config = ApiConfig(api_key=key, max_retry_count=3)    # one per call; the key has .reveal() -> str
    client.request(config, Request("batch", {"batch_id": "batch_abc123"})).json()
    form = Form({"purpose": "batch"}, [FilePart("file", path)])
    client.request(config, Request("files", method="POST", form=form))
    for event in client.stream_sse(config, Request("chat.completions", method="POST", body={...})): event.json()
    for page in client.paginate(config, Request("batches", query={"limit": 100})): page["data"]
    content = Request("file.content", {"file_id": "file-abc123"})
    for line in download_lines(client, config, content): json.loads(line)
    download_to_file(client, config, content, "out.jsonl")
    sources = (partial(download_lines, client, config, request) for request in requests)
    for lines in ordered_prefetch(sources, limit=4):      # the next ones are downloaded while one is read
        for line in lines: ...

A caller describes a call with `Request` and passes the same for OpenAI and for Azure; Azure's addresses, its
`api-version` and the model in the address are added here. Only `exchange`, `transport` and `web` import httpx, and they
are loaded with the first call. May import: nothing of the package but its version.

What the caller gives:

- `config`: `ApiConfig`, the settings of a call: key, address, timeout, retries, additions.
- `request`: `Request`, and `prepare`, which makes the `Call` to send: headers, address and body.
- `endpoints`: the table of the API's addresses, for OpenAI and Azure; the only place where ids are encoded.
- `multipart`: `Form` and `FilePart`.
- `paths`: a path that a caller gives, checked: it cannot lead to another address.

How a call is made:

- `client`: `Client`: requests, streams and pages, with retries.
- `retry`: when to retry, and how long to wait.
- `exchange`: one sending through httpx; redirects, and httpx's errors as ours.
- `transport`: httpx's transport, with large reads.
- `tls_stream`: TLS on a connection, with large reads.
- `web`: requests to any web address, for Invoke-WebRequest: cookies, redirects, TLS options.
- `websocket`: messages in both directions, over a call that the service upgrades.
- `proxy`: which proxy a call goes through.
- `trust`: the TLS context: whose certificates are trusted.
- `sse`: server-sent events.
- `json_text`: JSON, however deeply nested.
- `errors`: all errors, as a tree.

How content is downloaded:

- `download`: the content as bytes, as lines, or into a file.
- `transfer`: one download with its resumes.
- `partfile`: a download into a file that gets its name when it is complete.
- `final_name`: a complete file takes its final name; one writer at a time.
- `prefetch`: several sources ahead at the same time, in order.
- `cancel`: the token with which a reader stops a thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .cancel import Cancel as Cancel
    from .cancel import Cancelled as Cancelled
    from .client import Client as Client
    from .client import Response as Response
    from .config import DEFAULT_API_BASE as DEFAULT_API_BASE
    from .config import DEFAULT_AZURE_API_VERSION as DEFAULT_AZURE_API_VERSION
    from .config import ApiConfig as ApiConfig
    from .config import Secret as Secret
    from .download import download_bytes as download_bytes
    from .download import download_lines as download_lines
    from .download import download_to_file as download_to_file
    from .endpoints import ENDPOINTS as ENDPOINTS
    from .endpoints import Endpoint as Endpoint
    from .endpoints import encode_id as encode_id
    from .errors import ApiError as ApiError
    from .errors import BadRequestError as BadRequestError
    from .errors import ChangedContentError as ChangedContentError
    from .errors import ClosedError as ClosedError
    from .errors import ConfigError as ConfigError
    from .errors import ConflictError as ConflictError
    from .errors import ConnectError as ConnectError
    from .errors import ContentFilteredError as ContentFilteredError
    from .errors import ForbiddenError as ForbiddenError
    from .errors import HttpError as HttpError
    from .errors import IncompleteDownloadError as IncompleteDownloadError
    from .errors import InvalidResponseError as InvalidResponseError
    from .errors import NotFoundError as NotFoundError
    from .errors import NotJsonError as NotJsonError
    from .errors import QuotaExceededError as QuotaExceededError
    from .errors import RateLimitError as RateLimitError
    from .errors import ServerError as ServerError
    from .errors import TimeoutError as TimeoutError
    from .errors import TransportError as TransportError
    from .errors import UnauthorizedError as UnauthorizedError
    from .errors import UnprocessableEntityError as UnprocessableEntityError
    from .errors import UnsupportedEndpointError as UnsupportedEndpointError
    from .errors import UntrustedError as UntrustedError
    from .errors import stream_error as stream_error
    from .final_name import give_name as give_name
    from .final_name import name_beside as name_beside
    from .final_name import open_alone as open_alone
    from .final_name import shortened as shortened
    from .final_name import writable_target as writable_target
    from .json_text import parse_json as parse_json
    from .json_text import read_json as read_json
    from .multipart import FilePart as FilePart
    from .multipart import Form as Form
    from .multipart import flat_fields as flat_fields
    from .paths import endpoint_at as endpoint_at
    from .prefetch import Source as Source
    from .prefetch import ordered_prefetch as ordered_prefetch
    from .proxy import Proxy as Proxy
    from .proxy import proxy_for as proxy_for
    from .request import Request as Request
    from .request import json_bytes as json_bytes
    from .retry import RetryPolicy as RetryPolicy
    from .sse import ServerSentEvent as ServerSentEvent
    from .web import WebAnswer as WebAnswer
    from .web import WebOptions as WebOptions
    from .web import web_request as web_request
    from .websocket import WebSocket as WebSocket
    from .websocket import open_websocket as open_websocket

# A name loads its module when it is first asked for: the client and the downloads cost a part of a start.
_NAMES = {
    "cancel": "Cancel Cancelled",
    "client": "Client Response",
    "config": "ApiConfig DEFAULT_API_BASE DEFAULT_AZURE_API_VERSION Secret",
    "download": "download_bytes download_lines download_to_file",
    "endpoints": "ENDPOINTS Endpoint encode_id",
    "errors": (
        "ApiError BadRequestError ChangedContentError ClosedError ConfigError ConflictError ConnectError "
        "ContentFilteredError "
        "ForbiddenError HttpError IncompleteDownloadError InvalidResponseError NotFoundError NotJsonError "
        "QuotaExceededError RateLimitError ServerError TimeoutError TransportError UnauthorizedError "
        "UnprocessableEntityError UnsupportedEndpointError UntrustedError stream_error"
    ),
    "final_name": "give_name name_beside open_alone shortened writable_target",
    "json_text": "parse_json read_json",
    "multipart": "FilePart Form flat_fields",
    "paths": "endpoint_at",
    "prefetch": "Source ordered_prefetch",
    "proxy": "Proxy proxy_for",
    "request": "Request json_bytes",
    "retry": "RetryPolicy",
    "sse": "ServerSentEvent",
    "web": "WebAnswer WebOptions web_request",
    "websocket": "WebSocket open_websocket",
}
__all__, __getattr__ = lazily(__name__, _NAMES)
