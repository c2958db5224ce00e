"""The views, as PowerShell's format files have them: which properties of an object are shown, by its type name.

A module holds views as data in its ``VIEWS``; where a property is not enough, a function of the object stands in its
place. The modules import how the room above makes text, and the engine's properties. To add a view, add a row.

- `model`: what a view is: `TableView`, `ListView`, `WideView`, `CustomView`, their columns, items and groups.
- `core`: PowerShell's own objects, help, and common .NET types.
- `files`: files and folders.
- `error_details`: all that is known of an error (Get-Error), and the other ways of `$ErrorView`.
- `errors`: error records in PowerShell's concise view, warnings, information records.
- `openai`: the service's objects, and their default properties.
- `lookup`: finds the view of an object by its type names.
"""
