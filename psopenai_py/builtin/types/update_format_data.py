from __future__ import annotations

import os

from ...declare.cmdlet import Example, Param, cmdlet
from ...declare.validators import ValidateNotNull
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from ...errors import TerminatingError
from ..files.paths import file_paths, not_found
from .format_files import use_format_file

_INVALID = "System.Management.Automation.PSArgumentException"


@cmdlet(
    "Update-FormatData",
    default_set="FileSet",
    should_process=True,
    error_name="Microsoft.PowerShell.Commands.UpdateFormatDataCommand",
)
class UpdateFormatData(Cmdlet):
    """Read views from files: how objects of a type are shown. Custom views are left out."""

    append_path = Param(
        "string[]",
        position=0,
        pipeline="value property",
        aliases=("PSPath", "Path"),
        validators=(ValidateNotNull(),),
        help="Files of views (.ps1xml) for types that have none.",
    )
    prepend_path = Param("string[]", validators=(ValidateNotNull(),), help="Files of views that go before all others.")
    examples = (Example("Update-FormatData -PrependPath *.format.ps1xml", "Shows objects as the files say."),)
    remarks = "Files with tables, lists and wide views are read; custom views in them are passed over."

    def process(self) -> Output:
        for given, first in ((self.append_path, False), (self.prepend_path, True)):
            for path in file_paths(self, [to_text(each) for each in given or ()]):
                if not path.lower().endswith(".ps1xml"):
                    text = f"The name of a file of views ends with .ps1xml, not as that of {path}."
                    self.fail("WrongExtension", text, "InvalidArgument", None, _INVALID)
                elif not os.path.isfile(path):
                    self.write_error(not_found(path))
                elif self.should_process(path, "Update FormatData"):
                    try:
                        use_format_file(self.session, path, first)
                    except TerminatingError as error:
                        self.write_error(error.record)
        return None
