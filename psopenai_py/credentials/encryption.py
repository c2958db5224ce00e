"""The text form of a secure string (ConvertFrom-SecureString), as PowerShell writes it outside Windows.

Without a key it is not encrypted, only written in hexadecimal; with a key it is AES in PowerShell's format, so that
each program can read what the other wrote.
"""

from __future__ import annotations

import base64
import binascii
import os

from .secure_string import SecureString

_HEADER = "76492d1116743f0423413b16050a5345"  # marks a text that was encrypted with a key
_KEY_LENGTHS = (16, 24, 32)


class EncryptionUnavailable(Exception):
    """The package `cryptography`, which has AES, is not installed."""


def to_hex(secret: SecureString) -> str:
    """The text of `ConvertFrom-SecureString` without a key."""
    return secret.reveal().encode("utf-16-le", "surrogatepass").hex()


def from_hex(text: str) -> SecureString:
    """The reverse of `to_hex`; raises ValueError for any other text."""
    try:
        return SecureString(bytes.fromhex(text).decode("utf-16-le", "surrogatepass"))
    except ValueError:
        raise ValueError("The text is not the stored form of a secure string.") from None


def key_bytes(key: bytes | SecureString) -> bytes:
    """The AES key of `-Key` (bytes) or `-SecureKey` (the text as UTF-16); ValueError if its length is wrong."""
    raw = key.reveal().encode("utf-16-le", "surrogatepass") if isinstance(key, SecureString) else bytes(key)
    if len(raw) not in _KEY_LENGTHS:
        raise ValueError("The key must have a length of 16, 24 or 32 bytes.")
    return raw


def encrypt(secret: SecureString, key: bytes | SecureString) -> str:
    """The text of `ConvertFrom-SecureString -Key`."""
    raw_key, iv = key_bytes(key), os.urandom(16)
    data = _aes(raw_key, iv, secret.reveal().encode("utf-16-le", "surrogatepass"), decrypting=False)
    package = f"2|{base64.b64encode(iv).decode()}|{data.hex()}"
    return _HEADER + base64.b64encode(package.encode("utf-16-le")).decode()


def decrypt(text: str, key: bytes | SecureString) -> SecureString:
    """The reverse of `encrypt`; raises ValueError for any other text, or for a wrong key."""
    raw_key = key_bytes(key)
    try:
        if not text.startswith(_HEADER):
            raise ValueError
        package = base64.b64decode(text[len(_HEADER) :], validate=True).decode("utf-16-le")
        version, iv, data = package.split("|")
        if version != "2":
            raise ValueError
        plain = _aes(raw_key, base64.b64decode(iv, validate=True), bytes.fromhex(data), decrypting=True)
        return SecureString(plain.decode("utf-16-le", "surrogatepass"))
    except (ValueError, binascii.Error):
        raise ValueError("The text was not encrypted with this key, or is damaged.") from None


def _aes(key: bytes, iv: bytes, data: bytes, decrypting: bool) -> bytes:
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
        from cryptography.hazmat.primitives.padding import PKCS7
    except ImportError:
        raise EncryptionUnavailable(
            "Secure strings with a key need the package cryptography: pip install 'psopenai-py[encryption]'."
        ) from None
    cipher, padding = Cipher(algorithms.AES(key), modes.CBC(iv)), PKCS7(128)
    if decrypting:
        decryptor, unpadder = cipher.decryptor(), padding.unpadder()
        return unpadder.update(decryptor.update(data) + decryptor.finalize()) + unpadder.finalize()
    encryptor, padder = cipher.encryptor(), padding.padder()
    return encryptor.update(padder.update(data) + padder.finalize()) + encryptor.finalize()
