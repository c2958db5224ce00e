"""Modules: loading them, what they export, putting that into scopes, and taking it away again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..._version import POWERSHELL_VERSION
from ...dataclass import dataclass, field, replace
from ...dotnet.collections.dictionaries import NetDictionary
from ...dotnet.model.types import DotNetType, Value
from ...engine.binding.arguments import Argument, ValueToken
from ...engine.describing.verbs import is_approved
from ...engine.pipeline.pipeline import run_pipeline
from ...engine.session.commands import IMPORTED_VERSIONS, MODULE_VERSIONS, CommandInfo
from ...engine.session.invocation_info import InvocationInfo
from ...engine.session.lookup import lookup
from ...engine.session.scope import Scope
from ...engine.session.session import Session
from ...engine.session.streams import discard
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...engine.values.wildcard import has_wildcards, wildcard_to_regex
from ...errors import TerminatingError, terminating
from ..compile.code import named_spec
from ..compile.scriptblock import Block
from ..runtime.frame import interpreter
from ..runtime.module import Module
from .manifests import (
    ModuleSpec,
    available,
    describe,
    exports_of,
    find_module,
    installed,
    matching,
    module_name,
    prefixed,
    read_manifest,
    spec_of,
    texts,
    version_key,
)
from .scripts import load_script


class LoadedModules:
    """The modules of one session: who has imported what, in order. The importer None is the global scope."""

    def __init__(self) -> None:
        self.imports: list[tuple[Module | None, Module]] = []
        self.loading: list[str] = []  # files that are being loaded now
        self.built_in: list[Module] = []
        self.wanted: set[str] = set()  # those of `IMPORTED_VERSIONS` that were imported

    def all(self) -> list[Module]:
        return list({id(module): module for _, module in self.imports}.values())


@dataclass(slots=True)
class ImportOptions:
    """What Import-Module is asked to do beside loading a module."""

    importer: Module | None = None
    scope: Scope | None = None  # where the exported commands go; that of the importer by default
    force: bool = False
    prefix: str = ""
    arguments: Sequence[Value] = ()
    patterns: dict[str, list[str] | None] = field(default_factory=dict)  # function, alias, variable: only such names
    no_clobber: bool = False
    quiet: bool = False  # load only: nothing goes into a scope


def running_module(session: Session) -> Module | None:
    """The module whose code runs."""
    call = interpreter(session).call
    return call.module if call is not None else None


def built_in_modules(session: Session) -> list[Module]:
    """The modules that are part of this package."""
    known = session.part(LoadedModules).built_in
    if not known:
        for name, version in (*MODULE_VERSIONS.items(), *IMPORTED_VERSIONS.items()):
            module = Module(session, name, kind="Script" if name == "PSOpenAI" else "Manifest")
            module.version = version
            module.cmdlets = session.commands.exported_by(name)
            known.append(module)
    return known


def loaded_modules(session: Session, every: bool = False) -> list[Module]:
    """The modules that the running code or the global scope has imported; with ``every`` also those inside others."""
    state = session.part(LoadedModules)
    own = [each for each in built_in_modules(session) if each.name in MODULE_VERSIONS or each.name in state.wanted]
    if every:
        return [*own, *state.all()]
    here = running_module(session)
    seen = {id(module): module for importer, module in state.imports if importer in (here, None)}
    return [*own, *seen.values()]


# -- importing --------------------------------------------------------------------------------------------------------


def import_module(
    session: Session, wanted: Value, options: ImportOptions, base: str = "", *, loose: bool = False
) -> Module | None:
    """Load a module unless it is loaded, and put what it exports into a scope. None for a script, which just runs.

    Raises Modules_ModuleNotFound if there is no such module.
    """
    if isinstance(wanted, Module) and (wanted.kind == "Dynamic" or wanted in built_in_modules(session)):
        place(session, wanted, options)
        return wanted
    spec = spec_of(wanted)
    name = spec.name.lower()
    if (
        module_name(name.replace("\\", "/")) == "psopenai"
    ):  # also where a script names the file of the PowerShell module
        name = "psopenai"
    for known in built_in_modules(session):
        if known.name.lower() == name:
            if spec.fits(known.version):
                session.part(LoadedModules).wanted.add(known.name)
                return known
            raise _not_found(spec)
    module = None if options.force else _loaded(session, spec)
    if module is None:
        path = find_module(session, spec, base, loose)
        if path is None:
            raise _not_found(spec)
        if path.lower().endswith(".ps1"):
            _run_script(session, path, options)
            return None
        state = session.part(LoadedModules)
        module = next((each for each in state.all() if _file_of(each) == path), None)
        if options.force or module is None:
            if module is not None:
                remove(session, module)
            module = _load(session, path, options)
    place(session, module, options)
    return module


def _loaded(session: Session, spec: ModuleSpec) -> Module | None:
    """The loaded module of that name, if a bare name was given; a path is looked up on the disk first."""
    if "/" in spec.name or "\\" in spec.name:
        return None
    for module in reversed(session.part(LoadedModules).all()):
        if module.name.lower() == spec.name.lower() and spec.fits(module.version):
            return module
    return None


def _file_of(module: Module) -> str:
    """The file by which a module is known: its manifest, if it has one."""
    if module.manifest is not None and not module.path.lower().endswith(".psd1"):
        return os.path.join(module.base, module.name + ".psd1")
    return module.path


def _not_found(spec: ModuleSpec) -> TerminatingError:
    error_id = "Modules_ModuleNotFound" if spec.any_version else "Modules_ModuleWithVersionNotFound"
    return terminating(
        error_id,
        f"There is no module {spec.shown}: check its name or path, and the folders in $env:PSModulePath.",
        "ResourceUnavailable",
        spec.name,
        "System.IO.FileNotFoundException",
    )


def _run_script(session: Session, path: str, options: ImportOptions) -> None:
    """Run a script in the scope of who imports."""
    block = load_script(session, path, options.importer)
    info = CommandInfo("ExternalScript", os.path.basename(path), named_spec(block.spec, os.path.basename(path)), path)
    processor = block.processor(
        block.spec, _tokens(options.arguments), invocation=InvocationInfo(info), dot=True, file=path,
        scope=options.scope or _scope_of(session, options.importer),
    )  # fmt: skip
    run_pipeline([processor], discard)


def _tokens(arguments: Sequence[Value]) -> list[Argument]:
    return [ValueToken(value) for value in arguments]


def _scope_of(session: Session, module: Module | None) -> Scope:
    return session.globals if module is None else module.scope


def _load(session: Session, path: str, options: ImportOptions) -> Module:
    state = session.part(LoadedModules)
    if path in state.loading:
        raise terminating(
            "Modules_ModuleTooDeeplyNested", f"The module {path} loads itself.", "InvalidOperation", path,
            "System.InvalidOperationException",
        )  # fmt: skip
    state.loading.append(path)
    try:
        if path.lower().endswith(".psd1"):
            return _load_manifest(session, path, options)
        if not path.lower().endswith(".psm1"):
            raise terminating(
                "Modules_InvalidModuleExtension", f"{path} is not a module of PowerShell code (.psm1, .psd1 or .ps1).",
                "InvalidArgument", path, "System.InvalidOperationException",
            )  # fmt: skip
        module = Module(session, module_name(path), path)
        _run_code(session, module, path, options.arguments)
        _choose(module)
        return module
    finally:
        state.loading.remove(path)


def _run_code(session: Session, module: Module, path: str, arguments: Sequence[Value]) -> None:
    block = load_script(session, path, module)
    spec = named_spec(block.spec, os.path.basename(path))
    info = CommandInfo("ExternalScript", os.path.basename(path), spec, path, module.name, block=block)
    processor = block.processor(
        spec, _tokens(arguments), invocation=InvocationInfo(info), file=path, is_script=True, scope=module.scope
    )
    processor.types = block.types
    run_pipeline([processor], discard)


def _choose(module: Module) -> None:
    """After the module's code has run: without Export-ModuleMember all functions and aliases are exported."""
    if not module.chosen:
        module.functions = dict(module.scope.functions or {})
        module.aliases = dict(module.scope.aliases or {})


# -- manifests --------------------------------------------------------------------------------------------------------


def _load_manifest(session: Session, path: str, options: ImportOptions) -> Module:
    table = read_manifest(session, path)
    module = Module(session, module_name(path), path, "Manifest")
    describe(module, table)
    needed = to_text(table.get("PowerShellVersion"))
    if needed and version_key(needed) > version_key(POWERSHELL_VERSION):
        raise terminating(
            "Modules_InsufficientPowerShellVersion",
            f"The module {path} needs PowerShell {needed}; this is {POWERSHELL_VERSION}.",
            "ResourceUnavailable",
            path,
            "System.InvalidOperationException",
        )
    for each in as_list(table.get("RequiredModules")):
        module.required.append(_required(session, each, path))
    scripts = ImportOptions(options.importer, options.scope)
    for name in texts(table, "ScriptsToProcess") or ():
        _run_script(session, _part(session, name, module, "ScriptsToProcess"), scripts)
    for key, cmdlet in (("TypesToProcess", "Update-TypeData"), ("FormatsToProcess", "Update-FormatData")):
        for name in texts(table, key) or ():
            session.language.call(cmdlet, {"AppendPath": _part(session, name, module, key)})
    inside = ImportOptions(module, module.scope)
    for each in as_list(table.get("NestedModules")):
        nested = _inner(session, each, module, inside, "NestedModules")
        if nested is not None:
            module.nested.append(nested)
    if module.root:
        root = _part(session, module.root, module, "RootModule")
        if root.lower().endswith(".psm1"):
            module.path, module.kind = root, "Script"
            _run_code(session, module, root, options.arguments)
        else:
            _inner(session, root, module, inside, "RootModule")
    _choose(module)
    _restrict(module, table)
    return module


def _required(session: Session, wanted: Value, path: str) -> Module:
    """A module that a manifest requires; it is imported for everybody."""
    try:
        found = import_module(session, wanted, ImportOptions())
    except TerminatingError as error:
        if not error.record.error_id.startswith("Modules_Module"):
            raise
        raise terminating(
            "Modules_InvalidManifest",
            f"The module manifest {path} requires the module {spec_of(wanted).shown}, which is not there.",
            "ResourceUnavailable",
            path,
            "System.Management.Automation.MissingMemberException",
        ) from error
    assert found is not None
    return found


def _inner(session: Session, wanted: Value, module: Module, options: ImportOptions, key: str) -> Module | None:
    """Load a module inside of another one."""
    try:
        return import_module(session, wanted, options, module.base, loose=True)
    except TerminatingError as error:
        if not error.record.error_id.startswith("Modules_Module"):
            raise
        raise _missing_part(module, spec_of(wanted).name, key) from error


def _part(session: Session, name: str, module: Module, key: str) -> str:
    """A file that a manifest names."""
    found = find_module(session, ModuleSpec(name), module.base, loose=True, asking=module.path)
    if found is None:
        raise _missing_part(module, name, key)
    return found


def _missing_part(module: Module, name: str, key: str) -> TerminatingError:
    return terminating(
        "Modules_ModuleFileNotFound",
        f"The module manifest of {module.name} names '{name}' in {key}, but there is no such file.",
        "ResourceUnavailable",
        name,
        "System.IO.FileNotFoundException",
    )


def _restrict(module: Module, table: NetDictionary) -> None:
    """Keep what the manifest lets out of the exports."""
    for exports, key in (
        (module.functions, "FunctionsToExport"),
        (module.aliases, "AliasesToExport"),
        (module.variables, "VariablesToExport"),
    ):
        patterns = texts(table, key)
        kept = set(matching(list(exports), patterns))
        for name in [name for name in exports if name not in kept]:
            del exports[name]


# -- exports ----------------------------------------------------------------------------------------------------------


def export_member(
    session: Session, functions: Iterable[str] = (), variables: Iterable[str] = (), aliases: Iterable[str] = ()
) -> None:
    """``Export-ModuleMember``: choose what the running module exports."""
    module = running_module(session)
    if module is None or module.kind == "Closure":
        raise terminating(
            "Modules_CanOnlyExecuteExportModuleMemberInsideAModule",
            "Export-ModuleMember works only inside a module.",
            "PermissionDenied",
            None,
            "System.InvalidOperationException",
        )
    module.chosen = True
    scope = module.scope
    module.functions |= _picked(scope.functions or {}, functions)
    module.aliases |= _picked(scope.aliases or {}, aliases)
    module.variables |= _picked(scope.variables, variables)


def _picked(table: dict[str, Any], patterns: Iterable[str]) -> dict[str, Any]:
    tests = [wildcard_to_regex(pattern).match for pattern in patterns]
    return {lower: value for lower, value in table.items() if any(test(lower) for test in tests)}


def place(session: Session, module: Module, options: ImportOptions) -> None:
    """Put what a module exports into a scope, and remember who has imported it."""
    state = session.part(LoadedModules)
    if module not in built_in_modules(session) and (options.importer, module) not in state.imports:
        state.imports.append((options.importer, module))
    if options.quiet:
        return
    scope = options.scope or _scope_of(session, options.importer)
    limited = any(patterns is not None for patterns in options.patterns.values())

    def chosen(kind: str, names: Iterable[str]) -> list[str]:
        patterns = options.patterns.get(kind)
        return [] if limited and patterns is None else matching(list(names), patterns)

    for lower in chosen("function", module.functions):
        info = module.functions[lower]
        shown = prefixed(info.name, options.prefix or module.prefix)
        if options.no_clobber and lookup(session, shown, load=False) is not None:
            continue
        if scope.functions is None:
            scope.functions = {}
        spec = info.spec if info.spec is None else replace(info.spec, name=shown, error_name=shown)
        made = replace(info, name=shown, module=module.name, spec=spec)
        _put(module, scope.functions, shown.lower(), made)
    for lower in chosen("alias", module.aliases):
        if options.no_clobber and lookup(session, lower, load=False) is not None:
            continue
        if scope.aliases is None:
            scope.aliases = {}
        _put(module, scope.aliases, prefixed(lower, options.prefix.lower()), module.aliases[lower])
    for lower in chosen("variable", module.variables):
        _put(module, scope.variables, lower, module.variables[lower])


def _put(module: Module, table: dict[str, Any], key: str, value: Any) -> None:
    table[key] = value
    module.placed.append((table, key, value))


def unusual_verbs(module: Module) -> list[str]:
    """The exported functions whose verbs are not among the approved ones."""
    names = [info.name for info in module.functions.values()]
    return sorted(name for name in names if "-" in name and not is_approved(name.partition("-")[0]))


# -- modules of script blocks -----------------------------------------------------------------------------------------


def new_module(
    session: Session, name: str, block: Block, arguments: Sequence[Value] = ()
) -> tuple[Module, list[Value]]:
    """Make a module of a script block; the module and the block's output."""
    module = Module(session, name, kind="Dynamic")
    if block.ast.extent.file:
        module.base = os.path.dirname(block.ast.extent.file)
    inner = Block(block.ast, session, module, block.parameters, name)
    found: list[Value] = []
    run_pipeline([inner.processor(inner.spec, _tokens(arguments), scope=module.scope)], found.append)
    _choose(module)
    return module, found


# -- removing ---------------------------------------------------------------------------------------------------------


def remove(session: Session, module: Module) -> None:
    """Remove a module: run its OnRemove, and take away what imports of it have put into scopes."""
    if isinstance(module.on_remove, Block):
        Block(module.on_remove.ast, session, module).run(discard, [module])
    for nested in module.nested:
        remove(session, nested)
    for table, key, value in module.placed:
        if table.get(key) is value:
            del table[key]
    module.placed.clear()
    state = session.part(LoadedModules)
    state.imports = [pair for pair in state.imports if pair[1] is not module and pair[0] is not module]


# -- what loads modules by itself -------------------------------------------------------------------------------------


def autoload(session: Session, name: str) -> CommandInfo | None:
    """Load the module that exports a command, if a folder of PSModulePath has one; the command, or None.

    ``$PSModuleAutoLoadingPreference`` may forbid it (None), or restrict it to names with a module (ModuleQualified).
    """
    module, slash, bare = name.rpartition("\\")
    how = to_text(session.get_variable("PSModuleAutoLoadingPreference")).lower()
    if how == "none" or (how == "modulequalified" and not slash) or "/" in name or not bare or has_wildcards(name):
        return None
    if slash:
        return _qualified(session, module, bare)
    for path in available(session):
        exports = exports_of(session, path)
        if bare.lower() not in (each.lower() for each in [*exports.functions, *exports.aliases]):
            continue
        if path in session.part(LoadedModules).loading:
            continue
        loaded = import_module(session, path, ImportOptions())
        if loaded is None:
            continue
        found = lookup(session, bare, load=False)
        if found is not None:
            return found
    return None


def _qualified(session: Session, module: str, bare: str) -> CommandInfo | None:
    """``Module\\Command``: the function that this module exports, whatever hides it."""
    if "\\" in module or ":" in module or module in (".", "..", "~"):
        return None
    for each in loaded_modules(session, every=True):
        if each.name.lower() == module.lower():
            found = _exported(each, bare)
            if found is not None:
                return found
    try:
        loaded = import_module(session, module, ImportOptions())
    except TerminatingError as error:
        if not error.record.error_id.startswith("Modules_Module"):
            raise
        return None
    return _exported(loaded, bare) if loaded is not None else None


def _exported(module: Module, bare: str) -> CommandInfo | None:
    for table, key, value in module.placed:
        if key == bare.lower() and isinstance(value, CommandInfo) and table.get(key) is value:
            return value
    found = module.functions.get(bare.lower())
    return None if found is None else replace(found, module=module.name)


def using_module(session: Session, wanted: Value, base: str) -> dict[str, DotNetType]:
    """``using module``: import it; its classes and enums, by lower-case name."""
    module = import_module(session, wanted, ImportOptions(running_module(session)), base)
    return dict(module.scope.types or {}) if module is not None else {}


def available_modules(session: Session, paths: Iterable[str] | None = None) -> Iterator[Module]:
    """The modules of these files, or those in the folders of PSModulePath, as Get-Module -ListAvailable shows them: not
    loaded."""
    for path in installed(session) if paths is None else paths:
        try:
            table = read_manifest(session, path) if path.lower().endswith(".psd1") else None
        except TerminatingError:
            continue
        yield unloaded(session, path, table)


def unloaded(session: Session, path: str, table: NetDictionary | None) -> Module:
    """A module that is not loaded, as its file and the table of its manifest describe it."""
    module = Module(session, module_name(path), path, "Script" if table is None else "Manifest")
    if table is not None:
        describe(module, table)
        if module.root.lower().endswith(".psm1"):
            module.kind = "Script"
    exports = exports_of(session, path)
    module.functions = {name.lower(): CommandInfo("Function", name, module=module.name) for name in exports.functions}
    module.aliases = {name.lower(): name for name in exports.aliases}
    return module
