"""Where modules are, and what their files say: the folders of ``$env:PSModulePath``, versions, manifests, and what a
module that is not loaded would export."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from ...dataclass import dataclass
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import Value
from ...engine.session.session import Session
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from ...errors import TerminatingError, terminating
from ..runtime.module import Module
from ..syntax import ast
from ..syntax.errors import ParseError
from ..syntax.parser.parse import parse
from ..syntax.source import read_source
from .data_files import read_table

EXTENSIONS = (".psd1", ".psm1")  # in the order in which PowerShell looks for them


def version_key(text: str) -> tuple[int, ...]:
    """A version for comparing: "1.2" equals "1.2.0"; what follows a dash does not count."""
    numbers = [int(part) for part in text.partition("-")[0].split(".") if part.isdecimal()]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


_VERSION = re.compile(r"\d+(\.\d+){0,3}(\.\*)?")


@dataclass(frozen=True, slots=True)
class ModuleSpec:
    """Which module is wanted: a name or a path, and the versions that will do."""

    name: str
    minimum: str = ""
    maximum: str = ""
    exact: str = ""
    guid: str = ""

    def fits(self, version: str) -> bool:
        found = version_key(version)
        if self.exact:
            return found == version_key(self.exact)
        if self.minimum and found < version_key(self.minimum):
            return False
        return not self.maximum or found <= version_key(self.maximum.replace("*", "999999"))

    @property
    def any_version(self) -> bool:
        return not (self.minimum or self.maximum or self.exact)

    def fits_file(self, path: str) -> bool:
        """Whether a module's file states a version that will do."""
        return self.any_version or self.fits(version_of(path))

    @property
    def shown(self) -> str:
        """For people: the name, and the versions in parentheses."""
        parts = ((self.exact, "version"), (self.minimum, "at least version"), (self.maximum, "at most version"))
        return " ".join([self.name, *(f"({text} {number})" for number, text in parts if number)])

    def __str__(self) -> str:
        """The name, or the table that `spec_of` reads again."""
        parts = {
            "ModuleName": self.name, "Guid": self.guid, "ModuleVersion": self.minimum,
            "RequiredVersion": self.exact, "MaximumVersion": self.maximum,
        }  # fmt: skip
        if self.any_version and not self.guid:
            parts.pop("Guid")
        given = [f"{key} = '{value}'" for key, value in parts.items() if value]
        return self.name if len(given) == 1 else f"@{{ {'; '.join(given)} }}"


def spec_of(value: Value) -> ModuleSpec:
    """The module that a name, a table with ModuleName and ModuleVersion, or a module object names."""
    if isinstance(value, Module):
        return ModuleSpec(value.path or value.name)
    if isinstance(value, ModuleSpec):
        return value
    if not isinstance(value, NetDictionary):
        return ModuleSpec(to_text(value))
    parts = {to_text(key).lower(): to_text(each) for key, each in value.items()}
    name = parts.get("modulename", "")
    known = {"modulename", "moduleversion", "requiredversion", "maximumversion", "guid"}
    if (
        not name
        or not (parts.keys() <= known)
        or not (parts.keys() & {"moduleversion", "requiredversion", "maximumversion"})
        or ("requiredversion" in parts and parts.keys() & {"moduleversion", "maximumversion"})
        or not all(_VERSION.fullmatch(each) for key, each in parts.items() if key.endswith("version"))
    ):
        raise terminating(
            "Modules_InvalidModuleSpecification",
            "A module is given as a name, or as a table with ModuleName and either RequiredVersion or one or both of "
            "ModuleVersion and MaximumVersion.",
            "InvalidArgument",
            value,
            "System.ArgumentException",
        )
    minimum, maximum, exact = (parts.get(key, "") for key in ("moduleversion", "maximumversion", "requiredversion"))
    return ModuleSpec(name, minimum, maximum, exact, parts.get("guid", ""))


# -- files ------------------------------------------------------------------------------------------------------------


def module_folders(session: Session) -> list[str]:
    """The folders in which modules are looked for by name."""
    folders = session.environ.get("PSModulePath", "").split(os.pathsep)
    return [session.path(folder) for folder in folders if folder]


def find_module(
    session: Session, spec: ModuleSpec, base: str = "", loose: bool = False, asking: str = ""
) -> str | None:
    """The file of a module: a manifest, a script module, or a script. ``base`` is where relative paths begin.

    ``loose``: a bare name may be a file in ``base`` too, as in manifests; ``asking`` is the manifest, which is never
    meant.
    """
    name = spec.name
    extension = os.path.splitext(name)[1].lower()
    is_file = extension in (".psm1", ".psd1", ".ps1", ".dll")
    if "/" in name or "\\" in name or is_file or name.startswith("~") or loose:
        path = session.path(name)
        if base and not os.path.isabs(name.replace("\\", "/")) and ":" not in name and not name.startswith("~"):
            path = os.path.normpath(os.path.join(base, name.replace("\\", os.sep)))
        found = _file_of(path, spec, asking=asking)
        if found is not None or not loose:
            return found
    for folder in module_folders(session):
        found = _file_of(os.path.join(folder, name.replace("\\", "/")), spec, bare=False)
        if found is not None:
            return found
    return None


def _file_of(path: str, spec: ModuleSpec, bare: bool = True, asking: str = "") -> str | None:
    """The module's file at a path, which may lack its extension or be the module's folder."""
    if bare:
        for candidate in (path, *(path + extension for extension in (*EXTENSIONS, ".ps1"))):
            if candidate != asking and os.path.isfile(candidate) and spec.fits_file(candidate):
                return candidate
    return next((found for found in files_in(path) if spec.fits_file(found)), None)


def files_in(path: str) -> Iterator[str]:
    """The files of a module in its folder: the folder's own, and those of its versions, the highest first."""
    if not os.path.isdir(path):
        exact = _match_case(path)
        if exact is None or not os.path.isdir(exact):
            return
        path = exact
    leaf = os.path.basename(path)
    versions = sorted(
        (n for n in os.listdir(path) if n[:1].isdecimal() and version_key(n)), key=version_key, reverse=True
    )
    for folder in [path, *(os.path.join(path, version) for version in versions)]:
        files = [_match_case(os.path.join(folder, leaf + extension)) for extension in EXTENSIONS]
        found = files[0] or files[1]  # a manifest speaks for its script
        if found is not None:
            yield found


def _match_case(path: str) -> str | None:
    """A path with the spelling of its last part on the disk; names of modules are found in any case."""
    if os.path.exists(path):
        return path
    folder, leaf = os.path.split(path)
    try:
        return next((os.path.join(folder, name) for name in os.listdir(folder) if name.lower() == leaf.lower()), None)
    except OSError:
        return None


def version_of(path: str) -> str:
    """The version that a manifest states; "0.0" for a script."""
    if not path.lower().endswith(".psd1"):
        return "0.0"
    try:
        tree = parse(read_source(path))
    except (ParseError, OSError):
        return "0.0"
    only = tree.end.statements[0] if tree.end is not None and tree.end.statements else None
    pure = only.pure_expression if isinstance(only, ast.PipelineAst) else None
    for key, value in pure.pairs if isinstance(pure, ast.HashtableAst) else ():
        if isinstance(key, ast.StringConstantExpressionAst) and key.value.lower() == "moduleversion":
            return value.extent.text.strip("'\" ")
    return "0.0"


def module_name(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


# -- manifests --------------------------------------------------------------------------------------------------------

KEYS = (
    "RootModule", "ModuleVersion", "CompatiblePSEditions", "GUID", "Author", "CompanyName", "Copyright", "Description",
    "PowerShellVersion", "PowerShellHostName", "PowerShellHostVersion", "DotNetFrameworkVersion", "CLRVersion",
    "ProcessorArchitecture", "RequiredModules", "RequiredAssemblies", "ScriptsToProcess", "TypesToProcess",
    "FormatsToProcess", "NestedModules", "FunctionsToExport", "CmdletsToExport", "VariablesToExport",
    "AliasesToExport", "DscResourcesToExport", "ModuleList", "FileList", "PrivateData", "HelpInfoURI",
    "DefaultCommandPrefix", "ModuleToProcess",
)  # fmt: skip


def read_manifest(session: Session, path: str) -> NetDictionary:
    """The table of a manifest. Raises Modules_InvalidManifest for unknown keys and for what is not a table."""
    try:
        table = read_table(session, path)
    except TerminatingError as error:
        raise invalid_manifest(path, error.record.message) from error
    known = {key.lower() for key in KEYS}
    unknown = [to_text(key) for key in table if to_text(key).lower() not in known]
    if unknown:
        raise invalid_manifest(path, f"it has unknown keys: {', '.join(unknown)}")
    if table.get("ModuleVersion") is None:
        raise invalid_manifest(path, "it has no ModuleVersion")
    return table


def invalid_manifest(path: str, why: str) -> TerminatingError:
    return terminating(
        "Modules_InvalidManifest", f"The module manifest {path} is not valid: {why}.", "ResourceUnavailable", path,
        "System.IO.InvalidDataException",
    )  # fmt: skip


def texts(table: NetDictionary, key: str) -> list[str] | None:
    """The texts of a manifest's list; None if it is missing."""
    found = table.get(key)
    return None if found is None else [to_text(each) for each in as_list(found)]


def describe(module: Module, table: NetDictionary) -> None:
    """Take from a manifest what says something about the module itself."""
    module.manifest = table
    module.version = to_text(table.get("ModuleVersion")) or "0.0"
    module.root = to_text(table.get("RootModule") or table.get("ModuleToProcess"))
    module.prefix = to_text(table.get("DefaultCommandPrefix"))


# -- what modules would export ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Exports:
    """The names that a module exports, as far as its files say it."""

    functions: list[str]
    aliases: list[str]


class KnownExports(dict[tuple[str, float], Exports]):
    """What was found out, by file and time of its last change."""


def available(session: Session) -> Iterator[str]:
    """The files of the modules in the folders of PSModulePath, the highest version of each."""
    seen: set[str] = set()
    for path in installed(session):
        name = module_name(path).lower()
        if name not in seen:
            seen.add(name)
            yield path


def installed(session: Session) -> Iterator[str]:
    """The files of the modules in the folders of PSModulePath, every version."""
    for folder in module_folders(session):
        try:
            names = sorted(os.listdir(folder), key=str.lower)
        except OSError:
            continue
        for name in names:
            if name.lower() != "psopenai":  # it is built in
                yield from files_in(os.path.join(folder, name))


def exports_of(session: Session, path: str) -> Exports:
    """The functions and aliases that a module's file exports, without running it."""
    known = session.part(KnownExports)
    key = (path, os.path.getmtime(path))
    if key not in known:
        try:
            known[key] = _manifest_exports(session, path) if path.lower().endswith(".psd1") else _script_exports(path)
        except (TerminatingError, ParseError, OSError):
            known[key] = Exports([], [])
    return known[key]


def _manifest_exports(session: Session, path: str) -> Exports:
    table = read_manifest(session, path)
    functions, aliases = texts(table, "FunctionsToExport"), texts(table, "AliasesToExport")
    prefix = to_text(table.get("DefaultCommandPrefix"))
    if functions is not None and aliases is not None and not any(map(has_wildcards, [*functions, *aliases])):
        return Exports([prefixed(name, prefix) for name in functions], aliases)
    base = os.path.dirname(path)
    root = to_text(table.get("RootModule") or table.get("ModuleToProcess"))
    inner = [root] if root else []
    inner += [spec_of(each).name for each in as_list(table.get("NestedModules"))]
    found = Exports([], [])
    for name in inner:
        file = find_module(session, ModuleSpec(name), base, loose=True, asking=path)
        if file is not None:
            one = exports_of(session, file)
            found.functions += one.functions
            found.aliases += one.aliases
    names = _listed(found.functions, functions)
    return Exports([prefixed(name, prefix) for name in names], _listed(found.aliases, aliases))


def prefixed(name: str, prefix: str) -> str:
    """A command's name with a prefix before its noun."""
    if not prefix:
        return name
    verb, dash, noun = name.partition("-")
    return f"{verb}-{prefix}{noun}" if dash else prefix + name


def _listed(names: Sequence[str], patterns: Sequence[str] | None) -> list[str]:
    """What a manifest exports: the names that it states, and those found in the files that fit its wildcards."""
    stated = [pattern for pattern in patterns or () if not has_wildcards(pattern)]
    return [*stated, *(name for name in matching(names, patterns) if name not in stated)]


def matching(names: Sequence[str], patterns: Sequence[str] | None) -> list[str]:
    """The names that fit one of the patterns; all of them without patterns."""
    if patterns is None:
        return list(names)
    tests = [wildcard_to_regex(pattern).match for pattern in patterns]
    return [name for name in names if any(test(name) for test in tests)]


def _script_exports(path: str) -> Exports:
    """The functions and aliases that a script module defines at its top, or what its Export-ModuleMember names."""
    tree = parse(read_source(path), path)
    found, chosen, picked = Exports([], []), Exports([], []), False
    for statement in tree.end.statements if tree.end is not None else ():
        if isinstance(statement, ast.FunctionDefinitionAst):
            found.functions.append(statement.name)
            continue
        for command in statement.elements if isinstance(statement, ast.PipelineAst) else ():
            if not isinstance(command, ast.CommandAst):
                continue
            words = _constant_words(command)
            name = words[""][0].lower() if words.get("") else ""
            if name in ("set-alias", "new-alias"):
                found.aliases += words.get("name") or words[""][1:2]
            elif name == "export-modulemember":
                picked = True
                chosen.functions += [*words[""][1:], *words.get("function", ())]
                chosen.aliases += words.get("alias", [])
    if not picked:
        return found
    return Exports(matching(found.functions, chosen.functions), matching(found.aliases, chosen.aliases))


def _constant_words(command: ast.CommandAst) -> dict[str, list[str]]:
    """The constant words of a command by parameter (lower case, "" for those without a parameter)."""
    words: dict[str, list[str]] = {"": []}
    parameter = ""
    for element in command.elements:
        if isinstance(element, ast.CommandParameterAst):
            parameter = element.name.lower()
            words.setdefault(parameter, [])
            continue
        for each in element.elements if isinstance(element, ast.ArrayLiteralAst) else [element]:
            if isinstance(each, ast.StringConstantExpressionAst):
                words[parameter].append(each.value)
        parameter = ""
    return words
