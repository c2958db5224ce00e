"""Every byte of a download is accounted for, whatever the server does."""

from __future__ import annotations

import gzip
import random
import threading
from dataclasses import replace

import pytest

from psopenai_py.http import (
    ApiConfig,
    ApiError,
    ChangedContentError,
    Client,
    IncompleteDownloadError,
    NotFoundError,
    Request,
    ServerError,
    TransportError,
    download_bytes,
    download_lines,
    transport,
)

from .conftest import OVERLAP
from .server import FILE, FileServer, Reply, ScriptedServer, Seen, chunked, reply

LINES = [f'{{"custom_id":"item-{n}","text":"é\u2028{"x" * (n % 50)}"}}'.encode() for n in range(400)]
CONTENT = b"\n".join(LINES) + b"\n"


@pytest.fixture(autouse=True, params=["through the parser", "past the parser"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs twice: as with small content, and as with content of many megabytes."""
    if request.param == "past the parser":
        monkeypatch.setattr(transport, "LONG_BODY", 1)
        monkeypatch.setattr(transport._WideStream, "read", a_little)
    return str(request.param)


def a_little(self: transport._WideStream, most: int, timeout: float | None = None) -> bytes:
    return self._inner.read(min(most, 1000), self._limit.of(timeout))


def body(client: Client, config: ApiConfig, request: Request = FILE, **settings: object) -> bytes:
    return b"".join(download_bytes(client, config, request, **settings))  # type: ignore[arg-type]


def ranges(server: ScriptedServer) -> list[str | None]:
    return [seen.headers.get("range") for seen in server.seen]


def on_from(position: int) -> str:
    """The range that is asked for to go on there: some of what has come is compared."""
    return f"bytes={position - min(position, OVERLAP)}-"


def test_content_is_asked_for_as_it_is(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [FileServer(CONTENT)]
    assert body(client, config) == CONTENT
    seen = server.seen[0]
    assert seen.path == "/v1/files/file-1/content"
    assert seen.headers["accept-encoding"] == "identity"
    assert "range" not in seen.headers


def test_other_endpoints_have_content_too(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b"x")]
    of_container = Request("container.file.content", {"container_id": "c/1", "file_id": "file-1"})
    assert body(client, config, of_container) == b"x"
    of_video = Request("video.content", {"video_id": "file-1"}, query={"variant": "thumbnail"})
    assert body(client, config, of_video) == b"x"
    assert [seen.target for seen in server.seen] == [
        "/v1/containers/c%2F1/files/file-1/content",
        "/v1/videos/file-1/content?variant=thumbnail",
    ]


class TestResuming:
    def test_a_break_is_continued_at_its_byte(
        self, server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
    ) -> None:
        files = FileServer(CONTENT)
        files.cuts = [1000, OVERLAP + 5, OVERLAP + 2000]
        server.script = [files]
        assert body(client, config) == CONTENT
        assert ranges(server) == [None, *map(on_from, (1000, 1005, 3005))]
        assert all(seen.headers["if-range"] == '"v1"' for seen in server.seen[1:])
        assert sleeps == []

    def test_short_parts_are_put_together(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        files = FileServer(CONTENT, part=7000)
        files.cuts = [100]
        server.script = [files]
        assert body(client, config) == CONTENT

    @pytest.mark.parametrize("seed", range(5))
    def test_any_row_of_breaks_gives_the_same_lines(
        self, server: ScriptedServer, client: Client, config: ApiConfig, seed: int
    ) -> None:
        chance = random.Random(seed)
        files = FileServer(
            CONTENT,
            etag=chance.choice(['"v1"', 'W/"v1"', None]),
            ranges=chance.random() < 0.7,
            part=chance.choice([None, 3000]),
        )
        files.cuts = sorted(chance.randrange(len(CONTENT)) for _ in range(8))
        server.script = [files]
        assert list(download_lines(client, config, FILE)) == LINES

    @pytest.mark.parametrize("etag", [None, 'W/"v1"'])
    def test_without_a_strong_version_no_range_is_asked_for(
        self, server: ScriptedServer, client: Client, config: ApiConfig, etag: str | None
    ) -> None:
        files = FileServer(CONTENT, etag)
        files.cuts = [1000]
        server.script = [files]
        assert body(client, config) == CONTENT
        assert ranges(server) == [None, None]

    def test_a_server_that_ignores_ranges_is_read_from_the_start(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        files = FileServer(CONTENT, ranges=False)
        files.cuts = [1000, 500, 4000]
        server.script = [files]
        assert body(client, config) == CONTENT
        assert ranges(server) == [None, *map(on_from, (1000, 500, 4000))]

    def test_a_new_version_that_begins_alike_goes_on(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        longer = CONTENT + b"more\n"
        server.script = [reply(CONTENT, headers={"ETag": '"v1"'}, send=1000), FileServer(longer, '"v2"')]
        assert body(client, config) == longer

    def test_a_new_version_that_differs_is_never_mixed_in(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        other = b"X" + CONTENT[1:]
        server.script = [reply(CONTENT, headers={"ETag": '"v1"'}, send=1000), FileServer(other, '"v2"')]
        handed = b""
        with pytest.raises(ChangedContentError, match="1000 bytes") as caught:
            for chunk in download_bytes(client, config, FILE):
                handed += chunk
        assert handed == CONTENT[:1000]
        assert caught.value.received == 1000

    def test_a_new_version_that_is_shorter_is_never_taken_for_the_end(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(CONTENT, send=1000), reply(CONTENT[:900])]
        with pytest.raises(ChangedContentError):
            body(client, config)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"Content-Range": f"bytes 743-1742/{len(CONTENT)}", "ETag": '"v1"'},
            {"Content-Range": f"bytes 744-1743/{len(CONTENT)}", "ETag": '"v1"'},
            {"Content-Range": f"bytes 744-1743/{len(CONTENT)}", "ETag": '"v2"'},
            {"Content-Range": f"bytes 744-1743/{len(CONTENT) + 1}", "ETag": '"v1"'},
            {"ETag": '"v1"'},
        ],
    )
    def test_a_part_that_was_not_asked_for_is_not_used(
        self, server: ScriptedServer, client: Client, config: ApiConfig, wrong: dict[str, str]
    ) -> None:
        server.script = [
            reply(CONTENT, headers={"ETag": '"v1"'}, send=1000),
            reply(b"?" * 1000, 206, wrong),
            reply(CONTENT),
        ]
        assert body(client, config) == CONTENT
        assert ranges(server) == [None, on_from(1000), None]

    def test_a_part_of_unknown_total_is_followed_to_its_end(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        tag = {"ETag": '"v1"'}

        def part(start: int, end: int) -> Reply:
            return reply(CONTENT[start:end], 206, {**tag, "Content-Range": f"bytes {start}-{end - 1}/*"})

        server.script = [
            chunked(CONTENT[:1000], end=False, headers=tag),
            part(1000 - OVERLAP, 3000),
            part(3000 - OVERLAP, len(CONTENT)),
            reply(b"", 416),
        ]
        assert body(client, config) == CONTENT

    def test_an_error_answer_between_is_waited_out(
        self, server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
    ) -> None:
        files = FileServer(CONTENT)
        files.cuts = [1000]
        server.script = [files, reply(b"{}", 503), reply(b"{}", 429, {"retry-after-ms": "250"}), files]
        assert body(client, config) == CONTENT
        assert sleeps == [0.5, 0.25]

    def test_gone_between_is_an_error(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [reply(CONTENT, send=1000), reply(b"{}", 404)]
        with pytest.raises(NotFoundError):
            body(client, config)


class TestEnds:
    def test_the_end_may_be_chunked(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [chunked(CONTENT[:700], CONTENT[700:])]
        assert body(client, config) == CONTENT

    def test_a_chunked_body_without_its_end_is_broken(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [chunked(CONTENT, end=False), chunked(CONTENT)]
        assert body(client, config) == CONTENT
        assert len(server.seen) == 2

    def test_a_body_without_any_length_ends_with_the_connection(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(CONTENT, length=-1, cut=True)]
        assert body(client, config) == CONTENT

    def test_a_known_length_finds_what_is_missing(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(CONTENT, length=-1, send=1000, cut=True), reply(CONTENT, length=-1, cut=True)]
        assert body(client, config, expected=len(CONTENT)) == CONTENT

    def test_a_length_told_too_long_ends_when_no_range_is_left(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        files = FileServer(CONTENT)
        server.script = [reply(CONTENT, headers={"ETag": '"v1"'}, length=len(CONTENT) + 50), files]
        assert body(client, config) == CONTENT
        assert ranges(server) == [None, on_from(len(CONTENT)), None]  # nothing says that the content is the same

    def test_a_length_told_too_short_is_found_out_by_the_cut_line(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        first = reply(CONTENT, headers={"ETag": '"v1"', "Accept-Ranges": "bytes"}, length=1001, send=1001)
        server.script = [first, FileServer(CONTENT)]
        assert list(download_lines(client, config, FILE)) == LINES
        assert ranges(server) == [None, on_from(1001)]

    def test_what_a_server_sends_beyond_its_own_length_does_no_harm(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        first = reply(CONTENT[:1001], headers={"ETag": '"v1"', "Accept-Ranges": "bytes"})
        server.script = [Reply(first.raw + CONTENT[1001:]), FileServer(CONTENT)]
        assert list(download_lines(client, config, FILE)) == LINES

    def test_no_range_at_the_very_start_is_an_error(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(b"{}", 416)]
        with pytest.raises(ApiError):
            body(client, config)
        assert len(server.seen) == 1

    def test_a_last_line_without_its_end_is_delivered(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [FileServer(b'{"a":1}\r\n\r\n{"b":2}')]
        assert list(download_lines(client, config, FILE)) == [b'{"a":1}', b"", b'{"b":2}']
        server.script = [reply(b"x\ny")]
        assert list(download_lines(client, config, FILE)) == [b"x", b"y"]

    def test_nothing_is_no_line(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [reply(b"")]
        assert list(download_lines(client, config, FILE)) == []

    def test_a_line_may_be_larger_than_any_chunk(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        line = b"x" * 5_000_000
        server.script = [reply(line + b"\r\nend\n")]
        assert list(download_lines(client, config, FILE)) == [line, b"end"]

    def test_a_range_refused_in_the_middle_starts_over(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [
            reply(CONTENT, headers={"ETag": '"v1"'}, send=1000),
            reply(b"", 416, {"Content-Range": "bytes */77"}),
            reply(CONTENT),
        ]
        assert body(client, config) == CONTENT


class TestGivingUp:
    def test_after_resumes_that_bring_nothing(
        self, server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
    ) -> None:
        server.script = [reply(CONTENT, headers={"ETag": '"v1"'}, send=1000), Reply(b"", cut=True)]
        handed = b""
        with pytest.raises(IncompleteDownloadError, match=f"1000 of {len(CONTENT)} bytes") as caught:
            for chunk in download_bytes(client, config, FILE):
                handed += chunk
        assert handed == CONTENT[:1000]
        assert (caught.value.received, caught.value.expected) == (1000, len(CONTENT))
        assert len(server.seen) == 5
        assert sleeps == [0.5, 1.0, 2.0]

    def test_after_restarts_that_never_get_further(
        self, server: ScriptedServer, client: Client, config: ApiConfig
    ) -> None:
        server.script = [reply(CONTENT, send=1000)]
        with pytest.raises(IncompleteDownloadError):
            body(client, config)
        assert len(server.seen) == 5

    def test_progress_gives_new_patience(
        self, server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
    ) -> None:
        files = FileServer(CONTENT)
        files.cuts = [300] + [0, 0, 0, OVERLAP + 1] * 4
        server.script = [files]
        assert body(client, config) == CONTENT
        assert sleeps == [0.5, 1.0, 2.0] * 4

    def test_what_never_began_is_a_failed_call(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [Reply(b"", cut=True)]
        with pytest.raises(TransportError):
            body(client, config)
        server.script = [reply(b"{}", 500)]
        with pytest.raises(ServerError):
            body(client, config)
        assert len(server.seen) == 2

    def test_its_retries_are_those_of_any_call(self, server: ScriptedServer, client: Client, config: ApiConfig) -> None:
        server.script = [Reply(b"", cut=True), reply(b"{}", 500), reply(b"fine")]
        assert body(client, replace(config, max_retry_count=2)) == b"fine"


def test_compression_against_our_wish_is_undone(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    packed = gzip.compress(CONTENT)
    server.script = [reply(packed, headers={"Content-Encoding": "gzip", "ETag": '"v1"'})]
    assert body(client, config) == CONTENT


@pytest.mark.parametrize("length", [None, -1])
def test_compressed_content_that_is_cut_is_not_whole(
    server: ScriptedServer, client: Client, config: ApiConfig, length: int | None
) -> None:
    packed = gzip.compress(CONTENT)
    cut = reply(packed[:-20], headers={"Content-Encoding": "gzip"}, length=length, cut=length is not None)
    server.script = [cut, reply(packed, headers={"Content-Encoding": "gzip"})]
    assert body(client, config) == CONTENT
    server.script = [cut]
    with pytest.raises(IncompleteDownloadError):
        body(client, config)


def test_a_connection_closed_inside_a_line_is_not_the_end(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    cut = reply(CONTENT, length=-1, send=1000, cut=True)
    server.script = [cut, reply(CONTENT, length=-1, cut=True)]
    assert body(client, config, lines=True) == CONTENT
    server.script = [cut]
    with pytest.raises(IncompleteDownloadError):
        body(client, config, lines=True)
    server.script = [reply(CONTENT.rstrip(), length=-1, cut=True)]
    assert body(client, config, lines=True) == CONTENT.rstrip()


def test_bytes_behind_an_answer_are_not_the_next_one(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [Reply(reply(b'{"n":1}').raw + reply(b'{"n":666}').raw), reply(b'{"n":2}')]
    assert [client.request(config, FILE).json()["n"] for _ in range(2)] == [1, 2]
    assert server.connections == 2


def test_content_behind_a_redirect_is_resumed_there_without_the_key(
    server: ScriptedServer, client: Client, config: ApiConfig
) -> None:
    files = FileServer(CONTENT)
    files.cuts = [1000]

    def either(seen: Seen) -> Reply:
        if seen.headers["host"].startswith("localhost"):
            return files(seen)
        return reply(b"", 302, {"Location": f"http://localhost:{server.port}/blob?sig=s3cr3t"})

    server.script = [either]
    told: list[str] = []
    assert body(client, replace(config, notify=told.append)) == CONTENT
    assert any(line.endswith("/blob?***") for line in told) and "s3cr3t" not in str(told)
    blobs = [seen for seen in server.seen if seen.path == "/blob"]
    assert [seen.headers.get("range") for seen in blobs] == [None, on_from(1000)]
    assert all("authorization" not in seen.headers for seen in blobs)


def test_leaving_early_closes_the_connection(server: ScriptedServer, client: Client, config: ApiConfig) -> None:
    server.script = [reply(b"x\n" * 2_000_000)]
    lines = download_lines(client, config, FILE)
    assert next(lines) == b"x"
    lines.close()  # type: ignore[attr-defined]
    server.script = [reply(b"again")]
    assert body(client, config) == b"again"
    assert server.connections == 2


def test_what_comes_after_long_content_has_a_connection_of_its_own(
    server: ScriptedServer, client: Client, config: ApiConfig, way: str
) -> None:
    """This fails where httpcore does not show its parser any more; then long content comes all the same, but slower."""
    server.script = [Reply(reply(CONTENT).raw + reply(b"other").raw), reply(b"next")]
    assert [body(client, config), body(client, config)] == [CONTENT, b"next"]
    assert server.connections == 2
    server.script = [reply(CONTENT), reply(b"next")]
    assert [body(client, config), body(client, config)] == [CONTENT, b"next"]
    assert server.connections == (3 if way == "past the parser" else 2)


def test_a_parser_that_is_not_shown_reads_everything(
    server: ScriptedServer, client: Client, config: ApiConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport._Body, "_unparsed", None)
    server.script = [reply(CONTENT), reply(b"next")]
    assert [body(client, config), body(client, config)] == [CONTENT, b"next"]
    assert server.connections == 1


def test_a_silence_in_long_content_has_its_limit(
    server: ScriptedServer, client: Client, config: ApiConfig, sleeps: list[float]
) -> None:
    files, done = FileServer(CONTENT), threading.Event()

    def silent(seen: Seen) -> Reply:
        return Reply(files(seen).raw[:5000], cut=True, wait_for=done)

    server.script = [silent, files]
    assert body(client, replace(config, timeout=1.0)) == CONTENT
    done.set()
    assert len(server.seen) == 2 and ranges(server)[1] is not None
