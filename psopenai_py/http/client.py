"""The client: requests, streams and lists, over one pool of connections; no state of a call is kept."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..dataclass import replace
from .cancel import Cancel
from .config import ApiConfig
from .errors import (
    ApiError,
    HttpError,
    InvalidResponseError,
    NotJsonError,
    TransportError,
    api_error,
    is_refusal,
    stream_error,
)
from .json_text import read_json
from .request import Call, Request, prepare
from .retry import RetryPolicy
from .sse import ServerSentEvent, parse_events

if TYPE_CHECKING:
    import httpx

    from .exchange import Answer, Upgraded, Wire

USER_AGENT = f"psopenai-py/{__version__}"


class Response:
    """A complete response of the service."""

    __slots__ = ("content", "headers", "status", "url")

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes, url: str) -> None:
        self.status = status
        self.headers = headers
        self.content = content
        self.url = url

    @property
    def text(self) -> str:
        return self.content.decode("utf-8-sig", "replace")

    @property
    def request_id(self) -> str | None:
        return self.headers.get("x-request-id")

    def json(self) -> Any:
        """The body's value. Raises NotJsonError if it is not JSON, and ApiError if it is nothing but an error:
        some gateways send one with status 200."""
        try:
            found = read_json(self.content)
        except ValueError as error:
            raise NotJsonError(f"The service answered {self.status}, but not with valid JSON.") from error
        if is_refusal(found):
            raise api_error(self.status, self.content)
        return found


class Client:
    """One for each session; threads may share it. `transport` and `retry` can be replaced by tests."""

    def __init__(self, transport: httpx.BaseTransport | None = None, *, retry: RetryPolicy | None = None) -> None:
        self._transport = transport
        self._open: Wire | None = None
        self._lock = threading.Lock()
        self.retry = retry or RetryPolicy()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. The client can be used again after that."""
        with self._lock:
            wire, self._open = self._open, None
        if wire is not None:
            wire.close()

    def request(self, config: ApiConfig, request: Request) -> Response:
        """Send a request and read the whole response. Raises ApiError, TransportError or ConfigError."""
        return self._whole(config, prepare(config, request))

    @contextmanager
    def opened(self, config: ApiConfig, request: Request) -> Iterator[Answer]:
        """The response to a request with its headers, its body still to be read: for content of any kind and size."""
        with self.answer(config, prepare(config, request)) as answer:
            yield answer

    def stream_bytes(self, config: ApiConfig, request: Request) -> Iterator[bytes]:
        """The body of the response as it arrives. For content that can be resumed use `download_bytes`."""
        with self.answer(config, prepare(config, request)) as answer:
            yield from answer.chunks()

    def stream_sse(self, config: ApiConfig, request: Request, last: str = "") -> Iterator[ServerSentEvent]:
        """The events of the response, until [DONE] or the end. An error in the stream is raised as ApiError.

        ``last`` is a pattern for the data of the event that ends an answer. A stream that ends without it and without
        [DONE], or inside an event, is raised as TransportError after what has come.
        """
        call = prepare(config, request, {"accept": "text/event-stream"})
        with self.answer(config, call) as answer:
            if answer.headers.get("content-type", "").startswith("application/json"):
                # A service that does not stream this endpoint sends one JSON document.
                yield _event(ServerSentEvent(answer.read().decode("utf-8-sig", "replace")), call)
                return
            events = parse_events(answer.chunks())
            come, ended = False, not last
            while True:
                try:
                    event = next(events)
                except StopIteration as stop:
                    end: bool | None = stop.value
                    break
                come, ended = True, ended or re.search(last, event.data) is not None
                yield _event(event, call)
            if end is False or not (end or ended):
                raise TransportError(
                    "The stream ended before the answer did; what came is a part of it."
                    if come
                    else "The service did not answer with a stream of events."
                )

    def paginate(self, config: ApiConfig, request: Request) -> Iterator[dict[str, Any]]:
        """The pages of a list as the service sends them; `page["data"]` has the items."""
        asked = dict(request.query or {})
        seen = {asked.get("after")}
        while True:
            page = self.request(config, replace(request, query=asked)).json()
            if not isinstance(page, dict):
                raise InvalidResponseError("The service did not answer with a list.")
            yield page
            if not page.get("has_more"):
                return
            if page.get("next_page"):  # costs and usage: the service names the page, not the last item
                if page["next_page"] == asked.get("page"):
                    raise InvalidResponseError(f"The list does not end: the page '{asked['page']}' follows itself.")
                asked["page"] = page["next_page"]
                continue
            after = page.get("last_id") or _last_id(page.get("data"))
            if not after:
                raise InvalidResponseError("The list has more pages, but the service does not say where they begin.")
            if after in seen:
                raise InvalidResponseError(
                    f"The list does not end: the service names '{after}' as its last item again."
                )
            seen.add(after)
            asked["after"] = after

    def fetch(self, url: str, config: ApiConfig | None = None) -> Response:
        """Get a file from the web, such as a picture that a response links to. The key is not sent."""
        config = config or ApiConfig()
        return self._whole(config, Call("GET", url, {}, mask=config.mask))

    def send_plain(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        timeout: float | None = None,
    ) -> Response:
        """Send any web request as it is: without the key, and a response of any status is returned."""
        call = Call(method, url, dict(headers or {}), content)
        answer = self._wire().send(ApiConfig(timeout=timeout), call, any_status=True)
        try:
            return Response(answer.status, answer.headers, answer.read(), answer.url)
        finally:
            answer.close()

    def upgrade(self, config: ApiConfig, call: Call) -> Upgraded:
        """The connection of a call that asks for another protocol (`websocket`). Retries, and raises as `request`."""
        from .exchange import Upgraded

        answer = self._send(config, call, config.cancel)
        if answer.status == 101:
            return Upgraded(answer)
        answer.close()
        raise InvalidResponseError(
            f"The service answered {answer.status} instead of opening a websocket. Check the address, and whether a "
            "proxy on the way lets websockets through."
        )

    @contextmanager
    def answer(self, config: ApiConfig, call: Call, cancel: Cancel | None = None) -> Iterator[Answer]:
        """The response to a prepared call, its body still to be read. Retries, and raises errors of the service."""
        cancel = cancel or config.cancel
        answer = self._send(config, call, cancel)
        try:
            with cancel.calling(answer.abort) if cancel is not None else nullcontext():
                yield answer
        except HttpError:
            if cancel is not None:
                cancel.check()  # it broke because it was told to
            raise
        finally:
            answer.close()

    def _whole(self, config: ApiConfig, call: Call) -> Response:
        with self.answer(config, replace(call, is_whole=True)) as answer:
            return Response(answer.status, answer.headers, answer.read(), answer.url)

    def _send(self, config: ApiConfig, call: Call, cancel: Cancel | None) -> Answer:
        pause: Callable[[float], None] = cancel.sleep if cancel is not None else self.retry.sleep
        attempt, most = 0, config.retries(call.method)
        while True:
            if cancel is not None:
                cancel.check()
            started = time.monotonic()
            try:
                answer = self._wire().send(config, call)
                _trace(config, call, started, attempt, answer.status, answer.headers)
                return answer
            except HttpError as error:
                status, headers = (error.status, error.headers) if isinstance(error, ApiError) else (None, {})
                _trace(config, call, started, attempt, status, headers)
                if attempt >= most or not self.retry.allows(error):
                    raise
                seconds = self.retry.wait(attempt, error)
                attempt += 1
                config.tell(f"{error} Retry {attempt} of {most} in {seconds:.1f} s.")
                if config.retrying is not None:
                    config.retrying(error, seconds, attempt)
            pause(seconds)

    def _wire(self) -> Wire:
        with self._lock:
            if self._open is None:
                from .exchange import Wire  # httpx is slow to load

                self._open = Wire(self._transport, USER_AGENT)
            return self._open


def _event(event: ServerSentEvent, call: Call) -> ServerSentEvent:
    if event.is_error:
        raise stream_error(event.data, call.mask)
    return event


def _trace(
    config: ApiConfig, call: Call, started: float, attempt: int, status: int | None, headers: Mapping[str, str]
) -> None:
    """A line about one sending of a call: what came back, how long it took, and which retry it was."""
    if config.trace is None:
        return
    what = "no answer" if status is None else f"status {status}"
    request_id = headers.get("x-request-id") or headers.get("apim-request-id")
    more = f", request id {request_id}" if request_id else ""
    more += f", retry {attempt} of {config.retries(call.method)}" if attempt else ""
    config.trace(call.mask(f"{call.method} {call.url}: {what} after {time.monotonic() - started:.3f} s{more}"))


def _last_id(items: Any) -> Any:
    last = items[-1] if isinstance(items, list) and items else None
    return last.get("id") if isinstance(last, dict) else None
