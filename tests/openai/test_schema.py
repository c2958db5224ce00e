from __future__ import annotations

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
