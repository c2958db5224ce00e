"""Views of the service's objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...dotnet.model.types import Value
from ...engine.members.members import get_member
from ...engine.properties.properties import items_of, property_names, safe_read
from ...engine.values.objects import PSObject
from ..text import NEW_LINE, Token
from ..values import display_text
from .model import Column, CustomView, Item, ListView, TableView, View


def _total(batch: Value) -> Value:
    return safe_read(safe_read(batch, "request_counts"), "total")


def _usage(response: Value) -> Value:
    """The token counts without their details."""
    usage = safe_read(response, "usage")
    if usage is None:
        return None
    names = ("input_tokens", "output_tokens", "total_tokens")
    return PSObject({name: safe_read(usage, name) for name in names})


def _types_of(name: str) -> Callable[[Value], Value]:
    """The `type` of each item of a property that has one; of a single item just that."""

    def read_types(response: Value) -> Value:
        return get_member(safe_read(response, name), "type")

    return read_types


def _number_of(name: str) -> Callable[[Value], Value]:
    """How many items a list has."""
    return lambda value: len(list(items_of(safe_read(value, name)) or ()))


def _has(name: str) -> Callable[[Value], bool]:
    """A test whether a property has a value that is not empty."""

    def says(response: Value) -> bool:
        value = safe_read(response, name)
        if isinstance(value, (str, list)):
            return bool(value)
        if isinstance(value, PSObject):
            return bool(value._props) or value._base is not None
        return value is not None

    return says


def _told(event: Value) -> Value:
    """What an event of a realtime session brings, in a word: a text, what is wrong, or the id of a thing."""
    kind = str(safe_read(event, "type"))
    for name in ("delta", "text", "transcript"):
        found = safe_read(event, name)
        if isinstance(found, str):
            return f"{len(found)} characters" if kind.endswith("audio.delta") else found
    error = safe_read(event, "error")
    if error is not None:
        return safe_read(error, "message")
    things = (safe_read(safe_read(event, name), "id") for name in ("session", "item", "response"))
    return next((id for id in things if id is not None), safe_read(event, "item_id"))


def _optional(name: str) -> Item:
    return Item(name, when=_has(name))


_BAR = 24  # cells of a bar


def _chart(measure: Value) -> list[Token]:
    """What batches used and had wrong, with bars for the tokens of models and for the errors."""
    tokens: list[Token] = []
    for line in _chart_lines(measure):
        tokens += [line, NEW_LINE]
    return tokens


def _chart_lines(measure: Value) -> Iterator[str]:
    def number(name: str, owner: Value = measure) -> str:
        value = safe_read(owner, name)
        return "" if value is None else f"{value:,}"

    batches: list[Value] = list(items_of(safe_read(measure, "Batches")) or [])
    missing = safe_read(measure, "Missing")
    more = f", {missing:,} without a result" if missing else ""
    yield f"Batches    {len(batches):,}"
    yield f"Requests   {number('Requests')}: {number('Succeeded')} succeeded, {number('Failed')} failed{more}"
    yield f"Input      {number('InputTokens')} tokens, {number('CachedTokens')} of them cached"
    yield f"Output     {number('OutputTokens')} tokens, {number('ReasoningTokens')} of them reasoning"
    for name in ("Price", "Duration"):
        value = safe_read(measure, name)
        if value is not None:
            yield f"{name:<10} {value if name == 'Price' else display_text(value)}"
    yield from _bars("Models", "Tokens", measure, "Model", "TotalTokens", lambda model: "")
    yield from _percentiles(measure)
    yield from _bars("Errors", "Count", measure, "Code", "Count", _example)


def _bars(title: str, head: str, measure: Value, label: str, count: str, note: Callable[[Value], str]) -> Iterator[str]:
    rows = list(items_of(safe_read(measure, title)) or [])
    if not rows:
        return
    wide = max(len(title), *(min(len(str(safe_read(row, label))), 30) for row in rows))
    most = max(safe_read(row, count) for row in rows) or 1
    yield ""
    yield f"{title:<{wide}}  {head:>{_BAR + 14}}"
    for row in rows:
        value = safe_read(row, count)
        bar = "\u2588" * round(_BAR * value / most) or ("\u258f" if value else "")
        yield f"{str(safe_read(row, label))[:30]:<{wide}}  {bar:<{_BAR}}{value:>14,}  {note(row)}".rstrip()


def _example(error: Value) -> str:
    """Where an error came, and the beginning of its message."""
    where = safe_read(error, "CustomId") or safe_read(error, "BatchId")
    message = " ".join(str(safe_read(error, "Message")).split())
    return f"{where}: {message[:60]}"


def _percentiles(measure: Value) -> Iterator[str]:
    """The tokens of a result, at most of which so many percent of the results have."""
    found = [(name, safe_read(measure, f"{name}Percentiles")) for name in ("Input", "Output")]
    rows = [(name, points) for name, points in found if points is not None]
    if not rows:
        return
    heads = property_names(rows[0][1])
    yield ""
    yield "Tokens of a result" + "".join(f"{head:>10}" for head in heads)
    for name, points in rows:
        yield f"{name:<18}" + "".join(f"{safe_read(points, head):>10,}" for head in heads)


VIEWS: tuple[View, ...] = (
    TableView(
        ("PSOpenAI.Realtime.Event",), "PSOpenAI.Realtime.Event",
        columns=(Column("type", 40, "left", "Type"), Column(_told, label="Content")),
    ),
    TableView(
        ("PSOpenAI.Batch",), "PSOpenAI.Batch", wrap=True,
        columns=(
            Column("id", 30, "left", "Id"), Column("endpoint", 22, "left", "endpoint", rank=1),
            Column(_total, 6, "right", "Count", rank=3), Column("status", 12, "left", "Status"),
            Column("created_at", 22, "right", "created_at", rank=4),
            Column("completed_at", 22, "right", "completed_at", rank=2),
        ),
    ),
    CustomView(("PSOpenAI.Batch.Measure",), "PSOpenAI.Batch.Measure", tokens=_chart),
    TableView(
        ("PSOpenAI.Batch.Measure",), "PSOpenAI.Batch.Measure.Table",
        columns=(
            Column(_number_of("Batches"), label="Batches", alignment="right"),
            *(Column(name, alignment="right") for name in (
                "Requests", "Succeeded", "Failed", "Missing", "InputTokens", "OutputTokens", "TotalTokens", "Price",
                "Duration",
            )),
        ),
    ),
    ListView(
        ("PSOpenAI.Response",), "PSOpenAI.Response",
        items=(
            Item("id"), Item("object"), Item("created_at"), Item("status"), _optional("error"),
            _optional("incomplete_details"), Item(_usage, "usage"), _optional("user"), _optional("metadata"),
            Item("model"), Item("instructions"), Item(_types_of("output"), "output"), Item("LastUserMessage"),
            Item("output_text"), _optional("StructuredOutputs"), Item(_types_of("History"), "History"),
            Item("previous_response_id"),
        ),
    ),
    TableView(
        ("PSOpenAI.Response.Message",), "PSOpenAI.Response.Message",
        columns=(
            Column("type", 16, label="Type"), Column("role", 12, label="Role"), Column("id", 16, label="Id"),
            Column("content", 48, label="Content"),
        ),
    ),
)  # fmt: skip

#: properties that stand for all of an object's, by type name
DEFAULT_DISPLAY: dict[str, tuple[str, ...]] = {
    "PSOpenAI.Model": ("id", "owned_by", "created"),
    "PSOpenAI.Batch.Input": ("custom_id", "method", "url", "body"),
    "PSOpenAI.Batch.Local": ("id", "status", "created_at", "folder"),
    "PSOpenAI.Batch.Output": ("custom_id", "id", "response", "error"),
    "System.Net.NetworkCredential": ("UserName", "Domain"),  # not the password
}
