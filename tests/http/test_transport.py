from __future__ import annotations

import http.server
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from psopenai_py.http import ApiConfig, Client, ConfigError, ConnectError, Request

from .server import Key, ScriptedServer, reply

OPENSSL = shutil.which("openssl")


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if OPENSSL is None:
        pytest.skip("needs openssl to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    command += " -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem"
    subprocess.run([OPENSSL, *command.split()], cwd=folder, check=True, capture_output=True)
    return folder / "cert.pem"


@pytest.fixture
def secure_base(certificate: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    httpd = http.server.HTTPServer(("127.0.0.1", 0), _Answer)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    httpd.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"https://localhost:{httpd.server_address[1]}/v1"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_base: str, client: Client) -> None:
    with pytest.raises(ConnectError, match="certificate is not trusted"):
        client.request(ApiConfig(api_key=Key(), api_base=secure_base), Request("models"))


def test_ssl_cert_file_is_honoured(
    secure_base: str, certificate: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert client.request(ApiConfig(api_base=secure_base), Request("models")).json() == {}


def test_a_certificate_file_that_is_not_there_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
    with pytest.raises(ConfigError, match="SSL_CERT_FILE"):
        client.request(ApiConfig(api_base="https://localhost:1"), Request("models"))


def test_the_proxy_of_the_environment_is_used(
    server: ScriptedServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://user:word@127.0.0.1:{server.port}")
    server.script = [reply(b"{}")]
    client.request(ApiConfig(api_base="http://nowhere.invalid/v1"), Request("models"))
    assert server.seen[0].target == "http://nowhere.invalid/v1/models"
    assert server.seen[0].headers["proxy-authorization"].startswith("Basic ")


def test_importing_the_layer_does_not_load_httpx() -> None:
    code = "import sys, psopenai_py.http; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
