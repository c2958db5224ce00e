from __future__ import annotations

import pytest

from psopenai_py.dotnet.text.encoding import UTF8_NO_BOM, decode_file, parameter_encoding
from psopenai_py.errors import NetException

from ..calling import call, constant, new, read, static

ENCODING = "System.Text.Encoding"


def test_bytes_and_back() -> None:
    utf8 = constant(ENCODING, "UTF8")
    data = call(utf8, "GetBytes", "héllo")
    assert len(data) == 6
    assert call(utf8, "GetString", data) == "héllo"
    assert call(utf8, "GetString", data, 0, 1) == "h"
    assert call(utf8, "GetByteCount", "é€") == 5
    assert bytes(call(constant(ENCODING, "ASCII"), "GetBytes", "é")) == b"?"
    assert bytes(call(constant(ENCODING, "Unicode"), "GetBytes", "a")) == b"a\0"


def test_only_some_encodings_start_a_file_with_a_mark() -> None:
    assert bytes(call(constant(ENCODING, "UTF8"), "GetPreamble")) == b"\xef\xbb\xbf"
    assert bytes(call(new("System.Text.UTF8Encoding", False), "GetPreamble")) == b""
    assert bytes(call(new("System.Text.UTF8Encoding", True), "GetPreamble")) == b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("utf8", b"\xc3\xa9"),
        ("utf8BOM", b"\xef\xbb\xbf\xc3\xa9"),
        ("unicode", b"\xff\xfe\xe9\0"),
        ("bigendianunicode", b"\xfe\xff\0\xe9"),
        ("utf32", b"\xff\xfe\0\0\xe9\0\0\0"),
        ("ascii", b"?"),
        ("latin1", b"\xe9"),
        ("1252", b"\xe9"),
        ("windows-1252", b"\xe9"),
    ],
)
def test_the_names_of_encoding_parameters(name: str, data: bytes) -> None:
    encoding = parameter_encoding(name)
    assert encoding is not None
    assert encoding.preamble + encoding.encode("é") == data


def test_a_name_of_no_encoding_of_text_means_nothing() -> None:
    assert parameter_encoding("nope") is None
    assert parameter_encoding("base64") is None
    with pytest.raises(NetException):
        static(ENCODING, "GetEncoding", "nope")


def test_a_mark_decides_how_a_file_is_read() -> None:
    assert decode_file(b"\xff\xfea\0") == "a"
    assert decode_file(b"\xef\xbb\xbfa") == "a"
    assert decode_file("é".encode()) == "é"
    assert decode_file(b"\xff") == "\ufffd"


def test_halves_of_a_pair_become_one_character() -> None:
    assert UTF8_NO_BOM.encode("\ud83d\ude00") == "😀".encode()
    assert UTF8_NO_BOM.encode("\ud83d") == b"\xef\xbf\xbd"


def test_names() -> None:
    utf8 = static(ENCODING, "GetEncoding", "utf-8")
    assert (read(utf8, "WebName"), read(utf8, "CodePage")) == ("utf-8", 65001)
    assert read(static(ENCODING, "GetEncoding", 1252), "WebName") == "windows-1252"
