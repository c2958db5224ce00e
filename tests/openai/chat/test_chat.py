from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from ..command import command
from ..conftest import KEY, Service


def test_what_was_not_given_is_not_sent(service: Service) -> None:
    service.output("Request-ChatCompletion Hello -Model m")
    assert service.body == {"model": "m", "messages": [{"role": "user", "content": "Hello"}]}


def test_the_object_has_the_question_the_answers_and_the_conversation(service: Service) -> None:
    script = "$r = Request-ChatCompletion ' Hello ' -n 2 -Model m; $r.Message; $r.Answer; $r.History.role"
    assert service.texts(script) == ["Hello", "Hello", "Hello", "user", "assistant"]


def test_numbers_are_sent_as_written(service: Service) -> None:
    service.output("Request-ChatCompletion a -Temperature 0.2 -TopP 1 -MaxCompletionTokens 5 -Seed 42 -n 2 -Model m")
    assert '"temperature":0.2' in service.emulator.requests[-1].body.decode()
    assert service.body["max_completion_tokens"] == 5 and service.body["seed"] == 42 and service.body["n"] == 2


def test_system_words_come_before_the_question_and_after_the_history(service: Service) -> None:
    service.output(
        "$h = @{role='user';content='hi'}, @{role='assistant';content='yo'}, @{note='no message'}\n"
        "Request-ChatCompletion q -History $h -System ' s ', '' -DeveloperMessage d -Model m"
    )
    assert [(m["role"], m["content"]) for m in service.body["messages"]] == [
        ("user", "hi"), ("assistant", "yo"), ("system", "s"), ("developer", "d"), ("user", "q"),
    ]  # fmt: skip


def test_a_piped_completion_goes_on_with_its_conversation_and_model(service: Service) -> None:
    service.output("Request-ChatCompletion one -Model m | Request-ChatCompletion two")
    assert service.body["model"] == "m"
    assert [m["content"] for m in service.body["messages"]] == ["one", "one", "two"]


def test_pictures_and_sound_are_read_from_files(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"JPG")
    (tmp_path / "b.mp3").write_bytes(b"MP3")
    service.output(
        f"Request-ChatCompletion q -Images '{tmp_path}/a.jpg', 'https://x/y' -ImageDetail Low"
        f" -InputAudio '{tmp_path}/b.mp3' -Model m"
    )
    text, sound, file, link = service.body["messages"][0]["content"]
    assert text == {"type": "text", "text": "q"}
    assert sound["input_audio"] == {"data": base64.b64encode(b"MP3").decode(), "format": "mp3"}
    assert file["image_url"] == {"url": "data:image/jpeg;base64,SlBH", "detail": "low"}
    assert link["image_url"]["url"] == "https://x/y"


@pytest.mark.parametrize("command", ["Request-ChatCompletion", "Request-ChatCompletion x -Role function -Model m"])
def test_nothing_to_say_is_an_error_and_no_request(service: Service, command: str) -> None:
    assert len(service.run(command).errors) == 1
    assert not service.emulator.requests


def test_web_search_prediction_and_formats(service: Service) -> None:
    service.output(
        "Request-ChatCompletion q -WebSearchContextSize low -WebSearchUserLocationCity Rome -Prediction p"
        """ -Format json_schema -JsonSchema '{"name":"r"}' -LogProbs $true -TopLogProbs 3 -Model m"""
    )
    body = service.body
    assert body["web_search_options"] == {
        "search_context_size": "low", "user_location": {"type": "approximate", "approximate": {"city": "Rome"}},
    }  # fmt: skip
    assert body["prediction"] == {"type": "content", "content": "p"}
    assert body["response_format"] == {"type": "json_schema", "json_schema": {"name": "r"}}
    assert body["logprobs"] is True and body["top_logprobs"] == 3


def test_a_raw_response_is_the_text_that_came(service: Service) -> None:
    (text,) = service.output("Request-ChatCompletion q -ResponseFormat raw_response -Model m")
    assert json.loads(text)["object"] == "chat.completion"
    assert "response_format" not in service.body


def test_a_stream_comes_in_pieces_that_are_also_information(service: Service) -> None:
    result = service.run("Request-ChatCompletion 'one two' -Stream -n 3 -Model m")
    assert "".join(result.output) == "one two" and len(result.output) > 2
    assert result.information == result.output
    assert service.body["stream"] is True and "n" not in service.body


def test_a_class_is_sent_as_a_schema_and_the_answer_is_an_instance(service: Service) -> None:
    names = service.texts(
        "class Reply { [string]$answer; [int]$Length }\n"
        "$a = (Request-ChatCompletion q -ResponseFormat ([Reply]) -Model m).Answer[0]; $a.GetType().Name; $a.answer"
    )
    assert names == ["Reply", "q"]
    schema = service.body["response_format"]["json_schema"]
    assert schema["name"] == "Reply" and schema["strict"] is True
    assert schema["schema"]["required"] == ["answer", "Length"]


def test_a_fault_is_a_terminating_error_of_the_service(service: Service) -> None:
    result = service.run("try { Request-ChatCompletion fail-404 -Model m } catch { $_.FullyQualifiedErrorId }")
    assert result.output == ["PSOpenAI.APIRequest.NotFoundException,Invoke-OpenAIAPIRequest"]


def test_models_that_are_gone_and_parameters_out_of_date_are_warned_of(service: Service) -> None:
    warnings = service.run("Request-ChatCompletion q -Model gpt-3.5-turbo-0613 -MaxTokens 3").warnings
    assert sorted(w.split()[1] for w in warnings) == ["'MaxTokens'", "gpt-3.5-turbo-0613"]


def test_logit_bias_takes_ids_of_tokens(service: Service) -> None:
    result = service.run("Request-ChatCompletion q -LogitBias @{ 50 = 200; '7' = -1.5; word = 1 } -Model m")
    assert service.body["logit_bias"] == {"50": 100.0, "7": -1.5}
    assert len(result.warnings) == 1 and len(result.errors) == 1


def test_as_batch_sends_nothing(service: Service) -> None:
    (made,) = service.output("Request-ChatCompletion q -AsBatch -CustomBatchId c-1 -Model m")
    assert made.custom_id == "c-1" and made.url == "/v1/chat/completions" and made.body.messages[0].content == "q"
    assert not service.emulator.requests
    (made,) = service.output("Request-ChatCompletion q -AsBatch -AdditionalBody @{ seed = 7; model = 'other' }")
    assert (made.body.seed, made.body.model) == (7, "other")  # PSOpenAI drops it
    assert service.texts("(Request-ChatCompletion q -AsBatch).custom_id -match '^request-[0-9a-f]{16}$'") == ["True"]


def test_the_results_of_a_batch_have_answers(service: Service) -> None:
    answers = service.texts(
        "'a', 'b' | Request-ChatCompletion -AsBatch -Model m | Start-Batch | Get-BatchOutput -Wait"
        " | ForEach-Object { $_.response.body.Answer }"
    )
    assert sorted(answers) == ["a", "b"]


def test_the_id_of_a_request_for_a_batch_comes_from_its_row(service: Service) -> None:
    rows = "[pscustomobject]@{ id = 'a'; text = 'one' }, [pscustomobject]@{ id = 'b'; text = 'two' }"
    made = service.output(f"{rows} | Request-ChatCompletion -Message {{ $_.text }} -AsBatch -CustomBatchId {{ $_.id }}")
    assert [(one["custom_id"], one["body"]["messages"][0]["content"]) for one in made] == [("a", "one"), ("b", "two")]


@pytest.mark.parametrize(
    ("cmdlet", "words"),
    [
        ("Request-ChatCompletion", ["-Message", "q", "-JsonSchema", '{"name":"r"}']),
        ("Request-ChatCompletion", ["-Message", "q", "-Format", "json_object", "-JsonSchema", '{"name":"r"}']),
        ("Request-Response", ["-Message", "q", "-JsonSchema", "{}", "-JsonSchemaName", "r"]),
        ("New-Assistant", ["-JsonSchema", '{"name":"r"}']),
    ],
)
def test_a_schema_without_its_format_is_warned_of(service: Service, cmdlet: str, words: list[str]) -> None:
    done = command(service.emulator, cmdlet, "-Model", "m", *words, OPENAI_API_KEY=KEY)
    assert done.returncode == 0 and "WARNING: -JsonSchema" in done.stderr and "no effect without -" in done.stderr
    assert "schema" not in json.dumps(service.body)
    quoted = " ".join(word if word.startswith("-") else f"'{word}'" for word in words)
    result = service.run(f"{cmdlet} -Model m {quoted} -Verbose")
    assert not result.warnings and any("-JsonSchema" in str(line) for line in result.verbose)
