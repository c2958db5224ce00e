"""``System.Security.Cryptography``: hashes, keyed hashes, and random bytes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Any

from ...errors import NetException
from ..io.streams import Stream
from ..model.core import OBJECT
from ..model.enumerables import ByteArray, checked_range
from ..model.exceptions import not_null, range_error
from ..model.registry import register
from ..model.types import DotNetType

_SPACE = "System.Security.Cryptography."
HASH_ALGORITHM = register(DotNetType(_SPACE + "HashAlgorithm", base=OBJECT, interfaces=("System.IDisposable",)))
HMAC = register(DotNetType(_SPACE + "HMAC", base=HASH_ALGORITHM))


class HashAlgorithm:
    """Hashes data in one or more pieces; ``start`` makes Python's hash object. ``key`` is set for a keyed hash."""

    __slots__ = ("dotnet_type", "key", "last", "start")

    def __init__(self, type_: DotNetType, start: Callable[[], Any], key: bytes = b"") -> None:
        self.dotnet_type = type_
        self.start = start
        self.key = key
        self.last: bytes | None = None

    def hash(self, data: bytes) -> bytes:
        made = self.start()
        made.update(data)
        self.last = bytes(made.digest())
        return self.last


def _hashes(name: str) -> Callable[[], Any]:
    return lambda: hashlib.new(name, usedforsecurity=False)


def _declare(name: str) -> DotNetType:
    type_ = register(DotNetType(_SPACE + name, base=HASH_ALGORITHM))
    start = _hashes(name.lower())

    def data_hash(data: bytes) -> ByteArray:
        return ByteArray(HashAlgorithm(type_, start).hash(bytes(data)))

    type_.static("Create", returns=type_.full_name)(lambda: HashAlgorithm(type_, start))
    type_.static("HashData", "byte[]", returns="byte[]")(data_hash)
    type_.static("HashData", "System.IO.Stream", returns="byte[]")(lambda stream: data_hash(stream.read()))
    _declare_keyed(name)
    return type_


def _declare_keyed(name: str) -> None:
    type_ = register(DotNetType(f"{_SPACE}HMAC{name}", base=HMAC))

    def make(key: bytes | None = None) -> HashAlgorithm:
        used = secrets.token_bytes(64) if key is None else bytes(key)
        return HashAlgorithm(type_, lambda: hmac.new(used, digestmod=name.lower()), used)

    type_.constructor()(make)
    type_.constructor("byte[]")(make)
    type_.static("HashData", "byte[]", "byte[]", returns="byte[]")(
        lambda key, data: ByteArray(make(not_null(key, "key")).hash(bytes(not_null(data, "source"))))
    )


_TYPES = {name: _declare(name) for name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512")}


def _declare_older(name: str, base: DotNetType) -> None:
    """The class that scripts for Windows PowerShell make with ``New-Object``: SHA256Managed and the like."""
    type_ = register(DotNetType(_SPACE + name, base=base))
    start = _hashes(base.name.lower())
    type_.constructor()(lambda: HashAlgorithm(type_, start))


for _name, _base in _TYPES.items():
    for _suffix in ("CryptoServiceProvider",) if _name == "MD5" else ("CryptoServiceProvider", "Managed"):
        _declare_older(_name + _suffix, _base)


@HASH_ALGORITHM.static("Create", "string", returns=HASH_ALGORITHM.full_name)
def _create(name: str) -> HashAlgorithm:
    wanted = name.upper().replace("-", "")
    type_ = _TYPES.get(wanted)
    if type_ is None:
        raise NetException("System.ArgumentException", f"There is no hash algorithm '{name}'.")
    return HashAlgorithm(type_, _hashes(wanted.lower()))


HASH_ALGORITHM.prop("Hash", "byte[]")(lambda algorithm: None if algorithm.last is None else ByteArray(algorithm.last))
HASH_ALGORITHM.prop("HashSize", "int")(lambda algorithm: algorithm.start().digest_size * 8)
HMAC.prop("Key", "byte[]")(lambda algorithm: ByteArray(algorithm.key))


@HASH_ALGORITHM.method("ComputeHash", "byte[]", returns="byte[]")
def _compute(algorithm: HashAlgorithm, data: bytes) -> ByteArray:
    return ByteArray(algorithm.hash(bytes(data)))


@HASH_ALGORITHM.method("ComputeHash", "System.IO.Stream", returns="byte[]")
def _compute_stream(algorithm: HashAlgorithm, stream: Stream) -> ByteArray:
    made = algorithm.start()
    while chunk := stream.read(1 << 16):
        made.update(chunk)
    algorithm.last = bytes(made.digest())
    return ByteArray(algorithm.last)


HASH_ALGORITHM.method("ComputeHash", "byte[]", "int", "int", returns="byte[]")(
    lambda algorithm, data, start, count: ByteArray(
        algorithm.hash(bytes(memoryview(data)[checked_range(data, start, count)]))
    )
)
HASH_ALGORITHM.method("Dispose", returns="void")(lambda algorithm: None)
HASH_ALGORITHM.method("Clear", returns="void")(lambda algorithm: None)


class RandomNumberGenerator:
    __slots__ = ()


RANDOM = register(
    DotNetType(
        _SPACE + "RandomNumberGenerator",
        python=RandomNumberGenerator,
        base=OBJECT,
        interfaces=("System.IDisposable",),
    )
)


def _fill(buffer: ByteArray) -> None:
    buffer[:] = secrets.token_bytes(len(buffer))


def _between(low: int, high: int) -> int:
    if low >= high:
        raise NetException("System.ArgumentException", "The range of random numbers is empty.")
    return low + secrets.randbelow(high - low)


RANDOM.static("Create", returns=RANDOM.full_name)(RandomNumberGenerator)


@RANDOM.static("GetBytes", "int", returns="byte[]")
def _random_bytes(count: int) -> ByteArray:
    if count < 0:
        raise range_error("count", "Non-negative number required.")
    return ByteArray(secrets.token_bytes(count))


RANDOM.static("Fill", "byte[]", returns="void")(_fill)
RANDOM.static("GetInt32", "int", returns="int")(lambda high: _between(0, high))
RANDOM.static("GetInt32", "int", "int", returns="int")(_between)
RANDOM.method("GetBytes", "byte[]", returns="void")(lambda generator, buffer: _fill(buffer))
RANDOM.method("Dispose", returns="void")(lambda generator: None)
register(DotNetType(_SPACE + "RNGCryptoServiceProvider", base=RANDOM)).constructor()(RandomNumberGenerator)
