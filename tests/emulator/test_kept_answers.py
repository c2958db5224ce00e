"""Chat completions, responses and conversations that the server keeps."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator

ASKED = {"model": "gpt-4o-mini", "input": "Hello"}


def chat(text: str, **more: Any) -> dict[str, Any]:
    return {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": text}], **more}


def test_a_completion_is_kept_if_the_request_says_so(client: httpx.Client) -> None:
    said = client.post("/chat/completions", json=chat("Hello")).json()
    assert client.get(f"/chat/completions/{said['id']}").status_code == 404
    made = [client.post("/chat/completions", json=chat(text, store=True, metadata={"n": text})).json() for text in "ab"]
    again = client.post("/chat/completions", json=chat("a", store=True)).json()
    assert len({one["id"] for one in [*made, again]}) == 3
    listed = client.get("/chat/completions").json()["data"]
    assert [row["id"] for row in listed] == [one["id"] for one in [*made, again]]
    assert "created_at" not in listed[0] and listed[0]["created"] == made[0]["created"]
    found = client.get("/chat/completions", params={"metadata[n]": "b", "model": "gpt-4o-mini"}).json()["data"]
    assert [row["id"] for row in found] == [made[1]["id"]]
    path = f"/chat/completions/{made[0]['id']}"
    assert client.post(path, json={"metadata": {"n": "c"}}).json()["metadata"] == {"n": "c"}
    (message,) = client.get(f"{path}/messages").json()["data"]
    assert (message["id"], message["role"], message["content"]) == (f"{made[0]['id']}-0", "user", "a")
    assert client.delete(path).json() == {"id": made[0]["id"], "object": "chat.completion.deleted", "deleted": True}


def test_an_answer_can_be_spoken(client: httpx.Client) -> None:
    spoken = {"modalities": ["text", "audio"], "audio": {"voice": "alloy", "format": "wav"}}
    said = client.post("/chat/completions", json=chat("Hello", **spoken)).json()["choices"][0]["message"]
    assert said["content"] is None and said["audio"]["transcript"] == "Hello"
    assert base64.b64decode(said["audio"]["data"]).startswith(b"RIFF")
    streamed = client.post("/chat/completions", json=chat("Hello", stream=True, **spoken)).text
    assert said["audio"]["data"] in streamed and '"transcript": "Hello"' in streamed
    wrong = client.post("/chat/completions", json=chat("Hello", modalities=["audio"], audio={"format": "x"}))
    assert wrong.status_code == 400 and wrong.json()["error"]["param"] == "audio.format"


def test_a_response_remembers_its_input(client: httpx.Client) -> None:
    first = client.post("/responses", json=ASKED).json()
    second = client.post("/responses", json={**ASKED, "previous_response_id": first["id"]}).json()
    (item,) = client.get(f"/responses/{first['id']}/input_items").json()["data"]
    assert item["role"] == "user" and item["content"] == [{"type": "input_text", "text": "Hello"}]
    assert item["id"].startswith("msg_")
    alone = client.post("/responses/input_tokens", json={**ASKED, "instructions": "Be kind"}).json()
    assert alone == {"object": "response.input_tokens", "input_tokens": 3}
    after = client.post("/responses/input_tokens", json={**ASKED, "previous_response_id": second["id"]}).json()
    assert after["input_tokens"] == 5
    wrong = client.post("/responses", json={**ASKED, "previous_response_id": "resp_none"})
    assert wrong.status_code == 400 and wrong.json()["error"]["code"] == "previous_response_not_found"
    assert client.post("/responses", json={**ASKED, "store": False}).json()["id"]
    assert client.delete(f"/responses/{first['id']}").json()["deleted"] is True
    assert client.get(f"/responses/{first['id']}/input_items").status_code == 404


def test_the_same_request_twice_is_two_responses(client: httpx.Client) -> None:
    made = [client.post("/responses", json=ASKED).json() for _ in range(3)]
    assert len({one["id"] for one in made}) == len({one["output"][0]["id"] for one in made}) == 3


def test_a_kept_response_streams_from_any_event(client: httpx.Client) -> None:
    made = client.post("/responses", json=ASKED).json()["id"]
    whole = client.get(f"/responses/{made}", params={"stream": "true"}).text
    numbers = [json.loads(line[6:])["sequence_number"] for line in whole.splitlines() if line.startswith("data: ")]
    rest = client.get(f"/responses/{made}", params={"stream": "true", "starting_after": str(numbers[-3])}).text
    assert numbers == list(range(len(numbers))) and whole.endswith(rest) and rest.count("data: ") == 2


def test_a_response_in_the_background_ends_or_is_cancelled() -> None:
    with Emulator(speed=60, open=True) as emu, httpx.Client(base_url=emu.url, trust_env=False) as client:
        made = client.post("/responses", json={**ASKED, "background": True}).json()
        assert (made["status"], made["output"]) == ("queued", [])
        assert client.post(f"/responses/{made['id']}/cancel").json()["status"] == "cancelled"
        assert client.get(f"/responses/{made['id']}").json()["status"] == "cancelled"
    with Emulator(open=True) as emu, httpx.Client(base_url=emu.url, trust_env=False) as client:
        made = client.post("/responses", json={**ASKED, "background": True}).json()
        assert client.get(f"/responses/{made['id']}").json()["status"] == "completed"
        plain = client.post("/responses", json=ASKED).json()["id"]
        assert client.post(f"/responses/{plain}/cancel").status_code == 400


def test_a_conversation_is_compacted(client: httpx.Client) -> None:
    items = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Good day"}]
    made = client.post("/responses/compact", json={"model": "gpt-4o", "input": items}).json()
    assert made["object"] == "response.compaction" and made["usage"]["input_tokens"] == 3
    assert [item["type"] for item in made["output"]] == ["message", "compaction"]
    asked = [*made["output"], {"role": "user", "content": "And then?"}]
    said = client.post("/responses", json={"model": "gpt-4o", "input": asked}).json()
    assert said["output"][0]["content"][0]["text"] == "And then?"
    for bad in ({"model": "gpt-4o"}, {"input": items}):
        assert client.post("/responses/compact", json=bad).status_code == 400


def test_a_response_adds_to_its_conversation(client: httpx.Client, emu: Emulator) -> None:
    emu.add_object("/conversations", {"items": [{"role": "user", "content": "It rained."}]}, "conv_1")
    for conversation in ("conv_1", {"id": "conv_1"}):
        said = client.post("/responses", json={**ASKED, "conversation": conversation}).json()
        assert said["conversation"] == {"id": "conv_1"}
    rows = client.get("/conversations/conv_1/items", params={"order": "asc"}).json()["data"]
    assert [row["content"][0]["text"] for row in rows] == ["It rained.", "Hello", "Hello", "Hello", "Hello"]
    assert len({row["id"] for row in rows}) == 5
    assert client.post("/responses", json={**ASKED, "conversation": "conv_none"}).status_code == 404
    without_input = {"model": "gpt-4o", "conversation": "conv_1"}
    assert client.post("/responses", json=without_input).status_code == 200
    assert client.post("/responses", json={"model": "gpt-4o"}).status_code == 400


def test_items_of_a_conversation_are_added_shown_and_deleted(client: httpx.Client, emu: Emulator) -> None:
    emu.add_object("/conversations", {"metadata": {"a": "b"}}, "conv_1")
    path = "/conversations/conv_1/items"
    items = [{"type": "message", "role": "user", "content": f"{n}"} for n in range(3)]
    made = client.post(path, json={"items": items}).json()
    assert [row["content"][0]["text"] for row in made["data"]] == ["0", "1", "2"] and made["has_more"] is False
    one = made["data"][1]
    assert client.get(f"{path}/{one['id']}").json() == one
    assert client.delete(f"{path}/{one['id']}").json()["metadata"] == {"a": "b"}
    assert client.get(f"{path}/{one['id']}").status_code == 404
    for bad in ({}, {"items": ["x"]}, {"items": items * 7}):
        assert client.post(path, json=bad).status_code == 400
    assert client.delete("/conversations/conv_1").json()["object"] == "conversation.deleted"
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("more", [{"stream": False}, {"stream": True}, {"tool_choice": {"type": "image_generation"}}])
def test_a_response_uses_the_tools_that_a_message_names(client: httpx.Client, more: dict[str, Any]) -> None:
    asked = "Draw a cube." if "tool_choice" in more else "use web_search and use image_generation"
    tools = [
        {"type": "web_search_preview"},
        {"type": "image_generation", "size": "64x64"},
        {"type": "code_interpreter"},
    ]
    answer = client.post("/responses", json={"model": "gpt-5", "input": asked, "tools": tools, **more})
    if more.get("stream"):
        events = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
        output = events[-1]["response"]["output"]
        assert [event["item"] for event in events if event["type"] == "response.output_item.done"] == output
    else:
        output = answer.json()["output"]
    kinds = [item["type"] for item in output]
    assert kinds[-2:] == ["image_generation_call", "message"] and len(kinds) == (2 if "tool_choice" in more else 3)
    assert base64.b64decode(output[-2]["result"]).startswith(b"\x89PNG")


def test_log_probabilities_come_where_they_are_asked_for(client: httpx.Client) -> None:
    said = client.post("/chat/completions", json=chat("Good day", logprobs=True)).json()["choices"][0]
    assert [row["token"] for row in said["logprobs"]["content"]] == ["Good", "day"]
    assert client.post("/chat/completions", json=chat("Good day")).json()["choices"][0]["logprobs"] is None


def test_large_answers_have_a_limit(client: httpx.Client) -> None:
    answer = client.post("/chat/completions", json=chat("x" * (1 << 20), n=65))
    assert answer.status_code == 400 and answer.json()["error"]["param"] == "n"
