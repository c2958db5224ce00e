from __future__ import annotations

import base64
import json
import struct
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator


def ask(client: httpx.Client, text: str = "Hello there", **more: Any) -> httpx.Response:
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": text}], **more}
    return client.post("/chat/completions", json=body)


def events(answer: httpx.Response) -> list[Any]:
    assert answer.headers["content-type"].startswith("text/event-stream")
    data = [line.removeprefix("data: ") for line in answer.text.splitlines() if line.startswith("data: ")]
    return [json.loads(one) for one in data if one != "[DONE]"]


def test_a_chat_echoes_the_last_message_of_the_user(client: httpx.Client) -> None:
    answer = ask(client).json()
    assert answer["object"] == "chat.completion" and answer["model"] == "gpt-4o-mini"
    assert answer["choices"][0]["message"]["content"] == "Hello there"
    assert answer["usage"]["total_tokens"] == 4
    assert ask(client).json() == answer


def test_parts_of_a_message_are_one_text(client: httpx.Client) -> None:
    parts = [
        {"type": "text", "text": "a"},
        {"type": "image_url", "image_url": {"url": "x"}},
        {"type": "text", "text": "b"},
    ]
    answer = client.post("/chat/completions", json={"model": "m", "messages": [{"role": "user", "content": parts}]})
    assert answer.json()["choices"][0]["message"]["content"] == "a b"


def test_a_chat_comes_in_pieces(client: httpx.Client) -> None:
    chunks = events(ask(client, "one  two\nthree", stream=True, stream_options={"include_usage": True}))
    text = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks if chunk["choices"])
    assert text == "one  two\nthree"
    assert chunks[-2]["choices"][0]["finish_reason"] == "stop" and chunks[-1]["usage"]["prompt_tokens"] == 3
    assert ask(client, stream=True).text.endswith("data: [DONE]\n\n")


def test_a_function_is_called_and_its_result_is_the_answer(client: httpx.Client) -> None:
    message = ask(client, 'call get_weather {"city": "Bern"}').json()["choices"][0]["message"]
    (call,) = message["tool_calls"]
    assert call["function"] == {"name": "get_weather", "arguments": '{"city": "Bern"}'} and message["content"] is None
    messages = [{"role": "user", "content": "call f {}"}, message]
    messages.append({"role": "tool", "tool_call_id": call["id"], "content": "sunny"})
    answer = client.post("/chat/completions", json={"model": "m", "messages": messages}).json()
    assert answer["choices"][0]["message"]["content"] == "sunny"


def test_a_function_call_comes_in_pieces(client: httpx.Client) -> None:
    chunks = events(ask(client, 'call f {"a": 1}', stream=True))
    calls = [call for chunk in chunks for call in chunk["choices"][0]["delta"].get("tool_calls", [])]
    assert calls[0]["function"]["name"] == "f"
    assert "".join(call["function"]["arguments"] for call in calls) == '{"a": 1}'


def test_an_answer_is_json_where_json_was_asked_for(client: httpx.Client) -> None:
    answer = ask(client, "x", response_format={"type": "json_object"}).json()
    assert json.loads(answer["choices"][0]["message"]["content"]) == {"answer": "x"}


@pytest.mark.parametrize("status", [400, 429, 500, 503])
def test_an_error_comes_when_it_is_asked_for(client: httpx.Client, status: int) -> None:
    for answer in (ask(client, f"fail {status}"), ask(client, model=f"fail-{status}")):
        assert answer.status_code == status and answer.json()["error"]["code"] == f"emulated_{status}"


def test_what_is_missing_is_told(client: httpx.Client) -> None:
    assert client.post("/chat/completions", json={"model": "m"}).json()["error"]["param"] == "messages"
    assert client.post("/chat/completions", json={}).json()["error"]["param"] == "model"
    assert client.post("/responses", json={"model": "m"}).json()["error"]["param"] == "input"
    assert client.post("/embeddings", json={"model": "m"}).json()["error"]["param"] == "input"
    for body in ("{oops", "[]", ""):
        assert client.post("/responses", content=body).status_code == 400


def test_a_response_echoes_and_is_kept(client: httpx.Client) -> None:
    answer = client.post("/responses", json={"model": "m", "input": "Hello", "metadata": {"a": "b"}}).json()
    assert answer["output"][0]["content"][0]["text"] == "Hello" and answer["metadata"] == {"a": "b"}
    place = f"/responses/{answer['id']}"
    assert client.get(place).json() == answer
    assert client.delete(place).json()["deleted"] is True
    assert client.get(place).status_code == client.delete(place).status_code == 404


def test_a_response_comes_in_pieces(client: httpx.Client) -> None:
    said = events(client.post("/responses", json={"model": "m", "input": "one two", "stream": True}))
    assert said[0]["type"] == "response.created" and said[-1]["type"] == "response.completed"
    assert "".join(one["delta"] for one in said if one["type"] == "response.output_text.delta") == "one two"
    assert [one["sequence_number"] for one in said] == list(range(len(said)))


def test_a_response_calls_a_function_and_takes_its_result(client: httpx.Client) -> None:
    asked = {"role": "user", "content": [{"type": "input_text", "text": 'call f {"a": 1}'}]}
    (call,) = client.post("/responses", json={"model": "m", "input": [asked]}).json()["output"]
    assert (call["type"], call["name"], call["arguments"]) == ("function_call", "f", '{"a": 1}')
    result = {"type": "function_call_output", "call_id": call["call_id"], "output": "done"}
    answer = client.post("/responses", json={"model": "m", "input": [asked, call, result]}).json()
    assert answer["output"][0]["content"][0]["text"] == "done"
    said = events(client.post("/responses", json={"model": "m", "input": [asked], "stream": True}))
    assert "response.function_call_arguments.done" in [one["type"] for one in said]


def test_texts_that_share_words_lie_closer_together(client: httpx.Client) -> None:
    texts = ["the red house", "the red horse", "quantum chromodynamics"]
    answer = client.post("/embeddings", json={"model": "text-embedding-3-small", "input": texts}).json()
    first, second, third = (one["embedding"] for one in answer["data"])
    assert len(first) == 1536 and sum(x * x for x in first) == pytest.approx(1)
    near, far = (sum(x * y for x, y in zip(first, other, strict=True)) for other in (second, third))
    assert near > 0.4 > far


def test_a_vector_can_be_short_and_base64(client: httpx.Client) -> None:
    body = {"model": "m", "input": "hi", "dimensions": 8}
    numbers = client.post("/embeddings", json=body).json()["data"][0]["embedding"]
    coded = client.post("/embeddings", json={**body, "encoding_format": "base64"}).json()["data"][0]["embedding"]
    assert list(struct.unpack("<8f", base64.b64decode(coded))) == numbers


def test_a_violent_text_is_flagged(client: httpx.Client) -> None:
    results = client.post("/moderations", json={"input": ["I will kill you", "good morning"]}).json()["results"]
    assert [one["flagged"] for one in results] == [True, False] and results[0]["categories"]["violence"]


def test_a_completion_echoes_whole_and_in_pieces(client: httpx.Client) -> None:
    body = {"model": "m", "prompt": "one two"}
    assert client.post("/completions", json=body).json()["choices"][0]["text"] == "one two"
    chunks = events(client.post("/completions", json={**body, "stream": True}))
    assert "".join(chunk["choices"][0]["text"] for chunk in chunks) == "one two"


def test_only_models_that_were_tuned_can_be_deleted(client: httpx.Client) -> None:
    models = client.get("/models").json()["data"]
    assert client.get("/models/gpt-4o-mini").json() in models
    assert client.get("/models/none").json()["error"]["code"] == "model_not_found"
    assert client.delete("/models/gpt-4o-mini").status_code == 403
    tuned = next(model["id"] for model in models if model["id"].startswith("ft:"))
    assert client.delete(f"/models/{tuned}").json()["deleted"] is True
    assert client.get(f"/models/{tuned}").status_code == 404


def test_azures_addresses_are_understood(emu: Emulator) -> None:
    body = {"messages": [{"role": "user", "content": "hi"}]}
    base = emu.url.removesuffix("/v1")
    with httpx.Client(headers={"api-key": "abc"}, trust_env=False) as client:
        place = f"{base}/openai/deployments/my-model/chat/completions"
        answer = client.post(place, params={"api-version": "x"}, json=body)
        assert answer.json()["model"] == "my-model"
        assert client.get(f"{base}/openai/files").status_code == 200
    assert emu.requests[0].query == {"api-version": "x"}
