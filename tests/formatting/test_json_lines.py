import json
from pathlib import Path
from typing import Any

from psopenai_py import Shell
from psopenai_py.dotnet.collections.dictionaries import Hashtable
from psopenai_py.dotnet.time.datetime import parse_datetime
from psopenai_py.engine.values.objects import PSObject
from psopenai_py.formatting.json_lines import to_line
from psopenai_py.openai.result_line import LineReader


def test_what_the_service_sent_comes_out_untouched() -> None:
    raw = b'{"id": "b1",  "created_at": 1711471533}'
    assert to_line(LineReader().line(raw).item()) == raw + b"\n"
    assert to_line(PSObject({"x": 1}, raw={"id": 2})) == b'{"id":2}\n'


def test_pretty_printed_data_becomes_one_line() -> None:
    assert to_line(LineReader().line(b'{\n "a": 1\n}').item()) == b'{"a":1}\n'


def test_a_text_is_written_as_it_is() -> None:
    assert to_line("Hello, \x1b wörld") == "Hello, \x1b wörld\n".encode()


def test_changed_objects_are_written_from_their_properties(make: Any) -> None:
    value = make(a=1, b=[True, None], d=parse_datetime("2024-01-02"), h=Hashtable({"k": "v"}))
    assert to_line(value) == b'{"a":1,"b":[true,null],"d":"2024-01-02T00:00:00.0000000","h":{"k":"v"}}\n'


def test_objects_inside_are_shown_by_their_type_and_never_as_python_shows_them() -> None:
    found = Shell().run("Get-Help Get-Batch; [pscustomobject]@{ a = @{ b = @{ c = [System.Text.StringBuilder]'x' } } }")
    lines = [to_line(value) for value in found.output]
    assert b"object at 0x" not in b"".join(lines)
    assert b'"parameter":["MamlCommandHelpInfo#parameter"' in lines[0]
    assert lines[1] == b'{"a":{"b":{"c":"x"}}}\n'


def test_a_file_has_its_folder_as_a_path(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/f").write_text("x")
    with Shell() as shell:
        (file,) = shell.run(f"Get-Item {tmp_path}/a/b/f").output
        (folder,) = shell.run(f"Get-Item {tmp_path}/a/b").output
    data = json.loads(to_line(file))
    assert data["Directory"] == data["DirectoryName"] == str(tmp_path / "a/b") and data["Length"] == 1
    assert json.loads(to_line(folder))["Parent"] == str(tmp_path / "a")
