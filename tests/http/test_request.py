from __future__ import annotations

import json
import traceback
from typing import Any

import pytest

from psopenai_py.http import ApiConfig, ConfigError, Form, Request
from psopenai_py.http.request import prepare

from .server import Key


def config(**settings: Any) -> ApiConfig:
    return ApiConfig(**{"api_key": Key("sk-secret-1"), "api_base": "http://host/v1", **settings})


def test_the_key_and_the_organisation_travel_in_headers() -> None:
    call = prepare(config(organization="org-1"), Request("models"))
    assert call.headers["authorization"] == "Bearer sk-secret-1"
    assert call.headers["openai-organization"] == "org-1"
    assert "openai-beta" not in call.headers


def test_the_assistants_family_says_its_version() -> None:
    assert prepare(config(), Request("thread", {"thread_id": "t"})).headers["openai-beta"] == "assistants=v2"


def test_azure_takes_the_key_in_its_own_header() -> None:
    call = prepare(config(api_type="Azure", auth_type="azure", organization="org-1"), Request("models"))
    assert call.headers["api-key"] == "sk-secret-1"
    assert not {"authorization", "openai-organization"} & call.headers.keys()
    assert call.url == "http://host/v1/openai/models?api-version=2025-04-01-preview"


def test_azure_takes_a_token_as_a_bearer() -> None:
    call = prepare(config(api_type="Azure", auth_type="Azure_AD"), Request("models"))
    assert call.headers["authorization"] == "Bearer sk-secret-1"
    assert "api-key" not in call.headers


def test_the_auth_type_means_nothing_to_the_service_itself() -> None:
    assert prepare(config(auth_type="azure"), Request("models")).headers["authorization"] == "Bearer sk-secret-1"


def test_azure_gets_the_model_in_the_address_instead_of_the_body() -> None:
    azure = config(api_type="Azure")
    call = prepare(azure, Request("embeddings", method="POST", body={"model": "dep-1", "input": "hi"}))
    assert call.url.startswith("http://host/v1/openai/deployments/dep-1/embeddings?")
    assert json.loads(call.content or b"") == {"input": "hi"}
    call = prepare(
        azure, Request("audio.transcriptions", method="POST", form=Form({"model": "whisper-1", "language": "en"}))
    )
    assert "/deployments/whisper-1/audio/" in call.url
    assert call.form is not None
    assert call.form.texts() == {"language": ["en"]}


def test_azure_responses_keep_the_model_in_the_body() -> None:
    call = prepare(config(api_type="Azure"), Request("responses", method="POST", body={"model": "m"}))
    assert json.loads(call.content or b"") == {"model": "m"}


def test_json_is_utf8_and_says_so() -> None:
    call = prepare(config(), Request("responses", method="POST", body={"input": "é日本"}))
    assert call.content == '{"input":"é日本"}'.encode()
    assert call.headers["content-type"] == "application/json"


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ConfigError, match="JSON"):
        prepare(config(), Request("responses", method="POST", body={"x": float("nan")}))


def test_additions_reach_query_headers_and_body_and_win() -> None:
    additions = config(
        additional_query={"foo": "bar", "limit": 7},
        additional_headers={"X-Extra": 1, "OpenAI-Beta": "other"},
        additional_body={"extra": 1, "a": 2},
    )
    call = prepare(additions, Request("threads", method="POST", query={"limit": 5}, body={"a": 1}))
    assert call.url == "http://host/v1/threads?limit=7&foo=bar"
    assert call.headers["x-extra"] == "1"
    assert call.headers["openai-beta"] == "other"
    assert json.loads(call.content or b"") == {"a": 2, "extra": 1}
    form = prepare(additions, Request("files", method="POST", form=Form({"a": 1, "purpose": "batch"}))).form
    assert form is not None
    assert form.texts() == {"a": ["2"], "purpose": ["batch"], "extra": ["1"]}


def test_a_call_without_a_body_stays_without() -> None:
    assert prepare(config(additional_body={"extra": 1}), Request("batch", {"batch_id": "b"})).content is None


def test_query_values_are_written_as_the_service_reads_them() -> None:
    call = prepare(config(), Request("files", query={"include[]": ["a", "b"], "on": True, "none": None, "t": "ü &"}))
    assert call.url == "http://host/v1/files?include%5B%5D=a&include%5B%5D=b&on=true&t=%C3%BC+%26"


@pytest.mark.parametrize("key", ["sk-1\r\nX-Evil: 1", "sk-1\n", "sk-日本", " sk-1"])
def test_a_key_that_no_header_can_carry_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ConfigError, match="API key") as caught:
        prepare(config(api_key=Key(key)), Request("models"))
    assert "sk-" not in str(caught.value)


def test_headers_cannot_be_broken_out_of() -> None:
    with pytest.raises(ConfigError):
        prepare(config(organization="org\r\nx: y"), Request("models"))
    with pytest.raises(ConfigError):
        prepare(config(additional_headers={"x y": "1"}), Request("models"))


@pytest.mark.parametrize("base", ["host/v1", "ftp://host", "http://", "http://host:99999999", "http://[::1"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="ApiBase"):
        prepare(config(api_base=base), Request("models"))


def test_no_repr_shows_the_key() -> None:
    shown = config(additional_headers={"x": "sk-other-9"})
    assert "sk-" not in repr(shown)
    assert "sk-" not in repr(prepare(shown, Request("models")))


@pytest.mark.parametrize(
    "settings",
    [
        {"api_key": Key("sk-secret-1\nx")},
        {"api_key": Key(" sk-secret-1")},
        {"additional_headers": {"X-Key": "sk-secret-1\x00"}},
        {"additional_headers": {"X Key": "sk-secret-1"}},
        {"organization": "org\n1"},
        {"api_base": "nonsense"},
        {"additional_query": {"a": "\ud800"}},
    ],
)
def test_no_variable_holds_the_key_where_an_error_is_raised(settings: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        prepare(config(**settings), Request("models"))
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [line for frame in shown.stack if "psopenai_py" in frame.filename for line in (frame.locals or {}).values()]
    assert ours
    assert not any("sk-secret-1" in line for line in ours)


def test_the_password_of_an_address_is_not_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        prepare(config(api_base="http://user:a/b@c@host/v1"), Request("models"))
    assert "'http://***@host/v1'" in str(caught.value)
