"""What scripts ask about the machine."""

from __future__ import annotations

import sys

from ...language.running import output

RUNTIME = "using namespace System.Runtime.InteropServices\n"


def test_the_operating_system() -> None:
    found = output(
        RUNTIME + "'Linux', 'OSX', 'Windows' | ForEach-Object { [OSPlatform]::$_ } | Where-Object { "
        "[RuntimeInformation]::IsOSPlatform($_) } | ForEach-Object ToString"
    )
    assert found == [{"linux": "LINUX", "darwin": "OSX", "win32": "WINDOWS"}[sys.platform]]
    assert output(RUNTIME + "[RuntimeInformation]::IsOSPlatform([OSPlatform]::Create('BeOS'))") == [False]
    assert output(RUNTIME + "[RuntimeInformation]::OSArchitecture -in 'X64', 'Arm64', 'X86'") == [True]
