"""What batches used, cost and had wrong: sums over their results, in memory that does not grow with them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from ..columns import result_row
from .batch import BatchFacts

MILLION = 1_000_000
POINTS = (50, 90, 95, 99)  # percentiles
UNKNOWN = "(unknown)"
OTHER = "(other)"
MOST_CODES = 1000  # that are told apart; a service could write a new one for each result
SHOWN = 300  # characters of an example's message
_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}$")


class PriceError(ValueError):
    """A table of prices cannot be read."""


class Price(NamedTuple):
    """Prices of a million tokens. Those of ``output`` have none for a model that makes none, as of embeddings."""

    input: Decimal
    output: Decimal | None
    cached_input: Decimal


class Usage:
    """Tokens by kind. ``cached`` are among the ``input``, ``reasoning`` among the ``output``."""

    __slots__ = ("cached", "input", "output", "reasoning", "requests", "total")

    def __init__(self) -> None:
        self.requests = self.input = self.cached = self.output = self.reasoning = self.total = 0

    def add(self, usage: Mapping[str, Any]) -> tuple[int, int]:
        """Add what a response says of its tokens, in either spelling; returns its input and output."""
        given, made = (
            _count(usage, "input_tokens", "prompt_tokens"),
            _count(usage, "output_tokens", "completion_tokens"),
        )
        self.requests += 1
        self.input += given
        self.output += made
        self.cached += _count(_details(usage, "input_tokens_details", "prompt_tokens_details"), "cached_tokens")
        self.reasoning += _count(
            _details(usage, "output_tokens_details", "completion_tokens_details"), "reasoning_tokens"
        )
        self.total += _count(usage, "total_tokens") or given + made
        return given, made

    def price(self, price: Price) -> Decimal:
        cached = min(self.cached, self.input)
        parts = (self.input - cached) * price.input + cached * price.cached_input + self.output * (price.output or 0)
        return parts / MILLION


class Fault:
    """Errors of one code, with the first of them as an example."""

    def __init__(self, batch_id: str, custom_id: str | None, message: str) -> None:
        self.count = 0
        self.batch_id = batch_id
        self.custom_id = custom_id
        self.message = message[:SHOWN]


class Tally:
    """The sums. `open` takes a batch, `add` its results."""

    def __init__(self) -> None:
        self.batches: list[BatchTally] = []
        self.models: dict[str, Usage] = {}
        self.faults: dict[str, Fault] = {}
        self.inputs: Counter[int] = Counter()
        self.outputs: Counter[int] = Counter()

    def open(self, batch: BatchTally) -> None:
        """Begin with a batch; its own errors are counted at once."""
        self.batches.append(batch)
        for problem in batch.facts.problems():
            line = f"line {problem['line']}: " if problem.get("line") is not None else ""
            message = f"{line}{problem.get('message')}"
            self._fault(str(problem.get("code") or "error"), batch.facts.id, None, message)

    def add(self, batch: BatchTally, data: Mapping[str, Any]) -> None:
        """Take a result."""
        response = _dict(data.get("response"))
        body = _dict(response.get("body"))
        model = str(body.get("model") or UNKNOWN)
        batch.results += 1
        usage = body.get("usage")
        if isinstance(usage, dict):
            given, made = self.models.setdefault(model, Usage()).add(usage)
            batch.models.setdefault(model, Usage()).add(usage)
            self.inputs[given] += 1
            self.outputs[made] += 1
        status = response.get("status_code")
        error = data.get("error") or body.get("error") or (body if body.get("object") == "error" else None)
        if error or not isinstance(status, int) or not 200 <= status < 300:
            batch.failed += 1
            code = _code(error, status)
            message = result_row(data)["error"] or f"status {status}"
            self._fault(code, batch.facts.id, str(data.get("custom_id")), str(message))

    def _fault(self, code: str, batch_id: str, custom_id: str | None, message: str) -> None:
        if code not in self.faults and len(self.faults) >= MOST_CODES:
            code = OTHER
        self.faults.setdefault(code, Fault(batch_id, custom_id, message)).count += 1

    @property
    def whole(self) -> Usage:
        """The tokens of all models together."""
        return together(self.models.values())


class BatchTally:
    """One batch: what it says, and what its results held."""

    def __init__(self, facts: BatchFacts, data: Mapping[str, Any]) -> None:
        self.facts = facts
        self.results = 0
        self.failed = 0
        self.models: dict[str, Usage] = {}
        ends = [data.get(f"{name}_at") for name in ("completed", "failed", "expired", "cancelled")]
        self.began = _time(data.get("created_at"))
        self.ended = max((end for end in map(_time, ends) if end is not None), default=None)

    @property
    def requests(self) -> int:
        return max(self.facts.total or 0, self.results)

    @property
    def missing(self) -> int:
        """Requests without a result."""
        return max((self.facts.total or 0) - self.results, 0)

    @property
    def seconds(self) -> int | None:
        """How long it took; None while it runs, or if it does not say."""
        return None if self.began is None or self.ended is None else max(self.ended - self.began, 0)


def together(usages: Iterable[Usage]) -> Usage:
    """The sum of several."""
    whole = Usage()
    for usage in usages:
        for name in Usage.__slots__:
            setattr(whole, name, getattr(whole, name) + getattr(usage, name))
    return whole


def percentiles(counts: Counter[int]) -> dict[str, int | float]:
    """``P50`` and so on, ``Max`` and ``Mean`` of numbers, each with how often it came. Empty if there are none."""
    count = sum(counts.values())
    if not count:
        return {}
    found: dict[str, int | float] = {}
    points = [(point, -(-count * point // 100)) for point in POINTS]  # the nearest rank
    seen = 0
    for number in sorted(counts):
        seen += counts[number]
        while points and seen >= points[0][1]:
            found[f"P{points.pop(0)[0]}"] = number
    found["Max"] = max(counts)
    found["Mean"] = round(sum(number * times for number, times in counts.items()) / count, 1)
    return found


# -- prices -----------------------------------------------------------------------------------------------------------


class Prices:
    """A table of prices by model, in any currency: what a million tokens cost.

    ``{"gpt-4o-mini": {"input": 0.075, "cached_input": 0.0375, "output": 0.3}}``, or the same as rows with ``model``.
    A name may have wildcards; a dated model has the price of the undated one, unless it has its own. Without
    ``cached_input``, cached tokens cost what others do. Raises PriceError.
    """

    def __init__(self, table: Any) -> None:
        rows = table.items() if isinstance(table, Mapping) else _rows(table)
        self._prices = {str(name).strip(): _price(str(name), price) for name, price in rows}
        if not self._prices:
            raise PriceError("it has no models")

    def of(self, model: str) -> Price | None:
        for name in (model, _DATED.sub("", model)):
            if name in self._prices:
                return self._prices[name]
        patterns = (name for name in self._prices if fnmatchcase(model, name))
        best = max(patterns, key=len, default=None)
        return None if best is None else self._prices[best]


def read_prices(path: str) -> Prices:
    """The prices of a CSV or JSON file. Raises PriceError, OSError."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if text.lstrip()[:1] in ("{", "["):
        return parse_prices(text)
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    return Prices(list(csv.DictReader(text.splitlines(), delimiter=delimiter)))


def parse_prices(text: str) -> Prices:
    """The prices of a JSON text. Raises PriceError."""
    try:
        return Prices(json.loads(text, parse_float=Decimal))
    except json.JSONDecodeError as error:
        raise PriceError(f"it is not JSON: {error}") from error


def _rows(table: Any) -> list[tuple[Any, Any]]:
    if not isinstance(table, list) or not all(isinstance(row, Mapping) for row in table):
        raise PriceError("it is not a table: a row for each model, or an object with a member for each")
    rows = [{_plain(name): value for name, value in row.items()} for row in table]
    if any(not row.get("model") for row in rows):
        raise PriceError("a row has no model")
    return [(row["model"], row) for row in rows]


def _price(model: str, price: Any) -> Price:
    if not isinstance(price, Mapping):
        raise PriceError(f"the price of {model} is not a table with input and output")
    found = {_plain(name): value for name, value in price.items()}
    given = _amount(model, "input", found.get("input"))
    cached, made = found.get("cachedinput") or found.get("cached"), found.get("output")
    return Price(
        given,
        None if made in (None, "") else _amount(model, "output", made),
        given if cached in (None, "") else _amount(model, "cached_input", cached),
    )


def _plain(name: Any) -> str:
    return re.sub(r"[^a-z]", "", str(name).lower())


def _amount(model: str, kind: str, value: Any) -> Decimal:
    try:
        amount = Decimal(str(value).strip() or "0")
        if amount.is_finite() and amount >= 0:
            return amount
    except InvalidOperation:
        pass
    raise PriceError(f"the price {kind} of {model} is {value!r}; it must be what a million tokens cost")


# -- odd data ---------------------------------------------------------------------------------------------------------


def _code(error: Any, status: Any) -> str:
    for name in ("code", "type"):
        if isinstance(error, dict) and error.get(name):
            return str(error[name])
    return str(status) if isinstance(status, int) else "error"


def _count(usage: Mapping[str, Any], *names: str) -> int:
    for name in names:
        value = usage.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return int(value)
    return 0


def _details(usage: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return next((usage[name] for name in names if isinstance(usage.get(name), dict)), {})


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _time(value: Any) -> int | None:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e11 else None
