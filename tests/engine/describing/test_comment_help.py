from __future__ import annotations

from psopenai_py.engine.describing.comment_help import comment_help


def test_a_block_comment_at_the_beginning() -> None:
    found = comment_help(
        "\n<#\n.SYNOPSIS\nShort.\n.DESCRIPTION\n  Long,\n  two lines.\n.PARAMETER Name\nThe name.\n#>\nparam($Name)\n"
    )
    assert found is not None
    assert (found.synopsis, found.description, found.parameters) == (
        "Short.",
        "Long,\ntwo lines.",
        {"name": "The name."},
    )


def test_line_comments_and_a_comment_at_the_end() -> None:
    lines = comment_help("# .SYNOPSIS\n# Short.\nparam($a)")
    assert lines is not None and lines.synopsis == "Short."
    last = comment_help("param($a)\n<#\n.DESCRIPTION\nLong.\n#>\n")
    assert last is not None and last.description == "Long."


def test_an_ordinary_comment_is_no_help() -> None:
    assert comment_help("# just a remark\n'x'") is None
    assert comment_help("'x'") is None


def test_a_comment_above_the_keyword() -> None:
    found = comment_help("'x'", "'before'\n<#\n.SYNOPSIS\nAbove.\n#>\n\nfunction f ")
    assert found is not None and found.synopsis == "Above."
    assert comment_help("'x'", "<#\n.SYNOPSIS\nFar.\n#>\n\n\n\nfunction f ") is None


def test_a_comment_that_breaks_the_form_is_no_help() -> None:
    assert comment_help("<# .SYNOPSIS Short. #>") is None
    assert comment_help("<#\nA remark.\n.SYNOPSIS\nShort.\n#>") is None
    assert comment_help("<#\n.SYNOPSIS\nShort.\n.NONSENSE\n#>") is None
