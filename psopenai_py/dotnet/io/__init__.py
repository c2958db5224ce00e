"""Files, directories, paths, streams, readers and writers, and the console.

Relative paths start at the current directory of the process, which `Set-Location` changes too. An error of the
operating system is thrown as .NET's exception for it. The cmdlets for files in `builtin` use `info` as well: a FileInfo
is what `Get-Item` and `Get-ChildItem` return.

May import: the rooms from `culture` to `regex`.

- `errors`: `OSError` to .NET's exceptions, and the check of a path.
- `paths`: `[System.IO.Path]`: paths as text.
- `operations`: copy, move, delete and create by path; `info` and the static classes use it.
- `streams`: `Stream`, MemoryStream, FileStream, and compression.
- `tasks`: `System.Threading.Tasks.Task` and cancellation: what the Async methods return.
- `text_io`: StreamReader, StreamWriter, StringReader, StringWriter.
- `info`: FileInfo and DirectoryInfo, with PowerShell's additions such as Mode and BaseName.
- `files`: the static class `[System.IO.File]`.
- `directories`: the static class `[System.IO.Directory]`.
- `terminal`: `Terminal`: what a session's host does for `[Console]`; keys, and the codes of colours.
- `console`: `[Console]`.
"""
