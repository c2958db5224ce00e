from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Recorded

PNG = b"\x89PNG\r\n\x1a\n"


def parts(recorded: Recorded) -> dict[str, str]:
    """The form of the last request: names of files, texts of fields."""
    return {part["name"]: part["filename"] or part["text"] for part in recorded.service.requests[-1]["body"]["parts"]}


def test_the_answer_is_an_object(recorded: Recorded) -> None:
    (made,) = recorded.output("Request-ImageGeneration 'A cube' -n 2 -Quality Low -OutputCompression 50")
    assert made._types[0] == "PSOpenAI.Image" and len(made.data) == 2
    assert recorded.body == {
        "model": "gpt-image-2", "prompt": "A cube", "n": 2, "quality": "low", "output_compression": 50,
    }  # fmt: skip


def test_pictures_come_as_text_or_bytes(recorded: Recorded) -> None:
    texts = recorded.output("Request-ImageGeneration 'A cube' -ResponseFormat base64")
    pictures = recorded.output("Request-ImageGeneration 'A cube' -ResponseFormat byte")
    assert [bytes(picture) for picture in pictures] == [base64.b64decode(text) for text in texts]
    assert bytes(pictures[0]).startswith(PNG)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "png"), ("a.JPG", "jpeg"), ("a.webp", "webp"), ("a.bin", None)])
def test_the_extension_tells_the_format(recorded: Recorded, tmp_path: Path, name: str, kind: str | None) -> None:
    recorded.output(f"Request-ImageGeneration 'A cube' -OutFile '{tmp_path}/{name}'")
    assert recorded.body.get("output_format") == kind
    stem, _, extension = name.partition(".")
    assert {path.name for path in tmp_path.iterdir()} == {name, f"{stem}-1.{extension}"}


def test_a_format_that_is_given_counts(recorded: Recorded, tmp_path: Path) -> None:
    recorded.output(f"Request-ImageGeneration 'A cube' -OutFile '{tmp_path}/a.png' -OutputFormat jpeg")
    assert recorded.body["output_format"] == "jpeg"


def test_partial_images_imply_a_stream(recorded: Recorded) -> None:
    recorded.output("Request-ImageGeneration 'A cube' -PartialImages 1")
    assert recorded.body["stream"] is True and recorded.body["partial_images"] == 1


def test_addresses_are_out_of_date(recorded: Recorded) -> None:
    result = recorded.run("Request-ImageGeneration 'A cube' -ResponseFormat url")
    assert len(result.warnings) == 1 and result.output[0]._types[0] == "PSOpenAI.Image"


def test_several_pictures_are_edited_together(recorded: Recorded, tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "mask.png"):
        (tmp_path / name).write_bytes(PNG)
    recorded.output(f"Set-Location '{tmp_path}'; Request-ImageEdit -Image a.png -Mask mask.png -Prompt p -Stream")
    assert parts(recorded) == {"image": "a.png", "mask": "mask.png", "prompt": "p", "stream": "True"}
    recorded.output("Request-ImageEdit -Image a.png, b.png -Prompt p")
    names = [part["name"] for part in recorded.service.requests[-1]["body"]["parts"]]
    assert sorted(names) == ["image[]", "image[]", "prompt"]


def test_a_picture_that_is_not_there_is_told(recorded: Recorded) -> None:
    assert recorded.error_ids("Request-ImageEdit -Image none.png -Prompt p") == ["FileNotFound,Request-ImageEdit"]
    assert recorded.calls == []


@pytest.fixture
def variation(recorded: Recorded, tmp_path: Path) -> Any:
    (tmp_path / "a.png").write_bytes(PNG)
    recorded.run(f"Set-Location '{tmp_path}'")
    return recorded


def test_variations_are_addresses_texts_or_bytes(variation: Recorded) -> None:
    urls = variation.output("Request-ImageVariation a.png -Size 256")
    assert [url[-6:] for url in urls] == ["/1.png", "/2.png"]
    assert parts(variation) == {"image": "a.png", "n": "1", "size": "256x256", "response_format": "url"}
    (picture,) = variation.output("Request-ImageVariation a.png -ResponseFormat byte")
    assert bytes(picture).startswith(PNG) and parts(variation)["response_format"] == "b64_json"


def test_bytes_of_several_variations_are_refused(variation: Recorded) -> None:
    assert len(variation.error_ids("Request-ImageVariation a.png -n 2 -ResponseFormat byte")) == 1
    assert variation.calls == []


def test_as_many_variations_as_asked_for_are_written_and_no_key_goes_to_their_host(
    variation: Recorded, tmp_path: Path
) -> None:
    variation.output("Request-ImageVariation a.png -OutFile one.png")
    assert variation.calls == ["POST /images/variations", "GET /img/1.png"]
    assert "authorization" not in variation.service.requests[-1]["headers"]
    variation.output("Request-ImageVariation a.png -OutFile two.png -n 2")
    assert {path.name for path in tmp_path.iterdir()} == {"a.png", "one.png", "two.png", "two-1.png"}


def as_batch(recorded: Recorded, script: str) -> dict[str, Any]:
    """The request that a script makes for a batch; nothing is sent."""
    (made,) = recorded.output(script)
    assert made._types[0] == "PSOpenAI.Batch.Input" and recorded.calls == []
    data: dict[str, Any] = made.to_dict()
    return data


def test_a_request_for_a_batch_has_the_fields_of_the_call(recorded: Recorded) -> None:
    made = as_batch(recorded, "Request-ImageGeneration 'A cube' -n 2 -AsBatch -CustomBatchId c1 -Stream")
    assert made == {
        "custom_id": "c1", "method": "POST", "url": "/v1/images/generations",
        "body": {"model": "gpt-image-2", "prompt": "A cube", "n": 2},
    }  # fmt: skip
    assert recorded.run("Request-ImageGeneration 'A cube' -AsBatch -OutFile a.png").errors


def test_an_edit_for_a_batch_holds_its_pictures(recorded: Recorded, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    words = f"-Image '{tmp_path}/a.png', https://host/b.png, file-abc -Mask file-mask -Prompt p -Quality low"
    made = as_batch(recorded, f"Request-ImageEdit {words} -AsBatch")
    assert made["url"] == "/v1/images/edits" and made["body"] == {
        "model": "gpt-image-1.5",
        "prompt": "p",
        "images": [
            {"image_url": "data:image/png;base64," + base64.b64encode(PNG).decode()},
            {"image_url": "https://host/b.png"},
            {"file_id": "file-abc"},
        ],
        "mask": {"file_id": "file-mask"},
        "quality": "low",
    }
    assert recorded.error_ids("Request-ImageEdit -Image none.png -Prompt p -AsBatch") == [
        "FileNotFound,Request-ImageEdit"
    ]
