"""A line of help for each match of the completion: what a cmdlet does, what a parameter is, the type of a member."""

from __future__ import annotations

from collections.abc import Sequence

from ..declare.cmdlet import CmdletSpec
from ..engine.binding.parameters import common_of
from ..engine.session.lookup import find_alias, lookup
from ..engine.session.session import Session
from ..language.syntax.parser.parse import tokenize
from .completion import Match, command_of, spec_of, word_at

_LOADED_AT_MOST = 60  # cmdlets that are loaded to show what they do; a longer list shows their families


def help_lines(session: Session, left: str, matches: Sequence[Match]) -> list[str]:
    """The help for each match of the text before the cursor; an empty text where there is none."""
    kinds = {kind for _, kind in matches}
    spec = _command(session, left) if kinds == {"ParameterName"} else None
    return [_line(session, text, kind, spec, len(matches) <= _LOADED_AT_MOST) for text, kind in matches]


def _command(session: Session, left: str) -> CmdletSpec | None:
    """The command whose parameters are offered."""
    _, before = word_at([token for token in tokenize(left) if token.kind != "eof"], left)
    command = command_of(before)
    return spec_of(session, command[0]) if command else None


def _line(session: Session, text: str, kind: str, spec: CmdletSpec | None, may_load: bool) -> str:
    if kind == "Command":
        return _of_command(session, text, may_load)
    if kind == "ParameterName" and spec is not None:
        name = text.lstrip("-").lower()
        param = spec.params.get(name) or common_of(spec).get(name)
        return _first_sentence(param.help) if param is not None else ""
    return {"ProviderContainer": "folder", "ProviderItem": "", "Keyword": "keyword"}.get(kind, "")


def _of_command(session: Session, name: str, may_load: bool) -> str:
    target = find_alias(session, name.lower())
    if target is not None:
        return f"→ {target}"
    if not may_load and session.commands.has(name):
        return session.commands.title(name)
    found = lookup(session, name)
    if found is None:
        return ""
    if found.kind != "Cmdlet" and (found.spec is None or not found.spec.synopsis):
        return found.kind.lower()
    return _first_sentence(found.spec.synopsis) if found.spec is not None else ""


def _first_sentence(text: str) -> str:
    """The first sentence, on one line, without its full stop."""
    line = " ".join(text.split())
    return line.partition(". ")[0].removesuffix(".")
