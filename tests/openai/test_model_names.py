"""Models that the service retires."""

from __future__ import annotations

from datetime import date

import pytest

from psopenai_py.openai.model_names import retirement_warning


@pytest.mark.parametrize(
    ("day", "words"), [("2026-01-01", None), ("2026-10-01", "will be"), ("2026-10-23", "has been")]
)
def test_a_model_is_warned_of_a_month_before_its_end(day: str, words: str | None) -> None:
    warning = retirement_warning("gpt-4", date.fromisoformat(day))
    assert warning is None if words is None else warning is not None and words in warning


def test_other_models_are_not_warned_of() -> None:
    assert retirement_warning("gpt-4o") is None and retirement_warning(None) is None
