"""Markdown as HTML, and as a terminal shows it."""

from __future__ import annotations

import re
from pathlib import Path

from psopenai_py import Shell

from ..running import error_ids, output

_TEXT = """# Title

A *para* with **bold**, `code`
and [link](http://x) ![pic](y.png).

- one
  - deep
3. three
4. four

> quoted
> text

```sh
ls
pwd
```

| a | b |
|---|---|
| 1 | 2 |

---
<b>end</b>
"""
_SHOWN = """Title

A para with bold, code and link [pic].

* one
  * deep

3. three
4. four

> quoted text

ls
pwd

a | b
1 | 2

--------------------

<b>end</b>
"""


def test_without_colours_the_text_is_plain() -> None:
    with Shell() as shell:
        shell.set("text", _TEXT)
        assert shell.run("$text | Show-Markdown").output == [_SHOWN]
        assert shell.run("$text | ConvertFrom-Markdown | Show-Markdown").output == [_SHOWN]


def test_answers_of_models_are_markdown_and_numbers_are_not() -> None:
    assert output("[pscustomobject]@{ id = 'c'; Answer = '**a**', 'b' } | Show-Markdown") == ["a\n\nb\n"]
    assert output("[pscustomobject]@{ id = 'r'; output_text = '# t' } | Show-Markdown") == ["t\n"]
    for name, cmdlet in (("Show-Markdown", "ShowMarkdown"), ("ConvertFrom-Markdown", "ConvertFromMarkdown")):
        assert error_ids(f"5 | {name}") == [f"InvalidInputObject,Microsoft.PowerShell.Commands.{cmdlet}Command"]


def test_each_kind_has_its_style() -> None:
    with Shell() as shell:
        shell.set("text", "# T\n## S\n**b** *i* `c` [l](u)")
        found = shell.run("($text | ConvertFrom-Markdown).VT100EncodedString").output[0]
    styles = dict(re.findall(r"\x1b\[([\d;]+)m(\w)\x1b\[0m", found))
    assert styles == {
        "7": "T", "4;93": "S", "1": "b", "36": "i", "48;2;155;155;155;38;2;30;30;30": "c", "4;38;5;117": "l",
    }  # fmt: skip


def test_files_and_html(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Grüße\n")
    for given in (f"ConvertFrom-Markdown {tmp_path}/*.md", f"Get-Item {tmp_path}/a.md | ConvertFrom-Markdown"):
        assert output(f"({given}).Html") == ["<h1>Grüße</h1>\n"]
    assert output(f"Show-Markdown {tmp_path}/a.md") == ["Grüße\n"]
    assert error_ids(f"Show-Markdown {tmp_path}/b.md") == [
        "PathNotFound,Microsoft.PowerShell.Commands.ShowMarkdownCommand"
    ]
