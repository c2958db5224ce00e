"""Request bodies from bound parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engine.pipeline.cmdlet import Cmdlet
from .plain import to_plain


def bound_fields(cmdlet: Cmdlet, names: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a body, by the parameters that fill them; what was not given is not sent.

    ``names`` maps a parameter's PowerShell name to its field.
    """
    found: dict[str, Any] = {}
    for parameter, field in names.items():
        if cmdlet.is_bound(parameter):
            found[field] = to_plain(getattr(cmdlet, cmdlet.spec.params[parameter.lower()].attribute))
    return found
