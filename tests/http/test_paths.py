"""Paths that a caller gives: they are called at the configured address, or refused before anything is sent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from psopenai_py.http import ApiConfig, ConfigError, Request, endpoint_at, flat_fields
from psopenai_py.http.request import prepare

OPENAI = ApiConfig(api_base="http://host:81/api/v1/")
AZURE = ApiConfig(api_base="http://host", api_type="Azure")


def url(text: str, config: ApiConfig = OPENAI, body: Any = None) -> str:
    endpoint, ids, query = endpoint_at(config, text)
    call = prepare(config, Request(endpoint, ids, "GET" if body is None else "POST", query, body))
    return call.url.removeprefix("http://host")


@pytest.mark.parametrize(
    ("path", "called"),
    [
        ("files", ":81/api/v1/files"),
        ("/files", ":81/api/v1/files"),
        ("v1/files", ":81/api/v1/files"),
        ("/v1/fine_tuning/jobs/ftjob-1/events", ":81/api/v1/fine_tuning/jobs/ftjob-1/events"),
        ("models/ft:gpt-4o:acme::1", ":81/api/v1/models/ft%3Agpt-4o%3Aacme%3A%3A1"),
        ("models/org%2Fname", ":81/api/v1/models/org%2Fname"),
        ("skills/é", ":81/api/v1/skills/%C3%A9"),
        ("organization/users?emails[]=a@b.c&limit=2", ":81/api/v1/organization/users?emails%5B%5D=a%40b.c&limit=2"),
        ("files?purpose=&x=1&x=2", ":81/api/v1/files?purpose=&x=1&x=2"),
        ("skills/a{b}", ":81/api/v1/skills/a%7Bb%7D"),
        ("v1", ":81/api/v1/v1"),
    ],
)
def test_a_path_follows_the_address(path: str, called: str) -> None:
    assert url(path) == called


@pytest.mark.parametrize(
    ("path", "body", "called"),
    [
        ("v1/files", None, "/openai/files?api-version=2025-04-01-preview"),
        ("chat/completions", {"model": "d"}, "/openai/deployments/d/chat/completions?api-version=2025-04-01-preview"),
        ("conversations/c", None, "/openai/conversations/c?api-version=2025-04-01-preview"),
        ("evals", None, "/openai/evals?api-version=2025-04-01-preview"),
        ("evals?api-version=preview", None, "/openai/evals?api-version=preview"),
        ("openai/v1/models", None, "/openai/v1/models"),
        ("openai/deployments/d/embeddings", {"model": "d"},
         "/openai/deployments/d/embeddings?api-version=2025-04-01-preview"),
    ],
)  # fmt: skip
def test_azures_rules_hold(path: str, body: Any, called: str) -> None:
    assert url(path, AZURE, body) == called


def test_the_most_literal_address_counts() -> None:
    names = [endpoint_at(OPENAI, path)[0].name for path in ("threads/runs", "threads/t", "threads/t/new")]
    assert names == ["threads.runs", "thread", "/threads/t/new"]
    assert endpoint_at(OPENAI, "vector_stores/v/files/f/content")[0].beta
    assert not endpoint_at(OPENAI, "evals")[0].beta


@pytest.mark.parametrize(
    "path",
    [
        "", "/", " ", "https://evil.com/x", "HTTP:x", "javascript:x", "//evil.com/x", "///x", "evil.com:443/x",
        "user@evil.com/x", "user%40evil.com/x", "user:secret@evil.com", "evil.com%3a443", "..", "../x", "files/..",
        "files/../x", "files/./x", "%2e%2e/x", ".%2E/x", "files/%2e%2e%2fx", "..%2fx", "..%5cx", "..;/x", "a\\b",
        "\\\\evil.com\\x", "/\\evil.com", "%2F%2Fevil.com/x", "%5C%5Cevil.com", "files//x", "files/", "%252e%252e/x",
        "files/%252fx", "files/%zz", "files/%", "a b", "files/a\nHost: evil", "files/%0d%0aHost:%20evil", "files/%00",
        "files/x\x7f", "files#x", "files/%ff", "files/\ud800", "files/ ", "\tfiles",
    ],
)  # fmt: skip
def test_what_may_lead_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(ConfigError) as refused:
        endpoint_at(OPENAI, path)
    assert "secret" not in str(refused.value)
    assert str(refused.value).endswith("such as fine_tuning/jobs.")


@given(st.text(alphabet=st.sampled_from("av1/.%2eE5cC\\@:;?#&=x[]{}~ \n") | st.characters(), max_size=30))
def test_no_path_leaves_the_address(path: str) -> None:
    try:
        called = url(path)
    except ConfigError:
        return
    parts = urlsplit("http://host" + called)
    assert (parts.scheme, parts.netloc) == ("http", "host:81")
    assert parts.path.startswith("/api/v1/") and not {"", ".", ".."} & set(parts.path.split("/")[1:])


def test_a_form_flattens_what_is_nested() -> None:
    data = {"a": {"b": [1, {"c": True}, None], "d": None}, "e": "x"}
    assert flat_fields(data) == {"a[b][]": [1], "a[b][][c]": [True], "e": "x"}
