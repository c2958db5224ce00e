from __future__ import annotations

from ...declare.cmdlet import Example, cmdlet
from .get_random import RandomCmdlet


@cmdlet(
    "Get-SecureRandom",
    default_set="RandomNumberParameterSet",
    error_name="Microsoft.PowerShell.Commands.GetSecureRandomCommand",
)
class GetSecureRandom(RandomCmdlet):
    """Get cryptographically secure random numbers, or pick objects with them."""

    examples = (Example("Get-SecureRandom -Maximum 10", "A number from 0 to 9."),)
