"""What Tab offers in bash, zsh and fish: the answers of `completion`, for the words of a shell's command line.

Names are offered in the spelling that was begun: ``-Ba`` gives ``-BatchId``, ``--ba`` gives ``--batch-id``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from click.shell_completion import CompletionItem

from ..builtin import index as builtin
from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..functions import snake_case
from ..openai import index as openai
from .argv import is_name
from .completion import parameters_offered, read, values_offered
from .names import plain

_PATH_NAME = re.compile(r"(?:Path|File|Files|Folder|Images?|Mask|Destination)$")

_SEPARATORS = (":", "=")  # between a name and its value


class _Word(NamedTuple):
    """A word as `completion` reads it."""

    kind: str
    text: str


def offered_commands(listed: Iterable[str], incomplete: str) -> list[CompletionItem]:
    """The commands that begin so, in any case: those that are listed; once a letter was typed, all others too."""
    names = [*listed]
    if incomplete:
        names += [*openai.INDEX.aliases, *builtin.INDEX.names()]
    begin = plain(incomplete)
    return [CompletionItem(name) for name in names if plain(name).startswith(begin)]


def offered(
    spec: CmdletSpec, words: Sequence[str], incomplete: str, of_door: tuple[ParamSpec, ...] = ()
) -> list[CompletionItem]:
    """What may follow the words of a call: parameters after a hyphen, else values of the parameter that is awaited."""
    pieces = _pieces(words)
    incomplete = "" if incomplete in _SEPARATORS else incomplete
    if not is_name(incomplete) and incomplete != "-":
        param = read(spec, pieces, of_door).awaited
        return offered_values(param, incomplete) if param is not None else []
    name, separator, begun = _cut(incomplete)
    if separator:
        param = read(spec, [*pieces, _Word("parameter", name)], of_door).awaited
        found = offered_values(param, begun) if param is not None else []
        return [CompletionItem(name + separator + item.value, item.type) for item in found]
    posix = incomplete.startswith("--")
    prefix = plain(incomplete) if posix else incomplete[1:]
    names = parameters_offered(spec, prefix, read(spec, pieces, of_door).bound, of_door)
    return [CompletionItem(posix_name(name) if posix else f"-{name}") for name in names]


def offered_values(param: ParamSpec, incomplete: str) -> list[CompletionItem]:
    """The values of a parameter; of a list only its last one is completed."""
    before, comma, last = incomplete.rpartition(",") if str(param.type).endswith("[]") else ("", "", incomplete)
    found = [CompletionItem(before + comma + value) for value in values_offered(param, last)]
    if not found and awaits_path(param):
        return [CompletionItem(incomplete, type="file")]  # the shell completes files itself
    return found


def awaits_path(param: ParamSpec) -> bool:
    """Whether the values of a parameter are files or folders."""
    is_text = str(param.type).removesuffix("[]") in ("string", "object") and param.of is None
    return is_text and _PATH_NAME.search(param.name) is not None


def posix_name(name: str) -> str:
    """``BatchId`` as ``--batch-id``."""
    return "--" + snake_case(name).replace("_", "-")


def _pieces(words: Sequence[str]) -> list[_Word]:
    pieces: list[_Word] = []
    for word in words:
        if word in _SEPARATORS and pieces and pieces[-1].kind == "parameter":
            continue  # bash takes -Name:value and --name=value apart
        if not is_name(word):
            pieces.append(_Word("value", word))
            continue
        name, separator, value = _cut(word)
        pieces.append(_Word("parameter", name))
        if separator and value:
            pieces.append(_Word("value", value))
    return pieces


def _cut(word: str) -> tuple[str, str, str]:
    """``-Name:value`` and ``--name=value`` as name, separator and value."""
    at = min((i for i in (word.find(":"), word.find("=")) if i > 0), default=len(word))
    return word[:at], word[at : at + 1], word[at + 1 :]
