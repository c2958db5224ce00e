"""Hashes and random bytes."""

from __future__ import annotations

import pytest

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
