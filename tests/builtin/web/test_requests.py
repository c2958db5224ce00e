from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from ..conftest import Run
from ..running import error_ids


class _Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked, as JSON; the path tells the status."""

    def _answer(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        asked: dict[str, Any] = {
            "method": self.command,
            "path": self.path,
            "type": self.headers.get("content-type"),
            "authorization": self.headers.get("authorization"),
            "x": self.headers.get("x-one"),
            "body": self.rfile.read(length).decode(),
        }
        body = json.dumps(asked).encode()
        self.send_response(404 if self.path.startswith("/missing") else 200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = _answer

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def base() -> Iterator[str]:
    """The address of the echo."""
    server = HTTPServer(("127.0.0.1", 0), _Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0000000000")


def test_json_becomes_objects_and_no_key_goes_along(run: Run, base: str) -> None:
    script = f"""$r = Invoke-RestMethod {base}/a -Headers @{{'X-One' = 1}}; $r.method; $r.path; $r.x
    $null -eq $r.authorization"""
    assert run(script) == "GET\n/a\n1\nTrue"


def test_dictionaries_are_queries_or_forms(run: Run, base: str) -> None:
    assert run(f"(irm {base}/a -Body @{{q = 'x y'}}).path") == "/a?q=x+y"
    script = f"$r = irm {base}/a -Method Post -Body @{{q = 'x y'}}; $r.type; $r.body"
    assert run(script) == "application/x-www-form-urlencoded\nq=x+y"
    script = f"$r = irm {base}/a -Method Put -Body '{{}}' -ContentType application/json; $r.type; $r.body"
    assert run(script) == "application/json\n{}"


def test_an_error_answer_ends_the_command(run: Run, base: str) -> None:
    script = f"""try {{ irm {base}/missing }} catch {{ $_.FullyQualifiedErrorId; $_.Exception.Response.StatusCode }}
    $null = irm {base}/missing -SkipHttpErrorCheck -StatusCodeVariable code; $code"""
    identity = "WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand"
    assert run(script) == f"{identity}\nNotFound\n404"


def test_a_web_response_has_status_headers_and_content(run: Run, base: str) -> None:
    script = f"""$r = Invoke-WebRequest {base}/a; $r.StatusCode; $r.Headers['Content-Type']; $r.Content.Substring(0, 10)
    iwr {base}/a -OutFile out.json; (Get-Content out.json -Raw | ConvertFrom-Json).path"""
    assert run(script) == '200\napplication/json\n{"method":\n/a'


def test_a_token_is_not_sent_in_the_open(run: Run, base: str) -> None:
    token = "(ConvertTo-SecureString t -AsPlainText)"
    script = f"try {{ irm {base} -Authentication Bearer -Token {token} }} catch {{ $_.FullyQualifiedErrorId }}"
    assert run(script).startswith("WebCmdletAllowUnencryptedAuthenticationRequiredException")
    script = f"(irm {base} -Authentication Bearer -Token {token} -AllowUnencryptedAuthentication).authorization"
    assert run(script) == "Bearer t"


def test_parameters_that_do_not_go_together() -> None:
    wrong = {
        "-Body a -InFile b": "BodyConflict", "-Body a -Form @{ a = 1 }": "BodyFormConflict",
        "-InFile b -Form @{ a = 1 }": "FormInFileConflict", "-PassThru": "OutFileMissing", "-Resume": "OutFileMissing",
    }  # fmt: skip
    for parameters, name in wrong.items():
        assert error_ids(f"Invoke-RestMethod http://localhost:1 {parameters}") == [
            f"WebCmdlet{name}Exception,Microsoft.PowerShell.Commands.InvokeRestMethodCommand"
        ]
