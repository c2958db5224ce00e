"""Credentials, secure strings, and how scripts reveal them."""

from __future__ import annotations

import pytest

from psopenai_py.credentials import SecureString
from psopenai_py.dotnet.model.registry import type_of
from psopenai_py.errors import NetException

from ..calling import call, new, read, static


def test_credentials_keep_and_reveal_a_password() -> None:
    credential = new("pscredential", "DOM\\joe", SecureString("pw"))
    network = call(credential, "GetNetworkCredential")
    assert [read(network, n) for n in ("UserName", "Domain", "Password")] == ["joe", "DOM", "pw"]
    assert "pw" not in repr(credential) + repr(network) + str(read(credential, "Password"))
    assert read(new("System.Net.NetworkCredential", "", SecureString("x")), "Password") == "x"
    assert read(new("System.Net.NetworkCredential", "me", "y"), "Password") == "y"
    with pytest.raises(NetException):
        new("pscredential", "", SecureString("pw"))


def test_secure_strings_grow_by_characters() -> None:
    secure = new("securestring")
    for char in "abc":
        call(secure, "AppendChar", char)
    assert read(secure, "Length") == 3
    assert type_of(secure).full_name == "System.Security.SecureString"
    call(secure, "MakeReadOnly")
    with pytest.raises(NetException) as raised:
        call(secure, "AppendChar", "d")
    assert raised.value.type_name == "System.InvalidOperationException"


def test_the_usual_way_to_reveal_a_secure_string() -> None:
    marshal = "System.Runtime.InteropServices.Marshal"
    pointer = static(marshal, "SecureStringToBSTR", SecureString("secret"))
    assert static(marshal, "PtrToStringBSTR", pointer) == "secret"
    static(marshal, "ZeroFreeBSTR", pointer)
    with pytest.raises(NetException):
        static(marshal, "PtrToStringAuto", pointer)
