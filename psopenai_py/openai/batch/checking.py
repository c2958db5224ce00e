"""The check of a batch's requests before they are uploaded: every fault with its line, in constant memory.

The service checks the same only after the upload, and fails the whole batch for one faulty line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from typing import Any, NamedTuple

from ...errors import ErrorRecord, ExitCode, NetException

MOST_REQUESTS = 50_000  # the service's limits for one batch
MOST_BYTES = 200 * 1024 * 1024
MOST_PROBLEMS = 100  # that are kept; the others are counted


class Problem(NamedTuple):
    """A fault of the input. ``line`` counts from 1; None for a fault of the whole file."""

    line: int | None
    code: str
    message: str

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


class InputCheck:
    """The check of one file: `add` its lines in order, then `end`.

    With ``split`` the input is to become several batches: the limits of one do not count. ``endpoint`` is the one that
    the batch is for, where it is not taken from the requests.

    ``requests`` and ``size`` (bytes) count what was added, ``endpoint`` and ``model`` are those of the first request,
    ``problems`` are the first faults, ``more`` counts further ones.
    """

    def __init__(self, split: bool = False, endpoint: str | None = None) -> None:
        self.split = split
        self.requests = 0
        self.size = 0
        self.endpoint: str | None = None
        self.model: str | None = None
        self.problems: list[Problem] = []
        self.more = 0
        self._line = 0
        self._wanted = endpoint
        self._ids: dict[bytes, int] = {}  # digests: ids may be long
        self._read, self._refused = _reader()

    @property
    def is_valid(self) -> bool:
        return not self.problems

    def lines(self, lines: Iterable[bytes]) -> InputCheck:
        """Check all of these lines, and what only shows at the end."""
        for line in lines:
            self.add(line)
        self.end()
        return self

    def add(self, line: bytes) -> None:
        """Check the next line; a blank one is passed over, as the service does."""
        self._line += 1
        self.size += len(line)
        if self._line == 1 and line.startswith(b"\xef\xbb\xbf"):
            self._fault("byte_order_mark", "the file begins with a byte order mark; save it as UTF-8 without one")
            line = line[3:]
        if not line or line.isspace():
            return
        self.requests += 1
        try:
            found = self._read(line)
        except self._refused:
            self._look_closely(line)
            return
        self._compare(found.custom_id, found.method, found.url, found.body.model)

    def end(self) -> None:
        """Check what only shows at the end: whether there is anything, and not too much."""
        if not self.requests:
            self._fault("empty_file", "there are no requests in it", whole=True)
        if self.split:
            return
        if self.requests > MOST_REQUESTS:
            text = f"it has {self.requests:,} requests, and a batch takes {MOST_REQUESTS:,}; {_SPLIT}"
            self._fault("too_many_tasks", text, whole=True)
        if self.size > MOST_BYTES:
            text = f"it has {self.size / 1024 / 1024:,.0f} MB, and a batch takes 200 MB; {_SPLIT}"
            self._fault("file_too_large", text, whole=True)

    def _compare(self, custom_id: str, method: str, url: str, model: str | None) -> None:
        """What must be the same in all lines, and what must differ."""
        digest = blake2b(custom_id.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        first = self._ids.setdefault(digest, self._line)
        if not custom_id:
            self._fault("invalid_request", "the custom_id is empty; nothing else links a result to its request")
        if first != self._line:
            self._fault("duplicate_custom_id", f"the custom_id {custom_id!r} is that of line {first}, too")
        if method != "POST":
            self._fault("invalid_method", f"the method is {method!r}; it must be 'POST'")
        if self.endpoint is None:
            self.endpoint, self.model = url, model
            if self._wanted is not None and _bare(url) != _bare(self._wanted):
                self._fault("mismatched_url", f"the url is {url!r}, and -Endpoint is {self._wanted!r}")
        elif url != self.endpoint:
            self._fault("mismatched_url", f"the url is {url!r}, that of the first request {self.endpoint!r}")
        elif model != self.model:
            self._fault("mismatched_model", f"the model is {model!r}, that of the first request {self.model!r}")

    def _look_closely(self, line: bytes) -> None:
        """Say what is wrong with a line that is not a request as it stands."""
        try:
            data: Any = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            self._fault("invalid_encoding", f"byte {error.start + 1} is not UTF-8")
            return
        except json.JSONDecodeError as error:  # its own text counts lines in this line: always 1
            self._fault("invalid_json_line", f"this is not JSON: {error.msg}: column {error.colno}")
            return
        except (ValueError, RecursionError) as error:
            self._fault("invalid_json_line", f"this is not JSON: {error}")
            return
        if not isinstance(data, dict):
            self._fault("invalid_request", f"this is {_kind(data)}, not a request: an object with custom_id and body")
            return
        faults = [
            f"{name} {'is missing' if name not in data else f'is {_kind(data[name])}, not {wanted}'}"
            for name, kind, wanted in _FIELDS
            if not isinstance(data.get(name), kind)
        ]
        body = data.get("body")
        if not faults and not isinstance(body.get("model"), str | None):  # type: ignore[union-attr]
            faults.append(f"the model is {_kind(body['model'])}, not a text")  # type: ignore[index]
        if faults:
            self._fault("invalid_request", "; ".join(faults))
        else:  # JSON that only Python reads
            self._compare(data["custom_id"], data["method"], data["url"], data["body"].get("model"))

    def _fault(self, code: str, message: str, whole: bool = False) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(None if whole else self._line, code, message))
        else:
            self.more += 1


def refusal(name: str, check: InputCheck) -> ErrorRecord:
    """The error of input with faults: the first ones, each with its line."""
    shown = "; ".join(str(problem) for problem in check.problems[:5])
    left = len(check.problems) - 5 + check.more
    more = f"; and {left:,} more (Test-BatchInput shows them)" if left > 0 else ""
    net = NetException("System.IO.InvalidDataException", f"{name} is not fit for a batch: {shown}{more}.")
    return ErrorRecord("InvalidBatchInput", net.message, "InvalidData", name, net, exit_code=ExitCode.INPUT_FAILED)


def _bare(url: str) -> str:
    """An endpoint in one spelling: lines for Azure leave the version out."""
    return url.lower().removeprefix("/v1")


_SPLIT = "Start-Batch -SplitAt makes several batches of it"
_FIELDS: tuple[tuple[str, type, str], ...] = (
    ("custom_id", str, "a text"), ("method", str, "a text"), ("url", str, "a text"), ("body", dict, "an object"),
)  # fmt: skip
_KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "an array", dict: "an object"}


def _kind(value: Any) -> str:
    return "null" if value is None else _KINDS[type(value)]


@cache
def _reader() -> tuple[Callable[[bytes], Any], tuple[type[Exception], ...]]:
    """What reads a line, and what it raises for one that is not a plain request.

    msgspec validates all of the JSON, and builds the fields that count and nothing else.
    """
    import msgspec

    body = msgspec.defstruct("Body", [("model", str | None, None)])
    line = msgspec.defstruct("Line", [("custom_id", str), ("method", str), ("url", str), ("body", body)])
    return msgspec.json.Decoder(line).decode, (msgspec.MsgspecError, UnicodeDecodeError)
