"""Comment-based help: ``.SYNOPSIS`` and other keywords in a comment inside a function or directly before it."""

from __future__ import annotations

import re
from typing import Any

from ...dataclass import dataclass, field

_BLOCK = r"<#.*?#>"
_LINES = r"(?:[ \t]*#[^\r\n]*(?:\r?\n|\Z))+"
_FIRST = re.compile(rf"\s*({_BLOCK}|{_LINES})", re.DOTALL)  # also the comment after another one
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
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    component: str = ""
    role: str = ""
    functionality: str = ""
    forward_to: str = ""  # the command whose help is shown instead


def help_of(block: Any) -> CommentHelp | None:
    """The help of a function's script block, or of a script's. Comments before parameters describe those."""
    extent = block.ast.extent
    text = extent.source.text
    found = comment_help(block.text, text[: extent.start])
    beside = _parameter_comments(block, text)
    if found is None:
        return CommentHelp(parameters=beside) if beside else None
    found.parameters = {**beside, **found.parameters}
    return found


def comment_help(body: str, before: str = "") -> CommentHelp | None:
    """The help in a comment at the beginning or the end of a body, or above the keyword at the end of ``before``."""
    at = 0
    while (found := _FIRST.match(body, at)) is not None:
        help_ = _read(found[1])
        if help_ is not None:
            return help_
        at = found.end()
    for found in (_LAST.search(body), _BEFORE.search(before)):
        help_ = _read(found[1]) if found else None
        if help_ is not None:
            return help_
    return None


def _parameter_comments(block: Any, text: str) -> dict[str, str]:
    """The comment directly before each parameter of the param block."""
    param_block = block.ast.param_block
    found: dict[str, str] = {}
    if param_block is None:
        return found
    end = param_block.extent.start
    for parameter in param_block.parameters:
        comment = _LAST.search(text[end : parameter.extent.start])
        if comment is not None:
            content = "\n".join(_lines_of(comment[1])).strip()
            if content:
                found[parameter.name.lower()] = content
        end = parameter.extent.end
    return found


def _lines_of(comment: str) -> list[str]:
    """The lines of a comment without its marks."""
    if comment.startswith("<#"):
        return comment[2:-2].splitlines()
    return [re.sub(r"^[ \t]*#+ ?", "", line) for line in comment.splitlines()]


def _read(comment: str) -> CommentHelp | None:
    """The sections of a comment; None if a line in it shows that it is not comment-based help."""
    lines = _lines_of(comment)
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
        case "inputs" | "outputs":
            getattr(help_, keyword).append(content)
        case "forwardhelptargetname":
            help_.forward_to = name
        case "synopsis" | "description" | "notes" | "component" | "role" | "functionality":
            setattr(help_, keyword, content)


def _dedented(lines: list[str]) -> str:
    lines = [line.rstrip() for line in lines]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return "\n".join(line[margin:] for line in lines).strip("\n")
