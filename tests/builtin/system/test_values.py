"""Dates, durations, random numbers and culture."""

from __future__ import annotations

import pytest

from ..running import error_ids, output, texts


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("'2024-03-04 05:06:07' -Format yyyy/MM/dd", "2024/03/04"),
        ("'2024-03-04 05:06:07' -Format FileDateTime", "20240304T0506070000"),
        ("'2024-03-04 05:06:07' -UFormat '%Y-%m-%d %j %e|%k %V %%'", "2024-03-04 064  4| 5 10 %"),
        ("'2024-05-06' -Day 1 -Month 2 -Format s", "2024-02-01T00:00:00"),
        ("'2024-01-31' -Month 2 -Format s", "2024-02-29T00:00:00"),
        ("-UnixTimeSeconds 0 -AsUTC -Format o", "1970-01-01T00:00:00.0000000Z"),
    ],
)
def test_dates_as_text(arguments: str, text: str) -> None:
    assert texts(f"Get-Date {arguments}") == [text]


def test_a_date_that_is_none() -> None:
    assert error_ids("Get-Date 'not a date'") == [
        "CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetDateCommand"
    ]


def test_durations() -> None:
    assert output("(New-TimeSpan -Hours 1 -Minutes 30).TotalMinutes") == [90.0]
    assert output("(New-TimeSpan '2024-01-01' '2024-01-03').Days") == [2]
    assert texts("(Measure-Command { 1 }).GetType().Name") == ["TimeSpan"]


def test_random_choices_keep_to_their_bounds_and_seed() -> None:
    assert output("Get-Random -Maximum 1") == [0]
    assert output("(1..10 | Get-Random -Count 3 | Sort-Object -Unique).Count") == [3]
    assert output("(Get-Random -SetSeed 5) -eq (Get-Random -SetSeed 5)") == [True]
    assert error_ids("Get-Random -Minimum 5 -Maximum 5") == [
        "MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand"
    ]


def test_secure_random_numbers_and_picks() -> None:
    assert output(
        "Get-SecureRandom -Minimum 5 -Maximum 6; (1..9 | Get-SecureRandom -Count 9 | Measure-Object).Count"
    ) == [
        5,
        9,
    ]


def test_the_culture_of_messages() -> None:
    assert texts("(Get-UICulture).Name") == ["en-US"]


def test_how_long_the_machine_runs() -> None:
    assert texts("(Get-Uptime) -gt 0; (Get-Uptime -Since) -lt (Get-Date)") == ["True", "True"]


def test_execution_policies_are_windows_own() -> None:
    assert output("Get-ExecutionPolicy; (Get-ExecutionPolicy -List).Scope[2]") == ["Unrestricted", "Process"]
    (error,) = error_ids("Set-ExecutionPolicy Bypass -Scope Process -Force")
    assert error.startswith("System.PlatformNotSupportedException,")


def test_the_default_maximum_has_the_type_of_the_minimum() -> None:
    assert texts("(Get-Random -Minimum 1e100).GetType().Name; (Get-Random -Minimum 5000000000).GetType().Name") == [
        "Double",
        "Int64",
    ]


def test_cultures_are_listed() -> None:
    assert "de-DE" in texts("(Get-Culture -ListAvailable).Name")
