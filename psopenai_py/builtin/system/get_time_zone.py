from __future__ import annotations

import zoneinfo
from collections.abc import Iterator

from ...declare.cmdlet import Example, Param, cmdlet
from ...dotnet.time.timezone import TimeZone, find_zone, local_zone
from ...engine.pipeline.cmdlet import Cmdlet
from ...engine.values.text import to_text
from ...engine.values.wildcard import wildcard_to_regex
from ...errors import NetException


@cmdlet(
    "Get-TimeZone",
    default_set="Name",
    outputs="System.TimeZoneInfo",
    error_name="Microsoft.PowerShell.Commands.GetTimeZoneCommand",
)
class GetTimeZone(Cmdlet):
    """Get the time zone of this machine, or others."""

    id = Param("string[]", set="Id", mandatory=True, pipeline="property", help="Ids, such as Europe/Berlin.")
    list_available = Param("switch", set="ListAvailable", mandatory=True, help="All time zones.")
    name = Param("string[]", set="Name", position=0, pipeline="value property", help="Names; wildcards are allowed.")
    examples = (Example("(Get-TimeZone -Id UTC).Id", "", result="UTC"),)

    def process(self) -> Iterator[TimeZone]:
        if self.list_available:
            yield from map(find_zone, sorted(zoneinfo.available_timezones()))
        elif self.id is not None:
            yield from self._by_id()
        elif self.name is not None:
            yield from self._by_name()
        else:
            yield local_zone()

    def _by_id(self) -> Iterator[TimeZone]:
        for wanted in map(to_text, self.id):
            try:
                yield find_zone(wanted)
            except NetException as error:
                self.fail("TimeZoneNotFound", error.message, "ObjectNotFound", wanted, error.type_name)

    def _by_name(self) -> Iterator[TimeZone]:
        for pattern in map(to_text, self.name):
            match = wildcard_to_regex(pattern).match
            found = [name for name in sorted(zoneinfo.available_timezones()) if match(name)]
            yield from map(find_zone, found)
            if not found:
                text = f"There is no time zone {pattern}."
                self.fail("TimeZoneNotFound", text, "ObjectNotFound", pattern, "System.TimeZoneNotFoundException")
