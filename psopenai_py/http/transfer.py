"""A download that is resumed after a broken connection.

The content comes as (position, bytes). The position goes back to 0 if the service could not continue; `download` and
`partfile` handle that. A resume asks for some bytes that have come already and compares them: a service may continue
elsewhere than it says, and the disk may have lost the end of an earlier run's part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..dataclass import replace
from .cancel import Cancel
from .config import ApiConfig
from .errors import ApiError, HttpError, IncompleteDownloadError, TransportError, api_error, is_refusal
from .json_text import read_json
from .request import Call

if TYPE_CHECKING:
    from .client import Client
    from .exchange import Answer

MOST_STALLS = 3  # resumes in a row that bring nothing new, unless the caller wants more retries
FIRST_PAUSE = 0.5  # seconds before the first of them; each next pause is twice as long
OVERLAP = 4096  # bytes that are compared; fewer may lie inside a text that repeats itself
# A connection that is silent for so long is closed and resumed, unless the caller sets a timeout.
SILENCE_SECONDS = 60.0
# no more digits than a length has: Python refuses to read very long numbers
_CONTENT_RANGE = r"(?ai)\s*bytes\s+(?:(\d{1,18})-\d{1,18}|\*)/(\d{1,18}|\*)\s*$"
_ERROR_BEGINS = rb'\s*\{\s*"error"\s*:'
IsFile = Callable[[int], bool]
LONGEST_REFUSAL = 1 << 16  # bytes of an error that came as the content


class Transfer:
    """The state of a download: its position, the version of the content (`etag`) and its length (`total`).

    `position`, `etag` and `end` (the last bytes) may be given to continue an earlier download. `expected` is a length
    that the caller knows. With `lines`, the content is lines of JSON, and content that ends inside a line is doubted:
    it is requested once more from there; where the service gives no length, it is a broken download.

    Some gateways send an error with status 200 in place of the content. `is_file` is asked about content that reads as
    one, with its length: whether that is what the file holds. Without it, with `lines` such content is an error, else
    it is the file.
    """

    def __init__(
        self,
        client: Client,
        config: ApiConfig,
        call: Call,
        *,
        position: int = 0,
        etag: str | None = None,
        end: bytes = b"",
        expected: int | None = None,
        lines: bool = False,
        is_file: IsFile | None = None,
        cancel: Cancel | None = None,
    ) -> None:
        self.position = position
        self.etag = etag
        self.total: int | None = None
        self._client = client
        self._config = replace(config, timeout=config.timeout or SILENCE_SECONDS)
        self._call = call
        self._expected = expected
        self._cancel = cancel
        # With compressed content, positions and lengths would mean something else.
        self._headers = {**call.headers, "accept": "*/*", "accept-encoding": "identity"}
        self._lines = self._may_doubt = lines
        self._is_file = is_file if is_file is not None or not lines else _is_no_file
        self._end = end
        self._to_compare = b""  # what of it the running response has not repeated yet
        self._begun = False
        self._asks_for_end = False
        self._reached = position
        self._most_retries = config.max_retry_count
        self._stalls = 0

    def chunks(self) -> Iterator[tuple[int, bytes]]:
        """The content, until it is complete; raises IncompleteDownloadError if it cannot be completed."""
        while True:
            reached = self._reached
            problem: HttpError | None = None
            try:
                with self._client.answer(self._config, self._next_call(), self._cancel) as answer:
                    if self._begin(answer):
                        yield from self._read(answer)
                        if self._is_complete(answer):
                            return
            except ApiError as error:
                if error.status == 416 and self.position:
                    if self._is_end(error.headers):
                        return
                    self._start_over()
                elif not (self._begun and self._client.retry.allows(error)):
                    raise
                problem = error
            except TransportError as error:
                # Before the content began it is a failed call; only a broken download is resumed.
                if not self._begun:
                    raise
                problem = error
            self._pause(self._reached > reached, problem)

    def _next_call(self) -> Call:
        if not (self.position and self.etag):
            return replace(self._call, headers=self._headers)
        self._config.tell(f"Continuing the download at byte {self.position}.")
        headers = {**self._headers, "range": f"bytes={self.position - len(self._end)}-", "if-range": self.etag}
        return replace(self._call, headers=headers)

    def _begin(self, answer: Answer) -> bool:
        """Note what the response contains. False: it is not the requested part."""
        headers = answer.headers
        if answer.status == 206 or "content-range" in headers:  # some services say 200 for a part
            start, total = _content_range(headers)
            if not self.position:  # a part that was not asked for
                self.etag = _strong_etag(headers)
            same_version = _strong_etag(headers) in (self.etag, None) and self.total in (total, None)
            if start is None or start + len(self._end) != self.position or not same_version:
                self._start_over()
                return False
            self.total = total
            self._to_compare = self._end
        else:
            self.position, self._end, self._to_compare = 0, b"", b""
            self.etag = None if _is_encoded(headers) else _strong_etag(headers)  # else positions would mean other bytes
            self.total = _content_length(headers)
        if not self._begun:
            self._begun = True
            self._config = replace(self._config, max_retry_count=0, read_retry_count=0)  # resumes are counted here
        return True

    def _read(self, answer: Answer) -> Iterator[tuple[int, bytes]]:
        chunks = answer.chunks()
        for chunk in chunks:
            if self._is_file is not None and not self.position and re.match(_ERROR_BEGINS, chunk):
                chunk = _not_an_error(answer, chunk, chunks, self._is_file)
            if self._to_compare:
                chunk = self._compared(chunk)
            if chunk:
                start = self.position
                self.position += len(chunk)
                self._reached = max(self._reached, self.position)
                self._end = chunk[-OVERLAP:] if len(chunk) >= OVERLAP else (self._end + chunk)[-OVERLAP:]
                yield start, chunk

    def _compared(self, chunk: bytes) -> bytes:
        """The part of a chunk that is new. Raises TransportError if the rest is not what came before."""
        again, new = chunk[: len(self._to_compare)], chunk[len(self._to_compare) :]
        if not self._to_compare.startswith(again):
            self._start_over()
            raise TransportError("The service continued the download with other content.")
        self._to_compare = self._to_compare[len(again) :]
        return new

    @property
    def _in_line(self) -> bool:
        return not self._end.endswith(b"\n")

    def _is_complete(self, answer: Answer) -> bool:
        """Whether the content is complete, after a response that ended without an error."""
        if self._to_compare or (self._expected is not None and self.position < self._expected):
            return False
        if self.total is not None and self.position != self.total:
            if self.position > self.total:
                self._start_over()
            return False
        if answer.status == 206 or "content-range" in answer.headers:
            # The total is unknown: only a request for the rest shows whether there is more.
            self._asks_for_end = self.total is None
            return self.total is not None
        return not self._is_doubtful(answer.headers) and not self._is_cut(answer.headers)

    def _is_cut(self, headers: Mapping[str, str]) -> bool:
        """Whether the connection was closed inside a line, where only its end says that the content has ended."""
        is_bounded = self.total is not None or "chunked" in headers.get("transfer-encoding", "").lower()
        return self._lines and not is_bounded and self._in_line and self._end.rstrip()[-1:] not in (b"}", b"")

    def _is_doubtful(self, headers: Mapping[str, str]) -> bool:
        """Whether the content ends inside a line although the length fits; checked once, where ranges work."""
        doubtful = (
            self._may_doubt
            and self._in_line
            and self.etag is not None
            and headers.get("accept-ranges", "").strip().lower() == "bytes"
            and "chunked" not in headers.get("transfer-encoding", "").lower()
        )
        if doubtful:
            self._may_doubt = False
            self._asks_for_end = True
            self.total = None
        return doubtful

    def _is_end(self, headers: Mapping[str, str]) -> bool:
        """Whether "no such range" means that the content is complete."""
        if self._expected is not None and self.position < self._expected:
            return False
        total = _content_range(headers)[1]
        if total is None:
            return self._asks_for_end or self.position == self.total
        return total == self.position

    def _start_over(self) -> None:
        self.position, self._end, self._to_compare = 0, b"", b""
        self.etag = self.total = None

    def _pause(self, progressed: bool, problem: HttpError | None) -> None:
        """Wait longer after each resume that brought nothing new, and give up in the end."""
        if progressed:
            self._stalls = 0
            return
        self._stalls += 1
        if self._stalls > max(MOST_STALLS, self._most_retries):
            length = self.total if self.total is not None else self._expected
            of = "" if length is None else f" of {length}"
            why = f" {problem}" if problem else ""
            raise IncompleteDownloadError(
                f"The download broke off after {self._reached}{of} bytes and could not be resumed.{why}",
                received=self._reached,
                expected=length,
            ) from problem
        sleep = self._cancel.sleep if self._cancel is not None else self._client.retry.sleep
        asked = self._client.retry.asked_for(problem)
        sleep(FIRST_PAUSE * 2.0 ** min(self._stalls - 1, 6) if asked is None else asked)


def _is_no_file(length: int) -> bool:
    return False


def _not_an_error(answer: Answer, begun: bytes, chunks: Iterator[bytes], is_file: IsFile) -> bytes:
    """More of the content than has ``begun``. Raises ApiError if all of it is one error, and not the file's content."""
    while len(begun) < LONGEST_REFUSAL and (chunk := next(chunks, b"")):
        begun += chunk
    try:
        refused = len(begun) < LONGEST_REFUSAL and is_refusal(read_json(begun))
    except ValueError:
        refused = False
    if refused and not is_file(len(begun)):
        raise api_error(answer.status, begun, headers=answer.headers, mask=answer.mask)
    return begun


def _strong_etag(headers: Mapping[str, str]) -> str | None:
    """The ETag, if it is a strong one: only that guarantees the same bytes."""
    etag = headers.get("etag", "").strip()
    return etag if len(etag) > 1 and etag[0] == etag[-1] == '"' else None


def _is_encoded(headers: Mapping[str, str]) -> bool:
    return headers.get("content-encoding", "identity").strip().lower() != "identity"


def _content_length(headers: Mapping[str, str]) -> int | None:
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 and not _is_encoded(headers) else None


def _content_range(headers: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Start and total of a Content-Range, None if not given."""
    match = re.match(_CONTENT_RANGE, headers.get("content-range", ""))
    if match is None:
        return None, None
    return (int(match[1]) if match[1] else None), (int(match[2]) if match[2] != "*" else None)
