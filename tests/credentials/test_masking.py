from __future__ import annotations

import pytest

from psopenai_py.credentials import SecureString, is_key_like, mask, register_secret


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("the key sk-proj-Ab_12-cd is wrong", "the key sk-... is wrong"),
        ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer ***"),
        ('{"Authorization": "Bearer abc"}', '{"Authorization": "Bearer ***"}'),
        ("Authorization: abc", "Authorization: ***"),
        ("api-key: 0123abc", "api-key: ***"),
        ('{"api-key": "0123", "x": 1}', '{"api-key": "***", "x": 1}'),
        ("https://host/?api_key=0123&x=1", "https://host/?api_key=***&x=1"),
        ("OPENAI_API_KEY=abc", "OPENAI_API_KEY=***"),
        ("Get-Batch -ApiKey 'abc' -All", "Get-Batch -ApiKey '***' -All"),
        ("https://user:word@host/v1", "https://***@host/v1"),
        ("Get-Batch -ApiKey hunter2 -All", "Get-Batch -ApiKey *** -All"),
        ("Bearer eyJhbGciOi", "Bearer ***"),
        ("[securestring]'my word'", "[securestring]'***'"),
        ('$c = [PSCredential] "x"; 1', '$c = [PSCredential] "***"; 1'),
        ("ConvertFrom-SecureString 'x' | y", "ConvertFrom-SecureString '***' | y"),
        ("ConvertTo-SecureString -String 'x' -AsPlainText", "ConvertTo-SecureString -String '***' -AsPlainText"),
    ],
)
def test_what_looks_like_a_key_is_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "-ApiKey must be a text",
        "the API key: missing",
        "use a bearer token.",
        "task-12345 on disk-space",
        "risk-averse",
        "Get-Batch -ApiKey $key",
        "$env:OPENAI_API_KEY = $key",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert mask(text) == text


def test_a_registered_secret_is_hidden_wherever_it_is() -> None:
    register_secret(SecureString("p@ss word"))
    register_secret("p@ss word and more")
    assert mask("<p@ss word>") == "<***>"
    assert mask("x=p%40ss%20word") == "x=***"
    assert mask("p@ss word and more") == "***"


def test_a_secret_that_is_too_short_would_hide_everything_and_is_left() -> None:
    register_secret("a")
    register_secret("")
    register_secret(None)
    assert mask("a banana") == "a banana"


@pytest.mark.parametrize(
    "line",
    [
        "Set-OpenAIContext -ApiKey 'abc'",
        "set-openaicontext -apikey abc",
        "Get-Batch -ApiK:abc",
        "psopenai get-batch --api-key=abc",
        "$env:OPENAI_API_KEY = 'abc'",
        "[securestring]'x'",
        "ConvertFrom-SecureString 'x'",
        '$global:OPENAI_API_KEY="$x"',
        "[string]$OPENAI_API_KEY = 'abc'",
        "Set-Variable OPENAI_API_KEY abc -Scope Global",
        "Set-Item env:OPENAI_API_KEY abc",
        "[Environment]::SetEnvironmentVariable('OPENAI_API_KEY', 'abc')",
        "$p = @{ ApiKey = 'abc' }; Get-Batch @p",
        "Set-Secret OPENAI_API_KEY abc",
        "$k = ConvertTo-SecureString 'abc' -AsPlainText -Force",
        "ConvertTo-SecureString abc -AsPlainText",
        "'abc' | ConvertTo-SecureString -AsPlainText -Force",
        "$k = 'sk-proj-abcdef'",
        "Invoke-RestMethod -Headers @{ Authorization = 'Bearer abc' }",
    ],
)
def test_a_line_with_a_secret_is_not_remembered(line: str) -> None:
    assert is_key_like(line)


@pytest.mark.parametrize(
    "line",
    [
        "Get-Batch -All",
        "Get-Batch -ApiKey $key",
        "Get-Batch -ApiKey (Get-Secret OPENAI_API_KEY)",
        "$env:OPENAI_API_KEY",
        "$env:OPENAI_API_KEY = $key",
        "if ($env:OPENAI_API_KEY -eq $null) { 'no key' }",
        "ConvertTo-SecureString $text -AsPlainText",
        "$batch.task-1",
    ],
)
def test_a_line_without_one_is(line: str) -> None:
    assert not is_key_like(line)


def test_a_line_with_a_registered_secret_is_not_remembered() -> None:
    register_secret("hunter22")
    assert is_key_like("Write-Host hunter22")
