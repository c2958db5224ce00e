"""PowerShell's own cmdlets, as far as scripts for PSOpenAI use them: each in a file of its own, in a folder by topic.

They are declared as the service's cmdlets are, with the .NET class name as ``error_name``: PowerShell's error ids end
with it. `index` says which cmdlets there are; a cmdlet's file is imported when the cmdlet is first used.

May import: `language`, `formatting`, `http` (web requests), `engine` and below; never `frontends` or `openai`.

Shared modules:

- `index`: a row for each cmdlet under its family, the aliases, and the cmdlets that are left out with the reason.
- `records`: results with a .NET type of their own, such as MeasureInfo and GroupInfo.
- `file_text`: what is written into files: values as text, and the `-Encoding` parameter.

Folders:

- `commands`: Get-Command, Get-Help, Invoke-*, aliases, the history, strict mode.
- `modules`: modules of script functions, manifests, data files.
- `jobs`: background jobs, ForEach-Object -Parallel and events, on threads with sessions of their own.
- `variables`: variables by name, wildcard and scope.
- `objects`: cmdlets for the objects of a pipeline: Where-Object, Select-Object, Sort-Object and the like.
- `types`: New-Object, Add-Member, Get-Member, type data.
- `processes`: processes, the clipboard, reaching other machines.
- `system`: dates, culture, random values, waiting.
- `streams`: the Write cmdlets, Read-Host and Clear-Host.
- `console`: settings of the line editor, and the transcript.
- `format`: Format-* and Out-*.
- `text`: Select-String, Join-String, ConvertTo-Html, ConvertFrom-StringData, Markdown.
- `json`: ConvertFrom-Json, ConvertTo-Json, Test-Json.
- `xml`: Select-Xml, ConvertTo-Xml, Export-Clixml, Import-Clixml.
- `csv`: ConvertFrom-Csv, ConvertTo-Csv, Export-Csv, Import-Csv.
- `files`: files, folders, locations, and the items of other drives.
- `security`: secure strings and credentials.
- `web`: Invoke-RestMethod and Invoke-WebRequest.
"""
