"""Preference variables: the values that they take, and how common parameters set them."""

from __future__ import annotations

from collections.abc import Mapping

from ...dotnet.model.core import Switch
from ...dotnet.model.types import Value
from ...engine.session.scope import Scope, Variable
from ...engine.values.text import to_text
from ...errors import terminating

_ACTIONS = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break")
_IMPACTS = ("None", "Low", "Medium", "High")


def as_action(value: Value) -> str:
    """An ActionPreference from its name (in any case), a unique prefix or its number."""
    return _one_of(_ACTIONS, value)


def as_impact(value: Value) -> str:
    return _one_of(_IMPACTS, value)


_BY_PARAMETER = {
    "erroraction": "ErrorActionPreference",
    "warningaction": "WarningPreference",
    "informationaction": "InformationPreference",
    "progressaction": "ProgressPreference",
}


def set_preferences(scope: Scope, common: Mapping[str, Value]) -> None:
    """Set the preference variables for the common parameters of a function, so that its calls see them."""
    found: dict[str, Value] = {variable: common[name] for name, variable in _BY_PARAMETER.items() if name in common}
    for name, variable in (("verbose", "VerbosePreference"), ("debug", "DebugPreference")):
        if name in common:
            found[variable] = "Continue" if common[name] else "SilentlyContinue"
    if "whatif" in common:
        found["WhatIfPreference"] = Switch(bool(common["whatif"]))
    if "confirm" in common:
        found["ConfirmPreference"] = "Low" if common["confirm"] else "None"
    for variable, value in found.items():
        scope.variables[variable.lower()] = Variable(variable, value)


def _one_of(names: tuple[str, ...], value: Value) -> str:
    if isinstance(value, bool):
        value = int(value)
    if isinstance(value, int) and 0 <= value < len(names):
        return names[value]
    text = to_text(value).strip().lower()
    found = [n for n in names if n.lower() == text] or [n for n in names if text and n.lower().startswith(text)]
    if len(found) == 1:
        return found[0]
    raise terminating(
        "RuntimeException", f'"{to_text(value)}" is not one of: {", ".join(names)}', "MetadataError", None,
        "System.Management.Automation.ArgumentTransformationMetadataException",
    )  # fmt: skip
