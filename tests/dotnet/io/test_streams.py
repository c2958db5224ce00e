from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.errors import NetException

from ..calling import call, constant, new, read, static, write


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_writer_and_a_reader(here: Path) -> None:
    writer = new("System.IO.StreamWriter", "s.txt")
    call(writer, "WriteLine", "l1")
    call(writer, "Write", 2)
    call(writer, "WriteLine")
    call(writer, "WriteLine", "{0}-{1}", "a", 1)
    call(writer, "Dispose")
    assert (here / "s.txt").read_text().splitlines() == ["l1", "2", "a-1"]
    reader = new("System.IO.StreamReader", "s.txt")
    assert call(reader, "ReadLine") == "l1"
    assert call(reader, "Peek") == ord("2")
    assert read(reader, "EndOfStream") is False
    assert call(reader, "ReadToEnd").splitlines() == ["2", "a-1"]
    assert read(reader, "EndOfStream") is True
    assert call(reader, "ReadLine") is None
    call(reader, "Dispose")


def test_appending_goes_on_at_the_end(here: Path) -> None:
    (here / "s.txt").write_text("a")
    writer = new("System.IO.StreamWriter", "s.txt", True)
    write(writer, "AutoFlush", True)
    call(writer, "Write", "b")
    assert (here / "s.txt").read_text() == "ab"
    call(writer, "Close")
    with pytest.raises(NetException) as raised:
        call(writer, "Write", "c")
    assert raised.value.type_name == "System.ObjectDisposedException"


def test_strings_as_streams() -> None:
    reader = new("System.IO.StringReader", "a\r\nb")
    assert [call(reader, "ReadLine") for _ in range(3)] == ["a", "b", None]
    writer = new("System.IO.StringWriter")
    call(writer, "Write", "x")
    assert call(writer, "ToString") == "x"


def test_bytes_in_memory() -> None:
    stream = new("System.IO.MemoryStream")
    call(stream, "Write", [1, 2, 3], 0, 3)
    write(stream, "Position", 0)
    assert call(stream, "ReadByte") == 1
    assert (read(stream, "Length"), read(stream, "Position")) == (3, 1)
    call(stream, "Close")
    assert bytes(call(stream, "ToArray")) == b"\1\2\3"


def test_compression_and_back() -> None:
    memory = new("System.IO.MemoryStream")
    mode = "System.IO.Compression.CompressionMode"
    packer = new("System.IO.Compression.GZipStream", memory, constant(mode, "Compress"))
    call(packer, "Write", static_bytes("hello hello hello"))
    call(packer, "Dispose")
    packed = call(memory, "ToArray")
    assert bytes(packed)[:2] == b"\x1f\x8b"
    source = new("System.IO.MemoryStream", packed)
    reader = new(
        "System.IO.StreamReader", new("System.IO.Compression.GZipStream", source, constant(mode, "Decompress"))
    )
    assert call(reader, "ReadToEnd") == "hello hello hello"


def static_bytes(text: str) -> object:
    return call(constant("System.Text.Encoding", "UTF8"), "GetBytes", text)


def test_files_are_opened_as_asked(here: Path) -> None:
    stream = static("System.IO.File", "OpenWrite", "f.bin")
    call(stream, "WriteByte", 65)
    call(stream, "Dispose")
    stream = static("System.IO.File", "OpenRead", "f.bin")
    assert call(stream, "ReadByte") == 65
    assert call(stream, "ReadByte") == -1
    with pytest.raises(NetException):
        call(stream, "WriteByte", 1)
    call(stream, "Close")
    with pytest.raises(NetException):
        new("System.IO.FileStream", "f.bin", "CreateNew")
