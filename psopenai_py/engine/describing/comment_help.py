"""Comment-based help: ``.SYNOPSIS`` and other keywords in a comment inside a function or directly before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_BLOCK = r"<#.*?#>"
_LINES = r"(?:[ \t]*#[^\r\n]*(?:\r?\n|\Z))+"
_FIRST = re.compile(rf"\s*({_BLOCK}|{_LINES})", re.DOTALL)
_LAST = re.compile(rf"({_BLOCK}|{_LINES})\s*\Z", re.DOTALL)
_BEFORE = re.compile(
    rf"({_BLOCK}|{_LINES})[ \t]*(?:\r?\n[ \t]*){{0,2}}(?:function|filter)\s+[^\s{{]+[^{{}}]*\Z", re.DOTALL | re.I
)
_HEADING = re.compile(r"\s*\.(\w+)(?:\s+(\S.*))?\s*")
_PLAIN = frozenset(
    {"synopsis", "description", "example", "inputs", "outputs", "notes", "link", "component", "role", "functionality"}
)
_WITH_NAME = frozenset(
    {"parameter", "forwardhelptargetname", "forwardhelpcategory", "remotehelprunspace", "externalhelp"}
)


@dataclass(slots=True)
class CommentHelp:
    """The sections of such a comment."""

    synopsis: str = ""
    description: str = ""
    notes: str = ""
    parameters: dict[str, str] = field(default_factory=dict)  # by lower-case name
    examples: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    inputs: str = ""
    outputs: str = ""


def help_of(block: Any) -> CommentHelp | None:
    """The help of a function's script block."""
    extent = block.ast.extent
    return comment_help(block.text, extent.source.text[: extent.start])


def comment_help(body: str, before: str = "") -> CommentHelp | None:
    """The help in a comment at the beginning or the end of a body, or above the keyword at the end of ``before``."""
    for found in (_FIRST.match(body), _LAST.search(body), _BEFORE.search(before)):
        help_ = _read(found[1]) if found else None
        if help_ is not None:
            return help_
    return None


def _read(comment: str) -> CommentHelp | None:
    """The sections of a comment; None if a line in it shows that it is not comment-based help."""
    if comment.startswith("<#"):
        lines = comment[2:-2].splitlines()
    else:
        lines = [re.sub(r"^[ \t]*#+", "", line) for line in comment.splitlines()]
    made = CommentHelp()
    section: list[str] | None = None
    sections: list[tuple[str, str, list[str]]] = []
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading:
            keyword, name = heading[1].lower(), (heading[2] or "").strip()
            if keyword not in (_WITH_NAME if name else _PLAIN):
                return None
            section = []
            sections.append((keyword, name, section))
        elif section is not None:
            section.append(line)
        elif line.strip():
            return None
    for keyword, name, content in sections:
        _keep(made, keyword, name, _dedented(content))
    return made if sections else None


def _keep(help_: CommentHelp, keyword: str, name: str, content: str) -> None:
    match keyword:
        case "parameter":
            help_.parameters[name.lower()] = content
        case "example":
            help_.examples.append(content)
        case "link":
            help_.links.append(content)
        case "synopsis" | "description" | "notes" | "inputs" | "outputs":
            setattr(help_, keyword, content)


def _dedented(lines: list[str]) -> str:
    lines = [line.rstrip() for line in lines]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")
