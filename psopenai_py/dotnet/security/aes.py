"""``System.Security.Cryptography.Aes``: encryption with a key, at once, in pieces or through a CryptoStream.

The package `cryptography` does the work. On Linux it comes with the keyring; elsewhere it may have to be installed.
"""

from __future__ import annotations

import io
import secrets
from typing import Any

from ...errors import NetException
from ..io.streams import STREAM, Stream
from ..model.core import OBJECT
from ..model.enumerables import ByteArray, checked_range
from ..model.enums import EnumValue, make_enum
from ..model.exceptions import argument_error, not_null, range_error
from ..model.registry import register
from ..model.types import DotNetType

_SPACE = "System.Security.Cryptography."
_BLOCK = 16  # bytes
_CBC, _ECB, _CFB = 1, 2, 4
_NONE, _PKCS7, _ZEROS, _ANSI, _ISO = 1, 2, 3, 4, 5
MODE = make_enum(_SPACE + "CipherMode", {"CBC": _CBC, "ECB": _ECB, "OFB": 3, "CFB": _CFB, "CTS": 5})
PADDING = make_enum(
    _SPACE + "PaddingMode", {"None": _NONE, "PKCS7": _PKCS7, "Zeros": _ZEROS, "ANSIX923": _ANSI, "ISO10126": _ISO}
)
STREAM_MODE = make_enum(_SPACE + "CryptoStreamMode", {"Read": 0, "Write": 1})
_CHUNK = 1 << 16


def _failed(why: str) -> NetException:
    return NetException(_SPACE + "CryptographicException", why)


def _context(key: bytes, iv: bytes, mode: int, decrypting: bool) -> Any:
    """What encrypts or decrypts whole blocks."""
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    except ImportError:
        why = "[Aes] needs the package cryptography: pip install 'psopenai-py[encryption]'."
        raise NetException("System.PlatformNotSupportedException", why) from None
    if mode not in (_CBC, _ECB):
        raise _failed("Only the modes CBC and ECB are supported.")
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv) if mode == _CBC else modes.ECB())
    return cipher.decryptor() if decrypting else cipher.encryptor()


class Transform:
    """``ICryptoTransform``: encrypts or decrypts data in pieces; `finish` ends it, after which it can start anew."""

    def __init__(self, algorithm: Aes, key: bytes, iv: bytes, decrypting: bool) -> None:
        self.decrypting, self.padding = decrypting, int(algorithm.padding)
        self._made = (key, iv, int(algorithm.mode), decrypting)
        self._start()

    def _start(self) -> None:
        self._blocks = _context(*self._made)
        self._size = 0  # bytes that came in
        self._held = b""  # decrypted, and perhaps the padding

    def update(self, data: bytes) -> bytes:
        """The result as far as whole blocks have come; of what is decrypted, the last one waits for the end."""
        self._size += len(data)
        made: bytes = self._held + self._blocks.update(data)
        kept = _BLOCK if self.decrypting and self.padding not in (_NONE, _ZEROS) else 0
        cut = max(len(made) - kept, 0)
        self._held = made[cut:]
        return made[:cut]

    def finish(self, data: bytes = b"") -> bytes:
        """The rest of the result, with the padding added or removed."""
        missing = -(self._size + len(data)) % _BLOCK
        if self.decrypting or self.padding == _NONE:
            if missing:
                raise _failed("The data does not end with a whole block.")
            made = self.update(data) + self._held
            made = self._without_padding(made) if self.decrypting else made
        else:
            made = self.update(data + self._padding(missing))
        self._start()
        return made

    def _padding(self, missing: int) -> bytes:
        if self.padding == _ZEROS:
            return bytes(missing)
        count = missing or _BLOCK
        if self.padding == _PKCS7:
            return bytes([count]) * count
        filled = bytes(count - 1) if self.padding == _ANSI else secrets.token_bytes(count - 1)
        return filled + bytes([count])

    def _without_padding(self, data: bytes) -> bytes:
        if self.padding in (_NONE, _ZEROS) or not self._size:
            return data
        count = data[-1] if data else 0
        rest = data[-count:-1] if count else b""
        expected = {_PKCS7: bytes([count]) * len(rest), _ANSI: bytes(len(rest))}.get(self.padding, rest)
        if not 1 <= count <= min(_BLOCK, len(data)) or rest != expected:
            raise _failed("Padding is invalid and cannot be removed.")
        return data[:-count]


class Aes:
    """The algorithm with its key and its settings."""

    def __init__(self) -> None:
        self.mode, self.padding = EnumValue(MODE, _CBC), EnumValue(PADDING, _PKCS7)
        self.size = 256  # of a new key, in bits
        self._key: bytes | None = None
        self._iv: bytes | None = None

    @property
    def key(self) -> ByteArray:
        if self._key is None:
            self._key = secrets.token_bytes(self.size // 8)
        return ByteArray(self._key)

    @property
    def iv(self) -> ByteArray:
        if self._iv is None:
            self._iv = secrets.token_bytes(_BLOCK)
        return ByteArray(self._iv)

    def set_key(self, new: bytes) -> None:
        self._key = _checked_key(new)
        self.size = len(new) * 8

    def set_iv(self, new: bytes) -> None:
        self._iv = _checked_iv(new)

    def set_size(self, bits: int) -> None:
        if bits not in (128, 192, 256):
            raise _failed(f"A key of {bits} bits cannot be used: it has 128, 192 or 256.")
        self.size, self._key = bits, None

    def new_key(self) -> None:
        self._key = secrets.token_bytes(self.size // 8)

    def new_iv(self) -> None:
        self._iv = secrets.token_bytes(_BLOCK)

    def forget(self) -> None:
        self._key = self._iv = None

    def transform(self, decrypting: bool, *given: bytes | None) -> Transform:
        """``CreateEncryptor()`` and ``CreateDecryptor(key, iv)``."""
        if not given:
            return Transform(self, bytes(self.key), bytes(self.iv), decrypting)
        key, iv = given
        needs_iv = int(self.mode) != _ECB
        return Transform(self, _checked_key(key), _checked_iv(iv) if needs_iv else bytes(_BLOCK), decrypting)

    def at_once(self, decrypting: bool, mode: int, data: bytes, iv: bytes, padding: EnumValue | None) -> ByteArray:
        """``EncryptCbc``, ``DecryptEcb`` and their like."""
        own = Aes()
        own.mode = EnumValue(MODE, mode)
        own.padding = padding or own.padding
        return ByteArray(Transform(own, bytes(self.key), iv, decrypting).finish(bytes(not_null(data, "data"))))


def _checked_key(key: bytes | None) -> bytes:
    if len(not_null(key, "key")) not in (16, 24, 32):
        raise argument_error(f"A key of {len(key or b'')} bytes cannot be used: it has 16, 24 or 32.", "key")
    return bytes(key or b"")


def _checked_iv(iv: bytes | None) -> bytes:
    if len(not_null(iv, "iv")) != _BLOCK:
        raise argument_error(f"The initialization vector has {_BLOCK} bytes.", "iv")
    return bytes(iv or b"")


class _Encrypted(io.RawIOBase):
    """A stream through a transform: what is written goes to the target, what is read comes from it."""

    def __init__(self, target: Stream, transform: Transform, writes: bool, keep_open: bool) -> None:
        self._target, self._transform, self._writes, self._keep_open = target, transform, writes, keep_open
        self._rest: bytes | None = b""  # that can be read; None when all was
        self.ended = False

    def readable(self) -> bool:
        return not self._writes

    def writable(self) -> bool:
        return self._writes

    def write(self, data: Any) -> int:
        self._target.write(self._transform.update(bytes(data)))
        return len(data)

    def readinto(self, buffer: Any) -> int:
        while not self._rest and not self.ended:
            data = self._target.read(_CHUNK)
            self.ended = not data
            self._rest = self._transform.update(data) if data else self._transform.finish()
        found = (self._rest or b"")[: len(buffer)]
        buffer[: len(found)] = found
        self._rest = (self._rest or b"")[len(found) :]
        return len(found)

    def end(self) -> None:
        """Write the last block."""
        if self._writes and not self.ended:
            self.ended = True
            self._target.write(self._transform.finish())

    def close(self) -> None:
        if not self.closed:
            super().close()
            self.end()
            if not self._keep_open:
                self._target.close()


# -- what scripts see -------------------------------------------------------------------------------------------------

_ALGORITHM = register(DotNetType(_SPACE + "SymmetricAlgorithm", base=OBJECT, interfaces=("System.IDisposable",)))
AES = register(DotNetType(_SPACE + "Aes", base=_ALGORITHM, python=Aes))
_TRANSFORM = register(DotNetType(_SPACE + "ICryptoTransform", base=OBJECT, python=Transform))
_STREAM = register(DotNetType(_SPACE + "CryptoStream", base=STREAM))

AES.static("Create", returns=AES.full_name)(Aes)
for _name in ("AesManaged", "AesCryptoServiceProvider", "RijndaelManaged"):
    register(DotNetType(_SPACE + _name, base=AES)).constructor()(Aes)
for _name, _kind, _get, _set in (
    ("Key", "byte[]", lambda it: it.key, Aes.set_key), ("IV", "byte[]", lambda it: it.iv, Aes.set_iv),
    ("KeySize", "int", lambda it: it.size, Aes.set_size),
    ("Mode", MODE.full_name, lambda it: it.mode, lambda it, new: setattr(it, "mode", new)),
    ("Padding", PADDING.full_name, lambda it: it.padding, lambda it, new: setattr(it, "padding", new)),
):  # fmt: skip
    AES.prop(_name, _kind)(_get)
    AES.setter(_name)(_set)
AES.prop("BlockSize", "int")(lambda it: _BLOCK * 8)


@AES.setter("BlockSize")
def _set_block_size(algorithm: Aes, bits: int) -> None:
    if bits != _BLOCK * 8:
        raise _failed(f"The blocks of AES have {_BLOCK * 8} bits.")


AES.method("GenerateKey", returns="void")(Aes.new_key)
AES.method("GenerateIV", returns="void")(Aes.new_iv)
AES.method("Dispose", returns="void")(Aes.forget)
AES.method("Clear", returns="void")(Aes.forget)
for _name, _decrypts in (("CreateEncryptor", False), ("CreateDecryptor", True)):
    for _given in ((), ("byte[]", "byte[]")):
        AES.method(_name, *_given, returns=_TRANSFORM.full_name)(
            lambda it, *given, decrypts=_decrypts: it.transform(decrypts, *given)
        )
for _verb, _decrypts in (("Encrypt", False), ("Decrypt", True)):
    for _more in ((), (PADDING.full_name,)):
        AES.method(_verb + "Cbc", "byte[]", "byte[]", *_more, returns="byte[]")(
            lambda it, data, iv, padding=None, decrypts=_decrypts: it.at_once(
                decrypts, _CBC, data, _checked_iv(iv), padding
            )
        )
    AES.method(_verb + "Ecb", "byte[]", PADDING.full_name, returns="byte[]")(
        lambda it, data, padding, decrypts=_decrypts: it.at_once(decrypts, _ECB, data, bytes(_BLOCK), padding)
    )


@_TRANSFORM.method("TransformFinalBlock", "byte[]", "int", "int", returns="byte[]")
def _final_block(transform: Transform, data: bytes, start: int, count: int) -> ByteArray:
    return ByteArray(transform.finish(_part(data, start, count)))


@_TRANSFORM.method("TransformBlock", "byte[]", "int", "int", "byte[]", "int", returns="int")
def _block(transform: Transform, data: bytes, start: int, count: int, target: bytearray, at: int) -> int:
    made = transform.update(_part(data, start, count))
    if at < 0 or at + len(made) > len(not_null(target, "outputBuffer")):
        raise range_error("outputOffset")
    target[at : at + len(made)] = made
    return len(made)


def _part(data: bytes, start: int, count: int) -> bytes:
    return bytes(data[checked_range(not_null(data, "inputBuffer"), start, count)])


_TRANSFORM.method("Dispose", returns="void")(lambda transform: None)
for _name in ("InputBlockSize", "OutputBlockSize"):
    _TRANSFORM.prop(_name, "int")(lambda transform: _BLOCK)
for _name in ("CanReuseTransform", "CanTransformMultipleBlocks"):
    _TRANSFORM.prop(_name, "bool")(lambda transform: True)


def _open(target: Stream, transform: Transform, mode: EnumValue, keep_open: bool = False) -> Stream:
    raw: Any = _Encrypted(not_null(target, "stream"), not_null(transform, "transform"), int(mode) == 1, keep_open)
    return Stream(raw, _STREAM)


for _more in ((), ("bool",)):
    _STREAM.constructor("System.IO.Stream", _TRANSFORM.full_name, STREAM_MODE.full_name, *_more)(_open)
_STREAM.method("FlushFinalBlock", returns="void")(lambda stream: stream.open_raw().end())
_STREAM.prop("HasFlushedFinalBlock", "bool")(lambda stream: stream.raw.ended)
