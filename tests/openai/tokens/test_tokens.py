from __future__ import annotations

import sys

import pytest

from psopenai_py import Shell
from psopenai_py.openai.tokens.tokenizer import encoding_of

from ..conftest import Service


@pytest.fixture
def shell() -> Shell:
    return Shell(environ={})


def test_text_becomes_one_array_of_tokens(shell: Shell) -> None:
    (tokens,) = shell.run("ConvertTo-Token 'The quick brown fox.'").output
    assert list(tokens) == [791, 4062, 14198, 39935, 13]
    assert shell.run("(ConvertTo-Token 'a' -Encoding o200k_base).GetType().Name").output == ["Int32[]"]


def test_models_have_encodings(shell: Shell) -> None:
    (tokens,) = shell.run("'The quick brown fox.' | ConvertTo-Token -Model gpt-4o").output
    assert list(tokens) == [976, 4853, 19705, 68347, 13]
    old, new = "cl100k_base", "o200k_base"
    names = ("gpt-4-turbo", "gpt-4o-mini", "ft:gpt-3.5-turbo:org", "gpt-4.1", "o3", "gpt-6", "text-embedding-3-large")
    assert [encoding_of(name) for name in names] == [old, new, old, new, new, new, old]


def test_a_model_that_is_not_known_is_told(shell: Shell) -> None:
    (error,) = shell.run("ConvertTo-Token 'a' -Model llama-3").errors
    assert error.fully_qualified_error_id == "UnknownModel,ConvertTo-Token"


def test_tokens_become_text_again(shell: Shell) -> None:
    assert shell.run("ConvertFrom-Token 9906, 1917").output == ["Hello world"]
    assert shell.run("ConvertFrom-Token 9906, 1917 -AsArray").output == ["Hello", " world"]
    text = "ship it \N{ROCKET} <|endoftext|>"
    assert shell.run(f"ConvertTo-Token '{text}' | ForEach-Object {{ $_ }} | ConvertFrom-Token").output == [text]
    assert shell.run(f"ConvertTo-Token '{text}' | ConvertFrom-Token").output == [text]


def test_a_number_that_is_no_token_is_told(shell: Shell) -> None:
    for token in (99999999, -1):
        (error,) = shell.run(f"ConvertFrom-Token {token}").errors
        assert error.fully_qualified_error_id == "InvalidToken,ConvertFrom-Token"


def test_without_the_package_it_says_how_to_get_it(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bpe_openai", None)
    (error,) = shell.run("ConvertTo-Token a").errors
    assert error.fully_qualified_error_id == "TokenizerNotInstalled,ConvertTo-Token"
    assert "psopenai-py[tokens]" in error.message


def test_a_word_is_biased_by_all_its_tokens(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.output("Request-ChatCompletion a -Model gpt-4 -LogitBias @{ 'Hello world' = 5; 50256 = -100 }")
    assert service.body["logit_bias"] == {"9906": 5, "1917": 5, "50256": -100}
    monkeypatch.setitem(sys.modules, "bpe_openai", None)
    result = service.run("Request-ChatCompletion a -Model gpt-4 -LogitBias @{ Hello = 5; 50256 = -100 }")
    assert len(result.errors) == 1 and service.body["logit_bias"] == {"50256": -100}
