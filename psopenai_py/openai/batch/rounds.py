"""Requests that did not go well: which they are, and the results of all batches that repeat them as one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import IO

from .input_index import InputIndex
from .items import custom_id_of, is_failed
from .ordering import no_result

SOME = 500  # lines that are handed on together


def still_failing(results: Iterable[list[bytes]], index: InputIndex) -> Iterator[tuple[list[bytes], int]]:
    """The results that failed, and a line for each request of the input without a result, in blocks.

    With each block comes the number of results that were read for it.
    """
    has_result = bytearray(index.last + 1)
    for lines in results:
        for line in lines:
            number = index.number(custom_id_of(line))
            if number is not None:
                has_result[number] = 1
        yield [line for line in lines if is_failed(line)], len(lines)
    absent = (no_result(custom_id) for number, custom_id in index.in_order() if not has_result[number])
    while some := list(islice(absent, SOME)):
        yield some, 0


def to_repeat(results: Iterable[list[bytes]], index: InputIndex) -> Iterator[bytes]:
    """The requests without a good result, in the order of the input."""
    is_good = bytearray(index.last + 1)
    for lines in results:
        for line in lines:
            number = None if is_failed(line) else index.number(custom_id_of(line))
            if number is not None:
                is_good[number] = 1
    for number, custom_id in index.in_order():
        request = None if is_good[number] else index.find(custom_id)
        if request is not None:
            yield request


def merged(results: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
    """One result for each custom_id, of the results of several batches, the newest batch first.

    The last good one wins, else the last one. Good ones pass as they come, the others wait on the disk until it is
    known whether there is a good one. In memory is a digest of each id: a batch has 50,000 at most.
    """
    good: set[bytes] = set()
    with tempfile.TemporaryFile(prefix="psopenai-rounds-") as waiting:
        for lines in results:
            passed = []
            for line in lines:
                if is_failed(line):
                    waiting.write(line.rstrip(b"\n") + b"\n")
                elif _is_new(line, good):
                    passed.append(line)
            if passed:
                yield passed
        waiting.seek(0)
        yield from _left(waiting, good)


def _left(waiting: IO[bytes], seen: set[bytes]) -> Iterator[list[bytes]]:
    """Results of requests that never went well."""
    left = (line.rstrip(b"\n") for line in waiting)
    new = (line for line in left if _is_new(line, seen))
    while some := list(islice(new, SOME)):
        yield some


def _is_new(line: bytes, seen: set[bytes]) -> bool:
    """Whether a result's id has not been seen; it has from then on. A line without an id is always new."""
    custom_id = custom_id_of(line)
    if custom_id is None:
        return True
    digest = blake2b(custom_id.encode("utf-8", "surrogatepass"), digest_size=12).digest()
    if digest in seen:
        return False
    seen.add(digest)
    return True
