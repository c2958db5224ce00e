"""A Tab in bash, zsh or fish: the words come in environment variables, and the answer goes to standard output.

The variables and the answer's form are Click's (`click.shell_completion`). Cmdlets are answered here, without loading
Click, because a person waits; the other commands are Click's.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping

from .names import FILE_FLAGS, FOLDER_FLAGS, OPTIONS, commands_beginning, find_cmdlet, read_flags

SHELLS = ("bash", "zsh", "fish")


def answer_tab(instruction: str, environ: Mapping[str, str]) -> str | None:
    """The answer to ``bash_complete`` and its like; None where Click has it."""
    shell, _, asked = instruction.partition("_")
    if shell not in SHELLS or asked != "complete":
        return None
    words, incomplete = _words(shell, environ)
    if not words or (words[0].startswith("-") and not words[0].startswith("--")):  # these Click knows
        return _after_options(shell, words, incomplete)
    if words == ["help"] and not incomplete.startswith("-"):
        from ..builtin.commands.about_topics import ABOUT  # noqa: PLC0415 (only this command has topics)

        topics = [(topic, about) for topic, (about, _) in ABOUT.items() if topic.lower().startswith(incomplete.lower())]
        return _lines(shell, [*commands_beginning(incomplete), *topics])
    name = find_cmdlet(words[0])
    if name is None:
        return None
    from .shell_words import offered_after  # noqa: PLC0415 (names of commands need no declarations)

    offers = offered_after(name, words[1:], incomplete, environ)
    if [offer.kind for offer in offers] == ["file"]:
        return _lines(shell, [(incomplete, "")], "file")
    return _lines(shell, [(offer.text, offer.about) for offer in offers])


def _after_options(shell: str, words: list[str], incomplete: str) -> str | None:
    """What may follow options of psopenai itself: more of them, then a command or a script."""
    flags = read_flags(words)
    first = flags.rest[0].lower() if flags.rest else ""
    if words and words[-1].lower() in FOLDER_FLAGS:
        return _lines(shell, [(incomplete, "")], "dir")
    if first in FILE_FLAGS:
        return _lines(shell, [(incomplete, "")], "file")
    if first:  # the text of a script, and what has no more words
        return _lines(shell, [])
    if incomplete.startswith("-"):
        lower = incomplete.lower()
        return _lines(shell, [(name, about) for name, about in OPTIONS.items() if name.lower().startswith(lower)])
    found = [] if words else list(commands_beginning(incomplete))
    return _lines(shell, found) if found else _lines(shell, [(incomplete, "")], "file")  # a script's


def _words(shell: str, environ: Mapping[str, str]) -> tuple[list[str], str]:
    """The words after ``psopenai`` that are complete, and the incomplete one."""
    words = _split(environ.get("COMP_WORDS", ""))
    if shell != "fish":
        index = int(environ.get("COMP_CWORD") or 0)
        return words[1:index], words[index] if index < len(words) else ""
    incomplete = next(iter(_split(environ.get("COMP_CWORD", ""))), "")
    if incomplete and words[-1:] == [incomplete]:
        words.pop()
    return words[1:], incomplete


def _split(text: str) -> list[str]:
    """The words of a line, of which the last may have an open quote."""
    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def _lines(shell: str, offers: Iterable[tuple[str, str]], kind: str = "plain") -> str:
    """The answer as the shell's script reads it: texts, with what they are about where the shell shows it."""
    if shell == "zsh":  # the script takes a colon for the end of a text, but only where something follows
        shown = [(text.replace(":", "\\:"), about) if about else (text, "_") for text, about in offers]
        return "\n".join(f"{kind}\n{text}\n{about}" for text, about in shown)
    if shell == "fish":
        return "\n".join(f"{kind},{text}\t{about}" if about else f"{kind},{text}" for text, about in offers)
    return "\n".join(f"{kind},{text}" for text, _ in offers)
