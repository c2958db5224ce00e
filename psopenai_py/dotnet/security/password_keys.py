"""``Rfc2898DeriveBytes``: keys that are made of a password (PBKDF2), and the names of hashes that it is told.

$made = [System.Security.Cryptography.Rfc2898DeriveBytes]::new($password, $salt, 600000, 'SHA256')
$aes.Key = $made.GetBytes(32)
"""

from __future__ import annotations

import hashlib

from ...errors import NetException
from ..model.core import OBJECT
from ..model.enumerables import ByteArray
from ..model.exceptions import not_null, range_error
from ..model.registry import register
from ..model.types import DotNetType, Value

_SPACE = "System.Security.Cryptography."
HASH_NAME = register(DotNetType(_SPACE + "HashAlgorithmName", base=OBJECT))


class HashName:
    """``HashAlgorithmName``."""

    dotnet_type = HASH_NAME

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


def _hash_name(value: Value) -> HashName:
    if not isinstance(value, str):
        raise TypeError
    return HashName(value)


HASH_NAME.convert = _hash_name
HASH_NAME.prop("Name", "string")(str)
HASH_NAME.method("ToString", returns="string")(str)
for _name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512"):
    HASH_NAME.static_prop(_name, HASH_NAME.full_name)(lambda name=_name: HashName(name))


class DerivedBytes:
    """``Rfc2898DeriveBytes`` (PBKDF2): each call of GetBytes goes on where the last one ended."""

    def __init__(self, password: Value, salt: bytes, rounds: int = 1000, hash_name: HashName | None = None) -> None:
        text = not_null(password, "password")
        self.password = text.encode() if isinstance(text, str) else bytes(text)
        self.salt = bytes(not_null(salt, "salt"))
        if rounds < 1:
            raise range_error("iterations")
        self.rounds = rounds
        self.hash = (str(hash_name) if hash_name is not None else "SHA1").lower()
        if self.hash not in ("sha1", "sha256", "sha384", "sha512"):
            raise NetException(
                _SPACE + "CryptographicException",
                f"'{hash_name}' is not a hash that makes keys: SHA1, SHA256, SHA384 or SHA512.",
            )
        self.done = 0

    def take(self, count: int) -> ByteArray:
        if count < 1:
            raise range_error("cb")
        made = hashlib.pbkdf2_hmac(self.hash, self.password, self.salt, self.rounds, self.done + count)
        found = made[self.done :]
        self.done += count
        return ByteArray(found)

    def reset(self) -> None:
        self.done = 0


DERIVED = register(DotNetType(_SPACE + "Rfc2898DeriveBytes", base=OBJECT, python=DerivedBytes))
for _kind in ("string", "byte[]"):
    for _count in range(3):
        DERIVED.constructor(_kind, "byte[]", *("int", HASH_NAME.full_name)[:_count])(DerivedBytes)
    DERIVED.static("Pbkdf2", _kind, "byte[]", "int", HASH_NAME.full_name, "int", returns="byte[]")(
        lambda password, salt, rounds, name, count: DerivedBytes(password, salt, rounds, name).take(count)
    )
DERIVED.method("GetBytes", "int", returns="byte[]")(DerivedBytes.take)
DERIVED.method("Reset", returns="void")(DerivedBytes.reset)
DERIVED.method("Dispose", returns="void")(lambda made: None)
DERIVED.prop("Salt", "byte[]")(lambda made: ByteArray(made.salt))
DERIVED.prop("IterationCount", "int")(lambda made: made.rounds)
