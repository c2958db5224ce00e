"""A small real film: PNG frames in an MP4 file, one a second."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SCALE = 1000  # units of time in a second
_MATRIX = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


def movie(frames: Sequence[bytes], width: int, height: int) -> bytes:
    """The file: its kind, the frames, and the table that says where each of them stands."""
    kind = _box(b"ftyp", b"isom", struct.pack(">I", 512), b"isom", b"mp41")
    data = _box(b"mdat", *frames)
    places, at = [], len(kind) + 8
    for frame in frames:
        places.append(at)
        at += len(frame)
    return kind + data + _box(b"moov", _head(len(frames)), _track(frames, places, width, height))


def _head(seconds: int) -> bytes:
    sizes = struct.pack(">IIIIIHH8x", 0, 0, _SCALE, seconds * _SCALE, 1 << 16, 1 << 8, 0)
    return _full(b"mvhd", sizes, _MATRIX, bytes(24), struct.pack(">I", 2))


def _track(frames: Sequence[bytes], places: Sequence[int], width: int, height: int) -> bytes:
    length = len(frames) * _SCALE
    place = struct.pack(">IIIII8xhhhH", 0, 0, 1, 0, length, 0, 0, 0, 0)
    head = _full(b"tkhd", place, _MATRIX, struct.pack(">II", width << 16, height << 16), flags=3)
    media = _full(b"mdhd", struct.pack(">IIIIHH", 0, 0, _SCALE, length, 0x55C4, 0))
    handler = _full(b"hdlr", bytes(4), b"vide", bytes(12), b"emulator\0")
    source = _box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    samples = _box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), _sample_kind(width, height)),
        _full(b"stts", struct.pack(">III", 1, len(frames), _SCALE)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        _full(b"stsz", struct.pack(">II", 0, len(frames)), *(struct.pack(">I", len(frame)) for frame in frames)),
        _full(b"stco", struct.pack(">I", len(places)), *(struct.pack(">I", place) for place in places)),
    )
    video = _box(b"minf", _full(b"vmhd", bytes(8), flags=1), source, samples)
    return _box(b"trak", head, _box(b"mdia", media, handler, video))


def _sample_kind(width: int, height: int) -> bytes:
    size = struct.pack(">HHIIIH", width, height, 72 << 16, 72 << 16, 0, 1)
    return _box(b"png ", bytes(6), struct.pack(">H", 1), bytes(16), size, bytes(32), struct.pack(">Hh", 24, -1))


def _full(name: bytes, *content: bytes, flags: int = 0) -> bytes:
    """A box with a version and flags."""
    return _box(name, struct.pack(">I", flags), *content)


def _box(name: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I", len(data) + 8) + name + data
