"""What the words of a command line mean: a script or a cmdlet. This is known before anything large is loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..builtin import index as builtin
from ..openai import index as openai

OWN_COMMANDS = ("demo", "emulator", "help", "shell-init")  # the commands that are not cmdlets
HELP_FLAGS = frozenset(("--help", "-h", "-?", "/?"))
COMMAND_FLAGS = frozenset(("-command", "-c"))
ENCODED_FLAGS = frozenset(("-encodedcommand", "-ec"))
FILE_FLAGS = frozenset(("-file", "-f"))
FOLDER_FLAGS = frozenset(("-workingdirectory", "-wd"))
_SCRIPT_FLAGS = COMMAND_FLAGS | ENCODED_FLAGS | FILE_FLAGS

#: pwsh's flags before these, as scripts and crontabs pass them, by what they stand for
_FLAGS = {
    "-noninteractive": "noninteractive", "-noni": "noninteractive", "-noprofile": "noprofile", "-nop": "noprofile",
    "-nologo": "nologo", "-nol": "nologo", "-noexit": "noexit", "-noe": "noexit", "-interactive": "", "-i": "",
    "-login": "", "-l": "", "-sta": "", "-mta": "",
}  # fmt: skip
_FLAGS_WITH_VALUE = {
    "-executionpolicy": "", "-ex": "", "-ep": "", **dict.fromkeys(FOLDER_FLAGS, "folder"), "-windowstyle": "",
    "-w": "", "-outputformat": "", "-o": "", "-of": "", "-inputformat": "", "-inp": "", "-if": "",
}  # fmt: skip

#: the options before a command or script, under the names that are offered at a Tab, with what each does
OPTIONS = {
    "--help": "Show help on psopenai.",
    "--profile": "Use the settings of a profile in the configuration file.",
    "--version": "Show the version.",
    "-Command": "Run a text as a script.",
    "-EncodedCommand": "Run a script given as base64 of UTF-16.",
    "-ExecutionPolicy": "Taken as pwsh takes it; scripts always run.",
    "-File": "Run a script file with its arguments.",
    "-NoExit": "Stay in the interactive shell after the script.",
    "-NoLogo": "Start the interactive shell without a greeting.",
    "-NonInteractive": "Ask nothing; a question is an error.",
    "-NoProfile": "Leave out the script that $PROFILE names.",
    "-Version": "Show the version.",
    "-WorkingDirectory": "Start in this folder.",
}


class Flags(NamedTuple):
    """What pwsh's flags before a script say, and the words after them."""

    given: frozenset[str]
    folder: str | None
    rest: list[str]

    @property
    def asks(self) -> bool:
        """Whether the script may ask its user."""
        return "noninteractive" not in self.given


def read_flags(words: Sequence[str]) -> Flags:
    """Read the flags at the beginning of the words."""
    given: set[str] = set()
    folder: str | None = None
    at = 0
    while at < len(words):
        word = words[at].lower()
        if word in _FLAGS:
            given.add(_FLAGS[word])
            at += 1
        elif word in _FLAGS_WITH_VALUE and at + 1 < len(words):
            if _FLAGS_WITH_VALUE[word]:
                folder = words[at + 1]
            at += 2
        else:
            break
    return Flags(frozenset(given), folder, list(words[at:]))


def repl_options(words: Sequence[str]) -> dict[str, Any] | None:
    """What the words say about the interactive shell; None if they ask for something else.

    ``first`` are the words of a script that runs before the first prompt (``-NoExit``).
    """
    flags = read_flags(words)
    if not flags.asks or (flags.rest and ("noexit" not in flags.given or flags.rest == ["-"])):
        return None
    return {
        "profile": "noprofile" not in flags.given,
        "greet": "nologo" not in flags.given and not flags.rest,
        "folder": flags.folder,
        "first": flags.rest,
    }


def is_script_call(words: Sequence[str]) -> bool:
    """Whether the words run a script; no words at all mean the script on standard input."""
    if not words:
        return True
    first = words[0].lower()
    is_flag = first in _SCRIPT_FLAGS or first in _FLAGS or first in _FLAGS_WITH_VALUE
    return is_flag or first == "-" or first.endswith(".ps1")


def asks_for_help(words: Sequence[str]) -> bool:
    """Whether the words of a call ask for help; what follows ``--`` are values."""
    end = words.index("--") if "--" in words else len(words)
    return not HELP_FLAGS.isdisjoint(words[:end])


def find_cmdlet(written: str) -> str | None:
    """The cmdlet that a command line means: ``Get-BatchOutput``, ``get-batch-output``, ``getbatchoutput``, an alias."""
    wanted = plain(written)
    if wanted in OWN_COMMANDS:  # `help` is one, and an alias in PowerShell
        return None
    for name in (*openai.INDEX.names(), *builtin.INDEX.names()):
        if plain(name) == wanted:
            return name
    aliases = (*openai.INDEX.aliases.items(), *builtin.INDEX.aliases.items())
    return next((target for alias, target in aliases if plain(alias) == wanted), None)


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
    names = {plain(n): n for n in (*OWN_COMMANDS, *builtin.INDEX.names(), *openai.INDEX.names())}
    first = plain(next(iter(written.split()), ""))
    if first in names and first != plain(written):
        return f"there is no command '{written}': the quotes make one word of it. Put quotes around values only."
    near = get_close_matches(plain(written), list(names), n=1, cutoff=0.6)
    return f"there is no command '{written}'." + (f" Did you mean {names[near[0]]}?" if near else "")
