"""Comment-based help: ``.SYNOPSIS`` and its like in a comment inside or right before a function."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_BLOCK = r"<#.*?#>"
_LINES = r"(?:[ \t]*#[^\r\n]*(?:\r?\n|\Z))+"
_COMMENT = re.compile(rf"\s*({_BLOCK}|{_LINES})", re.DOTALL)
_LAST_COMMENT = re.compile(rf"({_BLOCK}|{_LINES})\s*\Z", re.DOTALL)
_BEFORE = re.compile(
    rf"({_BLOCK}|{_LINES})[ \t]*(?:\r?\n[ \t]*){{0,2}}(?:function|filter)\s+[^\s{{]+[^{{}}]*\Z", re.DOTALL | re.I
)
_KEYWORD = re.compile(
    r"^[ \t]*\.(SYNOPSIS|DESCRIPTION|PARAMETER|EXAMPLE|INPUTS|OUTPUTS|NOTES|LINK|COMPONENT|ROLE|FUNCTIONALITY)"
    r"(?:[ \t]+(\S+))?[ \t]*$",
    re.I | re.M,
)


@dataclass(slots=True)
class CommentHelp:
    """What the comment says."""

    synopsis: str = ""
    description: str = ""
    notes: str = ""
    parameters: dict[str, str] = field(default_factory=dict)  # by lower-case name
    examples: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    inputs: str = ""
    outputs: str = ""


def comment_help(block: Any) -> CommentHelp | None:
    """The help in the comments of a function's script block; None where they have none."""
    for comment in _comments(block):
        text = _bare(comment)
        if _KEYWORD.search(text):
            return _parse(text)
    return None


def _comments(block: Any) -> list[str]:
    text = block.text
    found = [match[1] for match in (_COMMENT.match(text), _LAST_COMMENT.search(text)) if match]
    extent = block.ast.extent
    before = _BEFORE.search(extent.source.text[: extent.start])
    return found + ([before[1]] if before else [])


def _bare(comment: str) -> str:
    """The comment's text without its signs."""
    if comment.startswith("<#"):
        return comment[2:-2]
    return "\n".join(re.sub(r"^[ \t]*#", "", line) for line in comment.splitlines())


def _parse(text: str) -> CommentHelp:
    help_ = CommentHelp()
    found = list(_KEYWORD.finditer(text))
    for at, keyword in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        content = _dedented(text[keyword.end() : end])
        match keyword[1].upper():
            case "PARAMETER":
                help_.parameters[(keyword[2] or "").lower()] = content
            case "EXAMPLE":
                help_.examples.append(content)
            case "LINK":
                help_.links.append(content)
            case "SYNOPSIS":
                help_.synopsis = content
            case "DESCRIPTION":
                help_.description = content
            case "NOTES":
                help_.notes = content
            case "INPUTS":
                help_.inputs = content
            case "OUTPUTS":
                help_.outputs = content
    return help_


def _dedented(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\r\n").splitlines()]
    margins = [len(line) - len(line.lstrip()) for line in lines if line]
    margin = min(margins, default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")
