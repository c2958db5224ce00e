from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .get_random import RandomCmdlet


@cmdlet(
    "Get-SecureRandom",
    default_set="RandomNumberParameterSet",
    error_name="Microsoft.PowerShell.Commands.GetSecureRandomCommand",
)
class GetSecureRandom(RandomCmdlet):
    """Give random numbers, or pick objects, in a way that nobody can foresee."""

    examples = (Example("Get-SecureRandom -Maximum 10", "A number from 0 to 9."),)
