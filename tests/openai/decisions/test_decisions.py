from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..conftest import Service


def asked(service: Service, words: str) -> Any:
    service.output(f"Request-Decision {words}")
    return service.body


def test_a_predicate_is_asked_about_a_text(service: Service) -> None:
    script = "$d = Request-Decision 'Refund!' -PredicateQuestionName refund -PredicateQuestionInstructions 'Wanted?'"
    kind, name, likely = service.output(f"{script}; $d.PSTypeNames[0]; $d.answers[0].name; $d.answers[0].probability")
    assert (kind, name) == ("PSOpenAI.Decision", "refund") and 0 <= likely <= 1
    assert service.body == {
        "model": "gpt-6-luna",
        "questions": [{"type": "predicate", "name": "refund", "instructions": "Wanted?"}],
        "input": "Refund!",
    }


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("([ordered]@{ b = 'B'; a = $null })", [{"value": "b", "description": "B"}, {"value": "a"}]),
        ("@{ $true = 'yes' }, @{ no = 1 }", None),
        ("(, @($true, $false))", [{"value": True}, {"value": False}]),
        ("(, @('x', 2))", [{"value": "x"}, {"value": "2"}]),
        ("(, @([pscustomobject]@{ value = 'x'; description = 'X' }, @{ value = 'y' }))",
         [{"value": "x", "description": "X"}, {"value": "y"}]),
    ],
)  # fmt: skip
def test_choices_have_several_forms(service: Service, given: str, sent: Any) -> None:
    script = f"Request-Decision t -ChoiceQuestionInstructions q -ChoiceQuestionChoices {given}"
    if sent is None:  # two entries for one question
        assert service.error_ids(script) == ["OptionsDoNotFit,Request-Decision", "NoQuestions,Request-Decision"]
        return
    service.output(script)
    assert service.body["questions"] == [{"type": "choice", "instructions": "q", "choices": sent}]


def test_the_questions_come_by_kind_and_options_by_place(service: Service) -> None:
    body = asked(
        service,
        "t -ScoreQuestionInstructions s -ScoreQuestionLevels (, @('low', $true)) -PredicateQuestionInstructions p, '' "
        "-PredicateQuestionName '', x -ChoiceQuestionInstructions c, d -ChoiceQuestionChoices @(1, 2), @(3, 4)",
    )
    assert [q["instructions"] for q in body["questions"]] == ["p", "c", "d", "s"]
    assert not any("name" in q for q in body["questions"])
    assert body["questions"][2]["choices"] == [{"value": "3"}, {"value": "4"}]
    assert body["questions"][3]["levels"] == [{"label": "low"}, {"label": "true"}]


def test_a_faulty_question_is_left_out_and_the_others_are_asked(service: Service) -> None:
    result = service.run(
        "Request-Decision t -PredicateQuestionInstructions p -ChoiceQuestionInstructions c "
        "-ChoiceQuestionChoices (, @('one')) -ScoreQuestionInstructions s -ScoreQuestionLevels (, @())"
    )
    ids = [error.fully_qualified_error_id for error in result.errors]
    assert ids == ["TooFewChoices,Request-Decision", "NoLevels,Request-Decision"]
    assert [q["type"] for q in service.body["questions"]] == ["predicate"]


def test_levels_without_an_order_are_warned_of_once(service: Service) -> None:
    levels = "-ScoreQuestionInstructions s -ScoreQuestionLevels"
    assert len(service.run(f"'a', 'b' | Request-Decision {levels} @{{ a = 1; b = 2 }}").warnings) == 1
    assert service.run(f"Request-Decision t {levels} ([ordered]@{{ a = 1; b = 2 }})").warnings == []


def test_texts_and_pictures_are_parts_of_one_message(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    pictures = f"'{tmp_path}/a.png', https://host/b.png, 'data:image/png;base64,AA=='"
    body = asked(service, f"x, y -Images {pictures} -ImageDetail LOW -PredicateQuestionInstructions p")
    (message,) = body["input"]
    assert message["role"] == "user"
    assert message["content"] == [
        {"type": "input_text", "text": "x"},
        {"type": "input_text", "text": "y"},
        {"type": "input_image", "image_url": "data:image/png;base64,cG5n", "detail": "low"},
        {"type": "input_image", "image_url": "https://host/b.png", "detail": "low"},
        {"type": "input_image", "image_url": "data:image/png;base64,AA==", "detail": "low"},
    ]


def test_each_piped_text_is_a_request(service: Service) -> None:
    service.output("'a', 'b' | Request-Decision -PredicateQuestionInstructions p -SafetyIdentifier u")
    assert [(body["input"], body["safety_identifier"]) for body in service.bodies] == [("a", "u"), ("b", "u")]


@pytest.mark.parametrize(
    ("words", "error_id"),
    [
        ("t", "NoQuestions"),
        ("-PredicateQuestionInstructions p", "MissingInput"),
        ("t -Images ./none.png -PredicateQuestionInstructions p", "FileNotFound"),
    ],
)
def test_nothing_is_sent_that_cannot_be_answered(service: Service, words: str, error_id: str) -> None:
    assert service.error_ids(f"Request-Decision {words}") == [f"{error_id},Request-Decision"]
    assert list(service.emulator.requests) == []


def test_a_file_is_checked_for_marks(service: Service, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"... c2pa ...")
    (tmp_path / "b.mp3").write_bytes(b"sound")
    script = f"'{tmp_path}/a.png', '{tmp_path}/none', '{tmp_path}/b.mp3' | Request-ContentProvenanceCheck"
    result = service.run(f"{script} | ForEach-Object {{ $_.created_at.GetType().Name; $_.results.outcome -join ' ' }}")
    assert result.output == ["DateTime", "detected not_detected", "DateTime", "not_detected"]
    assert [e.fully_qualified_error_id for e in result.errors] == ["FileNotFound,Request-ContentProvenanceCheck"]
    sent = list(service.emulator.requests)
    assert [(r.route, [part.name for part in r.parts]) for r in sent] == [("/content_provenance_checks", ["file"])] * 2
