"""The parameters that PowerShell gives every advanced command, and how their values are read."""

from __future__ import annotations

from functools import cache

from ...declare.cmdlet import ALL_SETS, CmdletSpec, InSet, ParamSpec

_ACTIONS = ("SilentlyContinue", "Stop", "Continue", "Inquire", "Ignore", "Suspend", "Break")
_EVERYWHERE = {ALL_SETS: InSet()}


def _make(name: str, type_name: str, alias: str, enum: tuple[str, ...] = ()) -> ParamSpec:
    return ParamSpec(name, type_name, _EVERYWHERE, (alias,), enum=enum)


COMMON: tuple[ParamSpec, ...] = (
    _make("Verbose", "switch", "vb"),
    _make("Debug", "switch", "db"),
    _make("ErrorAction", "string", "ea", _ACTIONS),
    _make("WarningAction", "string", "wa", _ACTIONS),
    _make("InformationAction", "string", "infa", _ACTIONS),
    _make("ProgressAction", "string", "proga", _ACTIONS),
    _make("ErrorVariable", "string", "ev"),
    _make("WarningVariable", "string", "wv"),
    _make("InformationVariable", "string", "iv"),
    _make("OutVariable", "string", "ov"),
    _make("OutBuffer", "int", "ob"),
    _make("PipelineVariable", "string", "pv"),
)
SHOULD_PROCESS: tuple[ParamSpec, ...] = (_make("WhatIf", "switch", "wi"), _make("Confirm", "switch", "cf"))


@cache
def common_of(spec: CmdletSpec) -> dict[str, ParamSpec]:
    """The common parameters that a command takes, by lower-case name."""
    if not spec.common:
        return {}
    return {p.name.lower(): p for p in (*COMMON, *(SHOULD_PROCESS if spec.should_process else ()))}
