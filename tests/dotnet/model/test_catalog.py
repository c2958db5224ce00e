"""The catalog tells where types are declared; here it is held against the modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

from psopenai_py.dotnet.model.catalog import CATALOG
from psopenai_py.dotnet.model.registry import find_type


@pytest.mark.parametrize("name", sorted(CATALOG))
def test_every_row_leads_to_its_type(name: str) -> None:
    found = find_type(name)
    assert found is not None
    assert name in (found.full_name.lower(), (found.accelerator or "").lower()) or find_type(found.full_name) is found


_LISTING = """
import importlib, pkgutil, sys
import psopenai_py.dotnet as package
import psopenai_py.dotnet.model.core
import psopenai_py.dotnet.io.info
from psopenai_py.dotnet.model import registry
known = set(registry._by_name)
for module in pkgutil.walk_packages(package.__path__, "psopenai_py.dotnet."):
    importlib.import_module(module.name)
from psopenai_py.dotnet.model.catalog import CATALOG
for name, type_ in registry._by_name.items():
    if name in known or name in CATALOG or "[" in name:
        continue
    if type_.full_name.lower() in known or type_.full_name.lower() in CATALOG:
        continue
    print(name)
"""


def test_every_declared_type_has_a_row() -> None:
    done = subprocess.run([sys.executable, "-c", _LISTING], capture_output=True, text=True, check=True)
    assert done.stdout == ""
