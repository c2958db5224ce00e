"""The lines of a batch's results, read once: what finds out that a line is an object keeps what it has read of it.

A line as the service writes it has known members in a known order. Its head is read into a structure in the time that
a check of it takes; the body stays bytes. From the head the response and its status are told (`Source`). If whoever
gets the results looks into their bodies, too, the next ones are read at once, which proves what would have to be
checked first. Any other line is read level by level, as `json` reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ..declare.sentinel import MISSING
from ..dotnet.model.types import Value
from ..engine.values.objects import CUSTOM_OBJECT, PSObject, Source, filling, lazy_object
from .objects import PLAIN, RESULT_TYPE, from_json, made_object
from .reading import is_object, may_be_deep, read, read_around, readers

TYPES = (RESULT_TYPE, *CUSTOM_OBJECT)


class Line(Source):
    """The text of a result, and what is kept of its head, if that has been read: whose result it is, and its status.

    It fills the object that is made of it when somebody first looks inside. Whoever asks only for what is kept, or the
    response, gets that: a variable full of results holds little more than their texts. For more the head is read again.
    """

    __slots__ = ("_custom_id", "_reader", "_status", "text", "told")

    def __init__(self, text: bytes, reader: LineReader, custom_id: str = "", status: int | None = None) -> None:
        self.text = text
        self.told = None
        self._reader = reader
        self._custom_id = custom_id
        self._status = status  # None: nothing can be told

    def item(self) -> PSObject:
        """The object of the line."""
        return lazy_object(self.text, self, TYPES)

    def data(self) -> Any:
        """The line in Python's JSON types, as `json` reads it; not to be changed. Raises ValueError."""
        self._reader.looked += 1
        return read(self.text)

    def tell(self, name: Value) -> Value:
        if name == "response":
            if self.told is None:
                with filling:
                    if self.told is None:
                        self.told = self._response()
            return MISSING if self.told is None else self.told
        return self._custom_id if name == "custom_id" and self._status is not None else MISSING

    def _response(self) -> PSObject | None:
        """The response, if it can be had alone."""
        if self._status is None:
            return None
        return lazy_object(None, _Response(self.text, self._reader, from_json(self._status)), CUSTOM_OBJECT)

    def __call__(self, item: PSObject) -> None:
        """Set the properties of a result: ``custom_id`` first, since it is what links it to its request."""
        told = {} if self._status is None else {"custom_id": self._custom_id}
        head = _read_again(self.text) if told else None
        if head is not None and _is_usual(self.text, head):
            if self.told is None:
                self.told = self._response()
            item._props = {**told, "id": head.id, "response": self.told, "error": None}
            return
        self._status = None  # from now on nothing is told
        props: dict[str, Value] = {"custom_id": None}
        for name, value in self._level().items():
            if value.__class__ in PLAIN:
                props[name] = value
            elif name == "response" and self.told is not None:
                props[name] = self.told
            elif name == "response" and value.__class__ is dict:
                self.told = props[name] = PSObject(self._reader.answer(value))
            elif name == "response" and is_object(value):
                props[name] = lazy_object(value, self._reader.fill_response, CUSTOM_OBJECT)
            else:
                props[name] = from_json(value)
        item._props = {**props, **told}

    def _level(self) -> dict[str, Any]:
        """The members of the line; an object called ``response`` may still have to be read."""
        return read_around(self.text, "response")


class _ReadLine(Line):
    """A line that has been read whole."""

    __slots__ = ("_data",)

    def __init__(self, text: bytes, reader: LineReader, data: Any) -> None:
        super().__init__(text, reader)
        self._data = data

    def data(self) -> Any:
        self._reader.looked += 1
        return self._data

    def _response(self) -> PSObject | None:
        response = self._data.get("response")
        return PSObject(self._reader.answer(response)) if response.__class__ is dict else None

    def _level(self) -> dict[str, Any]:
        level: dict[str, Any] = self._data
        return level


class _LevelLine(Line):
    """A line that has been read as far as around its response."""

    __slots__ = ("_around",)

    def __init__(self, text: bytes, reader: LineReader, around: dict[str, Any]) -> None:
        super().__init__(text, reader)
        self._around = around

    def _level(self) -> dict[str, Any]:
        return read_around(self.text, "response", self._around)


class _Response(Source):
    """The response of a line whose head has been read. Its status is known; for more the line is read again."""

    __slots__ = ("_reader", "_status", "_text")

    def __init__(self, text: bytes, reader: LineReader, status: Value) -> None:
        self._text = text
        self._reader = reader
        self._status = status

    def tell(self, name: Value) -> Value:
        return self._status if name == "status_code" else MISSING

    def __call__(self, response: PSObject) -> None:
        text, reader = self._text, self._reader
        head = _read_again(text)
        if head is not None and _is_usual(text, head):
            answer = head.response
            response._props = {
                "status_code": self._status,
                "request_id": answer.request_id,
                "body": lazy_object(answer.body, _Body(answer.body, reader)),
            }
            return
        props = reader.answer(read_around(read_around(text, "response")["response"], "body"))
        props["status_code"] = self._status  # the one that has been told
        response._props = props


class _Body(Source):
    """The body of a response. Of a chat completion the choices can be had without what ours adds to it."""

    __slots__ = ("_raw", "_read", "_reader", "told")

    def __init__(self, raw: Any, reader: LineReader) -> None:
        self.told = None
        self._raw = raw
        self._read: Any = None
        self._reader = reader

    def _data(self) -> Any:
        if self._read is None:
            self._reader.looked += 1
            self._read = read(self._raw)
        return self._read

    def tell(self, name: Value) -> Value:
        if name != "choices":
            return MISSING
        if self.told is None:
            with filling:
                if self.told is None:
                    data = self._data()
                    if data.get("object") != "chat.completion" or data.get("choices").__class__ is not list:
                        return MISSING
                    self.told = from_json(data["choices"])
        return self.told

    def __call__(self, body: PSObject) -> None:
        data = self._data()
        made = made_object(data) or from_json(data)
        props = made._props
        if self.told is not None:
            props["choices"] = self.told
        else:
            self.told = props.get("choices")
        body._raw, body._types, body._props = made._raw, made._types, props


class LineReader:
    """Reads lines as far as whoever gets them looks into them. ``looked`` counts the bodies that were looked into."""

    def __init__(self) -> None:
        self.looked = 0
        self._handed_on = 0
        self.fill_response = self._fill_response  # bound once, not for each of many objects

    def line(self, text: bytes) -> Line:
        """A line that is known to be an object."""
        return Line(text, self)

    def lines(self, texts: list[bytes]) -> list[Line] | None:
        """The lines of texts that are JSON objects in UTF-8; None if one may not be, as the quickest check has it."""
        read_head, (read_level, read_all, refused) = _head_reader(), readers()
        with_bodies = self.looked * 2 > self._handed_on
        self.looked, self._handed_on = 0, len(texts)
        try:
            if with_bodies and all(map(_may_be_read, texts)):
                return [_ReadLine(text, self, read_all(text)) for text in texts]
        except refused:  # what `json` accepts beyond the standard, and what is no JSON
            pass
        lines: list[Line] = []
        try:
            for text in texts:
                head = read_head(text)
                if not text.isascii():
                    text.decode()
                lines.append(Line(text, self, head.custom_id, head.response.status_code))
            return lines
        except refused:
            lines.clear()
        try:
            for text in texts:
                level = read_level(text)
                if not text.isascii():
                    text.decode()
                lines.append(_LevelLine(text, self, level))
        except refused:
            return None
        return lines

    def answer(self, level: dict[str, Any]) -> dict[str, Value]:
        """The properties of a response, the body last.

        A body is the object that the direct call would have returned, so ``.response.body.Answer`` works.
        """
        props: dict[str, Value] = {}
        body: Any = MISSING
        for name, value in level.items():
            if name == "body":
                body = value
            else:
                props[name] = value if value.__class__ in PLAIN else from_json(value)
        if body is not MISSING:
            props["body"] = lazy_object(body, _Body(body, self)) if is_object(body) else from_json(body)
        return props

    def _fill_response(self, response: PSObject) -> None:
        props = self.answer(read_around(response._raw, "body"))
        response._raw, response._props = None, props  # the properties last, as `lazy_object` asks


def _may_be_read(text: bytes) -> bool:
    """Whether a text may be an object that can be read to its depths."""
    return text[:1] == b"{" and not may_be_deep(text)


# -- the usual line ---------------------------------------------------------------------------------------------------

#: how a usual line begins and ends, with spaces and without
_STARTS = (
    '{"id": "%s", "custom_id": "%s", "response": {"status_code": %s, "request_id": "%s", "body": {',
    '{"id":"%s","custom_id":"%s","response":{"status_code":%s,"request_id":"%s","body":{',
)
_ENDS = (b'}, "error": null}', b'},"error":null}')


def _is_usual(text: bytes, head: Any) -> bool:
    """Whether a line consists of its head's members in the usual order, each once, around a body that is an object.

    The structure does not tell the order, nor which key came twice: the text is compared with what it should be. An
    escape in one of its texts is no exception: what is read of it is shorter, so that the two differ.
    """
    response = head.response
    form = text[6:7] != b" "
    start = _STARTS[form] % (head.id, head.custom_id, response.status_code, response.request_id)
    begins, end = start.encode(), _ENDS[form]
    return (
        len(begins) - 1 + len(response.body) + len(end) == len(text)  # nothing else is between the two
        and text.startswith(begins)
        and text.endswith(end)
    )


def _read_again(text: bytes) -> Any:
    """The head of a line of which it has been read before. None: there is less stack left now than its depth takes."""
    try:
        return _head_reader()(text)
    except readers()[2]:
        return None


@cache
def _head_reader() -> Callable[[bytes], Any]:
    """Reads the head of a usual line; raises what `readers` names if the line has other members."""
    from msgspec import Raw, defstruct
    from msgspec.json import Decoder

    response = defstruct(
        "Response", [("status_code", int), ("request_id", str), ("body", Raw)], forbid_unknown_fields=True, gc=False
    )
    head = defstruct(
        "Head",
        [("id", str), ("custom_id", str), ("response", response), ("error", None)],
        forbid_unknown_fields=True,
        gc=False,
    )
    return Decoder(head).decode
