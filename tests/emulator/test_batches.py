from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from psopenai_py.emulator import Emulator, output_line, request_line

CHAT = "/v1/chat/completions"


def create(emu: Emulator, client: httpx.Client, lines: Any, endpoint: str = CHAT, **more: Any) -> dict[str, Any]:
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    body = {"input_file_id": emu.add_file(text)["id"], "endpoint": endpoint, "completion_window": "24h", **more}
    answer = client.post("/batches", json=body)
    assert answer.status_code == 200, answer.text
    batch: dict[str, Any] = answer.json()
    return batch


def look(client: httpx.Client, batch: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/batches/{batch['id']}").json()
    return found


def lines_of(client: httpx.Client, file_id: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get(f"/files/{file_id}/content").text.splitlines()]


def requests(count: int) -> list[dict[str, Any]]:
    return [request_line(f"r{n}", f"text {n}") for n in range(count)]


def test_a_batch_is_done_when_it_is_next_looked_at(emu: Emulator, client: httpx.Client) -> None:
    batch = create(emu, client, requests(20), metadata={"k": "v"})
    assert (batch["object"], batch["status"], batch["metadata"]) == ("batch", "validating", {"k": "v"})
    done = look(client, batch)
    assert done["status"] == "completed" and done["error_file_id"] is None
    assert done["request_counts"] == {"total": 20, "completed": 20, "failed": 0}
    output = lines_of(client, done["output_file_id"])
    ids = [line["custom_id"] for line in output]
    assert sorted(ids) == sorted(f"r{n}" for n in range(20)) and ids != [f"r{n}" for n in range(20)]
    for line in output:
        answer = line["response"]["body"]["choices"][0]["message"]["content"]
        assert line["error"] is None and answer == f"text {line['custom_id'][1:]}"


def test_requests_that_fail_are_told_in_the_error_file(emu: Emulator, client: httpx.Client) -> None:
    failing = [request_line("a", model="fail-400"), request_line("b", "please fail 500"), request_line("c")]
    done = look(client, create(emu, client, failing))
    assert done["request_counts"] == {"total": 3, "completed": 1, "failed": 2}
    assert [line["custom_id"] for line in lines_of(client, done["output_file_id"])] == ["c"]
    errors = {line["custom_id"]: line for line in lines_of(client, done["error_file_id"])}
    assert {id: line["response"]["status_code"] for id, line in errors.items()} == {"a": 400, "b": 500}
    assert errors["a"]["error"] is None and errors["a"]["response"]["body"]["error"]["code"] == "emulated_400"


def test_there_is_no_output_file_when_every_request_failed(emu: Emulator, client: httpx.Client) -> None:
    done = look(client, create(emu, client, [request_line("a", model="fail-400")]))
    assert done["status"] == "completed" and done["output_file_id"] is None and done["error_file_id"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{not json", "invalid_json_line"),
        ("[]", "invalid_json_line"),
        (request_line("r0"), "duplicate_custom_id"),
        (request_line("x", url="/v1/embeddings"), "mismatched_url"),
        ({**request_line("x"), "method": "GET"}, "invalid_method"),
        (request_line("x", body={"messages": []}), "missing_required_parameter"),
        ({"custom_id": "x", "method": "POST", "url": CHAT}, "missing_required_parameter"),
    ],
)
def test_an_input_with_a_wrong_line_fails(emu: Emulator, client: httpx.Client, line: Any, code: str) -> None:
    done = look(client, create(emu, client, [*requests(2), "", line]))
    assert done["status"] == "failed" and done["failed_at"] and done["output_file_id"] is None
    (error,) = done["errors"]["data"]
    assert (error["code"], error["line"]) == (code, 4)
    assert error["message"] and set(error) == {"code", "line", "message", "param"}


def test_an_empty_input_fails(emu: Emulator, client: httpx.Client) -> None:
    assert look(client, create(emu, client, []))["errors"]["data"][0]["code"] == "empty_file"


def test_statuses_can_be_told_one_by_one(emu: Emulator, client: httpx.Client) -> None:
    told = ["validating", "in_progress", "in_progress", "finalizing", "completed"]
    batch = emu.add_batch(requests=requests(2), statuses=told)
    assert [look(client, batch)["status"] for _ in range(6)] == [*told, "completed"]


def test_the_clock_moves_a_slow_batch(emu: Emulator, client: httpx.Client) -> None:
    emu.batches.speed = 1000.0
    batch = create(emu, client, requests(10))
    seen = []
    for stages in (0.5, 1.5, 2.5, 3.5):
        emu.batches.speed = 1000.0
        emu.batches.shift(batch["id"], -1000.0 * stages)
        found = look(client, batch)
        seen.append((found["status"], found["request_counts"]["completed"]))
        emu.batches.shift(batch["id"], 1000.0 * stages)
    assert seen == [("validating", 0), ("in_progress", 5), ("finalizing", 10), ("completed", 10)]


def test_a_batch_that_the_clock_drives_keeps_what_was_done_when_it_was_cancelled(
    emu: Emulator, client: httpx.Client
) -> None:
    emu.batches.speed = 1000.0
    batch = create(emu, client, requests(10))
    emu.batches.shift(batch["id"], -1300.0)
    client.post(f"/batches/{batch['id']}/cancel")
    emu.batches.shift(batch["id"], -1000.0)
    done = look(client, batch)
    assert done["status"] == "cancelled" and len(lines_of(client, done["output_file_id"])) == 3
    assert done["error_file_id"] is None


def test_a_cancelled_batch_keeps_part_of_its_output(emu: Emulator, client: httpx.Client) -> None:
    batch = emu.add_batch(requests=requests(10), statuses=["in_progress"])
    look(client, batch)
    assert client.post(f"/batches/{batch['id']}/cancel").json()["status"] == "cancelling"
    done = look(client, batch)
    assert done["status"] == "cancelled" and done["cancelling_at"] and done["cancelled_at"]
    assert len(lines_of(client, done["output_file_id"])) == 5 and done["error_file_id"] is None
    again = client.post(f"/batches/{batch['id']}/cancel")
    assert again.status_code == 409


def test_an_expired_batch_tells_which_requests_were_not_executed(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("expire,path=/batches,times=1")
    done = look(client, create(emu, client, requests(10)))
    assert done["status"] == "expired" and done["expired_at"]
    assert done["request_counts"] == {"total": 10, "completed": 5, "failed": 5}
    errors = lines_of(client, done["error_file_id"])
    assert [line["error"]["code"] for line in errors] == ["batch_expired"] * 5
    assert all(line["response"] is None for line in errors)
    assert look(client, create(emu, client, requests(2)))["status"] == "completed"


def test_the_share_that_is_done_when_a_batch_expires_can_be_given(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("expire=0.3,path=/batches,times=1")
    done = look(client, create(emu, client, requests(10)))
    assert done["status"] == "expired" and done["request_counts"] == {"total": 10, "completed": 3, "failed": 7}


def test_a_custom_id_says_how_its_request_fares(emu: Emulator, client: httpx.Client) -> None:
    ids = ["fail-429", "a-fail-500-x2", "b-lost", "c-lost-x1", "fail-4000", "failing-400", "d"]
    given = [request_line(id) for id in ids]
    seen = []
    for _ in range(3):
        done = look(client, create(emu, client, given))
        good = {line["custom_id"] for line in lines_of(client, done["output_file_id"])}
        bad = {line["custom_id"]: line["response"] for line in lines_of(client, done["error_file_id"])}
        assert done["request_counts"] == {"total": 7, "completed": 7 - len(bad), "failed": len(bad)}
        seen.append((sorted(good), {id: response["status_code"] for id, response in bad.items()}))
    always = ["d", "fail-4000", "failing-400"]
    assert seen == [
        (always, {"fail-429": 429, "a-fail-500-x2": 500}),
        (["c-lost-x1", *always], {"fail-429": 429, "a-fail-500-x2": 500}),
        (["a-fail-500-x2", "c-lost-x1", *always], {"fail-429": 429}),
    ]
    assert bad["fail-429"]["body"]["error"]["code"] == "emulated_429"


def test_a_batch_waits_for_the_tokens_of_others_of_its_model(emu: Emulator, client: httpx.Client) -> None:
    emu.batches.speed, emu.batches.token_limit = 1000.0, 120
    first, second = create(emu, client, requests(3)), create(emu, client, requests(3))
    other = create(emu, client, [request_line("x", model="gpt-4o")])
    for batch in (first, second, other):
        emu.batches.shift(batch["id"], -1100.0)
    found = look(client, second)  # the first one comes first, although nobody has looked at it
    assert found["status"] == "failed" and found["in_progress_at"] is None
    (error,) = found["errors"]["data"]
    assert error["code"] == "token_limit_exceeded" and "gpt-4o-mini" in error["message"] and error["line"] is None
    assert look(client, first)["status"] == look(client, other)["status"] == "in_progress"
    emu.batches.shift(first["id"], -3000.0)
    again = create(emu, client, requests(3))
    emu.batches.shift(again["id"], -1100.0)
    assert look(client, again)["status"] == "in_progress"


def test_an_upload_is_pending_for_a_while(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("pending=1000,path=/files,times=1")
    upload = {"file": ("in.jsonl", json.dumps(request_line("a")) + "\n")}
    sent = client.post("/files", files=upload, data={"purpose": "batch"}).json()
    body = {"input_file_id": sent["id"], "endpoint": CHAT, "completion_window": "24h"}
    assert sent["status"] == "pending" == client.get(f"/files/{sent['id']}").json()["status"]
    assert client.post("/batches", json=body).status_code == 400
    emu.files.get(sent["id"]).ready_at = 0.0
    assert client.get(f"/files/{sent['id']}").json()["status"] == "processed"
    assert client.post("/batches", json=body).status_code == 200


def test_a_batch_is_started_though_its_answer_gets_lost(emu: Emulator, client: httpx.Client) -> None:
    emu.add_fault("lose,path=/batches,method=POST,times=1")
    with pytest.raises(httpx.RemoteProtocolError):
        create(emu, client, requests(1))
    (batch,) = client.get("/batches").json()["data"]
    assert batch["status"] == "completed"


@pytest.mark.parametrize(
    ("change", "param"),
    [({"endpoint": "/v1/nothing"}, "endpoint"), ({"completion_window": "1h"}, "completion_window")],
)
def test_a_wrong_request_for_a_batch_is_refused(
    emu: Emulator, client: httpx.Client, change: dict[str, str], param: str
) -> None:
    body = {"input_file_id": emu.add_file("x")["id"], "endpoint": CHAT, "completion_window": "24h", **change}
    answer = client.post("/batches", json=body)
    assert answer.status_code == 400 and answer.json()["error"]["param"] == param


def test_a_batch_needs_its_parameters_and_a_file_that_exists(client: httpx.Client) -> None:
    assert client.post("/batches", json={}).json()["error"]["code"] == "missing_required_parameter"
    body = {"input_file_id": "file-none", "endpoint": CHAT, "completion_window": "24h"}
    assert client.post("/batches", json=body).status_code == 404
    assert client.get("/batches/batch_none").status_code == 404


def test_batches_are_listed_by_pages_newest_first(emu: Emulator, client: httpx.Client) -> None:
    ids = [emu.add_batch([output_line("a")])["id"] for _ in range(25)]
    first = client.get("/batches").json()
    assert len(first["data"]) == 20 and first["has_more"] and first["data"][0]["id"] == ids[-1]
    rest = client.get("/batches", params={"after": first["last_id"]}).json()
    assert [batch["id"] for batch in rest["data"]] == ids[4::-1] and not rest["has_more"]


def test_the_lines_of_an_ended_batch_are_served_as_they_were_given(emu: Emulator, client: httpx.Client) -> None:
    lines: list[Any] = [
        output_line("b", "B"),
        output_line("a", "A"),
        output_line("bad", status_code=400),
        "{half a line",
    ]
    batch = emu.add_batch(lines, id="batch_abc123", metadata={"k": "v"})
    assert look(client, batch) == batch and batch["id"] == "batch_abc123"
    text = client.get(f"/files/{batch['output_file_id']}/content").text
    assert text == json.dumps(lines[0]) + "\n" + json.dumps(lines[1]) + "\n{half a line\n"
    assert lines_of(client, batch["error_file_id"]) == [lines[2]]
    assert batch["request_counts"] == {"total": 4, "completed": 3, "failed": 1}


def test_fields_of_a_batch_can_be_what_a_test_wants(emu: Emulator, client: httpx.Client) -> None:
    batch = emu.add_batch([output_line("a")], "expired", error_file_id="")
    assert look(client, batch)["error_file_id"] == "" and look(client, batch)["status"] == "expired"
    with pytest.raises(ValueError, match="in_progress"):
        emu.add_batch([output_line("a")], "in_progress")


@pytest.mark.parametrize(
    ("endpoint", "name"), [("/v1/embeddings", "data"), ("/v1/responses", "output"), ("/v1/moderations", "results")]
)
def test_every_endpoint_can_be_asked_in_a_batch(emu: Emulator, client: httpx.Client, endpoint: str, name: str) -> None:
    done = look(client, create(emu, client, [request_line("a", url=endpoint)], endpoint))
    assert name in lines_of(client, done["output_file_id"])[0]["response"]["body"]


def test_batches_in_the_data_folder_are_there_after_a_restart(tmp_path: Path) -> None:
    with Emulator(data=tmp_path) as emu:
        ended, waiting = emu.add_batch([output_line("a")]), emu.add_batch(requests=requests(3))
    with Emulator(data=tmp_path, open=True) as emu, httpx.Client(base_url=emu.url, trust_env=False) as client:
        assert look(client, ended) == ended
        done = look(client, waiting)
        assert done["status"] == "completed" and len(lines_of(client, done["output_file_id"])) == 3


def line_for(url: str, **body: Any) -> dict[str, Any]:
    return {"custom_id": "a", "method": "POST", "url": url, "body": {"model": "m", **body}}


PICTURE = {"image_url": "data:image/png;base64,iVBORw0KGgo="}


@pytest.mark.parametrize(
    ("url", "body", "field"),
    [
        ("/v1/moderations", {"input": "You are kind."}, "results"),
        ("/v1/images/generations", {"prompt": "A cube", "size": "256x256"}, "data"),
        ("/v1/images/edits", {"prompt": "A lamp", "images": [PICTURE], "size": "256x256"}, "data"),
        ("/v1/videos", {"prompt": "A cube turns.", "seconds": "4"}, "id"),
    ],
)
def test_endpoints_of_pictures_videos_and_moderations(
    emu: Emulator, client: httpx.Client, url: str, body: dict[str, Any], field: str
) -> None:
    done = look(client, create(emu, client, [line_for(url, **body)], url))
    (line,) = lines_of(client, done["output_file_id"])
    assert line["response"]["status_code"] == 200 and line["response"]["body"][field]
    if url == "/v1/videos":
        assert line["response"]["body"]["status"] == "completed"
        assert client.get(f"/videos/{line['response']['body']['id']}/content").status_code == 200


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("/v1/images/edits", {"prompt": "A lamp"}),
        ("/v1/images/generations", {}),
        ("/v1/videos", {"prompt": "fail-400"}),
    ],
)
def test_what_they_cannot_do_is_an_error(emu: Emulator, client: httpx.Client, url: str, body: dict[str, Any]) -> None:
    done = look(client, create(emu, client, [line_for(url, **body)], url))
    (line,) = lines_of(client, done["error_file_id"])
    assert line["response"]["status_code"] == 400


def test_azure_has_addresses_without_a_version(emu: Emulator, client: httpx.Client) -> None:
    line = {"custom_id": "a", "method": "POST", "url": "/chat/completions", "body": request_line("a")["body"]}
    body = {"input_file_id": emu.add_file(json.dumps(line) + "\n")["id"], "endpoint": "/chat/completions"}
    body["completion_window"] = "24h"
    assert client.post("/batches", json=body).status_code == 400
    made = client.post(f"{emu.url.removesuffix('/v1')}/openai/batches?api-version=1", json=body).json()
    ended = look(client, made)
    assert (ended["status"], ended["request_counts"]["completed"]) == ("completed", 1)
