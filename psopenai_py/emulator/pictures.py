"""Small real pictures of one colour, as PNG, JPEG and WebP: written here, since no library is at hand."""

from __future__ import annotations

import hashlib
import struct
import zlib

from .errors import ApiFailure

FORMATS = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
LARGEST_SIDE = 4096
_DEFAULT = (1024, 1024)


def picture(text: str, width: int, height: int, format: str = "png") -> bytes:
    """A picture whose colour comes from a text; a picture in JPEG is grey."""
    red, green, blue = hashlib.sha256(text.encode()).digest()[:3]
    if format == "jpeg":
        return _jpeg(width, height, (red + green + blue) // 3)
    if format == "webp":
        return _webp(width, height, (red, green, blue))
    return _png(width, height, (red, green, blue))


def size_of(text: object) -> tuple[int, int]:
    """Width and height of a size as the API writes it; ``auto`` and None are the usual size."""
    if text in (None, "", "auto"):
        return _DEFAULT
    width, _, height = str(text).partition("x")
    if width.isdecimal() and height.isdecimal() and all(1 <= int(side) <= LARGEST_SIDE for side in (width, height)):
        return int(width), int(height)
    message = f"Invalid size '{text}'. A size is 'auto' or WIDTHxHEIGHT, each from 1 to {LARGEST_SIDE}."
    raise ApiFailure(400, message, param="size", code="invalid_value")


def _png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """One bit for a pixel, with a palette of one colour."""
    rows = (b"\0" * (1 + -(-width // 8))) * height

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", bytes(colour)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


def _jpeg(width: int, height: int, grey: int) -> bytes:
    """The first block has the level, all others the difference 0: two bits a block, with two-code Huffman tables."""
    level = (grey - 128) * 8
    size = abs(level).bit_length() or 1
    value = level if level > 0 else level + (1 << size) - 1
    blocks = -(-width // 8) * -(-height // 8)
    # DC codes: '0' for no difference, '10' for one of `size` bits; AC code: '0' for the end of the block
    bits = "10" + format(value, f"0{size}b") + "0" + "00" * (blocks - 1)
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")

    def segment(marker: int, content: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content

    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            segment(0xDB, b"\0" + b"\1" * 64),
            segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"),
            segment(0xC4, b"\x00" + bytes((1, 1)) + bytes(14) + bytes((0, size))),
            segment(0xC4, b"\x10" + bytes((1,)) + bytes(15) + b"\0"),
            segment(0xDA, b"\1\1\0\0\x3f\0"),
            data,
            b"\xff\xd9",
        )
    )


def _webp(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Lossless: each channel has a code with one symbol, so that a pixel takes no bits at all."""
    red, green, blue = colour
    fields = [(0x2F, 8), (width - 1, 14), (height - 1, 14), (0, 1), (0, 3)]  # signature, sizes, no alpha, version
    fields += [(0, 1), (0, 1), (0, 1)]  # no transforms, no colour cache, one set of codes
    for symbol in (green, red, blue, 255, 0):
        fields += [(1, 1), (0, 1), (1, 1), (symbol, 8)]  # a simple code, one symbol, of eight bits
    number = at = 0
    for value, length in fields:
        number |= value << at
        at += length
    data = number.to_bytes(-(-at // 8), "little")
    chunk = b"VP8L" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk
