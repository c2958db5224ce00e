"""What Tab offers in bash, zsh and fish: the answers of `offers`, for the words of a shell's command line.

Names are offered in the spelling that was begun: ``-Ba`` gives ``-BatchId``, ``--ba`` gives ``--batch-id``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..builtin import index as builtin
from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.session.commands import CommandTable
from ..openai import index as openai
from .argv import is_name
from .inputs import DOOR_PARAMETERS
from .names import plain
from .offers import parameters_offered, read, values_offered
from .recent_ids import ids_for

_PATH_NAME = re.compile(r"(?:Path|File|Files|Folder|Images?|Mask|Destination)$")
_HUMP = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")
_SEPARATORS = (":", "=")  # between a name and its value


class Offer(NamedTuple):
    """What may stand in place of the incomplete word; the ``kind`` "file" asks the shell to complete files itself."""

    text: str
    about: str = ""
    kind: str = "plain"


class _Word(NamedTuple):
    """A word as `offers` reads it."""

    kind: str
    text: str


def offered_after(name: str, words: Sequence[str], incomplete: str, environ: Mapping[str, str]) -> list[Offer]:
    """What may follow the name of a cmdlet and its first words."""
    found = CommandTable(builtin.INDEX, openai.INDEX).cmdlet(name)
    return (
        [] if found is None or found.spec is None else offered(found.spec, words, incomplete, environ, DOOR_PARAMETERS)
    )


def offered(
    spec: CmdletSpec,
    words: Sequence[str],
    incomplete: str,
    environ: Mapping[str, str],
    of_door: tuple[ParamSpec, ...] = (),
) -> list[Offer]:
    """What may follow the words of a call: parameters after a hyphen, else values of the parameter that is awaited."""
    pieces = _pieces(words)
    incomplete = "" if incomplete in _SEPARATORS else incomplete
    if not is_name(incomplete) and incomplete != "-":
        param = read(spec, pieces, of_door).awaited
        return offered_values(spec, param, incomplete, environ) if param is not None else []
    name, separator, begun = _cut(incomplete)
    if separator:
        param = read(spec, [*pieces, _Word("parameter", name)], of_door).awaited
        found = offered_values(spec, param, begun, environ) if param is not None else []
        return [offer._replace(text=name + separator + offer.text) for offer in found]
    posix = incomplete.startswith("--")
    prefix = plain(incomplete) if posix else incomplete[1:]
    shown = parameters_offered(spec, prefix, read(spec, pieces, of_door).bound, of_door)
    return [Offer(posix_name(name) if posix else f"-{name}", param.help) for name, param in shown]


def offered_values(spec: CmdletSpec, param: ParamSpec, incomplete: str, environ: Mapping[str, str]) -> list[Offer]:
    """The values of a parameter; of a list only its last one is completed."""
    before, comma, last = incomplete.rpartition(",") if str(param.type).endswith("[]") else ("", "", incomplete)
    values = values_offered(param, last) or [i for i in ids_for(spec, param, environ) if i.startswith(last)]
    if not values and (awaits_path(param) or (param.id_of and "path" in spec.params)):  # Start-Batch: an id, or a file
        return [Offer(incomplete, kind="file")]
    return [Offer(before + comma + value) for value in values]


def awaits_path(param: ParamSpec) -> bool:
    """Whether the values of a parameter are files or folders."""
    is_text = str(param.type).removesuffix("[]") in ("string", "object") and param.of is None
    return is_text and _PATH_NAME.search(param.name) is not None


def posix_name(name: str) -> str:
    """``BatchId`` as ``--batch-id``."""
    return "--" + "-".join(word.lower() for word in _HUMP.findall(name.replace("OpenAI", "Openai")))


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
