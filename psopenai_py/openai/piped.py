"""What an object carries to the next command of a shell pipeline beyond the data that the service sent.

Between two processes only JSON Lines travel. Where the next command needs more than the service's data holds, the line
has one extra last member, ``psopenai``: the ``type`` of an object whose ``object`` field does not tell it, the
conversation (``history``) of an answer, the ``endpoint`` of an uploaded file of requests, and the batches that a batch
repeats requests of (``follows``). `objects.typed_object` reads it and takes it out again.
"""

from __future__ import annotations

import json
from typing import Any

from ..dotnet.model.types import Value
from ..engine.values.enumeration import as_list
from ..engine.values.objects import PSObject, kind_of
from .body import to_plain
from .objects import CARRIED, FOLLOWS, TYPE_NAMES, kept_endpoint

_TAKEN = frozenset(TYPE_NAMES.values())  # the types of the objects that commands take


def with_carried(line: bytes, value: Value) -> bytes:
    """An object's line of JSON with what it carries; the same line if it carries nothing."""
    extra = carried(value)
    if not extra:
        return line
    text = json.dumps({CARRIED: extra}, ensure_ascii=False, separators=(",", ":"))
    return line.rstrip()[:-1] + b"," + text[1:].encode("utf-8", "replace") + b"\n"


def carried(value: Value) -> dict[str, Any]:
    """What the service's data does not tell of an object."""
    if value.__class__ is not PSObject or not isinstance(value._raw, dict) or not value._raw:
        return {}
    kind = kind_of(value)
    extra: dict[str, Any] = {}
    if kind in _TAKEN and TYPE_NAMES.get(str(value._raw.get("object"))) != kind:
        extra["type"] = kind
    endpoint = kept_endpoint(value) if kind == "PSOpenAI.File" else None
    if endpoint is not None:
        extra["endpoint"] = endpoint
    history = as_list(value._props.get("History")) if kind in ("PSOpenAI.Chat.Completion", "PSOpenAI.Response") else []
    follows = as_list(value._props.get(FOLLOWS)) if kind == "PSOpenAI.Batch" and value._fill is None else []
    if follows:
        extra["follows"] = [str(id) for id in follows]
    if len(history) > len(as_list(value._raw.get("output"))):  # a response's own output ends its history
        extra["history"] = to_plain(history)
    return extra
