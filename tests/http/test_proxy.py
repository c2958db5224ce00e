"""Proxies: which calls go through one, and what is said about those that cannot be used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from psopenai_py.http import ApiConfig, Client, ConfigError, ConnectError, Request
from psopenai_py.http.proxy import Proxies

from .relay import Relay
from .server import ScriptedServer, reply

MODELS = Request("models")


def routes(url: str) -> str | None:
    found = Proxies().route(url)
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("variables", "url", "expected"),
    [
        ({}, "https://a/v1", None),
        ({"HTTPS_PROXY": "http://p:3128"}, "https://a/v1", "http://p:3128 (from HTTPS_PROXY)"),
        ({"HTTPS_PROXY": "http://p:3128"}, "http://a/v1", None),
        ({"https_proxy": "p:3128", "HTTPS_PROXY": "q"}, "https://a/v1", "http://p:3128 (from https_proxy)"),
        ({"http_proxy": "http://p"}, "http://a/v1", "http://p:80 (from http_proxy)"),
        ({"ALL_PROXY": "socks5://p"}, "http://a/v1", "socks5://p:1080 (from ALL_PROXY)"),
        ({"ALL_PROXY": "socks5://p", "https_proxy": "q:1"}, "https://a/v1", "http://q:1 (from https_proxy)"),
        ({"https_proxy": "https://user:word@[::1]:3128"}, "https://a/v1", "https://[::1]:3128 (from https_proxy)"),
    ],
)
def test_the_variable_for_the_scheme_counts_before_all_proxy(
    variables: dict[str, str], url: str, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert routes(url) == expected


@pytest.mark.parametrize(
    ("exempt", "host", "direct"),
    [
        ("example.com", "example.com", True),
        ("example.com", "api.example.com", True),
        (".example.com", "api.example.com", True),
        ("*.example.com", "API.example.com", True),
        ("example.com", "badexample.com", False),
        ("example.com:8443", "example.com:8443", True),
        ("example.com:8443", "example.com", False),
        ("other, example.com", "example.com", True),
        ("other example.com", "example.com", True),
        ("*", "anything", True),
        ("127.0.0.1", "127.0.0.1:9", True),
        ("10.0.0.0/8", "10.20.30.40", True),
        ("10.0.0.0/8", "11.0.0.1", False),
        ("::1", "[::1]:80", True),
        ("[::1]:80", "[::1]:80", True),
        ("0:0:0:0:0:0:0:1", "[::1]", True),
        ("10.0.0.0/99,http://[,:::,a:b,[,:99999999,,", "example.com", False),  # means nothing, and does no harm
        ("10.0.0.0/99,[,example.com", "example.com", True),
    ],
)
def test_no_proxy_names_the_hosts_that_are_called_without_one(
    exempt: str, host: str, direct: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://p:1")
    monkeypatch.setenv("NO_PROXY", exempt)
    assert (routes(f"https://{host}/v1") is None) is direct


@pytest.mark.parametrize(
    "value", ["ftp://p:1", "http://", "http://p:port", "http://p:99999", "http://[::1", "socks9://p"]
)
def test_a_malformed_proxy_is_an_error_that_names_the_variable(
    value: str, client: Client, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", value)
    with pytest.raises(ConfigError, match="ALL_PROXY does not name a proxy"):
        client.request(ApiConfig(api_base="https://host/v1"), MODELS)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Client() as other:  # this host needs none
        assert other.request(ApiConfig(api_base=server.base), MODELS).json() == {}


@pytest.mark.parametrize("scheme", ["http", "socks5", "socks5h"])
def test_a_call_goes_through_the_proxy_with_its_user(
    scheme: str, server: ScriptedServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.script = [reply(b"[]" * 400_000)]
    with Relay(socks=scheme != "http", user=b"jo") as relay:
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://jo:pass%20word@127.0.0.1:{relay.port}")
        response = client.request(ApiConfig(api_base=f"http://service.invalid:{server.port}/v1"), MODELS)
        client.close()
        assert relay.asked == [f"service.invalid:{server.port}"]
    assert len(response.content) == 800_000 and server.seen[0].path == "/v1/models"


def test_hosts_in_no_proxy_are_called_directly(
    server: ScriptedServer, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert client.request(ApiConfig(api_base=server.base), MODELS).json() == {}


def test_a_proxy_that_cannot_be_reached_is_named_and_its_password_is_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://jo:password@127.0.0.1:1")
    with pytest.raises(ConnectError) as caught:
        client.request(ApiConfig(api_base="http://host/v1", sources={"api_base": "OPENAI_API_BASE"}), MODELS)
    message = str(caught.value)
    assert "http://127.0.0.1:1 (from HTTP_PROXY)" in message and "http://host/v1 (from OPENAI_API_BASE)" in message
    assert "password" not in message


@pytest.mark.parametrize(
    ("socks", "answer", "said"),
    [
        (True, b"HTTP/1.1 400 Bad Request\r\n\r\n", "does not answer as a SOCKS 5 proxy"),
        (True, b"\x05", "does not answer as a SOCKS 5 proxy"),
        (True, b"\x05\xff", "NO ACCEPTABLE METHODS"),
        (False, b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "407"),
    ],
)
def test_what_a_proxy_refuses_is_an_error_that_names_it(
    socks: bool, answer: bytes, said: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Relay(socks, answer) as relay:
        monkeypatch.setenv("ALL_PROXY", f"{'socks5' if socks else 'http'}://127.0.0.1:{relay.port}")
        with pytest.raises(ConnectError, match=said) as caught:
            client.request(ApiConfig(api_base="https://host.invalid/v1"), MODELS)
        assert f"127.0.0.1:{relay.port} (from ALL_PROXY)" in str(caught.value)


def test_without_socksio_a_socks_proxy_is_one_plain_error() -> None:
    code = """if True:
        import os, sys
        sys.modules["socksio"] = None  # as if it were not installed
        os.environ.update(ALL_PROXY="socks5://127.0.0.1:1", NO_PROXY="elsewhere")
        from psopenai_py.http import ApiConfig, Client, ConfigError, Request
        try:
            Client().request(ApiConfig(api_base="http://host/v1"), Request("models"))
        except ConfigError as error:
            print(error)
    """
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "ALL_PROXY" in done.stdout and "socksio" in done.stdout and "NO_PROXY" in done.stdout
