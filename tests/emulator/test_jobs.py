"""Fine-tuning jobs, and evals with their runs."""

from __future__ import annotations

import httpx


def test_a_job_is_queued_and_has_ended_at_the_next_look(client: httpx.Client) -> None:
    form = {"file": ("a.jsonl", b"{}\n")}
    file = client.post("/files", data={"purpose": "fine-tune"}, files=form).json()["id"]
    job = client.post("/fine_tuning/jobs", json={"model": "gpt-4o-mini", "training_file": file}).json()
    assert (job["object"], job["status"], job["fine_tuned_model"]) == ("fine_tuning.job", "queued", None)
    place = f"/fine_tuning/jobs/{job['id']}"
    assert client.post(f"{place}/pause").json()["status"] == "paused"
    assert client.post(f"{place}/resume").json()["status"] == "running"
    job = client.get(place).json()
    assert job["status"] == "succeeded" and job["fine_tuned_model"].startswith("ft:gpt-4o-mini:")
    assert client.post(f"{place}/cancel").status_code == 400
    assert [event["object"] for event in client.get(f"{place}/events").json()["data"]] == ["fine_tuning.job.event"] * 3
    assert client.get(f"{place}/checkpoints").json()["data"] == []
    assert [found["id"] for found in client.get("/fine_tuning/jobs").json()["data"]] == [job["id"]]


def test_a_job_needs_a_model_and_a_file_that_is_there(client: httpx.Client) -> None:
    assert client.post("/fine_tuning/jobs", json={"model": "m"}).status_code == 400
    assert client.post("/fine_tuning/jobs", json={"model": "m", "training_file": "file-none"}).status_code == 404


def test_an_eval_has_runs(client: httpx.Client) -> None:
    body = {"name": "e", "data_source_config": {"type": "logs"}, "testing_criteria": [{"type": "string_check"}]}
    made = client.post("/evals", json=body).json()["id"]
    run = client.post(f"/evals/{made}/runs", json={"data_source": {"type": "jsonl"}}).json()
    assert (run["object"], run["status"], run["eval_id"]) == ("eval.run", "queued", made)
    place = f"/evals/{made}/runs/{run['id']}"
    done = client.get(place).json()
    assert done["status"] == "completed" and done["result_counts"]["passed"] == 1
    assert client.get(f"{place}/output_items").json()["data"] == []
    assert len(client.get(f"/evals/{made}/runs").json()["data"]) == 1
    assert client.delete(place).json()["deleted"] and client.get(place).status_code == 404
    assert client.post(f"/evals/{made}", json={"name": "new"}).json()["name"] == "new"
    assert client.post("/evals", json={"name": "e"}).status_code == 400
