"""The session's location: the process's current folder, the stacks of Push-Location, and where the session was."""

from __future__ import annotations

import os
from typing import Any

from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.location import PathInfo, current_location
from ...engine.session.session import Session
from ...engine.values.wildcard import has_wildcards
from .paths import Place, expand, locate, not_found

_DEFAULT_STACK = "default"


def stack(session: Session, name: str | None = None) -> list[str]:
    """A stack of locations; the one that was made current without a name."""
    stacks: dict[str, list[str]] = session.state.setdefault("location_stacks", {})
    current = session.state.get("location_stack", _DEFAULT_STACK)
    return stacks.setdefault((name or current).lower(), [])


class LocationCmdlet(Cmdlet):
    """A cmdlet that changes the location."""

    pass_thru: Any

    def go(self, path: str | None, literal: bool = False) -> bool:
        """Make a folder the current one; ``-`` and ``+`` go through those of before. False (after an error) if not."""
        history: dict[str, list[str]] = self.session.state.setdefault("location_history", {"-": [], "+": []})
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
                f"The drive {place.drive.name}: cannot be the current location here; name its items instead.",
                "NotImplemented",
                path,
                "System.Management.Automation.PSNotSupportedException",
            )
        if not place.is_container:
            self.write_error(not_found(place.path))
            return None
        return place

    def shown(self) -> list[PathInfo]:
        """What -PassThru puts out."""
        return [current_location()] if self.pass_thru else []
