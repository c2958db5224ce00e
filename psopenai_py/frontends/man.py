"""The manual's pages, made from the declarations: ``psopenai(1)``, and ``psopenai-Get-Batch(1)`` for each cmdlet.

``make man`` writes them with the other pages in ``Docs/``; they are installed under ``share/man``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..declare.cmdlet import CmdletSpec, ParamSpec
from ..engine.binding.parameters import common_of, is_switch_type
from ..engine.describing.help_text import described, facts, failure_lines
from ..engine.describing.syntax import syntax_lines, type_shown
from ..openai.index import INDEX
from .help import EXIT_CODES, WORDS
from .inputs import DOOR_PARAMETERS
from .shell_examples import shell_examples, shell_failures
from .shell_words import posix_name

FOLDER = "man"  # below the folder of the other pages
_ENVIRONMENT = (
    ("OPENAI_API_KEY", "The key."),
    ("OPENAI_API_KEY_FILE", "A file that has the key, where OPENAI_API_KEY is not set."),
    ("OPENAI_API_BASE, OPENAI_BASE_URL", "The address of the API, if it is not OpenAI's."),
    ("OPENAI_ORGANIZATION, OPENAI_ORG_ID", "The organization that calls are billed to."),
    ("OPENAI_PROJECT_ID", "The project that calls count to."),
    ("NO_COLOR", "Not empty: no colours."),
    ("PAGER", "What shows long help on a terminal; empty: nothing does."),
)
_OWN = (
    ("demo", "A batch from upload to results, on the emulator."),
    ("emulator", "A local server with OpenAI's API, for trying out and testing."),
    ("help [COMMAND]", "The help of a command."),
    ("shell-init SHELL", "Make the cmdlets commands of bash, zsh or fish, with completion."),
)


def man_pages(specs: Iterable[CmdletSpec]) -> dict[str, str]:
    """Every page by its file name."""
    listed = list(specs)
    pages = {f"psopenai-{spec.name}.1": _page(f"psopenai-{spec.name}", _cmdlet(spec)) for spec in listed}
    pages["psopenai.1"] = _page("psopenai", _command(listed))
    return pages


def _page(name: str, lines: Iterable[str]) -> str:
    return "\n".join([f'.TH "{name.upper()}" "1" "" "psopenai" "psopenai manual"', ".nh", ".ad l", *lines]) + "\n"


def _cmdlet(spec: CmdletSpec) -> Iterator[str]:
    yield from _section("NAME", [f"psopenai-{_text(spec.name)} \\- {_text(spec.synopsis)}"])
    yield ".SH SYNOPSIS"
    for line in syntax_lines(spec):
        yield from (".HP 4", f"psopenai {_text(line)}")
    yield from _section("DESCRIPTION", _paragraphs(spec.description or spec.synopsis))
    yield ".SH OPTIONS"
    for param in (*described(spec), *(p for p in DOOR_PARAMETERS if p.name.lower() not in spec.params)):
        yield from _option(spec, param)
    yield ".P"
    common = ", ".join(f"-{p.name}" for p in common_of(spec).values() if p not in described(spec))
    yield _text(f"The common parameters of PowerShell's cmdlets are taken, too: {common}.")
    examples = shell_examples(spec.examples)
    if examples:
        yield ".SH EXAMPLES"
    for example in examples:
        yield from (".P", _text(example.about), ".RS 4", ".nf", _text(example.code), ".fi", ".RE")
    if spec.failures:
        yield ".SH ERRORS"
    for failure in shell_failures(spec.failures):
        told, *others = failure_lines(failure)
        yield from (".P", ".nf", _text(failure.code), _text(told), ".fi")
        for line in others:
            yield from (".P", _text(line))
    if spec.remarks:
        yield from _section("NOTES", _paragraphs(spec.remarks))
    yield from _section("IN A SHELL", _paragraphs(WORDS))
    yield from _common_ends()
    yield from _section("SEE ALSO", ["psopenai(1)"])


def _option(spec: CmdletSpec, param: ParamSpec) -> Iterator[str]:
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in (f"-{param.name}", posix_name(param.name)))
    kind = "" if is_switch_type(param) else f" \\fI{_text(type_shown(param))}\\fR"
    yield from (".TP 4", names + kind, _text(param.help))
    for fact in facts(spec, param):
        yield from (".br", _text(fact))


def _command(specs: Iterable[CmdletSpec]) -> Iterator[str]:
    yield from _section("NAME", ["psopenai \\- PSOpenAI's cmdlets for any shell"])
    yield ".SH SYNOPSIS"
    for words in ("CMDLET [PARAMETERS]", "", "FILE.ps1 [ARGUMENTS]", "-Command TEXT"):
        yield from (f"psopenai {_text(words)}".rstrip(), ".br")
    about = (
        "Runs a cmdlet of PSOpenAI; without one, the interactive shell on a terminal, or the script on standard input. "
        "psopenai CMDLET --help shows a cmdlet's help; each has a page, such as psopenai-Get-BatchOutput(1)."
    )
    yield from _section("DESCRIPTION", [_text(about)])
    known = {spec.name: spec.synopsis for spec in specs}
    for family in INDEX.families:
        yield f'.SH "{_text(family.title.upper())}"'
        for row in family.rows:
            yield from (".TP 4", f"\\fB{_text(row.name)}\\fR", _text(known.get(row.name, "")))
    yield from _terms("OTHER COMMANDS", _OWN)
    yield from _common_ends()


def _common_ends() -> Iterator[str]:
    yield from _terms("EXIT STATUS", [(str(code), meaning) for code, meaning in EXIT_CODES])
    yield from _terms("ENVIRONMENT", _ENVIRONMENT)


def _terms(title: str, terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f'.SH "{title}"'
    for term, meaning in terms:
        yield from (".TP 4", f"\\fB{_text(term)}\\fR", _text(meaning))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{title}"'
    yield from lines


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs; one with indented lines keeps its lines."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = paragraph.split("\n")
        is_fixed = len(lines) > 1 and any(line.startswith(" ") for line in lines)
        yield ".P"
        yield from (".nf", *map(_text, lines), ".fi") if is_fixed else (_text(" ".join(lines)),)


def _text(text: str) -> str:
    """Text as roff shows it: hyphens that can be copied, no line that reads as a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return "\\&" + escaped if escaped[:1] in (".", "'") else escaped
