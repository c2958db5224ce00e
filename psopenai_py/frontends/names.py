"""What the words of a command line mean: a script or a cmdlet. This is known before anything large is loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from ..builtin import index as builtin
from ..openai import index as openai

OWN_COMMANDS = ("demo", "emulator", "help", "shell-init")  # the commands that are not cmdlets
HELP_FLAGS = frozenset(("--help", "-h", "-?", "/?"))
COMMAND_FLAGS = frozenset(("-command", "-c"))
FILE_FLAGS = frozenset(("-file", "-f"))
NON_INTERACTIVE = frozenset(("-noninteractive", "-noni"))
IGNORED_FLAGS = NON_INTERACTIVE | {"-noprofile", "-nologo", "-nop"}  # scripts pass them to pwsh


def repl_options(words: Sequence[str]) -> dict[str, bool] | None:
    """What the words say about the interactive shell; None if they ask for something else."""
    given = {word.lower() for word in words}
    if not given <= IGNORED_FLAGS - NON_INTERACTIVE:
        return None
    return {"profile": given.isdisjoint(("-noprofile", "-nop")), "greet": "-nologo" not in given}


def is_script_call(words: Sequence[str]) -> bool:
    """Whether the words run a script; no words at all mean the script on standard input."""
    if not words:
        return True
    first = words[0].lower()
    return first in COMMAND_FLAGS | FILE_FLAGS | IGNORED_FLAGS or first == "-" or first.endswith(".ps1")


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether the words of a call ask for help; what follows ``--`` are values."""
    end = words.index("--") if "--" in words else len(words)
    return not HELP_FLAGS.isdisjoint(words[:end])


def find_cmdlet(written: str) -> str | None:
    """The cmdlet that a command line means: ``Get-BatchOutput``, ``get-batch-output``, ``getbatchoutput``, an alias."""
    wanted = plain(written)
    for name in (*openai.INDEX.names(), *builtin.INDEX.names()):
        if plain(name) == wanted:
            return name
    return next((target for alias, target in openai.INDEX.aliases.items() if plain(alias) == wanted), None)


def plain(name: str) -> str:
    """A name as it is compared: in lower case, without hyphens and underscores."""
    return name.lower().replace("-", "").replace("_", "")


def commands_beginning(written: str) -> Iterator[tuple[str, str]]:
    """The commands that begin so, in any case and spelling, each with its family's title.

    PowerShell's own cmdlets come only after a letter.
    """
    begin = plain(written)
    names = [(name, "") for name in OWN_COMMANDS]
    names += [(row.name, family.title) for family in openai.INDEX.families for row in family.rows]
    if written:
        names += openai.INDEX.aliases.items()
        names += [(row.name, family.title) for family in builtin.INDEX.families for row in family.rows]
    return ((name, about) for name, about in names if plain(name).startswith(begin))


def unknown(written: str) -> str:
    """The message for a word that is not a command: why the cmdlet is left out, or which command has a similar name."""
    from difflib import get_close_matches

    left_out = {**builtin.INDEX.left_out, **openai.INDEX.left_out}
    why = next((w for n, w in left_out.items() if n.lower() == written.lower()), None)
    if why is not None:
        return f"{written} is a cmdlet that psopenai does not have: {why}"
    if os.path.exists(written):
        return f"'{written}' is a file, but not a script: the name of a script ends in .ps1."
    names = {plain(n): n for n in openai.INDEX.names()}
    near = get_close_matches(plain(written), list(names), n=1, cutoff=0.6)
    return f"there is no command '{written}'." + (f" Did you mean {names[near[0]]}?" if near else "")
