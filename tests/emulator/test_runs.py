"""Threads, messages, runs and their steps."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator

TOOL = {"type": "function", "function": {"name": "get_weather"}}


@pytest.fixture
def assistant(emu: Emulator) -> str:
    return str(emu.add_object("/assistants", {"model": "gpt-4o", "instructions": "Be kind."}, "asst_1")["id"])


def run_with(client: httpx.Client, text: str, **more: Any) -> dict[str, Any]:
    thread = {"messages": [{"role": "user", "content": text}]}
    made = client.post("/threads/runs", json={"assistant_id": "asst_1", "thread": thread, **more})
    assert made.status_code == 200, made.text
    data: dict[str, Any] = made.json()
    return data


def path(run: dict[str, Any]) -> str:
    return f"/threads/{run['thread_id']}/runs/{run['id']}"


def messages(client: httpx.Client, run: dict[str, Any]) -> list[tuple[str, str]]:
    rows = client.get(f"/threads/{run['thread_id']}/messages", params={"order": "asc"}).json()["data"]
    return [(row["role"], row["content"][0]["text"]["value"]) for row in rows]


def events(answer: httpx.Response) -> list[tuple[str, Any]]:
    found = []
    for block in answer.text.strip().split("\n\n"):
        name, data = (line.partition(": ")[2] for line in block.split("\n"))
        found.append((name, None if data == "[DONE]" else json.loads(data)))
    return found


def test_a_message_has_parts(client: httpx.Client, emu: Emulator) -> None:
    emu.add_object("/threads", id="thread_1")
    parts = [{"type": "text", "text": "See"}, {"type": "image_url", "image_url": {"url": "https://host/a.png"}}]
    made = client.post("/threads/thread_1/messages", json={"role": "user", "content": parts}).json()
    assert made["content"] == [{"type": "text", "text": {"value": "See", "annotations": []}}, parts[1]]
    changed = client.post(f"/threads/thread_1/messages/{made['id']}", json={"metadata": {"a": "b"}}).json()
    assert changed == {**made, "metadata": {"a": "b"}}
    other = emu.add_object("/threads")["id"]
    assert client.get(f"/threads/{other}/messages/{made['id']}").status_code == 404
    assert client.delete(f"/threads/thread_1/messages/{made['id']}").json()["object"] == "thread.message.deleted"
    for bad in ({"role": "system", "content": "x"}, {"role": "user"}, {"role": "user", "content": [{"type": "x"}]}):
        assert client.post("/threads/thread_1/messages", json=bad).status_code == 400


def test_a_run_answers_the_thread(client: httpx.Client, assistant: str) -> None:
    run = run_with(client, "Hello", additional_instructions="In verse.")
    assert run["status"] == "queued" and run["instructions"] == "Be kind.\nIn verse." and run["model"] == "gpt-4o"
    ended = client.get(path(run)).json()
    assert ended["status"] == "completed" and ended["usage"]["total_tokens"] == 2
    assert messages(client, run) == [("user", "Hello"), ("assistant", "Hello")]
    (step,) = client.get(f"{path(run)}/steps").json()["data"]
    said = client.get(f"/threads/{run['thread_id']}/messages").json()["data"][0]
    assert step["step_details"]["message_creation"]["message_id"] == said["id"] and said["run_id"] == run["id"]
    assert client.get(f"{path(run)}/steps/{step['id']}").json() == step
    assert client.post(f"{path(run)}/cancel").status_code == 400
    assert [row["id"] for row in client.get(f"/threads/{run['thread_id']}/runs").json()["data"]] == [run["id"]]


def test_functions_are_asked_for_and_their_results_become_the_answer(client: httpx.Client, assistant: str) -> None:
    run = run_with(client, 'call get_weather {"city":"Rome"}', tools=[TOOL])
    waiting = client.get(path(run)).json()
    (call,) = waiting["required_action"]["submit_tool_outputs"]["tool_calls"]
    assert waiting["status"] == "requires_action" and call["function"]["arguments"] == '{"city":"Rome"}'
    thread = f"/threads/{run['thread_id']}"
    assert (
        "active" in client.post(f"{thread}/messages", json={"role": "user", "content": "x"}).json()["error"]["message"]
    )
    assert client.post(f"{thread}/runs", json={"assistant_id": assistant}).status_code == 400
    wrong = client.post(f"{path(run)}/submit_tool_outputs", json={"tool_outputs": [{"tool_call_id": "x"}]})
    assert wrong.status_code == 400 and "call_1" in wrong.json()["error"]["message"]
    outputs = {"tool_outputs": [{"tool_call_id": call["id"], "output": "22 C"}]}
    assert client.post(f"{path(run)}/submit_tool_outputs", json=outputs).json()["status"] == "queued"
    assert client.get(path(run)).json()["status"] == "completed"
    assert messages(client, run)[-1] == ("assistant", "22 C")
    steps = client.get(f"{path(run)}/steps", params={"order": "asc"}).json()["data"]
    assert [step["type"] for step in steps] == ["tool_calls", "message_creation"]
    assert steps[0]["step_details"]["tool_calls"][0]["function"]["output"] == "22 C"


def test_a_call_of_a_function_that_the_run_does_not_have_is_a_text(client: httpx.Client, assistant: str) -> None:
    run = run_with(client, "call get_weather {}")
    assert client.get(path(run)).json()["status"] == "completed"
    assert messages(client, run)[-1] == ("assistant", "call get_weather {}")


def test_a_run_that_waits_can_be_cancelled(client: httpx.Client, assistant: str) -> None:
    run = run_with(client, "call get_weather {}", tools=[TOOL])
    client.get(path(run))
    assert client.post(f"{path(run)}/cancel").json()["status"] == "cancelling"
    ended = client.get(path(run)).json()
    assert ended["status"] == "cancelled" and ended["cancelled_at"] is not None
    said = client.post(f"/threads/{run['thread_id']}/messages", json={"role": "user", "content": "x"})
    assert said.status_code == 200


def test_a_run_fails_where_the_message_asks_for_it(client: httpx.Client, assistant: str) -> None:
    ended = client.get(path(run_with(client, "fail-429"))).json()
    assert ended["status"] == "failed" and ended["last_error"]["code"] == "rate_limit_exceeded"


def test_with_a_speed_a_run_takes_its_time() -> None:
    with Emulator(speed=0.2, open=True) as emu, httpx.Client(base_url=emu.url, trust_env=False) as client:
        emu.add_object("/assistants", {"model": "gpt-4o"}, "asst_1")
        run, seen = run_with(client, "Hello"), []
        until = time.monotonic() + 60
        while not seen or seen[-1] != "completed":
            assert time.monotonic() < until
            seen.append(client.get(path(run)).json()["status"])
            time.sleep(0.02)
        assert seen == sorted(seen, key=["queued", "in_progress", "completed"].index)


def test_a_stream_tells_all_steps(client: httpx.Client, assistant: str) -> None:
    body = {
        "assistant_id": assistant,
        "thread": {"messages": [{"role": "user", "content": "Good day"}]},
        "stream": True,
    }
    found = events(client.post("/threads/runs", json=body))
    names = [name for name, _ in found]
    assert names[:4] == ["thread.created", "thread.run.created", "thread.run.queued", "thread.run.in_progress"]
    assert names[-2:] == ["thread.run.completed", "done"]
    deltas = [data for name, data in found if name == "thread.message.delta"]
    assert "".join(data["delta"]["content"][0]["text"]["value"] for data in deltas) == "Good day"
    assert dict(found)["thread.message.completed"]["content"][0]["text"]["value"] == "Good day"


def test_a_stream_ends_where_functions_are_wanted_and_goes_on(client: httpx.Client, assistant: str) -> None:
    message = {"role": "user", "content": 'call get_weather {"city": "Rome"}'}
    body = {"assistant_id": assistant, "thread": {"messages": [message]}, "tools": [TOOL], "stream": True}
    found = events(client.post("/threads/runs", json=body))
    run = found[-2][1]
    assert found[-2][0] == "thread.run.requires_action"
    calls = [data["delta"]["step_details"]["tool_calls"][0] for name, data in found if name == "thread.run.step.delta"]
    assert "".join(call["function"]["arguments"] for call in calls) == '{"city": "Rome"}'
    outputs = {"tool_outputs": [{"tool_call_id": calls[0]["id"], "output": "22 C"}], "stream": True}
    rest = events(client.post(f"{path(run)}/submit_tool_outputs", json=outputs))
    assert rest[-2][1]["status"] == "completed" and messages(client, run)[-1][1] == "22 C"


@pytest.mark.parametrize("body", [{}, {"assistant_id": "asst_none"}, {"assistant_id": "asst_1", "metadata": {"a": 1}}])
def test_a_run_that_cannot_start_leaves_nothing(client: httpx.Client, assistant: str, body: dict[str, Any]) -> None:
    thread = client.post("/threads").json()["id"]
    assert client.post(f"/threads/{thread}/runs", json=body).status_code in (400, 404)
    assert client.get(f"/threads/{thread}/runs").json()["data"] == []
