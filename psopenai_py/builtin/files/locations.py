"""The session's location: the current folder or drive, the stacks of Push-Location, and the earlier locations."""

from __future__ import annotations

import os
from typing import Any

from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.session.file_paths import drive_of
from ...engine.session.session import PathInfo, Session, current_location
from ...engine.values.wildcard import has_wildcards
from .paths import Place, expand, locate, not_found

_HISTORY = 20  # how many steps ``cd -`` can go back


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


def known_stack(command: Cmdlet, name: str | None) -> list[str]:
    """A stack that Push-Location has made; the current one without a name."""
    kept = command.session.part(Locations)
    if name and name.lower() not in kept.stacks and name.lower() not in ("default", kept.current):
        raise command.stop_with(
            "Argument",
            f"There is no stack of locations '{name}'. Push-Location -StackName makes one.",
            "NotSpecified",
            None,
            "System.Management.Automation.PSArgumentException",
        )
    return stack(command.session, name)


class LocationCmdlet(Cmdlet):
    """A cmdlet that changes the location."""

    pass_thru: Any

    def go(self, path: str | None, literal: bool = False) -> bool:
        """Make a folder or a drive the location; ``-`` and ``+`` go through the history. False after an error."""
        history = self.session.part(Locations).history
        here = str(current_location(self.session))
        if path in ("-", "+") and not literal:
            back, forth = history[path], history["+" if path == "-" else "-"]
            if not back:
                raise self.stop_with(
                    "System.InvalidOperationException",
                    "There is no location to go to in this direction.",
                    "InvalidOperation",
                    None,
                    "System.InvalidOperationException",
                )
            forth.append(here)
            return self._move(back.pop(), literal=True)
        if not self._move(path, literal):
            return False
        history["-"].append(here)
        del history["-"][:-_HISTORY]
        history["+"].clear()
        return True

    def _move(self, path: str | None, literal: bool) -> bool:
        session = self.session
        place = self._target(path, literal)
        if place is None:
            return False
        if place.drive is not None:
            session.drive = place.drive.name
            return True
        known = drive_of(path or "", session.folder_drives) or session.folder_drives.get(session.drive.lower())
        inside = known is not None and (place.path + os.sep).startswith(known.root.rstrip(os.sep) + os.sep)
        absolute = path is None or os.path.isabs(path) or path.startswith("~")
        drive = known if inside and not absolute else None
        try:
            session.go_to(place.path, drive.name if drive is not None else "")
        except OSError:
            self.write_error(not_found(place.path))
            return False
        if drive is not None:
            drive.current = os.path.relpath(place.path, drive.root)
        return True

    def _target(self, path: str | None, literal: bool) -> Place | None:
        if path is None:
            return Place(os.path.expanduser("~"))
        if not literal and has_wildcards(path):
            found = [place for place in expand(self.session, path) if place.is_container]
            if len(found) == 1:
                return found[0]
            if found:
                raise self.stop_with(
                    "Argument",
                    f"'{path}' stands for {len(found)} folders; name one of them.",
                    "InvalidArgument",
                    path,
                    "System.Management.Automation.PSArgumentException",
                )
            self.write_error(not_found(path))
            return None
        place = locate(self.session, path)
        if not place.is_container:
            self.write_error(not_found(place.shown))
            return None
        return place

    def shown(self) -> list[PathInfo]:
        """The output of -PassThru."""
        return [current_location(self.session)] if self.pass_thru else []
