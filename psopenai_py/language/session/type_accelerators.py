"""``TypeAccelerators``: the short names of types, to which a module adds its classes for those who import it.

$short = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
$short::Add('Entry', [Entry])         # [Entry] is known everywhere in the session
$short::Get.Keys; $short::Remove('Entry')
"""

from __future__ import annotations

from ...dotnet.collections.dictionaries import GenericDictionary
from ...dotnet.model.catalog import CATALOG
from ...dotnet.model.core import OBJECT
from ...dotnet.model.registry import find_type, get_type, known_types, register
from ...dotnet.model.types import DotNetType
from ...engine.session.session import Session
from ..runtime.frame import running_session


class _Added:
    """The names that scripts have added; the types stand in the global scope."""

    def __init__(self) -> None:
        self.types: dict[str, DotNetType] = {}  # by the name as it was given


def _own(session: Session) -> dict[str, DotNetType]:
    return session.part(_Added).types


def _add(name: str, type_: DotNetType) -> None:
    session = running_session.get()
    _own(session)[name] = type_
    scope = session.globals
    scope.types = {**(scope.types or {}), name.lower(): type_}


def _remove(name: str) -> bool:
    session = running_session.get()
    known = next((each for each in _own(session) if each.lower() == name.lower()), None)
    if known is None:
        return False
    removed = _own(session).pop(known)
    types = session.globals.types or {}
    if types.get(name.lower()) is removed:
        del types[name.lower()]
    return True


def _all() -> GenericDictionary:
    """Every short name with its type; what has not been used yet is loaded for it."""
    table = GenericDictionary(get_type("System.Collections.Generic.Dictionary[string,type]"))
    for name in (name for names in CATALOG.values() for name in names if "." not in name):
        if (found := find_type(name)) is not None:
            table[name] = found
    for type_ in known_types():
        if type_.accelerator:
            table[type_.accelerator] = type_
    for name, type_ in _own(running_session.get()).items():
        table[name] = type_
    return table


ACCELERATORS = register(DotNetType("System.Management.Automation.TypeAccelerators", base=OBJECT))
ACCELERATORS.static_prop("Get", "object")(_all)
ACCELERATORS.static("Add", "string", "type", returns="void")(_add)
ACCELERATORS.static("Remove", "string", returns="bool")(_remove)
