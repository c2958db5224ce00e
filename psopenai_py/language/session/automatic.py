"""The variables that every session starts with."""

from __future__ import annotations

import os
import sys
from functools import cache, partial
from typing import Any

from ..._version import POWERSHELL_VERSION
from ...configuration import base_folder
from ...dotnet.collections.dictionaries import Hashtable
from ...dotnet.model.enumerables import make_array  # noqa: F401  (registers the collections' types)
from ...dotnet.model.registry import find_type, get_type
from ...dotnet.model.types import Value
from ...engine.conversion.conversion import convert
from ...engine.session.scope import Variable
from ...engine.session.session import Session, current_location
from ...engine.values.objects import PSObject
from ..runtime.preferences import as_action, as_impact
from ..runtime.services import language_of

_PACKAGE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
_HOST = "System.Management.Automation.Internal.Host.InternalHost"
_STYLE = "System.Management.Automation.PSStyle"
_PREFERENCES = {
    "ErrorActionPreference": "Continue",
    "WarningPreference": "Continue",
    "InformationPreference": "SilentlyContinue",
    "VerbosePreference": "SilentlyContinue",
    "DebugPreference": "SilentlyContinue",
    "ProgressPreference": "Continue",
    "ConfirmPreference": "High",
}


def define_automatic(session: Session) -> None:
    """Give the global scope its automatic and preference variables."""
    define = session.define
    for name, value in (("true", True), ("false", False), ("null", None)):
        define(name, value, None, "Constant", "AllScope")
    define("?", None, lambda: session.succeeded, "ReadOnly", "AllScope")
    define("PID", os.getpid(), None, "Constant", "AllScope")
    define("HOME", os.path.expanduser("~"), None, "ReadOnly", "AllScope")
    define("PWD", None, lambda: current_location(session))
    define("PSHOME", _PACKAGE, None, "Constant", "AllScope")
    define("ShellId", "psopenai", None, "Constant", "AllScope")
    define("PSEdition", "Core", None, "Constant", "AllScope")
    define("PSCulture", "en-US", None, "ReadOnly", "AllScope")
    define("PSUICulture", "en-US", None, "ReadOnly", "AllScope")
    define("NestedPromptLevel", 0)
    define("IsLinux", sys.platform.startswith("linux"), None, "Constant", "AllScope")
    define("IsMacOS", sys.platform == "darwin", None, "Constant", "AllScope")
    define("IsWindows", sys.platform == "win32", None, "Constant", "AllScope")
    define("IsCoreCLR", True, None, "Constant", "AllScope")
    define("Error", session.errors, None, "Constant", "AllScope")
    define("PSVersionTable", None, cache(_version_table), "Constant", "AllScope")
    define("Host", None, lambda: _made(_HOST)(session), "Constant", "AllScope")
    define("PSStyle", None, lambda: _style(session), "Constant", "AllScope")
    define("ExecutionContext", None, lambda: language_of(session).execution_context(), "Constant", "AllScope")
    define("LASTEXITCODE", None)
    define("PSDefaultParameterValues", Hashtable())
    define("MaximumHistoryCount", 4096)
    define("FormatEnumerationLimit", 4)
    define("WhatIfPreference", False)
    define("PSNativeCommandUseErrorActionPreference", False)
    define("PSNativeCommandArgumentPassing", "Standard")
    define("OutputEncoding", "utf-8")
    define("PROFILE", None, lambda: profile_path(session))
    for name, action in _PREFERENCES.items():
        define(name, action)
        made = session.globals.variables[name.lower()]
        made.guard, made.get = _guard_for(name), partial(_preference, made)
    define("ErrorView", "ConciseView")
    view = session.globals.variables["errorview"]
    view.guard, view.get = _as_view, partial(_preference, view)
    define("args", [])


def start_environment(session: Session) -> None:
    """Set the environment variables that PowerShell sets when it starts: the folders of modules."""
    folders = (os.path.expanduser("~/.local/share/powershell/Modules"), "/usr/local/share/powershell/Modules")
    session.environ.setdefault("PSModulePath", os.pathsep.join(folders))


#: small functions that come with PowerShell, defined when the session first runs text
STARTING_FUNCTIONS = """
function oss { [CmdletBinding()] param([Parameter(ValueFromPipeline)][psobject]$InputObject, [int]$Width)
    begin { $all = [System.Collections.Generic.List[object]]::new() }
    process { $all.Add($InputObject) }
    end { $null = $PSBoundParameters.Remove('InputObject'); $all | Out-String @PSBoundParameters -Stream }
}
function mkdir { [CmdletBinding()] param([Parameter(Mandatory, Position = 0, ValueFromPipeline)][string[]]$Path,
        [switch]$Force)
    process { New-Item -ItemType Directory -Path $Path -Force:$Force }
}
function prompt { "PS $PWD> " }
function pause { $null = Read-Host 'Press Enter to continue...' }
"""


def _guard_for(name: str) -> Any:
    """Preference variables accept the names of their enum only, and keep the canonical spelling."""
    return as_impact if name == "ConfirmPreference" else as_action


def _as_view(value: Value) -> str:
    return str(convert(value, get_type("System.Management.Automation.ErrorView")))


def _preference(variable: Variable) -> Value:
    """A preference variable's value as scripts see it, of its enum; the session itself reads the name."""
    kind = {"ConfirmPreference": "ConfirmImpact", "ErrorView": "ErrorView"}.get(variable.name, "ActionPreference")
    return convert(variable.value, get_type("System.Management.Automation." + kind))


def profile_path(session: Session) -> Value:
    """``$PROFILE``: the script that the interactive shell runs when it starts, with PowerShell's names for it."""
    path = os.path.join(base_folder(session.environ, "XDG_CONFIG_HOME", ".config"), "psopenai", "profile.ps1")
    names = ("AllUsersAllHosts", "AllUsersCurrentHost", "CurrentUserAllHosts", "CurrentUserCurrentHost")
    return PSObject(dict.fromkeys(names, path), base=path)


def _made(type_name: str) -> Any:
    """The class of a type's values; its module is loaded when a script first asks."""
    return get_type(type_name).python


def _style(session: Session) -> Value:
    found = session.part(_made(_STYLE))
    found.host = session.host
    return found


def _version_table() -> Value:
    table = Hashtable()
    for name, value in (
        ("PSVersion", _version(POWERSHELL_VERSION, "semver")),
        ("PSEdition", "Core"),
        ("GitCommitId", POWERSHELL_VERSION),
        ("OS", os.uname().sysname + " " + os.uname().release if hasattr(os, "uname") else sys.platform),
        ("Platform", "Win32NT" if sys.platform == "win32" else "Unix"),
        ("PSRemotingProtocolVersion", _version("2.4")),
        ("SerializationVersion", _version("1.1.0.1")),
        ("WSManStackVersion", _version("3.0")),
    ):
        table[name] = value
    return table


def _version(text: str, kind: str = "version") -> Value:
    type_ = find_type(kind)
    return text if type_ is None else convert(text, type_)
