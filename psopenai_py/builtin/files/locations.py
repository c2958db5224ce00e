"""The session's location: the process's current folder, the stacks of Push-Location, and the earlier locations."""

from __future__ import annotations

import os
from typing import Any

from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.session import PathInfo, Session, current_location
from ...engine.values.wildcard import has_wildcards
from .paths import Place, expand, locate, not_found


class Locations:
    """The earlier locations: the named stacks of Push-Location, and the history of ``cd -`` and ``cd +``."""

    def __init__(self) -> None:
        self.stacks: dict[str, list[str]] = {}
        self.current = "default"  # the stack without a name
        self.history: dict[str, list[str]] = {"-": [], "+": []}


def stack(session: Session, name: str | None = None) -> list[str]:
    """A stack of locations; the current one without a name."""
    kept = session.part(Locations)
    return kept.stacks.setdefault((name or kept.current).lower(), [])


class LocationCmdlet(Cmdlet):
    """A cmdlet that changes the location."""

    pass_thru: Any

    def go(self, path: str | None, literal: bool = False) -> bool:
        """Make a folder the current one; ``-`` and ``+`` go through the history. False, after an error, if not."""
        history = self.session.part(Locations).history
        here = os.getcwd()
        if path in ("-", "+") and not literal:
            back, forth = history[path], history["+" if path == "-" else "-"]
            if not back:
                raise self.stop_with(
                    "InvalidOperation",
                    "There is no location to go to in this direction.",
                    "InvalidOperation",
                    None,
                    "System.InvalidOperationException",
                )
            forth.append(here)
            os.chdir(back.pop())
            return True
        place = self._folder(path, literal)
        if place is None:
            return False
        try:
            os.chdir(place.path)
        except OSError:
            self.write_error(not_found(place.path))
            return False
        history["-"].append(here)
        history["+"].clear()
        return True

    def _folder(self, path: str | None, literal: bool) -> Place | None:
        if path is None:
            return Place(os.path.expanduser("~"))
        if not literal and has_wildcards(path):
            found = [place for place in expand(self.session, path) if place.is_container]
            if len(found) == 1:
                return found[0]
            self.write_error(not_found(path))
            return None
        place = locate(self.session, path)
        if place.drive is not None:
            raise self.stop_with(
                "NotSupported",
                f"The drive {place.drive.name}: cannot be the current location; use full names of its items instead.",
                "NotImplemented",
                path,
                "System.Management.Automation.PSNotSupportedException",
            )
        if not place.is_container:
            self.write_error(not_found(place.path))
            return None
        return place

    def shown(self) -> list[PathInfo]:
        """The output of -PassThru."""
        return [current_location()] if self.pass_thru else []
