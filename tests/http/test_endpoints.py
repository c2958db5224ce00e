from __future__ import annotations

import re

import pytest

from psopenai_py.http import ENDPOINTS, ApiConfig, ConfigError, UnsupportedEndpointError, encode_id
from psopenai_py.http.endpoints import address

OPENAI = ApiConfig(api_base="http://host/v1/")
AZURE = ApiConfig(api_base="http://host/v1", api_type="azure")


def test_ids_keep_unreserved_characters_only() -> None:
    assert encode_id("a/b c") == "a%2Fb%20c"
    assert encode_id("é?#&%+") == "%C3%A9%3F%23%26%25%2B"
    assert encode_id("file-A_1.~") == "file-A_1.~"


@pytest.mark.parametrize("bad", ["", ".", ".."])
def test_an_id_that_would_vanish_from_the_path_is_refused(bad: str) -> None:
    with pytest.raises(ConfigError):
        encode_id(bad)


def test_the_service_itself_gets_base_and_path() -> None:
    assert address(OPENAI, ENDPOINTS["batch"], {"batch_id": "batch_1"}) == ("http://host/v1/batches/batch_1", None)


def test_the_base_of_the_service_is_the_default() -> None:
    assert address(ApiConfig(), ENDPOINTS["models"])[0] == "https://api.openai.com/v1/models"


@pytest.mark.parametrize(
    ("name", "ids", "path"),
    [
        ("batch", {"batch_id": "b"}, "/openai/batches/b"),
        ("file.content", {"file_id": "f"}, "/openai/files/f/content"),
        ("assistant", {"assistant_id": "a"}, "/openai/assistants/a"),
        ("vector_store.file", {"vector_store_id": "v", "file_id": "f"}, "/openai/vector_stores/v/files/f"),
        ("embeddings", {}, "/openai/deployments/dep%201/embeddings"),
        ("chat.completions", {}, "/openai/deployments/dep%201/chat/completions"),
        ("responses", {}, "/openai/responses"),
    ],
)
def test_azure_has_its_own_paths(name: str, ids: dict[str, str], path: str) -> None:
    assert address(AZURE, ENDPOINTS[name], ids, "dep 1") == ("http://host/v1" + path, "2025-04-01-preview")


def test_azure_keeps_videos_elsewhere_and_in_another_version() -> None:
    expected = ("http://host/v1/openai/v1/video/generations/jobs/v%2F1", "preview")
    assert address(AZURE, ENDPOINTS["video"], {"video_id": "v/1"}) == expected


def test_a_stored_completion_on_azure_has_no_deployment() -> None:
    url, _ = address(AZURE, ENDPOINTS["chat.completion"], {"completion_id": "c"})
    assert url == "http://host/v1/openai/deployments//chat/completions/c"


def test_the_version_can_be_chosen() -> None:
    config = ApiConfig(api_base="http://host", api_type="Azure", api_version="2024-10-21")
    assert address(config, ENDPOINTS["models"]) == ("http://host/openai/models", "2024-10-21")


def test_what_azure_has_not_is_said_so() -> None:
    with pytest.raises(UnsupportedEndpointError, match="containers"):
        address(AZURE, ENDPOINTS["containers"])


def test_azure_needs_an_address() -> None:
    with pytest.raises(ConfigError, match="ApiBase"):
        address(ApiConfig(api_type="Azure"), ENDPOINTS["models"])


def test_the_table_is_sound() -> None:
    for name, endpoint in ENDPOINTS.items():
        assert name == endpoint.name
        assert endpoint.path.startswith("/")
        placeholders = re.findall(r"\{(\w+)\}", endpoint.path)
        assert len(placeholders) == len(set(placeholders))
    betas = {name.split(".")[0] for name, endpoint in ENDPOINTS.items() if endpoint.beta}
    assert betas == {"assistants", "assistant", "threads", "thread", "vector_stores", "vector_store"}
