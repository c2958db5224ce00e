from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from psopenai_py.http import ApiConfig, Client, IncompleteDownloadError, RetryPolicy, download_to_file

from .server import FILE, FileServer, Reply, ScriptedServer, Seen, reply

CONTENT = bytes(range(256)) * 400


def broken_after(count: int, etag: str | None = '"v1"') -> list[Reply | object]:
    """A download that breaks at `count`; after that the server is gone."""
    headers = {} if etag is None else {"ETag": etag}
    return [reply(CONTENT, headers=headers, send=count), Reply(b"", cut=True)]


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_the_file_is_there_when_it_is_complete(
    server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
) -> None:
    target = tmp_path / "out.bin"
    seen_during: list[list[str]] = []

    def watched(seen: Seen) -> Reply:
        seen_during.append(names(tmp_path))
        return files(seen)

    files = FileServer(CONTENT)
    files.cuts = [1000]
    server.script = [watched]
    assert download_to_file(client, config, FILE, target) == len(CONTENT)
    assert target.read_bytes() == CONTENT
    assert names(tmp_path) == ["out.bin"]
    assert "out.bin" not in seen_during[1]


def test_an_older_file_is_replaced_only_by_a_whole_one(
    server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
) -> None:
    target = tmp_path / "out.bin"
    target.write_bytes(b"old")
    server.script = broken_after(1000, None)  # type: ignore[assignment]
    with pytest.raises(IncompleteDownloadError):
        download_to_file(client, config, FILE, target)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out.bin"]
    server.script = [FileServer(CONTENT)]
    download_to_file(client, config, FILE, target)
    assert target.read_bytes() == CONTENT


def test_an_empty_file_is_a_file(server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path) -> None:
    server.script = [reply(b"")]
    assert download_to_file(client, config, FILE, tmp_path / "out") == 0
    assert names(tmp_path) == ["out"]


class TestContinuing:
    def test_a_later_call_continues_what_an_earlier_one_left(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        server.script = broken_after(1000)  # type: ignore[assignment]
        with pytest.raises(IncompleteDownloadError):
            download_to_file(client, config, FILE, tmp_path / "out")
        assert names(tmp_path) == ["out.part", "out.part.json"]
        assert (tmp_path / "out.part").stat().st_size == 1000
        server.seen.clear()
        server.script = [FileServer(CONTENT)]
        assert download_to_file(client, config, FILE, tmp_path / "out") == len(CONTENT)
        assert [seen.headers.get("range") for seen in server.seen] == ["bytes=744-"]
        assert (tmp_path / "out").read_bytes() == CONTENT
        assert names(tmp_path) == ["out"]

    def test_ctrl_c_leaves_what_can_be_continued(
        self, server: ScriptedServer, config: ApiConfig, tmp_path: Path
    ) -> None:
        def interrupted(_: float) -> None:
            raise KeyboardInterrupt

        server.script = broken_after(1000)  # type: ignore[assignment]
        with Client(retry=RetryPolicy(sleep=interrupted)) as client, pytest.raises(KeyboardInterrupt):
            download_to_file(client, config, FILE, tmp_path / "out")
        assert names(tmp_path) == ["out.part", "out.part.json"]

    @pytest.mark.parametrize("content", [b"new" * 5000, b"new", b""])
    def test_a_changed_file_is_written_anew(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path, content: bytes
    ) -> None:
        server.script = broken_after(1000)  # type: ignore[assignment]
        with pytest.raises(IncompleteDownloadError):
            download_to_file(client, config, FILE, tmp_path / "out")
        server.script = [FileServer(content, '"v2"')]
        download_to_file(client, config, FILE, tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == content
        assert names(tmp_path) == ["out"]

    def test_a_change_during_the_download_is_written_anew(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        server.script = [reply(CONTENT, headers={"ETag": '"v1"'}, send=2000), FileServer(b"new" * 400, '"v2"')]
        download_to_file(client, config, FILE, tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == b"new" * 400

    @pytest.mark.parametrize("note", ["", "[]", '{"url":"http://other/","etag":"\\"v1\\""}', '{"etag":1}'])
    def test_a_part_of_something_else_is_not_continued(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path, note: str
    ) -> None:
        (tmp_path / "out.part").write_bytes(b"?" * 1000)
        (tmp_path / "out.part.json").write_text(note)
        server.script = [FileServer(CONTENT)]
        download_to_file(client, config, FILE, tmp_path / "out")
        assert "range" not in server.seen[0].headers
        assert (tmp_path / "out").read_bytes() == CONTENT

    def test_a_part_that_is_complete_only_gets_its_name(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        (tmp_path / "out.part").write_bytes(CONTENT)
        note = {"url": f"{server.base}/files/file-1/content", "etag": '"v1"'}
        (tmp_path / "out.part.json").write_text(json.dumps(note))
        server.script = [FileServer(CONTENT)]
        assert download_to_file(client, config, FILE, tmp_path / "out") == len(CONTENT)
        assert names(tmp_path) == ["out"]


class TestDisks:
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_a_write_that_fails_leaves_nothing(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        (tmp_path / "out.part").symlink_to("/dev/full")
        server.script = [FileServer(CONTENT)]
        with pytest.raises(OSError, match="cannot be written"):
            download_to_file(client, config, FILE, tmp_path / "out")
        assert names(tmp_path) == []

    def test_a_folder_that_is_not_there_is_said(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        with pytest.raises(FileNotFoundError, match="cannot be written"):
            download_to_file(client, config, FILE, tmp_path / "no" / "out")
        assert server.seen == []

    def test_a_folder_in_the_place_of_the_file_is_said(
        self, server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path
    ) -> None:
        (tmp_path / "out").mkdir()
        with pytest.raises(OSError, match="is a folder"):
            download_to_file(client, config, FILE, tmp_path / "out")
        assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["a" * 255, "ä" * 127 + "b", "a" * 247])
def test_a_name_as_long_as_a_file_system_takes_is_written_and_continued(
    server: ScriptedServer, client: Client, config: ApiConfig, tmp_path: Path, name: str
) -> None:
    server.script = broken_after(1000)  # type: ignore[assignment]
    with pytest.raises(IncompleteDownloadError):
        download_to_file(client, config, FILE, tmp_path / name)
    other = name[:-1] + "c"  # its part has another name
    server.script = [FileServer(b"other")]
    download_to_file(client, config, FILE, tmp_path / other)
    server.script = [FileServer(CONTENT)]
    assert download_to_file(client, config, FILE, tmp_path / name) == len(CONTENT)
    assert server.seen[-1].headers["range"].startswith("bytes=0-") is False
    assert names(tmp_path) == sorted([name, other])
