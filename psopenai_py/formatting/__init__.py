"""PowerShell's views: objects as the text that people read, and as JSON Lines and CSV.

The room imports `engine` and what is below it, and nothing above. It loads when something is first shown.

Objects become text in two steps, as in PowerShell. A Format-* cmdlet turns them into a document of instructions
(`FormatCommand`, with a generator for its shape), which can be passed on in the pipeline. An Out-* cmdlet turns the
document into lines (`OutCommand`); where it gets objects instead, it formats them by default first.

In reading order:

- `text`: text on lines: the room that it takes, breaking it, indented frames; text made safe for a terminal.
- `values`: one value as text.
- `views`: which properties are shown of an object, by type name.
- `parameters`: what a Format-* cmdlet was asked for, and the properties that it shows of an object.
- `instructions`: the document: its shape, groups and entries.
- `generator`: what the generators of all shapes share, and groups.
- `table`, `list`, `wide`, `custom`: a shape each: from objects to entries, and from entries to lines.
- `fitting`: tables of a shell command, which fit the terminal.
- `formatter`: `FormatCommand`: chooses the shape and the view, and makes the document.
- `output`: `OutCommand`, `Formatter` (writes while objects come) and `format_objects` (all at once).

The other forms, for programs:

- `json_lines`: an object as a line of JSON, in the service's own data where it comes from there.
- `csv_out`: objects as lines of CSV and TSV.
- `columns`: the columns that ``-Property`` asks for.
- `render`: the forms of ``-OutputFormat`` by name.

How it is used (`Shell.format` does the first with the session's own width and type data):

    >>> from psopenai_py.engine.values.objects import PSObject
    >>> from psopenai_py.formatting.output import format_objects
    >>> rows = [PSObject({"Name": "a", "Size": 1}), PSObject({"Name": "b", "Size": 20})]
    >>> print(format_objects(rows, width=80).strip())
    Name Size
    ---- ----
    a       1
    b      20
    >>> from psopenai_py.formatting.json_lines import to_line
    >>> to_line(rows[1])
    b'{"Name":"b","Size":20}\\n'
"""
