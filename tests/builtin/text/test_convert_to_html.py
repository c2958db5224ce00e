from __future__ import annotations

from ..running import texts

OBJECTS = "$o = [pscustomobject]@{ A = 1; B = '<x>' }, [pscustomobject]@{ A = 2; B = $null }; "


def test_a_page_with_a_table() -> None:
    assert texts(OBJECTS + "$o | ConvertTo-Html -Title T -PreContent '<h1>' -PostContent p")[2:] == [
        "<head>",
        "<title>T</title>",
        "</head><body>",
        "<h1>",
        "<table>",
        "<colgroup><col/><col/></colgroup>",
        "<tr><th>A</th><th>B</th></tr>",
        "<tr><td>1</td><td>&lt;x&gt;</td></tr>",
        "<tr><td>2</td><td></td></tr>",
        "</table>",
        "p",
        "</body></html>",
    ]


def test_a_fragment_with_chosen_columns() -> None:
    rows = texts(OBJECTS + "$o | ConvertTo-Html A, @{ Label = 'Twice'; Expression = { $_.A * 2 } } -Fragment")
    assert rows[2:4] == ["<tr><th>A</th><th>Twice</th></tr>", "<tr><td>1</td><td>2</td></tr>"]
    assert texts("1 | ConvertTo-Html -Fragment")[2:4] == ["<tr><th>*</th></tr>", "<tr><td>1</td></tr>"]


def test_a_list() -> None:
    assert texts(OBJECTS + "$o | ConvertTo-Html A -As List -Fragment") == [
        "<table>",
        "<tr><td>A:</td><td>1</td></tr>",
        "<tr><td><hr></td></tr>",
        "<tr><td>A:</td><td>2</td></tr>",
        "</table>",
    ]


def test_meta_elements() -> None:
    lines = texts("1 | ConvertTo-Html -Charset utf-8 -Meta @{ author = 'me' }")
    assert lines[3:5] == ['<meta charset="UTF-8">', '<meta name="author" content="me">']
