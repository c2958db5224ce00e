"""Valid input, damaged: the same seed gives the same damage."""

# ruff: noqa: E501 (input is data, one piece a line)
from __future__ import annotations

import json
import random
from typing import Any

#: bytes that mean something to one reader or another
TOKENS = [
    b"\n", b"\r\n", b"\r", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff", b"\xc3", b"{", b"}", b"[", b"]", b'"', b"'", b":", b",",
    b"null", b"true", b"1e400", b"-", b"\\", b"\\u", b"\\ud83d", b"\xed\xa0\xbd", b"\xe2\x80\xa8", b"data:", b"event: error", b"[DONE]", b"$", b"@{",
    b"@'\n", b"$(", b"`", b"|", b"-TimeoutSec", b"--", b"=", b"#", b"<#", b"%", b"{" * 300, b"[" * 3000, b"(" * 200, b"9" * 400,
]  # fmt: skip
ODD: list[Any] = [
    None, True, 0, -1, 10**30, 1e308, float("inf"), float("nan"), "", "x", "\ud83d", "\0", "é\u2028", [], {}, [[]], {"data": 5},
    {"": {}}, ["x", None], "9" * 5000, -(10**18),
]  # fmt: skip


def bytes_of(seeds: list[bytes], seed: int) -> bytes:
    """One of the seeds, or nothing, with some damage."""
    chance = random.Random(seed)
    data = bytearray(chance.choice([*seeds, b""]))
    for _ in range(chance.choice([0, 1, 1, 2, 3, 8, 30])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            data[at:at] = chance.choice(TOKENS)
        elif kind == 1:
            data[at:at] = chance.randbytes(chance.choice([1, 1, 4, 20]))
        elif kind == 2:
            del data[at : at + chance.choice([1, 1, 5, 50])]
        elif kind == 3 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif kind == 4:
            length = chance.choice([5, 50])
            start = chance.randrange(len(data) + 1)
            data[at:at] = data[start : start + length]
        else:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[at:at] = other[start : start + chance.choice([5, 50])]
    return bytes(data)


def json_of(seeds: list[bytes], seed: int) -> bytes:
    """A JSON value like one of the seeds, with some of its parts replaced by others."""
    chance = random.Random(seed)
    value = json.loads(chance.choice(seeds))
    for _ in range(chance.choice([1, 1, 2, 3, 6])):
        value = _changed(value, chance)
    return json.dumps(value).encode()


def _changed(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict) and value and chance.random() < 0.85:
        key = chance.choice(list(value))
        kind = chance.randrange(8)
        if kind == 0:
            return {k: v for k, v in value.items() if k != key}
        if kind == 1:
            return {**value, chance.choice([*value, "object", "id", "status", "new"]): chance.choice(ODD)}
        return {**value, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    if chance.random() < 0.02:
        nested: Any = value
        for _ in range(chance.choice([50, 150, 400])):
            nested = [nested] if chance.random() < 0.5 else {"a": nested}
        return nested
    return chance.choice(ODD)
