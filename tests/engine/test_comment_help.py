from __future__ import annotations

from psopenai_py.engine.comment_help import comment_help


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
