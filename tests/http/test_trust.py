"""Which certificates are trusted, over real TLS connections."""

from __future__ import annotations

import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from psopenai_py.http import ApiConfig, Client, ConfigError, HttpError, Request, UntrustedError, trust

from .relay import Relay
from .server import Key

OPENSSL = shutil.which("openssl")
MODELS = Request("models")


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
    with _serving(_context(certificate)) as base:
        yield base


@pytest.fixture
def asking_base(certificate: Path) -> Iterator[str]:
    """A service that takes nobody without a certificate."""
    context = _context(certificate)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(certificate)
    with _serving(context) as base:
        yield base


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    return context


@contextmanager
def _serving(context: ssl.SSLContext) -> Iterator[str]:
    httpd = http.server.HTTPServer(("127.0.0.1", 0), _Answer)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    httpd.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"https://localhost:{httpd.server_address[1]}/v1"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.fixture(autouse=True)
def no_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


def test_a_certificate_that_nobody_vouches_for_is_refused_and_not_tried_again(
    secure_base: str, client: Client, sleeps: list[float]
) -> None:
    config = ApiConfig(api_key=Key(), api_base=secure_base, max_retry_count=3, sources={"api_base": "OPENAI_API_BASE"})
    with pytest.raises(UntrustedError, match="certificate is not trusted") as caught:
        client.request(config, MODELS)
    assert f"{secure_base} (from OPENAI_API_BASE)" in str(caught.value) and "SSL_CERT_FILE" in str(caught.value)
    assert sleeps == []


def test_what_does_not_speak_tls_is_said_and_not_tried_again(client: Client, sleeps: list[float]) -> None:
    httpd = http.server.HTTPServer(("127.0.0.1", 0), _Answer)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    config = ApiConfig(api_base=f"https://localhost:{httpd.server_address[1]}/v1", max_retry_count=3)
    with pytest.raises(UntrustedError, match=r"does not speak TLS.* http://"):
        client.request(config, MODELS)
    httpd.shutdown()
    thread.join()
    httpd.server_close()
    assert sleeps == []


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_environment_names_certificates(
    name: str, secure_base: str, certificate: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, str(certificate))
    assert client.request(ApiConfig(api_base=secure_base), MODELS).json() == {}


def test_a_folder_of_certificates_may_be_named(
    secure_base: str, certificate: Path, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert OPENSSL is not None
    hashed = subprocess.run([OPENSSL, "x509", "-hash", "-noout", "-in", certificate], check=True, capture_output=True)
    (tmp_path / f"{hashed.stdout.decode().strip()}.0").write_bytes(certificate.read_bytes())
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert client.request(ApiConfig(api_base=secure_base), MODELS).json() == {}


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_certificates_that_cannot_be_loaded_are_an_error_that_names_them(
    name: str, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "no.pem"
    for _ in range(2):  # it is not there, then it is something else
        monkeypatch.setenv(name, str(bad))
        with pytest.raises(ConfigError, match=f"{name} names certificates .*{bad}"):
            client.request(ApiConfig(api_base="https://localhost:1"), MODELS)
        bad.write_text("not a certificate")


@pytest.mark.parametrize("own", [True, False])
def test_the_systems_store_is_trusted_and_certifis_only_without_one(
    own: bool, secure_base: str, certificate: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a system whose OpenSSL knows no store: the bundle of the system, or none at all."""
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=None, capath=None))
    monkeypatch.setattr(trust, "_SYSTEM_BUNDLES", (str(certificate),) if own else ())
    if own:
        assert client.request(ApiConfig(api_base=secure_base), MODELS).json() == {}
    else:
        with pytest.raises(UntrustedError):
            client.request(ApiConfig(api_base=secure_base), MODELS)
        assert len(trust.tls_context().get_ca_certs()) > 50


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_tls_goes_through_a_proxy(
    scheme: str, secure_base: str, certificate: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Relay(socks=scheme == "socks5") as relay:
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://127.0.0.1:{relay.port}")
        config = ApiConfig(api_base=secure_base)
        with pytest.raises(UntrustedError, match="The service at https://localhost"):  # it is not the proxy's fault
            client.request(config, MODELS)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with Client() as trusting:
            assert trusting.request(replace(config, api_key=Key()), MODELS).json() == {}
        assert len(relay.asked) == 2


def test_a_client_certificate_is_shown_to_a_service_that_asks_for_one(
    asking_base: str, certificate: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    files = (str(certificate), str(certificate.with_name("key.pem")))
    config = ApiConfig(api_base=asking_base)
    with pytest.raises(HttpError, match=r"connection to the service broke|cannot be reached"):
        client.request(config, MODELS)
    assert client.request(replace(config, certificate=files), MODELS).json() == {}
    with pytest.raises(HttpError):  # it is that call's alone
        client.request(config, MODELS)
    for wrong in ((str(certificate), None), ("/nowhere.pem", None), (files[1], files[0])):
        with pytest.raises(ConfigError, match=r"client certificate .* cannot be used") as caught:
            client.request(replace(config, certificate=wrong), MODELS)
        assert wrong[0] in str(caught.value)
