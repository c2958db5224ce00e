"""What remains of System: conversion, environment, process, versions, GUIDs and cultures as objects.

The types have little in common; no other room of `dotnet` needs them. The tables of a culture are in the room
`culture`; here they become the objects that scripts see.

May import: all other rooms of `dotnet`.

- `convert`: `[Convert]` (numbers, Base64, hexadecimal) and `[BitConverter]`.
- `environment`: `[Environment]` and the operating system.
- `process`: `[System.Diagnostics.Process]`: the processes of the machine, and `[GC]`.
- `start_info`: `ProcessStartInfo`, and processes with pipes that a script starts.
- `threads`: `[System.Threading.Thread]`: Sleep and the current thread.
- `event_sources`: `[System.Timers.Timer]` and `[System.IO.FileSystemWatcher]`, which raise events.
- `wait_handles`: `[System.Threading.Mutex]` and the like, `[Monitor]` and `[Interlocked]`.
- `version`: `[version]`.
- `semantic_version`: `[semver]`.
- `guid`: `[guid]`.
- `random`: `[System.Random]`.
- `globalization`: `[cultureinfo]`, number and date formats, calendars, and `[StringComparer]`.
"""
