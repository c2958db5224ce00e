"""The generic store and its lists, by the families that use them as they are."""

from __future__ import annotations

import time

import httpx
import pytest

from psopenai_py.emulator import Emulator
from psopenai_py.emulator.store import Objects, reached

MODEL = {"model": "gpt-4o"}


def ids(answer: httpx.Response) -> list[str]:
    return [row["id"] for row in answer.json()["data"]]


def test_an_object_is_made_changed_and_deleted(client: httpx.Client) -> None:
    made = client.post("/assistants", json={**MODEL, "name": "Tutor", "metadata": {"team": "docs"}}).json()
    assert made["object"] == "assistant" and made["name"] == "Tutor" and made["temperature"] == 1.0
    changed = client.post(f"/assistants/{made['id']}", json={"instructions": "Be kind.", "object": "x"}).json()
    assert changed == {**made, "instructions": "Be kind."} == client.get(f"/assistants/{made['id']}").json()
    gone = client.delete(f"/assistants/{made['id']}").json()
    assert gone == {"id": made["id"], "object": "assistant.deleted", "deleted": True}
    for answer in (client.get(f"/assistants/{made['id']}"), client.delete(f"/assistants/{made['id']}")):
        assert answer.status_code == 404 and made["id"] in answer.json()["error"]["message"]


def test_a_deleted_id_does_not_come_back(client: httpx.Client) -> None:
    first = client.post("/threads").json()["id"]
    client.delete(f"/threads/{first}")
    assert client.post("/threads").json()["id"] != first


def test_a_list_comes_in_pages_in_both_orders(client: httpx.Client) -> None:
    made = [client.post("/containers", json={"name": str(n)}).json()["id"] for n in range(5)]
    newest = client.get("/containers", params={"limit": 2})
    assert ids(newest) == [made[4], made[3]] and newest.json()["has_more"] is True
    rest = client.get("/containers", params={"limit": 3, "after": newest.json()["last_id"]})
    assert ids(rest) == made[2::-1] and rest.json()["has_more"] is False
    assert ids(client.get("/containers", params={"order": "asc", "limit": 2})) == made[:2]
    assert ids(client.get("/containers", params={"limit": 2, "before": made[0]})) == [made[2], made[1]]
    between = client.get("/containers", params={"after": made[4], "before": made[1]})
    assert ids(between) == [made[3], made[2]]
    assert client.get("/videos").json() == {
        "object": "list", "data": [], "first_id": None, "last_id": None, "has_more": False,
    }  # fmt: skip


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"order": "up"}, {"after": "nobody"}])
def test_a_list_that_is_asked_for_wrongly_is_refused(client: httpx.Client, query: dict[str, object]) -> None:
    answer = client.get("/assistants", params={k: str(v) for k, v in query.items()})
    assert answer.status_code == 400 and answer.json()["error"]["param"] in query


@pytest.mark.parametrize(
    "metadata",
    [{"a": 1}, {"a" * 65: "x"}, {"a": "x" * 513}, {str(n): "x" for n in range(17)}, ["a"]],
    ids=["number", "key", "value", "many", "list"],
)
def test_metadata_have_the_limits_of_the_service(client: httpx.Client, metadata: object) -> None:
    answer = client.post("/threads", json={"metadata": metadata})
    assert answer.status_code == 400 and answer.json()["error"]["param"] == "metadata"


def test_the_id_of_an_object_can_be_chosen(client: httpx.Client, emu: Emulator) -> None:
    made = client.post("/threads", headers={"X-Emulator-Id": "thread_mine"}).json()
    assert made["id"] == "thread_mine" == client.get("/threads/thread_mine").json()["id"]
    assert emu.add_object("/conversations", {"metadata": {"a": "b"}}, "conv_mine")["metadata"] == {"a": "b"}
    assert client.get("/conversations/conv_mine").status_code == 200


@pytest.mark.parametrize(("wanted", "taken"), [("batch_mine", True), ("batch_../../x", False), ("thread_1", False)])
def test_the_id_of_a_batch_can_be_chosen_if_it_is_one(
    client: httpx.Client, emu: Emulator, wanted: str, taken: bool
) -> None:
    file = emu.add_file(b'{"custom_id":"a"}', "in.jsonl")
    body = {"input_file_id": file["id"], "endpoint": "/v1/embeddings", "completion_window": "24h"}
    made = client.post("/batches", json=body, headers={"X-Emulator-Id": wanted}).json()
    assert (made["id"] == wanted) is taken and made["id"].startswith("batch_")


def test_the_number_of_objects_has_a_limit() -> None:
    forgotten: list[object] = []
    kept = Objects("thing", "thing_", "thing", most=3, forget=forgotten.append)
    made = [kept.add({"n": n}, note=n)["id"] for n in range(5)]
    assert [row["id"] for row in kept.all()] == made[2:] and forgotten == [0, 1]


def test_a_job_goes_through_its_stages() -> None:
    stages, now = ("queued", "in_progress", "completed"), time.time()
    assert [reached(now - age, 10, stages) for age in (-5, 1, 11, 21, 99)] == [*stages[:1], *stages, stages[-1]]
    assert reached(now, 0, stages) == "completed"


def test_what_is_not_served_says_so(client: httpx.Client) -> None:
    for method, path in (("GET", "/fine_tuning/models"), ("POST", "/graders"), ("GET", "/threads/x/nothing")):
        answer = client.request(method, path)
        message = answer.json()["error"]["message"]
        assert answer.status_code == 404
        assert f"{method} /v1{path}" in message and "emulator does not serve" in message


def test_a_long_body_is_refused(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psopenai_py.emulator.handler._LONGEST_BODY", 1000)
    assert client.post("/threads", json={"metadata": {"a": "x" * 2000}}).status_code == 413


def test_costs_come_in_pages_of_days(client: httpx.Client) -> None:
    day = 86_400
    query = {"start_time": "0", "end_time": str(5 * day), "limit": "2"}
    starts, page = [], None
    for _ in range(3):
        answer = client.get("/organization/costs", params={**query, **({"page": page} if page else {})}).json()
        starts += [bucket["start_time"] // day for bucket in answer["data"]]
        assert answer["data"][0]["results"][0]["amount"] == {"value": 0.0, "currency": "usd"}
        page = answer["next_page"]
    assert starts == [0, 1, 2, 3, 4] and page is None and answer["has_more"] is False
    used = client.get("/organization/usage/completions", params=query).json()["data"][0]["results"][0]
    assert used["input_tokens"] == 0
    for bad in (
        {},
        {"start_time": "x"},
        {"start_time": "0", "bucket_width": "1y"},
        {"start_time": "0", "limit": "999"},
    ):
        assert client.get("/organization/costs", params=bad).status_code == 400
