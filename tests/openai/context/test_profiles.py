"""Profiles of the configuration file, as commands use them."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py import Shell
from psopenai_py.emulator import Emulator

ENV_KEY, OWN_KEY = "sk-key-of-the-environment", "sk-key-of-the-profile"


class Places:
    """A session with two services, the environment's and the one of the profile `own`."""

    def __init__(self, folder: Path, usual: Emulator, own: Emulator) -> None:
        self.usual, self.own = usual, own
        self.file = folder / "config.toml"
        self.profile(f'api_base = "{own.url}"\nkey_env = "OWN_KEY"')
        self.shell = Shell(
            environ={
                "OPENAI_API_KEY": ENV_KEY,
                "OPENAI_API_BASE": usual.url,
                "OWN_KEY": OWN_KEY,
                "PSOPENAI_CONFIG": str(self.file),
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            }
        )

    def profile(self, lines: str, general: str = "") -> None:
        self.file.write_text(f"{general}\n[profiles.own]\n{lines}\n")

    def errors(self, text: str) -> list[str]:
        result = self.shell.run(text)
        ended = [result.terminated_by] if result.terminated_by is not None else []
        return [error.message for error in (*result.errors, *ended)]

    def keys(self) -> tuple[set[str], set[str]]:
        """The keys that the environment's service and the profile's have got."""
        sent = [{r.headers.get("authorization", "none") for r in host.requests} for host in (self.usual, self.own)]
        return sent[0], sent[1]


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    with Emulator(api_key=None) as usual, Emulator(api_key=None) as own:
        made = Places(tmp_path, usual, own)
        with made.shell:
            yield made


def test_each_host_gets_its_own_key(places: Places) -> None:
    assert places.errors("Get-OpenAIModels; $env:PSOPENAI_PROFILE = 'own'; Get-OpenAIModels; Get-Batch") == []
    assert places.keys() == ({f"Bearer {ENV_KEY}"}, {f"Bearer {OWN_KEY}"})


@pytest.mark.parametrize(
    "script",
    [
        "Remove-Item env:OWN_KEY; Get-OpenAIModels",
        "Set-OpenAIContext -ApiKey from-the-context; Remove-Item env:OWN_KEY; Get-OpenAIModels",
        "$global:OPENAI_API_KEY = 'global-key'; Remove-Item env:OWN_KEY; Get-OpenAIModels",
        "Get-OpenAIModels -ApiBase $env:OPENAI_API_BASE",
        "Set-OpenAIContext -ApiBase $env:OPENAI_API_BASE; Get-OpenAIModels",
    ],
)
def test_no_key_goes_to_a_host_that_it_was_not_given_for(places: Places, script: str) -> None:
    (error,) = places.errors(f"$env:PSOPENAI_PROFILE = 'own'; {script}")
    assert "profile 'own'" in error and places.keys() == (set(), set())


def test_a_parameter_is_a_key_for_any_address(places: Places) -> None:
    assert places.errors("$env:PSOPENAI_PROFILE = 'own'; Get-OpenAIModels -ApiKey given") == []
    assert places.keys() == (set(), {"Bearer given"})


def test_what_the_context_knows_can_stand_in_a_profile(places: Places) -> None:
    places.profile(
        f'api_base = "{places.own.url}"\nkey_env = "OWN_KEY"\n'
        'organization = "org-1"\nproject = "proj-1"\nmax_retry_count = 2'
    )
    places.own.add_fault("503,times=2,retry_after_ms=1")
    assert places.errors("$env:PSOPENAI_PROFILE = 'own'; Get-OpenAIModels") == []
    sent = places.own.requests[-1].headers
    assert len(places.own.requests) == 3
    assert (sent["openai-organization"], sent["openai-project"]) == ("org-1", "proj-1")
    shown = places.shell.run("$c = Get-OpenAIContext; $c.ApiBase, $c.Organization, $c.Project, $c.MaxRetryCount").output
    assert [str(value) for value in shown] == [places.own.url, "org-1", "proj-1", "2"]
    assert places.errors("Set-OpenAIContext -Organization org-2 -MaxRetryCount 0; Get-OpenAIModels") == []
    assert places.own.requests[-1].headers["openai-organization"] == "org-2"


def test_a_changed_file_counts_from_the_next_command(places: Places) -> None:
    places.profile('project = "one"', 'profile = "own"')
    assert places.errors("Get-OpenAIModels") == []
    places.profile('project = "other"', 'profile = "own"')
    assert places.errors("Get-OpenAIModels") == []
    assert [r.headers["openai-project"] for r in places.usual.requests] == ["one", "other"]


def test_a_file_that_cannot_be_used_is_an_error_of_the_command(places: Places) -> None:
    places.profile("max_retry_count = 'many'")
    (error,) = places.errors("Get-OpenAIModels")
    assert "max_retry_count must be a whole number" in error and str(places.file) in error


# -- saving -----------------------------------------------------------------------------------------------------------


def test_save_writes_the_profile_that_counts(places: Places) -> None:
    assert places.errors("$env:PSOPENAI_PROFILE = 'own'; Set-OpenAIContext -TimeoutSec 7 -Project p -Save") == []
    assert "timeout_sec = 7" in places.file.read_text() and 'project = "p"' in places.file.read_text()
    assert places.errors("$env:PSOPENAI_PROFILE = ''; Set-OpenAIContext -MaxRetryCount 1 -Save") == []
    assert "[profiles.default]\nmax_retry_count = 1" in places.file.read_text()


def test_save_never_writes_a_key(places: Places) -> None:
    before = places.file.read_text()
    (error,) = places.errors("Set-OpenAIContext -ApiKey hidden-word-1 -Save")
    assert "does not write keys" in error and 'secret = "default"' in error and "hidden-word" not in error
    assert places.file.read_text() == before


# -- a key in clear ---------------------------------------------------------------------------------------------------


@pytest.fixture
def far() -> Iterator[str]:
    """An unencrypted service that is not on this machine: a proxy answers for it."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "29")
            self.end_headers()
            self.wfile.write(b'{"object":"list","data":[]  }')

        def log_message(self, *_: object) -> None:
            pass

    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{proxy.server_address[1]}"
    proxy.shutdown()
    thread.join()
    proxy.server_close()


def test_a_key_in_clear_is_warned_of_once_with_the_proxy_on_the_way(
    places: Places, far: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", far)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    result = places.shell.run("$env:OPENAI_API_BASE = 'http://far.example/v1'; 1..3 | % { Get-OpenAIModels }")
    assert result.errors == []
    (warning,) = result.warnings
    assert "http://far.example" in warning and "$env:OPENAI_API_BASE" in warning and f"proxy {far}" in warning


def test_a_key_in_clear_is_refused_where_tls_is_required(
    places: Places, far: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", far)
    places.profile("", "require_tls = true")
    (error,) = places.errors("Get-OpenAIModels -ApiBase http://far.example/v1")
    assert "require_tls" in error and "http://far.example" in error and str(places.file) in error


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "api.localhost", "[::1]"])
def test_this_machine_needs_no_tls(places: Places, host: str) -> None:
    places.profile("", "require_tls = true")
    result = places.shell.run(f"Get-OpenAIModels -ApiBase http://{host}:{places.usual.url.split(':')[2]}")
    assert result.warnings == [] and all("require_tls" not in error.message for error in result.errors)


def test_https_through_a_plain_proxy_is_fine(places: Places, far: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", far)
    result = places.shell.run("Get-OpenAIModels -ApiBase https://far.example/v1")
    assert result.warnings == [] and "refuses the connection" in result.errors[0].message


# -- debugging --------------------------------------------------------------------------------------------------------


def test_debug_shows_status_request_id_time_and_retries(places: Places) -> None:
    places.usual.add_fault("503,times=1,retry_after_ms=1")
    result = places.shell.run("Get-OpenAIModels -Debug -MaxRetryCount 1 -AdditionalQuery @{ api_key = 'hidden-2' }")
    first, second = result.debug
    assert "status 503 after 0." in first and "retry" not in first
    assert "status 200 after 0." in second and "request id " in second and "retry 1 of 1" in second
    assert "hidden-2" not in first + second and ENV_KEY not in first + second
