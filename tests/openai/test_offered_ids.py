"""Tab asks the service for ids only where the configuration says so, and never with a key that is not at hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator, output_line
from psopenai_py.frontends.completion import complete
from psopenai_py.frontends.shell_words import offered_after
from psopenai_py.http import client as http_client
from psopenai_py.openai import offered_ids

KEY = "sk-at-hand-0123456789"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        running.add_batch([output_line("a", "Hi")], id="batch_early")
        running.add_batch([output_line("a", "Hi")], id="batch_late")
        yield running


@pytest.fixture
def environ(emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(offered_ids, "SECONDS", 20.0)  # a busy machine must not fail the test
    return {
        "HOME": str(tmp_path),
        "OPENAI_API_KEY": KEY,
        "OPENAI_API_BASE": emulator.url,
        "PSOPENAI_CONFIG": str(tmp_path / "config.toml"),
    }


def configure(environ: dict[str, str], text: str) -> None:
    Path(environ["PSOPENAI_CONFIG"]).write_text(text)


def offered(environ: dict[str, str], cmdlet: str = "Get-BatchOutput") -> list[str]:
    return [offer.text for offer in offered_after(cmdlet, [], "", environ)]


def test_a_shell_offers_what_the_service_lists(environ: dict[str, str], emulator: Emulator) -> None:
    configure(environ, "complete_ids = true\n")
    assert {"batch_early", "batch_late"} <= set(offered(environ))
    (request,) = emulator.requests
    assert (request.method, request.path) == ("GET", "/v1/batches")
    assert any(id.startswith("file-") for id in offered(environ, "Get-OpenAIFileContent"))


def test_the_interactive_shell_does_too(environ: dict[str, str]) -> None:
    configure(environ, "complete_ids = true\n")
    with Shell(environ=environ) as shell:
        assert "batch_late" in [text for text, _ in complete(shell.session, "Wait-Batch -BatchId ").matches]


@pytest.mark.parametrize(
    "text",
    [
        "require_tls = true\n",
        "complete_ids = false\n",
        "complete_ids = true\nno_such_setting = 1\n",
        "complete_ids = true\nprofile = 'vault'\n[profiles.vault]\napi_base = '{url}'\nsecret = 'x'\n",
        "complete_ids = true\nprofile = 'p'\n[profiles.p]\napi_base = '{url}'\nkey_command = 'touch {home}/ran'\n",
    ],
    ids=["not said", "not wanted", "not valid", "key in the vault", "key of a command"],
)
def test_otherwise_nobody_is_asked(environ: dict[str, str], emulator: Emulator, tmp_path: Path, text: str) -> None:
    if "profile" in text:
        del environ["OPENAI_API_KEY"], environ["OPENAI_API_BASE"]
    configure(environ, text.replace("{url}", emulator.url).replace("{home}", str(tmp_path)))
    assert "batch_late" not in offered(environ)
    assert not emulator.requests
    assert not (tmp_path / "ran").exists()


def test_a_key_does_not_leave_this_machine_unencrypted(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(environ, "complete_ids = true\n")
    environ["OPENAI_API_BASE"] = "http://llm.example.com/v1"
    monkeypatch.setattr(http_client.Client, "request", lambda *_: pytest.fail("a request was sent"))
    assert offered(environ) == []


def test_a_service_that_does_not_answer_keeps_nobody_waiting(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(environ, "complete_ids = true\n")
    asked, end = threading.Event(), threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.set()
            end.wait(60)

    monkeypatch.setattr(offered_ids, "SECONDS", 0.5)
    with HTTPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        environ["OPENAI_API_BASE"] = f"http://127.0.0.1:{server.server_port}/v1"
        assert "batch_late" not in offered(environ)
        assert asked.wait(60)  # it was asked, and never answers
        end.set()


@pytest.mark.parametrize("answer", ["[]", '{"data": 3}', '{"data": [null, {"id": 4}]}', "no JSON"])
def test_an_odd_answer_offers_nothing(environ: dict[str, str], answer: str) -> None:
    configure(environ, "complete_ids = true\n")

    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Odd) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        environ["OPENAI_API_BASE"] = f"http://127.0.0.1:{server.server_port}/v1"
        assert [text for text in offered(environ) if text] == []
