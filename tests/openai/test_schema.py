from __future__ import annotations

from datetime import date

import pytest

from psopenai_py.openai.model_names import retirement_warning
from psopenai_py.openai.schema import class_schema

from .conftest import Service


def test_a_class_with_other_classes_enums_and_itself(service: Service) -> None:
    service.shell.run(
        "enum Colour { Red; Green }\nclass Part { [double]$Weight }\n"
        "class Thing { [Colour]$Colour; [Part[]]$Parts; [Thing]$Next; [datetime]$When; [hashtable]$Map; $Any }\n"
        "$type = [Thing]"
    )
    schema = class_schema(service.shell.get("type"))
    assert schema["properties"] == {
        "Colour": {"$ref": "#/definitions/Colour"},
        "Parts": {"type": ["array", "null"], "items": {"$ref": "#/definitions/Part"}},
        "Next": {"oneOf": [{"type": "null"}, {"$ref": "#"}]},
        "When": {"type": "string"},
        "Map": {"type": ["null", "object"], "additionalProperties": {}},
        "Any": {},
    }
    assert schema["definitions"]["Colour"]["enum"] == ["Red", "Green"]
    assert schema["definitions"]["Part"] == {
        "type": "object", "additionalProperties": False, "properties": {"Weight": {"type": "number"}},
        "required": ["Weight"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "words"), [("2026-01-01", None), ("2026-10-01", "will be"), ("2026-10-23", "has been")]
)
def test_a_model_is_warned_of_a_month_before_its_end(day: str, words: str | None) -> None:
    warning = retirement_warning("gpt-4", date.fromisoformat(day))
    assert warning is None if words is None else warning is not None and words in warning


def test_other_models_are_not_warned_of() -> None:
    assert retirement_warning("gpt-4o") is None and retirement_warning(None) is None
