"""What a value is to PowerShell.

`dotnet.model.types` has the table of how each kind of value is carried in Python. This room adds PowerShell's own
object, and the questions that can be asked of any value. It imports `dotnet`, `declare` and `errors` only. None of its
functions needs a session; where the answer depends on one (``$OFS``, type data), a `ContextVar` holds what the running
session gave.

In reading order:

- `objects`: `PSObject`, the property bag that may also wrap another value; script and alias properties, script methods;
  what Python's own operations do with it (data, equality, copies, pickles, repr).
- `json_data`: JSON as such values; its objects keep their JSON until somebody looks inside.
- `extended`: members that Add-Member puts on values of .NET classes, kept in a table beside them.
- `typedata`: members and display settings of a type name (Update-TypeData), a table per session.
- `enumeration`: which values unroll in a pipeline or a loop, and into what.
- `text`: a value as text, as in ``"$value"``.
- `truth`: a value as true or false, as in ``if ($value)``.
- `numeric`: calculation with the number types: the type of the result, and what happens when it does not fit.
- `wildcard`: ``* ? [a-z]`` as regular expressions.

How it is used:

    >>> from psopenai_py.engine.values.objects import PSObject
    >>> batch = PSObject({"id": "batch_abc123", "counts": PSObject({"total": 3})}, "PSOpenAI.Batch")
    >>> batch.counts.total, batch["ID"]  # names are case-insensitive
    (3, 'batch_abc123')
    >>> from psopenai_py.engine.values.text import to_text
    >>> to_text([1, 2.5, None, True])
    '1 2.5  True'
    >>> from psopenai_py.engine.values.truth import to_bool
    >>> to_bool("0"), to_bool([0]), to_bool([0, 0])  # a list of one counts as its element
    (True, False, True)
    >>> from psopenai_py.engine.values.enumeration import enumerate_value
    >>> list(enumerate_value([1, 2])), enumerate_value("text")  # strings do not unroll
    ([1, 2], None)
    >>> from psopenai_py.engine.values.wildcard import wildcard_to_regex
    >>> bool(wildcard_to_regex("batch_[a-c]*").match("batch_abc123"))
    True
    >>> from psopenai_py.engine.values.enumeration import as_list
    >>> as_list(None), as_list("text"), as_list([1, 2])
    ([], ['text'], [1, 2])
"""
