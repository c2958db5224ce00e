"""Small real recordings: a tone where the format has samples, silence where it is compressed.

WAV, MP3, FLAC and Ogg say in their metadata what is spoken, so that a transcription can answer with it.
"""

from __future__ import annotations

import math
import re
import struct
from array import array
from collections.abc import Callable, Mapping

RATE = 24_000  # samples a second
_LONGEST = 20.0  # seconds, so that no answer is large
_A_WORD = 0.3  # seconds that a word takes
_SAID = re.compile(rb"psopenai-emulator said ([^\0]*)\0")


def seconds_of(text: str, speed: float = 1.0) -> float:
    return min(max(len(text.split()), 1) * _A_WORD / speed, _LONGEST)


def recording(text: str, format: str, speed: float = 1.0) -> bytes:
    """A recording of a text in one of the `FORMATS`."""
    return _MAKERS[format](seconds_of(text, speed), b"psopenai-emulator said " + text.encode() + b"\0")


def said_in(data: bytes) -> str | None:
    """What is spoken in a recording of this server; None if it is another one."""
    found = _SAID.search(data)
    return found[1].decode("utf-8", "replace") if found else None


def _samples(seconds: float) -> bytes:
    count = round(seconds * RATE)
    wave = [int(6000 * math.sin(2 * math.pi * n / (RATE // 240))) for n in range(RATE // 240)]
    return (array("h", wave).tobytes() * (count // len(wave) + 1))[: 2 * count]


def _pcm(seconds: float, note: bytes) -> bytes:
    return _samples(seconds)


def _wav(seconds: float, note: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    form = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16))
    return chunk(
        b"RIFF", b"WAVE" + form + chunk(b"LIST", b"INFO" + chunk(b"ICMT", note)) + chunk(b"data", _samples(seconds))
    )


def _mp3(seconds: float, note: bytes) -> bytes:
    """MPEG-2 layer III, 32 kbit/s: frames of 96 bytes and 24 ms without any sound in them, after an ID3 tag."""
    frame = b"\xff\xf3\x44\xc4".ljust(96, b"\0")
    text = b"COMM" + struct.pack(">IH", len(note) + 5, 0) + b"\x03eng\0" + note
    size = bytes((len(text) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + text + frame * math.ceil(seconds / 0.024)


def _aac(seconds: float, note: bytes) -> bytes:
    """ADTS: frames of 1024 silent samples."""
    silent = b"\x00\xc8\x00\x80\x23\x80"
    length = 7 + len(silent)
    head = bytes((0xFF, 0xF1, 0x58, 0x40 | length >> 11, length >> 3 & 0xFF, (length & 7) << 5 | 0x1F, 0xFC))
    return (head + silent) * math.ceil(seconds * RATE / 1024)


def _flac(seconds: float, note: bytes) -> bytes:
    """Frames of 4096 samples that are all the same."""
    frames = math.ceil(seconds * RATE / 4096)
    info = struct.pack(">HH", 4096, 4096) + bytes(6)
    info += (RATE << 44 | 0 << 41 | 15 << 36 | frames * 4096).to_bytes(8, "big") + bytes(16)
    comment = _comments(note)
    made = b"fLaC\0" + len(info).to_bytes(3, "big") + info + b"\x84" + len(comment).to_bytes(3, "big") + comment
    for number in range(frames):
        head = b"\xff\xf8\xc7\x08" + chr(number).encode()
        body = head + bytes((_crc(head, 8, 0x07),)) + b"\0\0\0"
        made += body + _crc(body, 16, 0x8005).to_bytes(2, "big")
    return made


def _opus(seconds: float, note: bytes) -> bytes:
    """Ogg: a page with the head, one with the comment, one for each second of silent packets of 20 ms."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 0, RATE, 0, 0)
    made = _ogg_page([head], 0, 0, 2) + _ogg_page([b"OpusTags" + _comments(note)], 0, 1, 0)
    left, number, at = math.ceil(seconds / 0.02), 2, 0
    while left:
        count = min(left, 50)
        left -= count
        at += count * 960
        made += _ogg_page([b"\xf8\xff\xfe"] * count, at, number, 0 if left else 4)
        number += 1
    return made


def _comments(note: bytes) -> bytes:
    """Vendor and comments, as in Vorbis."""
    vendor, comment = b"psopenai-emulator", b"COMMENT=" + note
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<II", 1, len(comment)) + comment


def _ogg_page(packets: list[bytes], position: int, number: int, flags: int) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,)) for packet in packets)
    head = struct.pack("<4sBBQIIIB", b"OggS", 0, flags, position, 1, number, 0, len(lacing))
    page = head + lacing + b"".join(packets)
    return page[:22] + _crc(page, 32, 0x04C11DB7).to_bytes(4, "little") + page[26:]


def _crc(data: bytes, bits: int, polynomial: int) -> int:
    """The checksum of FLAC and Ogg: from the highest bit, without any inversion."""
    value, top = 0, 1 << (bits - 1)
    for byte in data:
        value ^= byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 ^ polynomial) if value & top else value << 1
        value &= (1 << bits) - 1
    return value


_MAKERS: Mapping[str, Callable[[float, bytes], bytes]] = {
    "mp3": _mp3,
    "opus": _opus,
    "aac": _aac,
    "flac": _flac,
    "wav": _wav,
    "pcm": _pcm,
}
FORMATS = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
