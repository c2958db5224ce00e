"""Types of a few members: hashes, web encodings, credentials, watches, threads, days and times of day."""

from __future__ import annotations

import os

import pytest

from psopenai_py.credentials import SecureString
from psopenai_py.dotnet.model.registry import type_of
from psopenai_py.errors import NetException

from .calling import call, cast, get, new, static, static_get

CRYPTO = "System.Security.Cryptography."


def test_hashes() -> None:
    data = call(static_get("System.Text.Encoding", "UTF8"), "GetBytes", "abc")
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


def test_web_encodings() -> None:
    web = "System.Net.WebUtility"
    assert static(web, "UrlEncode", "a b&c=é/~(1)") == "a+b%26c%3D%C3%A9%2F%7E(1)"
    assert static(web, "UrlDecode", "a+b%26c") == "a b&c"
    assert static(web, "HtmlEncode", "<a href='x'>é&</a>") == "&lt;a href=&#39;x&#39;&gt;&#233;&amp;&lt;/a&gt;"
    assert static(web, "HtmlDecode", "&lt;&#233;&amp;&hearts;") == "<é&♥"
    assert static("System.Web.HttpUtility", "UrlEncode", "é") == "%c3%a9"


def test_a_query_is_taken_apart_and_written_again() -> None:
    query = static("System.Web.HttpUtility", "ParseQueryString", "?a=1&b=x+y&a=2")
    assert call(query, "get_Item", "A") == "1,2"
    call(query, "set_Item", "c", "ü")
    assert call(query, "ToString") == "a=1&a=2&b=x+y&c=%c3%bc"
    assert get(query, "Count") == 3


def test_credentials_keep_and_reveal_a_password() -> None:
    credential = new("pscredential", "DOM\\joe", SecureString("pw"))
    network = call(credential, "GetNetworkCredential")
    assert [get(network, n) for n in ("UserName", "Domain", "Password")] == ["joe", "DOM", "pw"]
    assert "pw" not in repr(credential) + repr(network) + str(get(credential, "Password"))
    assert get(new("System.Net.NetworkCredential", "", SecureString("x")), "Password") == "x"
    assert get(new("System.Net.NetworkCredential", "me", "y"), "Password") == "y"
    with pytest.raises(NetException):
        new("pscredential", "", SecureString("pw"))


def test_secure_strings_grow_by_characters() -> None:
    secure = new("securestring")
    for char in "abc":
        call(secure, "AppendChar", char)
    assert get(secure, "Length") == 3
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


def test_a_watch_runs_between_start_and_stop() -> None:
    watch = static("System.Diagnostics.Stopwatch", "StartNew")
    assert get(watch, "IsRunning") is True
    static("System.Threading.Thread", "Sleep", 2)
    call(watch, "Stop")
    taken = get(watch, "ElapsedTicks")
    assert taken >= 2_000_000
    assert get(watch, "ElapsedTicks") == taken
    call(watch, "Reset")
    assert get(watch, "ElapsedMilliseconds") == 0


def test_the_current_process() -> None:
    assert get(static("System.Diagnostics.Process", "GetCurrentProcess"), "Id") == os.getpid()


def test_days_and_times_of_day() -> None:
    day = cast("DateOnly", "2024-02-28")
    assert str(call(day, "AddDays", 2)) == "03/01/2024"
    assert call(day, "ToString") == "2/28/2024"
    assert call(call(day, "ToDateTime", cast("TimeOnly", "10:30")), "ToString", "s") == "2024-02-28T10:30:00"
    assert str(call(new("TimeOnly", 23, 30), "AddHours", 1)) == "00:30"
    assert get(static("DateOnly", "FromDateTime", cast("datetime", "2024-01-02 03:04")), "DayNumber") == 738886
    with pytest.raises(NetException):
        static("DateOnly", "Parse", "2024-01-02 10:00")


def test_names_with_several_values() -> None:
    values = new("System.Collections.Specialized.NameValueCollection")
    call(values, "Add", "a", "1")
    call(values, "Add", "A", "2")
    assert list(get(values, "AllKeys")) == ["a"]
    assert call(values, "GetValues", "a") == ["1", "2"]
    call(values, "Set", "a", "3")
    assert call(values, "Get", "a") == "3"
