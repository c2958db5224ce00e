from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.model.types import Value
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.objects import unwrap
from ...engine.values.text import to_text

LATEST = 3.0


def _version(value: Value) -> float:
    """1, 2.0, 3 or Latest as a number."""
    value = unwrap(value)
    text = to_text(value).strip().lower()
    if text == "latest":
        return LATEST
    parts = text.split(".")
    if not text or not all(part.isdecimal() for part in parts):
        raise ValueError(f"'{text}' is not a version; there are 1.0, 2.0, 3.0 and Latest.")
    number = float(".".join(parts[:2]))
    if not 0 <= number < 8:
        raise ValueError(f"There is no strict mode of the version {text}; there are 1.0, 2.0, 3.0 and Latest.")
    return number


@cmdlet("Set-StrictMode", default_set="Version", error_name="Microsoft.PowerShell.Commands.SetStrictModeCommand")
class SetStrictMode(Cmdlet):
    """Treat unset variables and missing properties as errors in this scope and below."""

    off = Param("switch", set="Off", mandatory=True, help="Turn strict mode off.")
    version = Param(
        "object",
        set="Version",
        mandatory=True,
        aliases=("v",),
        transform=_version,
        completions=("Latest", "1.0", "2.0", "3.0"),
        help="How strict: 1.0 for variables only, 2.0 also for properties, 3.0 or Latest also for indexes.",
    )
    examples = (Example("Set-StrictMode -Version Latest", "The strictest mode."),)

    def process(self) -> Output:
        if self.version is not None or self.off:  # -Off:$false changes nothing
            self.session.scope.strict = 0.0 if self.off else float(self.version)
        return None
