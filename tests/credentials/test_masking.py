from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest

from psopenai_py.credentials import SecureString, is_key_like, mask, register_headers, register_secret


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
        ("Bearer%20sk-proj-abcdef", "Bearer%20sk-..."),
        (r"a line\nsk-proj-abcdef", r"a line\nsk-..."),
        ("Refused: Basic dTpwYXNzd29yZA==", "Refused: Basic ***"),
        ("ek_68af296e8e408191a1120ab6383263c2 expired", "ek_... expired"),
        ("whsec_Zm9vYmFyMTIzNDU2Nzg5MA== is wrong", "whsec_... is wrong"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.sig-nature", "eyJ..."),
        ("https://u:a/b@c@host/v1", "https://***@host/v1"),
        ("GET https://host/v1?key=abc&limit=3", "GET https://host/v1?key=***&limit=3"),
        ("https://blob/x?sv=1&sig=a%2Fb", "https://blob/x?sv=1&sig=***"),
        ("x -Password hunter2 -Token 'a'", "x -Password *** -Token '***'"),
        ("Set-Secret work 'my word' )", "Set-Secret work *** )"),
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
        "https://host:8080/v1/users/me@example.com",
        "https://host/v1?max_tokens=5&after=batch_1",
        "hf_dataset_of_questions and ek_none",
        "Set-Secret work $text",
        "basic usage of the API",
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


LONG = "Zq7+planted/key_4711'é"


@pytest.mark.parametrize(
    "written",
    [
        quote(LONG),
        json.dumps({"key": LONG}),
        LONG.upper(),
        base64.b64encode(b"user:" + LONG.encode()).decode(),
        *(base64.b64encode(b"x" * n + LONG.encode() + b"yz").decode() for n in range(3)),
        base64.urlsafe_b64encode(LONG.encode()).decode(),
        quote(base64.b64encode(LONG.encode()).decode(), safe=""),
    ],
)
def test_a_registered_secret_is_hidden_however_it_is_written(written: str) -> None:
    register_secret(LONG)
    masked = mask(written)
    assert "***" in masked
    middle = len(written) // 2
    assert written[middle - 3 : middle + 5] not in masked


def test_the_key_of_the_environment_is_hidden_before_a_call_has_looked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "0123456789abcdef\n")
    assert mask("there is no command 0123456789abcdef") == "there is no command ***"
    monkeypatch.setenv("OPENAI_API_KEY", "emulator")  # any short word will do there
    assert mask("the emulator") == "the emulator"


def test_what_headers_hold_is_hidden_by_their_names() -> None:
    register_headers({
        "x-goog-api-key": "word-one",
        "authorization": "Basic " + base64.b64encode(b"user:word-two").decode(),
        "cookie": "a=word-three; b=word-four",
        "accept": "text/plain",
    })  # fmt: skip
    assert mask("word-one, word-two, word-three, word-four, text/plain") == "***, ***, ***, ***, text/plain"


@pytest.mark.parametrize("text", ["ek_", "eyJ-", "://", "://a:", "?password", "bearer ", "Set-Secret a ", 'apikey="'])
def test_what_resembles_a_key_again_and_again_takes_no_time(text: str) -> None:
    """A pattern that looks through the rest from each place on would take hours for this."""
    assert len(mask(text * 200_000)) > 0
