"""The pages of ``Docs/``: one per cmdlet of the service, generated from the declarations in platyPS's layout; and the
manual's pages in ``Docs/man/``.

``python -m psopenai_py.frontends.docs Docs`` writes them; with ``--check`` it lists those that are out of date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..declare.cmdlet import ALL_SETS, CmdletSpec, ParamSpec
from ..declare.index import Row
from ..engine.binding.parameters import common_of, is_switch_type
from ..engine.describing.help_text import accepted, default_of, pipeline_of, position_of, values_of
from ..engine.describing.syntax import syntax_line, type_shown
from ..engine.session.commands import CommandTable
from ..functions import function_name
from ..openai.index import INDEX
from . import stubs
from .man import FOLDER, man_pages

#: the pages that are written by hand, for the index
GUIDES = (
    ("Guides/Batches.md", "From a table of prompts to a table of answers"),
    ("Guides/PowerShell.md", "From PowerShell to psopenai"),
    ("Guides/Keys.md", "Keys, profiles, gateways and Azure"),
    ("Guides/Scripts.md", "Scripts and modules"),
    ("Guides/Chat.md", "Chat, functions and structured answers"),
    ("Guides/Files.md", "Files and vector stores"),
    ("Guides/Media.md", "Images, sound and video"),
    ("Realtime.md", "Realtime sessions"),
    ("Guides/CI.md", "In CI, cron and containers"),
    ("Guides/Troubleshooting.md", "Troubleshooting"),
)
PROJECT_PAGES = (
    ("Settings.md", "Settings: keys, addresses, profiles, networks"),
    ("Python.md", "The Python functions"),
    ("Emulator.md", "The emulator: the API on your machine"),
    ("Reliability.md", "What holds when something breaks"),
    ("Differences.md", "Differences from PSOpenAI"),
)

#: by the folder of a family: where the service describes what it calls, and the guide that shows it in use
_REFERENCE = "https://platform.openai.com/docs/api-reference/"
_OF_SERVICE = {
    "assistants": "assistants", "audio": "audio", "batch": "batch", "chat": "chat", "containers": "containers",
    "conversations": "conversations", "embeddings": "embeddings", "files": "files", "images": "images",
    "models": "models", "moderations": "moderations", "realtime": "realtime", "responses": "responses",
    "threads": "threads", "vector_stores": "vector-stores", "videos": "videos",
}  # fmt: skip
_IN_GUIDE = {
    "audio": "Media.md", "batch": "Batches.md", "chat": "Chat.md", "context": "Keys.md", "conversations": "Chat.md",
    "files": "Files.md",
    "images": "Media.md", "realtime": "Realtime.md", "responses": "Chat.md", "secrets": "Keys.md",
    "vector_stores": "Files.md", "videos": "Media.md",
}  # fmt: skip

#: what follows in the website's configuration is written here
SITE = "mkdocs.yml"
_NAVIGATION = "# from here on written by psopenai_py/frontends/docs.py\nnav:\n"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    specs = list(_specs())
    found = {f"{spec.name}.md": page(spec) for spec in specs}
    found["README.md"] = index_page(specs)
    found |= {f"{FOLDER}/{name}": text for name, text in man_pages(specs).items()}
    return found


def _specs() -> Iterator[CmdletSpec]:
    table = CommandTable(INDEX)
    for name in sorted(INDEX.names()):
        found = table.cmdlet(name)
        assert found is not None and found.spec is not None
        yield found.spec


def page(spec: CmdletSpec) -> str:
    """One cmdlet's page."""
    parts = [
        f"---\ntitle: {spec.name}\ndescription: {json.dumps(spec.synopsis)}\nModule Name: PSOpenAI\nschema: 2.0.0\n---",
        f"# {spec.name}",
        f"## SYNOPSIS\n{spec.synopsis}",
        "## SYNTAX\n\n" + "\n\n".join(_syntaxes(spec)),
        f"## DESCRIPTION\n{spec.description or spec.synopsis}",
        "## EXAMPLES\n\n" + "\n\n".join(_examples(spec)),
        "## PARAMETERS\n\n" + "\n\n".join(_parameter(spec, p) for p in _sorted(spec)),
        _common(spec),
        f"## INPUTS\n\n{_inputs(spec)}",
        f"## OUTPUTS\n\n{_list(spec.outputs)}",
        f"## NOTES\n{_notes(spec)}",
        "## RELATED LINKS\n\n" + "\n\n".join(_links(spec)),
    ]
    return "\n\n".join(parts) + "\n"


def _syntaxes(spec: CmdletSpec) -> Iterator[str]:
    names = spec.set_names
    for name in names:
        default = " (Default)" if name == spec.default_set and len(names) > 1 else ""
        heading = f"### {name}{default}\n" if name != ALL_SETS else ""
        yield f"{heading}```\n{syntax_line(spec, name)}\n```"


def _examples(spec: CmdletSpec) -> Iterator[str]:
    for number, example in enumerate(spec.examples, 1):
        result = f"\n\n```Output\n{example.result}\n```" if example.result else ""
        yield f"### Example {number}\n```powershell\n{example.code}\n```{result}\n\n{example.about}".rstrip()
    if not spec.examples:
        yield f"### Example 1\n```powershell\n{spec.name}\n```"


def _sorted(spec: CmdletSpec) -> list[ParamSpec]:
    return sorted(spec.params.values(), key=lambda p: p.name.lower())


def _parameter(spec: CmdletSpec, param: ParamSpec) -> str:
    flags = list(param.sets.values())
    sets = "(All)" if ALL_SETS in param.sets else ", ".join(param.sets)
    position = position_of(param)
    rows = [("Type", "SwitchParameter" if is_switch_type(param) else type_shown(param)), ("Parameter Sets", sets)]
    rows.append(("Aliases", ", ".join(param.aliases)))
    if values := values_of(param):
        rows.append(("Accepted values", ", ".join(values)))
    rows += [
        ("Required", str(any(f.mandatory for f in flags))),
        ("Position", "Named" if position is None else str(position)),
        ("Default value", default_of(param) or ("False" if is_switch_type(param) else "None")),
        ("Accept pipeline input", _accepts(param)),
        ("Accept wildcard characters", "False"),
    ]
    block = "\n".join(f"{name}: {value}".rstrip() for name, value in rows)
    notes = [line for line in accepted(param) if not values]
    text = "\n".join([param.help, *notes]).strip()
    return f"### -{param.name}\n{text}\n\n```yaml\n{block}\n```"


def _accepts(param: ParamSpec) -> str:
    ways = []
    if any(f.by_property for f in param.sets.values()):
        ways.append("ByPropertyName")
    if any(f.by_value for f in param.sets.values()):
        ways.append("ByValue")
    return f"True ({', '.join(ways)})" if ways else "False"


def _common(spec: CmdletSpec) -> str:
    names = ", ".join(f"-{p.name}" for p in common_of(spec).values())
    return f"### CommonParameters\nThis cmdlet takes the common parameters: {names}."


def _inputs(spec: CmdletSpec) -> str:
    taken = [f"{param.of or type_shown(param)} (-{param.name})" for param in spec.params.values() if pipeline_of(param)]
    return _list(taken)


def _list(names: Sequence[str]) -> str:
    return "\n\n".join(f"### {name}" for name in names) or "### None"


def _notes(spec: CmdletSpec) -> str:
    aliases = f"Alias: {', '.join(spec.aliases)}.\n" if spec.aliases else ""
    return f"{aliases}In a shell: `psopenai {spec.name} --help`. In Python: `psopenai_py.{function_name(spec.name)}`."


def _links(spec: CmdletSpec) -> Iterator[str]:
    """The guide, the service's reference, and the list of all pages."""
    folder = next(row.module for family in INDEX.families for row in family.rows if row.name == spec.name)
    folder = folder.partition(".")[0]
    guide = _IN_GUIDE.get(folder)
    for name, title in GUIDES:
        if guide is not None and name.rpartition("/")[2] == guide:
            yield f"[Guide: {title}]({name})"
    if folder in _OF_SERVICE:
        yield f"[The service's reference]({_REFERENCE}{_OF_SERVICE[folder]})"
    yield "[When something goes wrong](Guides/Troubleshooting.md)"
    yield "[All cmdlets](README.md)"


def index_page(specs: Sequence[CmdletSpec]) -> str:
    """The list of all pages: the guides, the cmdlets by family, the rest."""
    about = {spec.name: f": {spec.synopsis}" for spec in specs}
    lines = ["# psopenai-py", ""]
    for title, entries in sections():
        lines += [f"## {title}", "", *(f"- [{name}]({file}){about.get(name, '')}" for name, file in entries), ""]
    return "\n".join(lines)


def sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """The pages in the order of the index: the sections, and in each the titles and files of its pages."""
    found = [("Guides", [(title, name) for name, title in GUIDES])]
    for family in INDEX.families:
        found.append((family.title, [(row.name, f"{row.name}.md") for row in sorted(family.rows, key=_name)]))
    return [*found, ("About", [(title, name) for name, title in PROJECT_PAGES])]


def _name(row: Row) -> str:
    return row.name


def site(config: str) -> str:
    """The website's configuration with the pages in their order."""
    lines = ["  - Overview: README.md"]
    for title, entries in sections():
        lines += [f"  - {json.dumps(title)}:", *(f"      - {json.dumps(name)}: {file}" for name, file in entries)]
    return config[: config.index(_NAVIGATION)] + _NAVIGATION + "\n".join(lines) + "\n"


def stale(folder: Path) -> list[str]:
    """The names of pages that do not match the declarations, are missing, or should not be there."""
    made = pages()
    found = [name for name, text in made.items() if _read(folder / name) != text]
    config = _read(folder.parent / SITE)
    if config is not None and site(config) != config:
        found.append(SITE)
    return sorted(found + [path.relative_to(folder).as_posix() for path in _extra(folder, made)])


def _extra(folder: Path, made: Mapping[str, str]) -> list[Path]:
    """Pages of cmdlets that are no more. Pages without a hyphen in their name are written by hand."""
    paths = (path for pattern in ("*-*.md", f"{FOLDER}/*.1") for path in folder.glob(pattern))
    return [path for path in paths if path.relative_to(folder).as_posix() not in made]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def write(folder: Path) -> None:
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path in _extra(folder, made):
        path.unlink()
    config = _read(folder.parent / SITE)
    if config is not None:
        (folder.parent / SITE).write_text(site(config), encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """The command line: ``[--check] FOLDER``."""
    check = "--check" in words
    folders = [word for word in words if word != "--check"]
    if len(folders) != 1:
        print("usage: python -m psopenai_py.frontends.docs [--check] FOLDER", file=sys.stderr)
        return 2
    folder = Path(folders[0])
    if not check:
        write(folder)
        stubs.write()
        return 0
    names = stale(folder) + stubs.stale()
    for name in names:
        print(f"out of date: {name}", file=sys.stderr)
    if names:
        print("run: python -m psopenai_py.frontends.docs Docs", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
