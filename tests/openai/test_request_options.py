"""Moderation, cache and stream options, and what else a request to a model has got with the time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from psopenai_py.emulator import Emulator

from .command import command
from .conftest import Service

POLICY = "@{ model = 'm'; policy = @{ input = @{ mode = 'block' } } }"


@pytest.mark.parametrize("command", ["Request-Response", "Request-ChatCompletion"])
@pytest.mark.parametrize(
    ("words", "field", "sent"),
    [
        ("-Moderation omni-moderation-latest", "moderation", {"model": "omni-moderation-latest"}),
        (f"-Moderation {POLICY}", "moderation", {"model": "m", "policy": {"input": {"mode": "block"}}}),
        ("-PromptCacheMode Explicit -PromptCacheTtl 30m", "prompt_cache_options", {"mode": "explicit", "ttl": "30m"}),
        ("-prompt_cache_options @{ ttl = '1h'; x = 1 } -PromptCacheTtl 30m", "prompt_cache_options",
         {"ttl": "30m", "x": 1}),
        ("-Stream -StreamOptions @{ include_obfuscation = $false }", "stream_options", {"include_obfuscation": False}),
    ],
)  # fmt: skip
def test_options_of_a_request(service: Service, command: str, words: str, field: str, sent: Any) -> None:
    service.output(f"{command} Hello {words}")
    assert service.body[field] == sent


@pytest.mark.parametrize(
    ("words", "field", "sent"),
    [
        ("-ReasoningContext all_turns -ReasoningMode pro -ReasoningEffort low", "reasoning",
         {"effort": "low", "context": "all_turns", "mode": "pro"}),
        ("-PromptCacheComparisonResponseId resp_1 -PromptCachePrewarm", "prompt_cache_options",
         {"comparison_response_id": "resp_1", "prewarm": True}),
        ("-CompactThreshold 2000", "context_management", [{"type": "compaction", "compact_threshold": 2000}]),
        ("-ContextManagement @{ type = 'compaction' }, @{ type = 'new' } -CompactThreshold 1000", "context_management",
         [{"type": "compaction", "compact_threshold": 1000}, {"type": "new"}]),
        ("-UseRemoteMCPTool -RemoteMCPServerLabel l -RemoteMCPTunnelId tunnel_1", "tools",
         [{"type": "mcp", "server_label": "l", "tunnel_id": "tunnel_1"}]),
    ],
)  # fmt: skip
def test_options_of_a_response(service: Service, words: str, field: str, sent: Any) -> None:
    service.output(f"Request-Response Hello {words}")
    assert service.body[field] == sent


def test_what_was_not_asked_for_is_not_sent(service: Service) -> None:
    service.output("Request-ChatCompletion Hello -Model m; Request-Response Hello -Model m")
    assert [sorted(body) for body in service.bodies] == [["messages", "model"], ["input", "model"]]


def test_a_batch_takes_the_options_too(service: Service) -> None:
    script = "(Request-Response Hello -Moderation m -CompactThreshold 1000 -AsBatch).body"
    assert service.output(f"$b = {script}; $b.moderation.model; $b.context_management[0].compact_threshold") == [
        "m",
        1000,
    ]


@pytest.mark.parametrize(
    ("words", "error_id"),
    [
        ("-StreamOptions @{ include_usage = $true }", "StreamOptionsWithoutStream"),
        ("-Stream -StreamOptions @{ include_obfuscation = 'yes' }", "ParameterArgumentTransformationError"),
        ("-Moderation ''", "InvalidModeration"),
        ("-Moderation @{ policy = 1 }", "InvalidModeration"),
    ],
)
def test_options_that_do_not_fit_are_errors(service: Service, words: str, error_id: str) -> None:
    assert service.error_ids(f"Request-ChatCompletion Hello {words}") == [f"{error_id},Request-ChatCompletion"]
    assert list(service.emulator.requests) == []


def test_a_shells_words_are_enough() -> None:
    with Emulator() as emulator:
        words = ("-Stream", "-StreamOptions", "include_usage=true,include_obfuscation=False")
        assert command(emulator, "Request-ChatCompletion", "Hello", *words).stdout == "Hello\n"
        sent = json.loads(emulator.requests[-1].body)
        assert sent["stream_options"] == {"include_usage": True, "include_obfuscation": False}
        command(emulator, "Request-Response", "Hi", "--context-management", "type=compaction,compact_threshold=2000")
        sent = json.loads(emulator.requests[-1].body)
        assert sent["context_management"] == [{"type": "compaction", "compact_threshold": 2000}]


def test_the_usage_at_the_end_of_a_stream_is_not_text(service: Service) -> None:
    texts = service.texts("Request-ChatCompletion 'Hello there' -Stream -StreamOptions @{ include_usage = $true }")
    assert "".join(texts) == "Hello there"


def test_a_model_that_the_service_does_not_know_names_the_parameter(service: Service) -> None:
    service.emulator.add_fault("404,path=/chat/completions,code=model_not_found,message=The model x does not exist")
    service.emulator.add_fault("404,path=/responses,message=No model named gpt-9 was not found here")
    service.emulator.add_fault("400,path=/embeddings,message=model gpt-9 does not support this")
    for script, hinted in (
        ("Request-ChatCompletion Hi -Model x", True),
        ("Request-Response Hi -Model gpt-9", True),
        ("Request-Embeddings Hi -Model gpt-9", False),
    ):
        (error,) = service.run(script).errors
        assert ("-Model" in str(error)) is hinted, error


def test_the_end_of_the_assistants_is_told_when_the_service_says_so(service: Service) -> None:
    service.emulator.add_fault("410,path=/assistants/*,times=1")
    service.emulator.add_fault("404,path=/threads/thread_2,message=The Assistants API has been removed.")
    service.emulator.add_fault("404,path=/threads/thread_3,message=No thread found.")
    told = [
        len(service.run(command).warnings)
        for command in ("Get-Assistant asst_1", "Get-Thread thread_2", "Get-Thread thread_3", "Get-VectorStore vs_none")
    ]
    assert told == [1, 1, 0, 0]


@pytest.mark.parametrize("key", ["$null", "''"])
def test_an_empty_key_that_is_given_counts(service: Service, key: str) -> None:
    service.emulator.api_key = None
    service.run(f"Get-OpenAIModels -ApiKey {key}")
    assert service.emulator.requests[-1].headers["authorization"] == "Bearer"
