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

How it is used:

    >>> from psopenai_py.dotnet.time.datetime import format_date, parse_datetime
    >>> date = parse_datetime("2026-11-28T06:15:00")
    >>> date.ticks
    639314433000000000
    >>> format_date(date.ticks, date.kind, "dddd, d MMMM yyyy")
    'Saturday, 28 November 2026'
    >>> from psopenai_py.dotnet.time.timespan import format_timespan, parse_timespan
    >>> parse_timespan("1.02:03:04")
    937840000000
    >>> format_timespan(937840000000, "g")
    '1:2:03:04'

    >>> from psopenai_py import Shell
    >>> with Shell() as shell:
    ...     result = shell.run("(Get-Date 2026-01-31).AddMonths(1).ToString('o'); ([timespan]'1:30').TotalMinutes")
    >>> result.output
    ['2026-02-28T00:00:00.0000000', 90.0]

    >>> from psopenai_py.dotnet.model.registry import find_type
    >>> find_type("System.TimeZoneInfo").static_methods["findsystemtimezonebyid"][0].call("Europe/Berlin").id
    'Europe/Berlin'
"""
