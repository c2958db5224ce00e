from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull
from ...dotnet.model.registry import get_type
from ...engine.members.members import get_static
from ...engine.members.methods import invoke_static
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.enumeration import as_list
from ...engine.values.text import to_text
from ...errors import TerminatingError

_CULTURE = "System.Globalization.CultureInfo"


@cmdlet("Get-Culture", default_set="CurrentCulture", error_name="Microsoft.PowerShell.Commands.GetCultureCommand")
class GetCulture(Cmdlet):
    """Get the current culture, or another one by its name."""

    name = Param(
        "string[]",
        set="Name",
        position=0,
        pipeline="value",
        validators=(ValidateNotNull(),),
        help="A culture's name, such as de-DE.",
    )
    no_user_overrides = Param(
        "switch", set=("CurrentCulture", "Name"), help="Accepted for compatibility; a user's own settings are not used."
    )
    list_available = Param("switch", set="ListAvailable", help="Get all cultures that are known here.")
    examples = (
        Example(
            "Get-Culture",
            "The current culture.",
            result=(
                "LCID             Name             DisplayName\n"
                "----             ----             -----------\n"
                "1033             en-US            English (United States)"
            ),
        ),
    )
    remarks = (
        "Numbers and dates are formatted for en-US, en-GB, German, French, Swedish, Japanese and the invariant "
        "culture. All others format as en-US does."
    )

    def process(self) -> Output:
        type_ = get_type(_CULTURE)
        if self.set_name == "ListAvailable":
            for culture in invoke_static(type_, "GetCultures", [7]):
                self.write(culture)
            return None
        if self.set_name != "Name":
            self.write(get_static(type_, "CurrentCulture"))
            return None
        for name in as_list(self.name):
            try:
                self.write(invoke_static(type_, "GetCultureInfo", [name]))
            except TerminatingError as error:
                text = error.record.message
                self.fail(
                    "ItemNotFoundException", text, "ObjectNotFound", to_text(name), error.record.exception.type_name
                )
        return None
