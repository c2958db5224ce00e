"""Where PowerShell's own cmdlets live: their names with the modules that declare them, and the aliases.

Nothing is imported here: a cmdlet's module loads when the cmdlet is first used.
"""

from __future__ import annotations

import re

CMDLETS: dict[str, str] = {}

#: cmdlets of PowerShell that this port knows of and does not have, with the reason
LEFT_OUT: dict[str, str] = {
    "Compress-Archive": "call zip or tar",
    "ConvertTo-Xml": "write JSON with ConvertTo-Json, or CSV with ConvertTo-Csv",
    "Export-Clixml": "keep objects as JSON (ConvertTo-Json -Depth 100), secrets with Set-Secret",
    "Expand-Archive": "call unzip or tar",
    "Get-Error": "look at $Error[0] | Format-List * -Force",
    "Get-Process": "$PID is this process; for others call ps",
    "Get-Verb": "the approved verbs are advice to authors of modules, who publish from PowerShell",
    "Import-Clixml": "it reads what Export-Clixml writes, which is not here; use ConvertFrom-Json",
    "Invoke-Item": "it opens files in other programs of the desktop; call such a program by its name",
    "Out-GridView": "there is no window to show it in; use Format-Table, or Where-Object to choose",
    "Register-ObjectEvent": "events of .NET objects do not arrive here",
    "Send-MailMessage": "send mail with a program made for it",
    "Set-ItemProperty": "files keep their properties here; call chmod or touch",
    "Start-Job": "scripts run one thing at a time; ForEach-Object -Parallel is accepted",
    "Start-Process": "call the program by its name",
    "Start-ThreadJob": "scripts run one thing at a time; ForEach-Object -Parallel is accepted",
    "Start-Transcript": "redirect the streams into a file: *> log.txt",
    "Stop-Process": "call kill",
    "Update-List": "change the list with its own methods Add and Remove",
}


def _family(package: str, *names: str) -> None:
    """Cmdlets of one package; each has a module of its name: Format-Table is in ``format_table``."""
    for name in names:
        words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+", name)
        module = "_".join(words).lower()
        CMDLETS[name] = f"{package}.{module}"


_family(
    "psopenai_py.builtin.format",
    "Format-Custom", "Format-Hex", "Format-List", "Format-Table", "Format-Wide", "Out-Default", "Out-File", "Out-Host",
    "Out-Null", "Out-String",
)  # fmt: skip
_family("psopenai_py.builtin.html", "ConvertTo-Html")
_family("psopenai_py.builtin.json", "ConvertFrom-Json", "ConvertTo-Json", "Test-Json")
_family(
    "psopenai_py.builtin.csv",
    "ConvertFrom-Csv", "ConvertFrom-StringData", "ConvertTo-Csv", "Export-Csv", "Import-Csv",
)  # fmt: skip
_family(
    "psopenai_py.builtin.files",
    "Add-Content", "Clear-Content", "Clear-Item", "Convert-Path", "Copy-Item", "Get-ChildItem", "Get-Content",
    "Get-FileHash", "Get-Item", "Get-ItemProperty", "Get-Location", "Get-PSDrive", "Join-Path", "Move-Item", "New-Item",
    "New-TemporaryFile", "Pop-Location", "Push-Location", "Remove-Item", "Rename-Item", "Resolve-Path", "Set-Content",
    "Set-Item", "Set-Location", "Split-Path", "Test-Path",
)  # fmt: skip
_family("psopenai_py.builtin.text", "ConvertFrom-SecureString", "ConvertTo-SecureString", "Select-String")
_family("psopenai_py.builtin.web", "Invoke-RestMethod", "Invoke-WebRequest")
_family("psopenai_py.builtin.help", "Get-Help")
_family(
    "psopenai_py.builtin.object",
    "Add-Member", "Compare-Object", "ForEach-Object", "Get-Culture", "Get-Date", "Get-Host", "Get-Member",
    "Get-Random", "Get-SecureRandom", "Get-UICulture", "Get-Unique", "Group-Object", "Join-String",
    "Measure-Command", "Measure-Object", "New-Guid", "New-Object", "New-TimeSpan", "Remove-TypeData",
    "Select-Object", "Sort-Object", "Start-Sleep", "Tee-Object", "Update-TypeData", "Where-Object",
)  # fmt: skip
_family(
    "psopenai_py.builtin.output",
    "Get-Credential", "Read-Host", "Write-Debug", "Write-Error", "Write-Host", "Write-Information", "Write-Output",
    "Write-Progress", "Write-Verbose", "Write-Warning",
)  # fmt: skip
_family(
    "psopenai_py.builtin.variable",
    "Add-Type", "Clear-Variable", "Export-ModuleMember", "Get-Alias", "Get-Command", "Get-History", "Get-Module",
    "Get-Variable", "Import-Module", "Invoke-Command", "Invoke-Expression", "Invoke-History", "New-Alias",
    "New-Module", "New-Variable", "Remove-Alias", "Remove-Module", "Remove-Variable", "Set-Alias", "Set-PSDebug",
    "Set-StrictMode", "Set-Variable",
)  # fmt: skip

ALIASES: dict[str, str] = {
    "clc": "Clear-Content", "cli": "Clear-Item", "clv": "Clear-Variable", "copy": "Copy-Item", "cpi": "Copy-Item",
    "epcsv": "Export-Csv", "%": "ForEach-Object", "foreach": "ForEach-Object", "fc": "Format-Custom",
    "fhx": "Format-Hex", "fl": "Format-List", "ft": "Format-Table", "fw": "Format-Wide", "gal": "Get-Alias",
    "dir": "Get-ChildItem", "gci": "Get-ChildItem", "gcm": "Get-Command", "gc": "Get-Content", "type": "Get-Content",
    "ghy": "Get-History", "h": "Get-History", "history": "Get-History", "gi": "Get-Item", "gp": "Get-ItemProperty",
    "gl": "Get-Location", "pwd": "Get-Location", "gm": "Get-Member", "gmo": "Get-Module", "gu": "Get-Unique",
    "gv": "Get-Variable", "gdr": "Get-PSDrive", "help": "Get-Help",
    "group": "Group-Object", "ipcsv": "Import-Csv", "ipmo": "Import-Module",
    "icm": "Invoke-Command", "iex": "Invoke-Expression", "ihy": "Invoke-History", "r": "Invoke-History",
    "ii": "Invoke-Item",
    "irm": "Invoke-RestMethod", "iwr": "Invoke-WebRequest", "measure": "Measure-Object", "mi": "Move-Item",
    "move": "Move-Item", "nal": "New-Alias", "ni": "New-Item", "nmo": "New-Module", "nv": "New-Variable",
    "oh": "Out-Host",
    "popd": "Pop-Location", "pushd": "Push-Location", "del": "Remove-Item", "erase": "Remove-Item",
    "rd": "Remove-Item", "ri": "Remove-Item", "rmo": "Remove-Module", "rv": "Remove-Variable", "ren": "Rename-Item",
    "rni": "Rename-Item", "rvpa": "Resolve-Path", "select": "Select-Object", "sls": "Select-String",
    "sal": "Set-Alias", "si": "Set-Item", "cd": "Set-Location", "chdir": "Set-Location", "sl": "Set-Location",
    "set": "Set-Variable", "sv": "Set-Variable", "?": "Where-Object", "where": "Where-Object", "echo": "Write-Output",
}  # fmt: skip
