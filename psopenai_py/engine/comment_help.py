"""Comment-based help: what a function's own comment says of it and its parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_BLOCK = re.compile(r"<#(.*?)#>", re.DOTALL)
_LINES = re.compile(r"(?:[ \t]*#[^\n]*(?:\n|$))+")
_HEADING = re.compile(r"^\s*\.([a-zA-Z]+)(?:[ \t]+(\S+))?[ \t]*$", re.MULTILINE)
_KEYWORDS = frozenset({"synopsis", "description", "parameter", "example", "inputs", "outputs", "notes", "link"})


@dataclass(slots=True)
class CommentHelp:
    """The parts of a help comment; ``parameters`` by lower-case name."""

    synopsis: str = ""
    description: str = ""
    parameters: dict[str, str] = field(default_factory=dict)


def comment_help(body: str) -> CommentHelp | None:
    """The help in a function's body: in the comment at its beginning, else in the one at its end."""
    text = body.strip()
    leading = _BLOCK.match(text) or _LINES.match(text)
    found = _read(leading.group()) if leading else None
    if found is None:
        blocks = list(_BLOCK.finditer(text))
        if blocks and blocks[-1].end() == len(text):
            found = _read(blocks[-1].group())
    return found


def _read(comment: str) -> CommentHelp | None:
    if comment.startswith("<#"):
        text = comment[2:-2]
    else:
        text = "\n".join(line.strip().lstrip("#") for line in comment.splitlines())
    headings = [h for h in _HEADING.finditer(text) if h[1].lower() in _KEYWORDS]
    if not headings:
        return None
    made = CommentHelp()
    for heading, after in zip(headings, [*headings[1:], None], strict=True):
        content = _trimmed(text[heading.end() : after.start() if after else None])
        keyword = heading[1].lower()
        if keyword == "parameter" and heading[2]:
            made.parameters[heading[2].lower()] = content
        elif keyword == "synopsis":
            made.synopsis = content
        elif keyword == "description":
            made.description = content
    return made


def _trimmed(text: str) -> str:
    """The lines without the indent of the first one."""
    lines = text.strip("\n").rstrip().splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    return "\n".join(line[indent:].rstrip() if not line[:indent].strip() else line.strip() for line in lines).strip()
