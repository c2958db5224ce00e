"""Web requests beyond one call: forms with files, sessions, redirects, links, resuming, TLS, charsets."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from psopenai_py import Shell

from ..conftest import Run

_CONTENT = b"0123456789" * 50


class _Server(BaseHTTPRequestHandler):
    """Each path behaves in a way of its own; others answer with what they were asked."""

    protocol_version = "HTTP/1.1"

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            for each in value.split("\n"):
                self.send_header(name.replace("_", "-"), each)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size + 2)[:size]
        self.rfile.readline()
        return found

    def _answer(self) -> None:
        body = self._body()
        path = self.path.partition("?")[0]
        if path == "/login":
            self._send(200, b"{}", Content_Type="application/json", Set_Cookie="a=1; Path=/\nb=2; Path=/")
        elif path.startswith("/move"):
            self._send(int(path[5:8]), b"", Location=path[8:] or "/echo")
        elif path.startswith("/page"):
            number = int(path[5:])
            link = f'</page{number + 1}>; rel="next", </page1>; rel="first"' if number < 3 else '</page1>; rel="first"'
            self._send(200, json.dumps({"page": number}).encode(), Content_Type="application/json", Link=link)
        elif path == "/refuse":  # with all that it was sent
            said = "".join(
                f"{value} {quote(value)} {b64encode(value.encode()).decode()}" for value in self.headers.values()
            )
            self._send(400, said.encode())
        elif path == "/latin":
            self._send(200, "käse".encode("latin-1"), Content_Type="text/plain; charset=iso-8859-1")
        elif path == "/feed":
            feed = b"<rss><channel><item><title>one</title></item><item><title>two</title></item></channel></rss>"
            self._send(200, feed, Content_Type="application/rss+xml")
        elif path.endswith("/big.bin"):
            self._send_part()
        else:
            kept = ("cookie", "authorization", "api-key", "user-agent", "x-one", "content-type", "transfer-encoding")
            asked: dict[str, Any] = {"method": self.command, "path": self.path, "body": body.decode("latin-1")}
            asked |= {name.replace("-", ""): self.headers.get(name) for name in kept}
            self._send(200, json.dumps(asked).encode(), Content_Type="application/json")

    def _send_part(self) -> None:
        asked = self.headers.get("range")
        if not asked:
            self._send(200, _CONTENT, Content_Type="application/octet-stream")
            return
        start = int(asked[6:].rstrip("-"))
        if start >= len(_CONTENT):
            self._send(416, b"", Content_Range=f"bytes */{len(_CONTENT)}")
        else:
            self._send(206, _CONTENT[start:], Content_Range=f"bytes {start}-{len(_CONTENT) - 1}/{len(_CONTENT)}")

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _answer

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _serve(context: ssl.SSLContext | None = None) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http{'s' if context is not None else ''}://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def base() -> Iterator[str]:
    yield from _serve()


@pytest.fixture
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a certificate that nobody has signed."""
    yield from _serve(_context(tmp_path_factory.mktemp("tls")))


@pytest.fixture
def asking(folder: Path) -> Iterator[str]:
    """A server that asks for a client certificate, and knows its own, the file both.pem of the folder."""
    context = _context(folder)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(folder / "cert.pem")
    (folder / "both.pem").write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    yield from _serve(context)


def _context(folder: Path) -> ssl.SSLContext:
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
         "-subj", "/CN=127.0.0.1"], check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_session_keeps_cookies_headers_and_agent(run: Run, base: str) -> None:
    run(f"$null = irm {base}/login -SessionVariable s -Headers @{{ 'X-One' = 'h' }} -UserAgent me")
    assert run(f"$r = irm {base}/echo -WebSession $s; $r.cookie; $r.xone; $r.useragent") == "a=1; b=2\nh\nme"
    assert run(
        f"$s.Cookies.GetCookies('{base}').Name -join ','; $s.Headers['X-One']; $null -eq (irm {base}/echo).cookie"
    ) == ("a,b\nh\nTrue")
    script = "$w = [Microsoft.PowerShell.Commands.WebRequestSession]::new(); $w.UserAgent = 'own'; "
    script += "$w.Cookies.Add([System.Net.Cookie]::new('c', 'd', '/', '127.0.0.1')); "
    assert run(script + f"$r = irm {base}/echo -WebSession $w; $r.cookie; $r.useragent") == "c=d\nown"


def test_redirects(run: Run, base: str, errors: Callable[[str], list[str]]) -> None:
    assert run(f"$r = irm {base}/move302 -Method Post -Body x; $r.method; $r.body") == "GET"
    assert run(f"$r = irm {base}/move307 -Method Post -Body x; $r.method; $r.body") == "POST\nx"
    assert run(f"(irm {base}/move301 -Method Post -Body x -PreserveHttpMethodOnRedirect).method") == "POST"
    assert run(f"(iwr {base}/move302/echo/2).BaseResponse.RequestMessage.RequestUri.AbsolutePath") == "/echo/2"
    assert run(
        f"$r = iwr {base}/move302 -MaximumRedirection 0 -SkipHttpErrorCheck; $r.StatusCode; $r.Headers.Location"
    ) == ("302\n/echo")
    token = "-Authentication Bearer -Token (ConvertTo-SecureString t -AsPlainText) -AllowUnencryptedAuthentication"
    assert run(f"$null -eq (irm {base}/move302 {token}).authorization") == "True"
    assert run(f"(irm {base}/move302 {token} -PreserveAuthorizationOnRedirect).authorization") == "Bearer t"


def test_a_redirect_takes_no_key_to_another_host(run: Run, base: str) -> None:
    keys = "-Headers @{ 'api-key' = 'k'; Cookie = 'c=1'; 'X-One' = '1'; 'User-Agent' = 'me' }"
    elsewhere = f"{base}/move307{base.replace('127.0.0.1', 'localhost')}/echo"
    shown = "; ForEach-Object { $_.apikey; $_.cookie; $_.xone; $_.useragent } -InputObject $r"
    all_of_them = ["k", "c=1", "1", "me"]
    assert run(f"$r = irm {elsewhere} {keys}{shown}").split() == ["me"]  # a name does not tell what is a key
    assert run(f"$r = irm {base}/move307 {keys}{shown}").split() == all_of_them
    assert run(f"$r = irm {elsewhere} {keys} -PreserveAuthorizationOnRedirect{shown}").split() == all_of_them


def test_no_error_shows_what_a_header_held(run: Run, base: str) -> None:
    """A service may repeat what it was sent, also as it stands in an address or in base64."""
    sent = "$k = 'Zq7+planted' + '/key_4711'; $h = @{ 'X-Api-Key' = $k; Authorization = \"Basic $k\" }"
    asked = f"irm {base}/refuse -Headers $h"
    shown = "$e = $Error[0]; $e | Format-List * -Force | Out-String -Width 999; $e.ErrorDetails.Message"
    said = run(f"{sent}; try {{ {asked} }} catch {{}}; {shown}")
    assert "Basic ***" in said
    assert not re.search("planted|cGxhbnRlZ|wbGFudGVk|BsYW50ZW", said)
    broken = sent.replace("Basic $k", "Basic $k`nx") + f"; try {{ irm {base}/echo -Headers $h }} catch {{}}; {shown}"
    assert "planted" not in run(broken)


def test_a_cookie_goes_to_its_host_alone(run: Run, base: str, errors: Callable[[str], list[str]]) -> None:
    session = "$w = [Microsoft.PowerShell.Commands.WebRequestSession]::new(); $w.Cookies.Add("
    assert errors(f"{session}[System.Net.Cookie]::new('c', 'd'))") == ["ArgumentException NotSpecified"]
    local = base.replace("127.0.0.1", "localhost")
    script = f"{session}[uri]'{local}', [System.Net.Cookie]::new('c', 'd')); "
    assert run(
        f"{script}(irm {local}/echo -WebSession $w).cookie; $null -eq (irm {base}/echo -WebSession $w).cookie"
    ) == ("c=d\nTrue")
    below = f"{session}[System.Net.Cookie]::new('c', 'd', '/', '%s')); @($w.Cookies.GetCookies('http://a.b.org')).Count"
    assert [run(below % domain) for domain in ("b.org", ".b.org", "a.b.org")] == ["0", "1", "1"]


def test_forms_with_files(run: Run, base: str, folder: Path) -> None:
    (folder / "f.txt").write_text("the file")
    body = run(f"(irm {base}/echo -Method Post -Form @{{ a = 'text'; many = 1, 2; up = Get-Item f.txt }}).body")
    assert 'name="up"; filename="f.txt"' in body
    assert "the file" in body
    assert body.count('name="many"') == 2
    assert run(f"(irm {base}/echo -Method Post -Form @{{ a = 1 }}).contenttype").startswith(
        "multipart/form-data; boundary="
    )


def test_links_of_pages(run: Run, base: str) -> None:
    assert run(f"(irm {base}/page1 -FollowRelLink).page -join ','") == "1,2,3"
    assert run(f"(irm {base}/page1 -FollowRelLink -MaximumFollowRelLink 2).page -join ','") == "1,2"
    assert run(f"(iwr {base}/page1).RelationLink['next']") == f"{base}/page2"


def test_files_are_saved_and_resumed(run: Run, base: str, folder: Path) -> None:
    (folder / "out").mkdir()
    run(f"iwr {base}/a/big.bin -OutFile out")
    assert (folder / "out" / "big.bin").read_bytes() == _CONTENT
    (folder / "part.bin").write_bytes(_CONTENT[:200])
    run(f"irm {base}/big.bin -OutFile part.bin -Resume; irm {base}/big.bin -OutFile part.bin -Resume")
    assert (folder / "part.bin").read_bytes() == _CONTENT
    assert run(f"(iwr {base}/big.bin -OutFile x.bin -PassThru).RawContentLength") == str(len(_CONTENT))


def test_text_in_the_charset_of_the_service(run: Run, base: str) -> None:
    assert run(f'irm {base}/latin; (iwr {base}/latin).Content; "$(iwr {base}/latin)"') == "käse\nkäse\nkäse"


def test_a_certificate_that_is_not_trusted(run: Run, secure: str, shell: Shell) -> None:
    (refused,) = shell.run(f"irm {secure}/echo").errors
    assert "not trusted" in refused.message
    assert run(f"(irm {secure}/echo -SkipCertificateCheck -SslProtocol Tls12, Tls13).path") == "/echo"


def test_a_body_in_pieces_and_the_type_that_is_given(run: Run, base: str) -> None:
    post = f"$r = irm {base}/echo -Method Post -Body abc -HttpVersion 2.0"
    assert run(f"{post} -TransferEncoding chunked; $r.body; $r.transferencoding") == "abc\nchunked"
    assert run(f"{post} -Headers @{{ 'Content-Type' = 'a/b' }} -ContentType c/d; $r.contenttype") == "c/d"
    assert run(f"{post} -Headers @{{ 'Content-Type' = 'a/b' }}; $r.contenttype") == "a/b"
    assert "ParameterArgumentValidationError" in run(
        f"try {{ irm {base}/echo -TransferEncoding zip }} catch {{ $_.FullyQualifiedErrorId }}"
    )


def test_a_client_certificate(run: Run, asking: str, folder: Path, shell: Shell) -> None:
    assert run(f"(irm {asking}/echo -SkipCertificateCheck -Certificate both.pem).path") == "/echo"
    (refused,) = shell.run(f"irm {asking}/echo -SkipCertificateCheck").errors
    assert "certificate" in refused.message.lower()
    (wrong,) = shell.run(f"irm {asking}/echo -Certificate none.pem").errors
    assert "-Certificate: there is no file none.pem" in wrong.message
