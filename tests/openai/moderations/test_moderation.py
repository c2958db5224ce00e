from __future__ import annotations

from pathlib import Path

from ..conftest import Recorded


def test_texts_are_sent_as_they_are(recorded: Recorded) -> None:
    recorded.run("Request-Moderation 'You are kind.', 'You are not.'")
    assert recorded.calls == ["POST /moderations"]
    assert recorded.body == {"input": ["You are kind.", "You are not."]}


def test_pictures_make_parts_of_the_input(recorded: Recorded, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    recorded.run(f"Request-Moderation 'What is this?' -Images '{tmp_path}/a.png', https://host/b.png -Model m")
    assert recorded.body == {
        "model": "m",
        "input": [
            {"type": "text", "text": "What is this?"},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,cG5n"}},
            {"type": "image_url", "image_url": {"url": "https://host/b.png"}},
        ],
    }


def test_each_result_names_its_input(recorded: Recorded) -> None:
    assert recorded.texts("(Request-Moderation 'You are kind.').results[0].Input") == ["You are kind."]


def test_nothing_to_check_is_an_error_and_no_request(recorded: Recorded) -> None:
    assert recorded.error_ids("Request-Moderation") == ["MissingInput,Request-Moderation"]
    assert recorded.calls == []


def test_a_request_for_a_batch_names_its_model(recorded: Recorded) -> None:
    (made,) = recorded.output("Request-Moderation 'You are kind.' -AsBatch -CustomBatchId m1")
    assert made.to_dict() == {
        "custom_id": "m1",
        "method": "POST",
        "url": "/v1/moderations",
        "body": {"input": ["You are kind."], "model": "omni-moderation-latest"},
    }
    assert recorded.calls == []
