"""What a script asks for before it runs: ``using`` statements and ``#requires`` lines."""

from __future__ import annotations

import re

from ...engine.session.session import Session
from ...errors import TerminatingError, terminating
from ..syntax import ast
from .automatic import VERSION

_REQUIRES = re.compile(r"^[ \t]*#requires[ \t]+(.+)$", re.IGNORECASE | re.MULTILINE)
_OPTION = re.compile(r"-(\w+)[ \t:]*([^-\s][^\n]*?)?(?=\s+-\w|\s*$)")


def prepare_script(session: Session, tree: ast.ScriptBlockAst) -> None:
    """Obey the ``using`` statements of a script."""
    for using in tree.using_statements:
        kind = using.kind.lower()
        if kind == "namespace" and using.name:
            namespaces = session.namespaces
            if using.name not in namespaces:
                namespaces.append(using.name)
        elif kind == "module" and using.name:
            from .modules import import_module

            import_module(session, using.name)


def check_requires(session: Session, text: str, name: str) -> None:
    """Refuse a script file that asks for what is not there."""
    for line in _REQUIRES.finditer(text):
        for option in _OPTION.finditer(line[1]):
            wanted, value = option[1].lower(), (option[2] or "").strip()
            if wanted == "version" and _parts(value) > _parts(VERSION):
                raise _unmatched("ScriptRequiresUnmatchedPSVersion", name, f"PowerShell {value}; this is {VERSION}")
            if wanted == "psedition" and value.lower() != "core":
                raise _unmatched("ScriptRequiresUnmatchedPSEdition", name, f"the {value} edition of PowerShell")
            if wanted == "modules":
                _check_modules(session, value, name)


def _check_modules(session: Session, value: str, name: str) -> None:
    from .modules import import_module

    table = re.findall(r"ModuleName\s*=\s*['\"]?([\w.]+)", value, re.IGNORECASE)
    for module in table or [part.strip(" '\"") for part in value.split(",")]:
        try:
            import_module(session, module)
        except TerminatingError as error:
            raise _unmatched("ScriptRequiresMissingModules", name, f"the module {module}") from error


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _unmatched(error_id: str, name: str, what: str) -> TerminatingError:
    return terminating(
        error_id, f"The script {name} cannot run: it requires {what}.", "ResourceUnavailable", name,
        "System.Management.Automation.ScriptRequiresException",
    )  # fmt: skip
