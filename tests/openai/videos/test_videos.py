from __future__ import annotations

from pathlib import Path

import pytest

from psopenai_py.http import Client, RetryPolicy
from psopenai_py.openai.context_state import state_of

from ..conftest import Recorded

VIDEO = b"\x00\x00\x00\x18ftypmp42"


def test_new_video_sends_a_form(recorded: Recorded, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    result = recorded.run(f"New-Video 'A cube' -Seconds 4 -Size 720X1280 -InputReference '{tmp_path}/a.png'")
    sent = {p["name"]: p["filename"] or p["text"] for p in recorded.service.requests[0]["body"]["parts"]}
    assert sent == {
        "prompt": "A cube", "model": "sora-2", "seconds": "4", "size": "720x1280", "input_reference": "a.png",
    }  # fmt: skip
    assert result.output[0]._types[0] == "PSOpenAI.Video.Job"


def test_a_remix_names_its_video(recorded: Recorded) -> None:
    recorded.output("Get-Video video_1 | New-VideoRemix 'At night'")
    assert recorded.calls[-1] == "POST /videos/video_1/remix" and recorded.body == {"prompt": "At night"}


def test_videos_are_listed_and_deleted(recorded: Recorded) -> None:
    recorded.output("Get-Video -Order desc | Remove-Video")
    assert recorded.calls == ["GET /videos", "DELETE /videos/video_123"]


def test_a_video_that_is_not_there_does_not_end_the_others(recorded: Recorded) -> None:
    assert len(recorded.error_ids("'video__s404x', 'video_1' | Get-Video")) == 1
    assert recorded.calls == ["GET /videos/video__s404x", "GET /videos/video_1"]


@pytest.mark.parametrize("words", ["", "-Variant Spritesheet"])
def test_content_comes_as_bytes_or_into_a_file(recorded: Recorded, tmp_path: Path, words: str) -> None:
    assert bytes(recorded.output(f"Get-VideoContent video_1 {words}")) == VIDEO
    assert recorded.query == ({"variant": "spritesheet"} if words else {})
    target = tmp_path / "out.mp4"
    assert recorded.output(f"Get-VideoContent video_1 -OutFile '{target}'") == []
    assert target.read_bytes() == VIDEO and list(tmp_path.iterdir()) == [target]


@pytest.fixture
def slept(recorded: Recorded) -> list[float]:
    """The pauses of the session, which take no time."""
    pauses: list[float] = []
    state_of(recorded.shell.session).client = Client(retry=RetryPolicy(sleep=pauses.append))
    return pauses


def test_wait_video_looks_again_until_the_video_is_made(recorded: Recorded, slept: list[float]) -> None:
    (made,) = recorded.output("Wait-Video video_w2")
    assert made.status == "completed" and len(recorded.calls) == 3
    assert slept == [1.0, 1.5]


def test_wait_video_takes_its_states_and_pause(recorded: Recorded, slept: list[float]) -> None:
    (made,) = recorded.output("Wait-Video video_w2 -PollIntervalSec 2 -StatusForExit in_progress")
    assert made.status == "in_progress" and slept == []
    recorded.output("Wait-Video video_w2 -PollIntervalSec 2 -StatusForWait in_progress")
    assert slept == [2.0, 2.0]


def test_a_video_that_cannot_be_waited_for_is_one_error(recorded: Recorded, slept: list[float]) -> None:
    result = recorded.run("'video__s404x', 'video_1' | Wait-Video")
    assert len(result.errors) == 1 and [made.id for made in result.output] == ["video_1"]


def test_content_is_waited_for_where_asked(recorded: Recorded, slept: list[float]) -> None:
    assert bytes(recorded.output("Get-VideoContent video_w2 -WaitForCompletion")) == VIDEO
    assert recorded.calls[-1] == "GET /videos/video_w2/content" and len(slept) == 2
    assert len(recorded.error_ids("Get-VideoContent video__s404x -WaitForCompletion")) == 1
    assert recorded.calls == ["GET /videos/video__s404x"]


def test_a_request_for_a_batch_is_json(recorded: Recorded) -> None:
    (made,) = recorded.output("New-Video 'A cube' -Seconds 4 -InputReference https://host/a.png -AsBatch")
    assert made["url"] == "/v1/videos" and recorded.calls == []
    assert made.to_dict()["body"] == {
        "prompt": "A cube", "model": "sora-2", "seconds": "4", "input_reference": {"image_url": "https://host/a.png"},
    }  # fmt: skip
