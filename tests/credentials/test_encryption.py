from __future__ import annotations

import pytest

from psopenai_py.credentials import SecureString, decrypt, encrypt, from_hex, key_bytes, to_hex

KEY = bytes(range(1, 33))


def test_without_a_key_the_text_is_utf16_in_hexadecimal() -> None:
    assert to_hex(SecureString("abc")) == "610062006300"
    assert from_hex("610062006300").reveal() == "abc"


@pytest.mark.parametrize("text", ["notencrypted", "6", "610"])
def test_other_texts_are_no_secure_string(text: str) -> None:
    with pytest.raises(ValueError, match="stored form"):
        from_hex(text)


@pytest.mark.parametrize("text", ["round trip", "", "é😀日本語", "x" * 1000])
@pytest.mark.parametrize("length", [16, 24, 32])
def test_what_was_encrypted_comes_back(text: str, length: int) -> None:
    stored = encrypt(SecureString(text), KEY[:length])
    assert stored.startswith("76492d1116743f0423413b16050a5345")
    assert decrypt(stored, KEY[:length]).reveal() == text


def test_each_time_it_looks_different() -> None:
    assert encrypt(SecureString("same"), KEY) != encrypt(SecureString("same"), KEY)


def test_a_secure_string_can_be_the_key() -> None:
    key = SecureString("16 bytes")
    assert decrypt(encrypt(SecureString("x"), key), "16 bytes".encode("utf-16-le")).reveal() == "x"


@pytest.mark.parametrize("length", [0, 3, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="16, 24 or 32"):
        key_bytes(bytes(length))


def test_another_key_or_a_damaged_text_is_a_clear_error() -> None:
    stored = encrypt(SecureString("text"), KEY)
    for text, key in ((stored, bytes(32)), (stored[:-8], KEY), ("abc", KEY), (stored[:40] + "!" + stored[41:], KEY)):
        with pytest.raises(ValueError, match=r"damaged|16, 24"):
            # By chance a wrong key can leave valid padding; then the text is a different one.
            if decrypt(text, key).reveal() != "text":
                raise ValueError("damaged")
