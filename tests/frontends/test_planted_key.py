"""A key is planted in every place that it can come from; then everything is searched that the program wrote or sent."""

from __future__ import annotations

import base64
import http.server
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from .conftest import Ended, Run

KEY = "Zq7+planted/key_4711"  # none of the usual forms, so that only the value itself can be recognized
FORMS = {
    KEY,
    quote(KEY, safe=""),
    KEY.encode("utf-16-le").hex(),
    # base64 depends on what stands before: two of the three alignments, without the ends that vary
    base64.b64encode(KEY.encode()).decode()[:-4],
    base64.b64encode(b"x" + KEY.encode()).decode()[4:-4],
}


class Host(http.server.ThreadingHTTPServer):
    """A service that shows in its answers what it was sent, as bad ones do, and notes it."""

    def __init__(self, answer: Any) -> None:
        self.log: list[str] = []
        super().__init__(("127.0.0.1", 0), answer)
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def stop(self) -> None:
        self.shutdown()
        self.thread.join()
        self.server_close()


class Answer(http.server.BaseHTTPRequestHandler):
    server: Host
    elsewhere = ""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        self.server.log.append(f"{self.path}\n{self.headers}\n{body}")
        if "redirected" in self.path:
            self.send_response(307)
            self.send_header("Location", f"{self.elsewhere}/batches/there")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        ok = "good" in self.path or "there" in self.path
        said = json.dumps(
            {"id": "batch_good", "object": "batch", "status": "completed"}
            if ok
            else {"error": {"message": f"Refused: {self.headers.get('authorization')}", "code": KEY}}
        ).encode()
        self.send_response(200 if ok else 500 if "broken" in self.path else 401)
        self.send_header("Content-Length", str(len(said)))
        self.send_header("X-Request-Id", f"req-{KEY}")
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hosts() -> Iterator[tuple[Host, Host]]:
    """The service that the key is for, and another one."""
    other = Host(type("Other", (Answer,), {}))
    own = Host(type("Own", (Answer,), {"elsewhere": other.url}))
    yield own, other
    own.stop()
    other.stop()


VAULT = """
import json, os
from keyring.backend import KeyringBackend
class Keyring(KeyringBackend):
    priority = 9
    def get_password(self, service, name):
        return os.environ["PLANTED"] if (service, name) == ("psopenai-py", "OPENAI_API_KEY") else None
    def set_password(self, service, name, password): pass
    delete_password = set_password
"""

#: each place: variables of the environment, words before the command, and lines before a script
PLACES: dict[str, tuple[dict[str, str], tuple[str, ...], str]] = {
    "environment": ({"OPENAI_API_KEY": KEY}, (), ""),
    "file": ({"OPENAI_API_KEY_FILE": "{home}/planted"}, (), ""),
    "vault": ({"PYTHON_KEYRING_BACKEND": "planted_vault.Keyring", "PYTHONPATH": "{home}", "PLANTED": KEY}, (), ""),
    "profile-variable": ({"PSOPENAI_PROFILE": "variable", "PLANTED": KEY}, (), ""),
    "profile-file": ({"PSOPENAI_PROFILE": "file"}, (), ""),
    "profile-command": ({"PSOPENAI_PROFILE": "command"}, (), ""),
    "parameter": ({}, ("-ApiKey", KEY), "$PSDefaultParameterValues['*-*:ApiKey'] = Get-Content {home}/planted"),
    "context": ({}, ("-ApiKey", KEY), "Set-OpenAIContext -ApiKey (Get-Content {home}/planted)"),
    "variable": ({}, ("-ApiKey", KEY), "$global:OPENAI_API_KEY = Get-Content {home}/planted"),
    "secure": ({}, ("-ApiKey", KEY), "$s = ConvertTo-SecureString (gc {home}/planted) -AsPlainText -Force; "
                                     "Set-OpenAIContext -ApiKey $s"),
    "literal": ({}, ("-ApiKey", KEY), f"Set-OpenAIContext -ApiKey '{KEY}'"),
}  # fmt: skip
IN_ITS_ENVIRONMENT = ("environment", "vault", "profile-variable")  # so its children have it too, as they should

SCRIPT = """
Start-Transcript transcript.txt | Out-Null
Get-Batch batch_good -Verbose -Debug
Get-Batch batch_bad -Verbose -Debug
Get-Batch batch_broken -MaxRetryCount 1 -Verbose -Debug
Get-Batch batch_good -ApiBase http://127.0.0.1:1/v1 -ApiKey other -Verbose -Debug
Get-Batch batch_redirected -Verbose -Debug
Get-BatchOutput batch_bad, batch_good -OutFile results.jsonl
Request-ChatCompletion hello -Verbose -Debug
try { Get-Batch batch_bad -ErrorAction Stop } catch { $_ | Format-List * -Force; "$_"; $_.Exception.ToString() }
Get-OpenAIContext | Format-List
Get-OpenAIContext | ConvertTo-Json
$Error | ForEach-Object { $_ | Format-List * -Force; $_.InvocationInfo | Format-List *; $_ | ConvertTo-Json -Depth 4 }
$Error | Out-String | Set-Content errors.txt
Get-Batch batch_good | Export-Csv batch.csv
Get-Secret OPENAI_API_KEY
Get-SecretInfo | Out-String
[securestring](Get-Content $env:HOME/planted)
[pscredential](Get-Content $env:HOME/planted)
ConvertFrom-SecureString (Get-Content $env:HOME/planted)
Get-History | Format-List *
/usr/bin/env > environment.txt
Stop-Transcript | Out-Null
"""


def search(place: str, home: Path, ended: list[Ended], other: Host) -> list[str]:
    """Where the key is found, outside of the place that it was planted in."""
    texts = {f"output of run {number}": one.text + one.err for number, one in enumerate(ended)}
    texts["the other host"] = "\n".join(other.log)
    for folder, _, files in os.walk(home):
        for name in files:
            if name in ("planted", "config.toml", "script.ps1"):
                continue
            if name == "environment.txt" and place in IN_ITS_ENVIRONMENT:
                continue
            texts[os.path.join(folder, name)] = Path(folder, name).read_bytes().decode("utf-8", "replace")
    return [f"{where}: {text[max(text.index(f) - 200, 0) :][:260]!r}" for where, text in texts.items()
            for f in FORMS if f in text]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_planted_key_is_found_nowhere(
    place: str, psopenai: Run, environment: dict[str, str], hosts: tuple[Host, Host], tmp_path: Path
) -> None:
    own, other = hosts
    variables, words, before = PLACES[place]
    (tmp_path / "planted").write_text(f"{KEY}\n")
    (tmp_path / "planted_vault.py").write_text(VAULT)
    (tmp_path / ".config/psopenai").mkdir(parents=True)
    (tmp_path / ".config/psopenai/config.toml").write_text(
        f'[profiles.variable]\napi_base = "{own.url}"\nkey_env = "PLANTED"\n'
        f'[profiles.file]\napi_base = "{own.url}"\nkey_file = "{tmp_path}/planted"\n'
        f'[profiles.command]\napi_base = "{own.url}"\nkey_command = "cat {tmp_path}/planted"\n'
    )
    env: dict[str, str | None] = {"OPENAI_API_KEY": None, "OPENAI_API_BASE": own.url, "TMPDIR": str(tmp_path)}
    env |= {name: value.format(home=tmp_path) for name, value in variables.items()}
    (tmp_path / "script.ps1").write_text(before.format(home=tmp_path) + SCRIPT)
    (tmp_path / "broken.ps1").write_text(
        before.format(home=tmp_path) + "\nGet-Batch batch_good -ApiKey '" + KEY + "' ) x"
    )
    more = ("-MaxRetryCount", "0", "-Verbose", "-Debug", *words)
    ended = [
        psopenai("script.ps1", env=env),
        psopenai("broken.ps1", env=env),
        *(psopenai("Get-Batch", name, *more, env=env) for name in ("batch_good", "batch_bad", "batch_redirected")),
        psopenai("Get-Batch", "batch_good", *words, "-Limit", "many", env=env),
        psopenai("Get-BatchOutput", "batch_bad", *words, env={**env, "PSOPENAI_DEBUG": "1"}),
    ]
    (tmp_path / "broken.ps1").unlink()
    assert any(KEY in text for text in own.log), "the key was never used"
    assert len(other.log) >= 1, "the redirect was not followed"
    assert search(place, tmp_path, ended, other) == []


def test_an_error_shows_the_line_that_it_comes_from_without_the_key_in_it(psopenai: Run) -> None:
    call = f"Get-Batch x -ApiKey '{KEY}' -ApiBase http://127.0.0.1:1/v1 -ErrorAction Stop"
    ended = psopenai(
        "-Command",
        f"try {{ {call} }} catch {{ $_.InvocationInfo.Statement; $_.InvocationInfo.PositionMessage; $_ | Get-Error; "
        "$_.InvocationInfo | Format-List *; $ErrorView = 'NormalView'; $_ | Out-String }",
    )
    assert KEY not in ended.text + ended.err
    statement = call.replace(KEY, "***")
    lines = ended.text.splitlines()
    assert lines[0] == statement
    assert lines[2].startswith(f"+ try {{ {statement}")
    assert lines[3] == "+       " + "~" * len(statement)  # the marks stand under what is left
