"""The error that ends a script when a stream's action is Stop."""

from __future__ import annotations

from typing import Any

from ..errors import TerminatingError, terminating


def action_preference_stop(preference: str, text: Any) -> TerminatingError:
    error = terminating(
        "ActionPreferenceStop",
        f"The running command stopped because {preference} is set to Stop: {text}",
        "OperationStopped",
        None,
        "System.Management.Automation.ActionPreferenceStopException",
    )
    error.script = True
    return error
