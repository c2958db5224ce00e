"""Dates, times, durations and time zones: `[datetime]`, `[timespan]`, `[DateOnly]` and the like.

All of them count in ticks of 100 ns since the year 1, as .NET does; a date knows whether it is local, UTC or
unspecified, but comparisons ignore that. Parsing and formatting work on plain ticks and a culture's patterns, so that
every type shares them.

May import: `culture`, `model`, `numbers`, `text`.

- `ticks`: the units, the conversion between ticks and calendar days, and the local time zone.
- `timespan`: `[timespan]`, its arithmetic, and durations as text.
- `date_format`: .NET's format strings, standard (`d`, `o`, `R`) and custom (`yyyy-MM-dd`).
- `date_parse`: text to ticks, freely as in `Parse` and by a format as in `ParseExact`.
- `datetime`: `[datetime]` with all its members. Start here for what a script does with a date.
- `datetimeoffset`: `[datetimeoffset]`: a date with its offset from UTC.
- `dateonly`: `[DateOnly]` and `[TimeOnly]`.
- `timezone`: `[TimeZoneInfo]`, with the zones of the system, by IANA and by Windows names.
- `stopwatch`: `[System.Diagnostics.Stopwatch]`.
"""
