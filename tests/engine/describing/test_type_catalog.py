"""The engine's types that load when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from psopenai_py.engine.describing.type_catalog import ENGINE_TYPES

_LOADED = """
import sys
from psopenai_py import Shell
result = Shell(environ={}).run(sys.argv[1])
assert result.terminated_by is None, result.terminated_by
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""


def _loaded_by(script: str) -> list[str]:
    """The modules of the catalog that a script loads, without their package."""
    command = [sys.executable, "-c", _LOADED, script, *ENGINE_TYPES]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [name.rpartition(".")[2] for name in done.stdout.split()]


@pytest.mark.parametrize(
    ("script", "modules"),
    [
        ("$x = [pscustomobject]@{ A = 1 }; $x.A + 1", []),
        ("try { throw 'x' } catch { $_.CategoryInfo.Reason }", ["record_types"]),
        ("$MyInvocation.Line", ["record_types"]),
        ("$x = [pscustomobject]@{ A = 1 }; $x.psobject.Properties['A'].Value", ["psmembers"]),
        ("[System.Management.Automation.CmdletInfo]", ["attributes", "command_metadata"]),
        ("[wildcardpattern]::new('a*').IsMatch('ab')", ["wildcard_type"]),
    ],
)
def test_a_module_loads_with_the_first_use_of_its_types(script: str, modules: list[str]) -> None:
    assert _loaded_by(script) == modules
