"""Hashes and random bytes."""

from __future__ import annotations

import pytest

from psopenai_py.dotnet.model.enumerables import ByteArray
from psopenai_py.errors import NetException

from ..calling import call, constant, new, static

CRYPTO = "System.Security.Cryptography."


def test_hashes() -> None:
    data = call(constant("System.Text.Encoding", "UTF8"), "GetBytes", "abc")
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert bytes(call(static(CRYPTO + "SHA256", "Create"), "ComputeHash", data)).hex() == expected
    assert bytes(static(CRYPTO + "SHA256", "HashData", data)).hex() == expected
    assert bytes(call(static(CRYPTO + "HashAlgorithm", "Create", "MD5"), "ComputeHash", data)).hex() == (
        "900150983cd24fb0d6963f7d28e17f72"
    )
    keyed = new(CRYPTO + "HMACSHA256", data)
    assert bytes(call(keyed, "ComputeHash", data)).hex().startswith("2f02e24a")
    stream = new("System.IO.MemoryStream", data)
    assert bytes(call(static(CRYPTO + "SHA256", "Create"), "ComputeHash", stream)).hex() == expected


def test_random_bytes() -> None:
    random = CRYPTO + "RandomNumberGenerator"
    assert len(static(random, "GetBytes", 12)) == 12
    assert static(random, "GetInt32", 3, 4) == 3
    with pytest.raises(NetException):
        static(random, "GetInt32", 4, 4)


def test_the_classes_of_older_scripts() -> None:
    for name in ("SHA256Managed", "SHA256CryptoServiceProvider"):
        made = new(f"System.Security.Cryptography.{name}")
        assert bytes(call(made, "ComputeHash", ByteArray(b"abc"))).hex().startswith("ba7816bf")
    md5 = new("System.Security.Cryptography.MD5CryptoServiceProvider")
    assert bytes(call(md5, "ComputeHash", ByteArray(b"abc"))).hex().startswith("90015098")
    buffer = ByteArray(8)
    call(new("System.Security.Cryptography.RNGCryptoServiceProvider"), "GetBytes", buffer)
    assert bytes(buffer) != bytes(8)
