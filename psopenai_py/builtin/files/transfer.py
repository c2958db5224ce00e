"""What Copy-Item, Move-Item and Rename-Item share."""

from __future__ import annotations

import os

from ...declare.cmdlet import Param
from .common import ItemCmdlet, Selection, literal_path_param, path_param
from .paths import Place, locate


class TransferCmdlet(Selection, ItemCmdlet):
    """A cmdlet that copies or moves items to a destination."""

    path = path_param()
    literal_path = literal_path_param()
    destination = Param("string", position=1, pipeline="property", help="The new path, or the target folder.")
    pass_thru = Param("switch", help="Return the new items.")

    def target_of(self, place: Place) -> str | None:
        """The new path of a file or folder; None, after an error, for items of other drives."""
        if place.drive is not None:
            self.refuse(
                "NotSupported",
                f"{place.shown} is not a file; only files and folders can be copied and moved.",
                "NotImplemented",
                place.shown,
                "System.Management.Automation.PSNotSupportedException",
            )
            return None
        wanted = locate(self.session, str(self.destination) if self.destination is not None else ".")
        if wanted.drive is not None:
            self.refuse(
                "NotSupported",
                f"{wanted.shown} is not a folder.",
                "NotImplemented",
                wanted.shown,
                "System.Management.Automation.PSNotSupportedException",
            )
            return None
        if os.path.isdir(wanted.path):
            return os.path.join(wanted.path, place.leaf)
        return wanted.path
