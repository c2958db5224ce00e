"""The pages of ``Docs/``: one per cmdlet of the service, generated from the declarations in platyPS's layout; one per
family of PowerShell's own cmdlets in ``Docs/PowerShell/``, shorter; and the manual's pages in ``Docs/man/``.

``python -m psopenai_py.frontends.docs Docs`` writes them; with ``--check`` it lists those that are out of date.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..builtin.commands.help_topic import family_page, page_of
from ..builtin.index import INDEX as BUILTIN
from ..declare.cmdlet import ALL_SETS, NO_EFFECT, CmdletSpec, ParamSpec
from ..declare.index import Family, Index, Row
from ..engine.binding.parameters import common_of, is_switch_type
from ..engine.describing.help_text import accepted, default_of, described, pipeline_of, position_of
from ..engine.describing.syntax import syntax_line, type_shown
from ..engine.session.commands import CommandTable
from ..functions import function_name
from ..openai.index import INDEX
from . import stubs
from .inputs import DOOR_PARAMETERS
from .man import FOLDER, man_pages
from .shell_examples import broken, shell_commands

#: the pages that are written by hand, for the index
GUIDES = (
    ("Guides/Batches.md", "From a table of prompts to a table of answers"),
    ("Guides/PowerShell.md", "From PowerShell to psopenai"),
    ("Guides/Keys.md", "Keys, profiles, gateways and Azure"),
    ("Guides/Scripts.md", "Scripts and modules"),
    ("Guides/Output.md", "Pipes, tables, JSON and CSV"),
    ("Guides/Chat.md", "Chat, functions and structured answers"),
    ("Guides/Embeddings.md", "Embeddings and moderation"),
    ("Guides/Files.md", "Files and vector stores"),
    ("Guides/Media.md", "Images, sound and video"),
    ("Realtime.md", "Realtime sessions"),
    ("Guides/Assistants.md", "Assistants, threads and runs"),
    ("Guides/Requests.md", "What has no cmdlet"),
    ("Guides/Python.md", "Python, notebooks and frames"),
    ("Guides/CI.md", "In CI, cron and containers"),
    ("Guides/Troubleshooting.md", "Troubleshooting"),
)
PROJECT_PAGES = (
    ("Settings.md", "Settings: keys, addresses, profiles, networks"),
    ("Emulator.md", "The emulator: the API on your machine"),
    ("Reliability.md", "What holds when something breaks"),
    ("Differences.md", "Differences from PSOpenAI"),
)

#: where the service describes what a cmdlet calls, below ``resources`` of this address
_REFERENCE = "https://developers.openai.com/api/reference/"
_ALL_OF_IT = "overview"
_CHAT = "chat/subresources/completions/"
_ITEMS, _FILES = "conversations/subresources/items/", "containers/subresources/files/"
_STORE_FILES, _STORE_BATCHES = "vector_stores/subresources/files/", "vector_stores/subresources/file_batches/"
_ASSISTANTS, _THREADS = "beta/subresources/assistants/", "beta/subresources/threads/"
_MESSAGES, _RUNS = f"{_THREADS}subresources/messages/", f"{_THREADS}subresources/runs/"
_OF_SERVICE = {
    "Start-Batch": "batches/methods/create", "Resume-Batch": "batches/methods/create",
    "Restart-Batch": "batches/methods/create", "New-BatchRequest": "batches/methods/create",
    "Test-BatchInput": "batches/methods/create", "Get-Batch": "batches/methods/retrieve batches/methods/list",
    "Wait-Batch": "batches/methods/retrieve", "Watch-Batch": "batches/methods/retrieve",
    "Measure-Batch": "batches/methods/retrieve", "Stop-Batch": "batches/methods/cancel",
    "Get-BatchOutput": "batches/methods/retrieve files/methods/content", "Remove-BatchFile": "files/methods/delete",
    "Add-OpenAIFile": "files/methods/create uploads/methods/create",
    "Get-OpenAIFile": "files/methods/retrieve files/methods/list", "Remove-OpenAIFile": "files/methods/delete",
    "Get-OpenAIFileContent": "files/methods/content",
    "Request-ChatCompletion": _CHAT + "methods/create", "Enter-ChatGPT": _CHAT + "methods/create",
    "New-ChatCompletionFunction": _CHAT + "methods/create",
    "Get-ChatCompletion": f"{_CHAT}methods/retrieve {_CHAT}methods/list",
    "Set-ChatCompletion": _CHAT + "methods/update", "Remove-ChatCompletion": _CHAT + "methods/delete",
    "Request-TextCompletion": "completions/methods/create",
    "Request-Response": "responses/methods/create", "Get-Response": "responses/methods/retrieve",
    "Get-ResponseInputItem": "responses/subresources/input_items/methods/list",
    "Remove-Response": "responses/methods/delete", "Stop-Response": "responses/methods/cancel",
    "Measure-ResponseInput": "responses/subresources/input_tokens/methods/count",
    "Request-ResponseCompaction": "responses/methods/compact",
    "New-Conversation": "conversations/methods/create", "Get-Conversation": "conversations/methods/retrieve",
    "Set-Conversation": "conversations/methods/update", "Remove-Conversation": "conversations/methods/delete",
    "Add-ConversationItem": _ITEMS + "methods/create", "Remove-ConversationItem": _ITEMS + "methods/delete",
    "Get-ConversationItem": f"{_ITEMS}methods/retrieve {_ITEMS}methods/list",
    "Request-Embeddings": "embeddings/methods/create", "Request-Moderation": "moderations/methods/create",
    "Request-Decision": "decisions/methods/create",
    "Request-ContentProvenanceCheck": "content_provenance_checks/methods/create",
    "Get-OpenAIModels": "models/methods/list models/methods/retrieve",
    "New-Video": "videos/methods/create", "Get-Video": "videos/methods/retrieve videos/methods/list",
    "Wait-Video": "videos/methods/retrieve", "Remove-Video": "videos/methods/delete",
    "New-VideoRemix": "videos/methods/remix", "Get-VideoContent": "videos/methods/download_content",
    "Request-AudioSpeech": "audio/subresources/speech/methods/create",
    "Request-AudioTranscription": "audio/subresources/transcriptions/methods/create",
    "Request-AudioTranslation": "audio/subresources/translations/methods/create",
    "Request-ImageGeneration": "images/methods/generate", "Request-ImageEdit": "images/methods/edit",
    "Request-ImageVariation": "images/methods/create_variation",
    "New-VectorStore": "vector_stores/methods/create", "Set-VectorStore": "vector_stores/methods/update",
    "Get-VectorStore": "vector_stores/methods/retrieve vector_stores/methods/list",
    "Remove-VectorStore": "vector_stores/methods/delete", "Search-VectorStore": "vector_stores/methods/search",
    "Add-VectorStoreFile": _STORE_FILES + "methods/create", "Remove-VectorStoreFile": _STORE_FILES + "methods/delete",
    "Get-VectorStoreFile": f"{_STORE_FILES}methods/retrieve {_STORE_FILES}methods/list",
    "Start-VectorStoreFileBatch": _STORE_BATCHES + "methods/create",
    "Get-VectorStoreFileBatch": _STORE_BATCHES + "methods/retrieve",
    "Wait-VectorStoreFileBatch": _STORE_BATCHES + "methods/retrieve",
    "Stop-VectorStoreFileBatch": _STORE_BATCHES + "methods/cancel",
    "Get-VectorStoreFileInBatch": _STORE_BATCHES + "methods/list_files",
    "New-Container": "containers/methods/create", "Remove-Container": "containers/methods/delete",
    "Get-Container": "containers/methods/retrieve containers/methods/list",
    "Add-ContainerFile": _FILES + "methods/create", "Remove-ContainerFile": _FILES + "methods/delete",
    "Get-ContainerFile": f"{_FILES}methods/retrieve {_FILES}methods/list",
    "Get-ContainerFileContent": _FILES + "subresources/content/methods/retrieve",
    "New-Assistant": _ASSISTANTS + "methods/create", "Set-Assistant": _ASSISTANTS + "methods/update",
    "Get-Assistant": f"{_ASSISTANTS}methods/retrieve {_ASSISTANTS}methods/list",
    "Remove-Assistant": _ASSISTANTS + "methods/delete",
    "New-Thread": _THREADS + "methods/create", "Get-Thread": _THREADS + "methods/retrieve",
    "Set-Thread": _THREADS + "methods/update", "Remove-Thread": _THREADS + "methods/delete",
    "Add-ThreadMessage": _MESSAGES + "methods/create", "Remove-ThreadMessage": _MESSAGES + "methods/delete",
    "Get-ThreadMessage": f"{_MESSAGES}methods/retrieve {_MESSAGES}methods/list",
    "Start-ThreadRun": f"{_RUNS}methods/create {_THREADS}methods/create_and_run",
    "Get-ThreadRun": f"{_RUNS}methods/retrieve {_RUNS}methods/list", "Wait-ThreadRun": _RUNS + "methods/retrieve",
    "Receive-ThreadRun": _MESSAGES + "methods/list", "Stop-ThreadRun": _RUNS + "methods/cancel",
    "Get-ThreadRunStep": f"{_RUNS}subresources/steps/methods/retrieve {_RUNS}subresources/steps/methods/list",
    "Submit-ToolOutput": _RUNS + "methods/submit_tool_outputs",
    "Invoke-OpenAIRequest": _ALL_OF_IT,
    "Connect-RealtimeSession": "realtime", "Connect-RealtimeTranscriptionSession": "realtime",
}  # fmt: skip
_LEVELS = ("methods", "subresources", "beta")  # parts of these addresses that say nothing
#: by the folder of a family: what the service says of all of its cmdlets that are not named above, and the guide
_OF_FAMILY = {"realtime": "realtime/client-events"}
_IN_GUIDE = {
    "assistants": "Assistants.md", "audio": "Media.md", "batch": "Batches.md", "chat": "Chat.md", "context": "Keys.md",
    "conversations": "Chat.md", "embeddings": "Embeddings.md", "files": "Files.md", "images": "Media.md",
    "moderations": "Embeddings.md", "realtime": "Realtime.md", "requests": "Requests.md", "responses": "Chat.md",
    "secrets": "Keys.md", "threads": "Assistants.md", "vector_stores": "Files.md", "videos": "Media.md",
}  # fmt: skip

_OF_EMULATOR = "The output comes from [the emulator](Emulator.md), which repeats what it is asked."
WIDTH = 80  # columns that the website shows of a line of code
#: the pages of PowerShell's own cmdlets: their folder and their title
BUILTIN_FOLDER, BUILTIN_TITLE = "PowerShell", "PowerShell's own cmdlets"
#: what follows in the website's configuration is written here
SITE = "mkdocs.yml"
_NAVIGATION = "# from here on written by psopenai_py/frontends/docs.py\nnav:\n"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    specs = list(_specs(INDEX))
    found = {f"{spec.name}.md": page(spec) for spec in specs}
    found["README.md"] = index_page(specs)
    builtin = {spec.name: spec for spec in _specs(BUILTIN)}
    found[f"{BUILTIN_FOLDER}/README.md"] = builtin_index(builtin)
    found |= {builtin_file(family): builtin_page(family, builtin) for family in BUILTIN.families}
    found |= {f"{FOLDER}/{name}": text for name, text in man_pages(specs).items()}
    return found


def _specs(index: Index) -> Iterator[CmdletSpec]:
    table = CommandTable(index)
    for name in sorted(index.names()):
        found = table.cmdlet(name)
        assert found is not None and found.spec is not None
        yield found.spec


def page(spec: CmdletSpec) -> str:
    """One cmdlet's page."""
    has_results = any(example.result for example in spec.examples)
    parts = [
        f"---\ntitle: {spec.name}\ndescription: {json.dumps(spec.synopsis)}\nModule Name: PSOpenAI\n"
        f"online version: {page_of(spec.name, 'PSOpenAI')}\nschema: 2.0.0\n---",
        f"# {spec.name}",
        f"## SYNOPSIS\n{spec.synopsis}",
        "## SYNTAX\n\n" + "\n\n".join(_syntaxes(spec)),
        f"## DESCRIPTION\n{spec.description or spec.synopsis}",
        "## EXAMPLES\n" + (f"{_OF_EMULATOR}\n\n" if has_results else "\n") + "\n\n".join(_examples(spec)),
        "## PARAMETERS\n\n" + "\n\n".join(_parameter(spec, p) for p in _sorted(spec)),
        _common(spec),
        f"## INPUTS\n\n{_inputs(spec)}",
        f"## OUTPUTS\n\n{_list(spec.outputs)}",
        "## NOTES\n" + "\n\n".join(_notes(spec)),
        "## RELATED LINKS\n\n" + "\n\n".join(_links(spec)),
    ]
    return "\n\n".join(parts) + "\n"


def _syntaxes(spec: CmdletSpec) -> Iterator[str]:
    names = spec.set_names
    for name in names:
        default = " (Default)" if name == spec.default_set and len(names) > 1 else ""
        heading = f"### {name}{default}\n" if name != ALL_SETS else ""
        yield f"{heading}```\n{_wrapped(syntax_line(spec, name))}\n```"


def _wrapped(line: str) -> str:
    """A line of syntax over several lines, none of which ends inside of a parameter."""
    lines = [""]
    for word in re.split(r" (?=\[*<?-|\[<)", line):
        if lines[-1] and len(lines[-1]) + len(word) >= WIDTH:
            lines.append("   ")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def _examples(spec: CmdletSpec) -> Iterator[str]:
    for number, example in enumerate(spec.examples, 1):
        code = example.code if len(example.code) < WIDTH else broken(example.code)
        parts = [f"### Example {number}\n{example.about}", _block("powershell", code)]
        in_shell = shell_commands(example.code)
        if in_shell and not in_shell[0].startswith("psopenai -Command"):
            line = " | ".join(in_shell)
            parts += ["In a shell:", _block("sh", line if len(line) < WIDTH else " |\n    ".join(in_shell))]
        if example.result:
            parts.append(_block("Output", example.result))
        yield "\n\n".join(parts)


def _block(kind: str, text: str) -> str:
    return f"```{kind}\n{text}\n```"


def _sorted(spec: CmdletSpec) -> list[ParamSpec]:
    return sorted(described(spec), key=lambda p: p.name.lower())


def _parameter(spec: CmdletSpec, param: ParamSpec) -> str:
    flags = list(param.sets.values())
    sets = "(All)" if ALL_SETS in param.sets else ", ".join(param.sets)
    position = position_of(param)
    rows = [("Type", "SwitchParameter" if is_switch_type(param) else type_shown(param)), ("Parameter Sets", sets)]
    rows.append(("Aliases", ", ".join(param.aliases)))
    taken = dict(line.split(": ", 1) for line in accepted(param) if ": " in line)
    if values := taken.pop("Accepted values", ""):
        rows.append(("Accepted values", values))
    rows += [
        ("Required", str(any(f.mandatory for f in flags))),
        ("Position", "Named" if position is None else str(position)),
        ("Default value", default_of(param) or ("False" if is_switch_type(param) else "None")),
        ("Accept pipeline input", _accepts(param)),
        ("Accept wildcard characters", str(param.wildcards)),
    ]
    block = "\n".join(f"{name}: {value}".rstrip() for name, value in rows)
    facts = [_fact(name, value) for name, value in taken.items()]
    return "\n\n".join([f"### -{param.name}\n{param.help}", *facts, _block("yaml", block)])


def _fact(name: str, value: str) -> str:
    """What a parameter accepts, as a sentence: a pattern and usual values are code."""
    if name.endswith("match"):
        value = f"`{value}`"
    elif name == "Usual values":
        value = ", ".join(f"`{each}`" for each in value.split(", "))
    return f"{name}: {value}."


def _accepts(param: ParamSpec) -> str:
    ways = []
    if any(f.by_property for f in param.sets.values()):
        ways.append("ByPropertyName")
    if any(f.by_value for f in param.sets.values()):
        ways.append("ByValue")
    return f"True ({', '.join(ways)})" if ways else "False"


def _common(spec: CmdletSpec) -> str:
    """The common parameters: PowerShell's by name, and what a shell command has beside them."""
    shown = described(spec)
    names = ", ".join(f"`-{p.name}`" for p in common_of(spec).values() if p not in shown)
    parts = [
        f"### CommonParameters\nThis cmdlet takes PowerShell's common parameters: {names}. See "
        "[about_CommonParameters](https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/"
        "about_commonparameters).",
        "As a command of a shell it takes these, too:",
        "\n".join(f"- `-{p.name}`: {p.help}" for p in DOOR_PARAMETERS if p.name.lower() not in spec.params),
    ]
    return "\n\n".join(parts)


def _inputs(spec: CmdletSpec) -> str:
    taken = [f"{param.of or type_shown(param)} (-{param.name})" for param in spec.params.values() if pipeline_of(param)]
    return _list(taken)


def _list(names: Sequence[str]) -> str:
    return "\n\n".join(f"### {name}" for name in names) or "### None"


def _notes(spec: CmdletSpec) -> Iterator[str]:
    if spec.aliases:
        yield f"Alias: {', '.join(spec.aliases)}."
    yield f"In a shell: `psopenai {spec.name} --help`. In Python: `psopenai_py.{function_name(spec.name)}`."
    if spec.remarks:
        yield f"### Limits and cost\n{spec.remarks}"
    if spec.failures:
        yield "### Errors"
    for failure in spec.failures:
        yield f"{_block('powershell', failure.code)}\n\n{_block('Output', failure.text)}"
        told = f"The FullyQualifiedErrorId is `{failure.error_id}`, the exit code {failure.exit_code}."
        yield f"{told} {failure.about}".rstrip()


def _links(spec: CmdletSpec) -> Iterator[str]:
    """The guide, the service's reference, and the list of all pages."""
    folder = next(row.module for family in INDEX.families for row in family.rows if row.name == spec.name)
    folder = folder.partition(".")[0]
    guide = _IN_GUIDE.get(folder)
    for name, title in GUIDES:
        if guide is not None and name.rpartition("/")[2] == guide:
            yield f"[Guide: {title}]({name})"
    for path in _OF_SERVICE.get(spec.name, _OF_FAMILY.get(folder, "")).split():
        address = _REFERENCE + (path if path == _ALL_OF_IT else f"resources/{path}")
        yield f"[The service's reference: {_titled(path)}]({address})"
    yield "[When something goes wrong](Guides/Troubleshooting.md)"
    yield "[All cmdlets](README.md)"


def _titled(path: str) -> str:
    """``batches/methods/create`` in words: batches, create."""
    return ", ".join(part.replace("_", " ") for part in path.split("/") if part not in _LEVELS)


def builtin_file(family: Family) -> str:
    """``PowerShell/Objects-in-the-pipeline.md``."""
    return f"{family_page(family.title)}.md"


def builtin_index(specs: Mapping[str, CmdletSpec]) -> str:
    """PowerShell's own cmdlets: what they are, a line for each, and those that are left out."""
    lines = [
        f"# {BUILTIN_TITLE}",
        "",
        "Scripts and the interactive shell have these beside the cmdlets of the service. They follow PowerShell 7.6: "
        "the same names, parameters, aliases, output and errors. What differs stands with each cmdlet; where nothing "
        "is said, no difference is known. Each section links Microsoft's page, which says more.",
        "",
        "All take PowerShell's common parameters, and those that change something `-WhatIf` and `-Confirm`. They run "
        "in a shell, too: `psopenai Get-Batch -All | psopenai Group-Object status`. `Get-Help Group-Object` shows the "
        "same text at the prompt. [Differences](../Differences.md) has what concerns the language.",
        "",
    ]
    for family in BUILTIN.families:
        page = builtin_file(family).rpartition("/")[2]
        lines += [f"## {family.title}", ""]
        for row in sorted(family.rows, key=_name):
            lines.append(f"- [{row.name}]({page}#{row.name.lower()}): {specs[row.name].synopsis}")
        lines.append("")
    lines += ["## Left out", "", "Calling one of these is an error that says what to use instead.", ""]
    lines += [f"- `{name}`: {why}." for name, why in sorted(BUILTIN.left_out.items())]
    return "\n".join(lines) + "\n"


def builtin_page(family: Family, specs: Mapping[str, CmdletSpec]) -> str:
    """The page of a family of PowerShell's own cmdlets."""
    rows = sorted(family.rows, key=_name)
    parts = [
        f"---\ntitle: {json.dumps(family.title)}\ndescription: {json.dumps(_names_of(family))}\n---",
        f"# {family.title}",
        f"[{BUILTIN_TITLE}](README.md): " + ", ".join(f"[{row.name}](#{row.name.lower()})" for row in rows) + ".",
    ]
    for row in rows:
        parts += _builtin(specs[row.name], row.shown_under or family.shown_under)
    return "\n\n".join(parts) + "\n"


def _builtin(spec: CmdletSpec, module: str) -> Iterator[str]:
    """One cmdlet: what it does, its syntax, parameters and examples, what differs."""
    yield "\n\n".join([f"## {spec.name}\n{spec.synopsis}", *([spec.description] if spec.description else [])])
    aliases = sorted(alias for alias, name in BUILTIN.aliases.items() if name == spec.name)
    short = f"Alias: {', '.join(f'`{alias}`' for alias in aliases)}. " if aliases else ""
    yield f"{short}[In PowerShell's reference]({page_of(spec.name, module)})."
    yield _block("powershell", "\n".join(_wrapped(syntax_line(spec, name)) for name in spec.set_names))
    if rows := [_builtin_parameter(param) for param in sorted(spec.params.values(), key=lambda p: p.name.lower())]:
        yield "\n".join(["| parameter | |", "|---|---|", *rows])
    for example in spec.examples:
        code = example.code if len(example.code) < WIDTH else broken(example.code)
        yield f"{example.about}\n\n{_block('powershell', code)}"
        if example.result:
            yield _block("Output", example.result)
    idle = [f"`-{param.name}`" for param in spec.params.values() if param.help.startswith(NO_EFFECT)]
    found = [spec.remarks] if spec.remarks else []
    if idle:
        found.append(f"{_series(idle)} {'has' if len(idle) == 1 else 'have'} no effect.")
    if found:
        yield f"**What differs from PowerShell:** {' '.join(found)}"


def _series(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _builtin_parameter(param: ParamSpec) -> str:
    """A row of the table: the name with its type, and what counts."""
    kind = "" if is_switch_type(param) else f" {type_shown(param)}"
    told = [param.help]
    if param.aliases:
        told.append(f"Aliases: {', '.join(f'`-{alias}`' for alias in param.aliases)}.")
    if (default := default_of(param)) is not None:
        told.append(f"Default: `{default}`.")
    if (piped := pipeline_of(param)) is not None:
        told.append(f"From the pipeline: {piped}.")
    told += [_fact(*line.split(": ", 1)) for line in accepted(param)]
    text = " ".join(" ".join(told).split()).replace("|", "\\|")
    return f"| `-{param.name}{kind}` | {text} |"


def index_page(specs: Sequence[CmdletSpec]) -> str:
    """The list of all pages: the guides, the cmdlets by family, the rest."""
    about = {spec.name: f": {spec.synopsis}" for spec in specs}
    about |= {family.title: f": {_names_of(family)}" for family in BUILTIN.families}
    lines = ["# psopenai-py", ""]
    for title, entries in sections():
        lines += [f"## {title}", "", *(f"- [{name}]({file}){about.get(name, '')}" for name, file in entries), ""]
    return "\n".join(lines)


def _names_of(family: Family) -> str:
    return ", ".join(row.name for row in sorted(family.rows, key=_name))


def sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """The pages in the order of the index: the sections, and in each the titles and files of its pages."""
    found = [("Guides", [(title, name) for name, title in GUIDES])]
    for family in INDEX.families:
        found.append((family.title, [(row.name, f"{row.name}.md") for row in sorted(family.rows, key=_name)]))
    own = [("Overview", f"{BUILTIN_FOLDER}/README.md")]
    found.append((BUILTIN_TITLE, own + [(family.title, builtin_file(family)) for family in BUILTIN.families]))
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
    """Pages of cmdlets that are no more. Pages without a hyphen in their name and a folder are written by hand."""
    paths = (path for pattern in ("*-*.md", f"{FOLDER}/*.1", f"{BUILTIN_FOLDER}/*.md") for path in folder.glob(pattern))
    return [path for path in paths if path.relative_to(folder).as_posix() not in made]


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def write(folder: Path) -> None:
    made = pages()
    for name in (FOLDER, BUILTIN_FOLDER):
        (folder / name).mkdir(parents=True, exist_ok=True)
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
