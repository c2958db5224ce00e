from __future__ import annotations

from pathlib import Path

from psopenai_py import Shell

from ..running import error_ids, texts


def test_valid_and_broken_texts() -> None:
    assert texts("Test-Json '{\"a\": [1]}'; '1', '\"x\"' | Test-Json") == ["True", "True", "True"]
    for broken in ("{a: 1}", "[1,]", "", "NaN"):
        assert texts(f"Test-Json '{broken}' -ErrorAction SilentlyContinue") == ["False"]
        assert error_ids(f"Test-Json '{broken}'") == ["InvalidJson,Microsoft.PowerShell.Commands.TestJsonCommand"]


def test_a_schema_names_each_place_that_does_not_fit() -> None:
    schema = '{"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]}'
    script = f"""'{{"a": 1}}' | Test-Json -Schema '{schema}'"""
    result = Shell().run(script)
    identity = "InvalidJsonAgainstSchemaDetailed,Microsoft.PowerShell.Commands.TestJsonCommand"
    assert result.output == [False]
    assert [error.fully_qualified_error_id for error in result.errors] == [identity] * 2
    assert "'/a'" in "".join(map(str, result.errors))
    assert texts(f"""Test-Json '{{"b": 1}}' '{schema}'""") == ["True"]


def test_a_schema_in_a_file_and_one_that_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text('{"type": "array"}')
    (tmp_path / "j.json").write_text("[1]")
    assert texts(f"Test-Json -Path {tmp_path}/j.json -SchemaFile {tmp_path}/s.json") == ["True"]
    for schema in ("{", '{"type": 5}', '{"$ref": "https://example.com/other.json"}'):
        assert error_ids(f"Test-Json '1' -Schema '{schema}'") == [
            "InvalidJsonSchema,Microsoft.PowerShell.Commands.TestJsonCommand"
        ]


def test_what_the_options_allow() -> None:
    assert texts(
        "Test-Json '[1,]' -Options AllowTrailingCommas; Test-Json '[\"//\"] // x' -Options IgnoreComments"
    ) == [
        "True",
        "True",
    ]


def test_files_that_are_not_there() -> None:
    command = "Microsoft.PowerShell.Commands.TestJsonCommand"
    assert error_ids("Test-Json -Path nope.json") == [f"PathNotFound,{command}"]
    assert error_ids("Test-Json '1' -SchemaFile nope.json") == [f"JsonSchemaFileNotFound,{command}"]
    assert error_ids("Test-Json -Path [n]ope.json") == [f"FileOpenFailure,{command}"]
