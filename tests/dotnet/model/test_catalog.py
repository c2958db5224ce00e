"""The catalogs say which module declares which types; here they are compared with the modules."""

from __future__ import annotations

import subprocess
import sys

import pytest

from psopenai_py.dotnet.model.catalog import CATALOG
from psopenai_py.dotnet.model.core import OBJECT
from psopenai_py.dotnet.model.exceptions import EXCEPTION_BASES
from psopenai_py.dotnet.model.registry import construct_from, find_type
from psopenai_py.shell import TYPE_CATALOG

ROWS = [(module, name) for table in (CATALOG, TYPE_CATALOG) for module, names in table.items() for name in names]


@pytest.mark.parametrize(("module", "name"), sorted(row for row in ROWS if "`" not in row[1]))
def test_every_row_leads_to_its_type(module: str, name: str) -> None:
    found = find_type(name)
    assert found is not None
    assert name.lower() in (found.full_name.lower(), (found.accelerator or "").lower())
    assert module in sys.modules


@pytest.mark.parametrize(("module", "name"), sorted(row for row in ROWS if "`" in row[1]))
def test_every_row_of_a_generic_type_leads_to_its_definition(module: str, name: str) -> None:
    outer, _, count = name.partition("`")
    found = construct_from(outer, (OBJECT,) * int(count))
    assert found is not None
    assert found.full_name.startswith(f"{name}[[")
    assert module in sys.modules


@pytest.mark.parametrize("name", sorted(EXCEPTION_BASES))
def test_exceptions_need_no_row(name: str) -> None:
    found = find_type(name)
    assert found is not None
    assert found.full_name == name


_LISTING = """
import importlib, pkgutil
import psopenai_py.dotnet as package
from psopenai_py.dotnet.model import catalog, registry
known = set(registry._by_name)
rows = {name.lower() for names in catalog.CATALOG.values() for name in names}
for module in pkgutil.walk_packages(package.__path__, "psopenai_py.dotnet."):
    importlib.import_module(module.name)
for name, type_ in registry._by_name.items():
    if name in known or name in rows or "[" in name:
        continue
    if type_.full_name.lower() in known or type_.full_name.lower() in rows:
        continue
    print(name)
for name in registry._definitions:
    if name not in rows:
        print(name)
"""


def test_every_declared_type_has_a_row() -> None:
    done = subprocess.run([sys.executable, "-c", _LISTING], capture_output=True, text=True, check=True)
    assert done.stdout == ""
