"""Which cmdlet a word of a command line names."""

from __future__ import annotations

import os

HELP_FLAGS = frozenset(("--help", "-h", "-?", "/?"))


def find_cmdlet(written: str) -> str | None:
    """The cmdlet that a command line means: ``Get-BatchOutput``, ``get-batch-output``, ``getbatchoutput``, an alias."""
    from ..builtin import index as builtin
    from ..openai import index as openai

    wanted = plain(written)
    for name in (*openai.INDEX.names(), *builtin.INDEX.names()):
        if plain(name) == wanted:
            return name
    return next((target for alias, target in openai.INDEX.aliases.items() if plain(alias) == wanted), None)


def plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")


def unknown(written: str) -> str:
    from difflib import get_close_matches

    from ..builtin import index as builtin
    from ..openai import index as openai

    left_out = {**builtin.INDEX.left_out, **openai.INDEX.left_out}
    why = next((w for n, w in left_out.items() if n.lower() == written.lower()), None)
    if why is not None:
        return f"{written} is a cmdlet that psopenai does not have: {why}"
    if os.path.exists(written):
        return f"'{written}' is a file, but no script: the name of a script ends in .ps1."
    names = {plain(n): n for n in openai.INDEX.names()}
    near = get_close_matches(plain(written), list(names), n=1, cutoff=0.6)
    return f"there is no command '{written}'." + (f" Did you mean {names[near[0]]}?" if near else "")
