from pathlib import Path
from typing import Any

from psopenai_py import Shell
from psopenai_py.dotnet.time.datetime import unix_to_datetime
from psopenai_py.engine.values.objects import PSObject
from psopenai_py.errors import ErrorRecord
from psopenai_py.formatting.output import format_objects


def test_batches_show_in_a_table_of_fixed_widths(make: Any) -> None:
    batch = PSObject(
        {
            "id": "batch_abc123",
            "endpoint": "/v1/chat/completions",
            "request_counts": make(total=3, completed=3, failed=0),
            "status": "in_progress",
            "created_at": unix_to_datetime(1711471533).to_utc(),
            "completed_at": None,
        },
        "PSOpenAI.Batch",
    )
    assert format_objects([batch]).split("\n")[1:4] == [
        "Id                             endpoint                Count Status                   created_at"
        "           completed_at",
        "--                             --------                ----- ------                   ----------"
        "           ------------",
        "batch_abc123                   /v1/chat/completions        3 in_progress    3/26/2024 4:45:33\u202fPM"
        "                       ",
    ]


def test_a_response_leaves_out_what_says_nothing(make: Any) -> None:
    response = PSObject(
        {
            "id": "r1",
            "error": None,
            "usage": make(input_tokens=36, input_tokens_details=make(cached=0), output_tokens=87, total_tokens=123),
            "output": [make(type="message")],
            "History": [make(type="message"), make(type="message")],
        },
        "PSOpenAI.Response",
    )
    text = format_objects([response])
    assert "error" not in text
    assert "usage                : @{input_tokens=36; output_tokens=87; total_tokens=123}\n" in text
    assert "output               : message\n" in text
    assert "History              : {message, message}\n" in text


def test_batch_outputs_show_their_four_properties(make: Any) -> None:
    output = PSObject(
        {"custom_id": "i", "id": "b", "response": None, "error": None, "more": 1}, "PSOpenAI.Batch.Output"
    )
    assert format_objects([output]).split("\n")[1] == "custom_id id response error"


def test_an_error_says_who_and_why() -> None:
    record = ErrorRecord("Oops", "It broke.", "InvalidOperation")
    assert format_objects([record]) == "InvalidOperation: It broke.\n"


def test_an_error_without_a_kind_is_named_by_its_exception() -> None:
    assert format_objects([ErrorRecord("RuntimeException", "Attempted to divide by zero.")]) == (
        "RuntimeException: Attempted to divide by zero.\n"
    )
    missing = ErrorRecord("CommandNotFoundException", "No such command.", "ObjectNotFound", "nope-cmd")
    assert format_objects([missing]) == "nope-cmd: No such command.\n"


def test_each_error_of_a_text_has_its_own_line_and_marks(tmp_path: Path) -> None:
    (tmp_path / "bad.ps1").write_text("'a' 'b'\nif (2 {\n")
    with Shell() as shell:
        found = shell.run(f"$null = try {{ . '{tmp_path}/bad.ps1' }} catch {{ }}; $Error[0] | Out-String").output[0]
    where = f"ParserError: {tmp_path}/bad.ps1"
    assert [line for line in found.splitlines() if line.startswith("P")] == [f"{where}:1"] + [f"{where}:2"] * 3
    assert "   1 |  'a' 'b'\n     |      ~~~\n     | Unexpected token ''b''.\n" in found
    assert "   2 |  if (2 {\n     |        ~\n     | The ')' of 'if' is missing.\n" in found


def test_ten_errors_of_a_text_are_shown_and_the_others_counted() -> None:
    with Shell() as shell:
        found = shell.run("""try { Invoke-Expression ("'a' 'b'`n" * 13) } catch { $_ | Out-String }""").output[0]
    assert found.count("Line |") == 10
    assert "3 more errors are not shown" in found
