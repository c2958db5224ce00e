"""The parts of .NET that scripts use, as data and small classes. `model.types` says how values are carried in Python.

A type is a `DotNetType`: names, base, members and constructors. Most types are loaded when a script first names them
(`model.catalog`). The types that every script uses, `[object]`, `[string]`, `[int]`, `[array]` and so on, are always
there: this package loads `model.core`, which creates them, and the modules that declare their members.

The rooms, from the lowest to the highest; each may import those before it:

- `culture`: how cultures write numbers and dates, and compare strings.
- `model`: what a type is, the registry, and the types that every script uses.
- `numbers`: the members of number types; numbers as text; `[math]`.
- `text`: characters, strings, encodings, formatting.
- `time`: dates, times, durations, time zones.
- `collections`: arrays, lists, dictionaries, queues, sets, tuples.
- `regex`: regular expressions with .NET's syntax.
- `io`: files, folders, paths, streams, the console.
- `xml`: XML documents, their nodes, XPath.
- `net`: URIs, addresses, web encodings.
- `security`: hashes, credentials, secure strings.
- `system`: cultures as objects, `[Convert]`, `[guid]`, `[version]`, the environment, processes.

To add a type: a module in its room that makes the `DotNetType` and declares its members, and a row in `model.catalog`.
Only what scripts use is worth it; a member that does not exist is an error of the script, in PowerShell's words.

How it is used; `engine.members` does this for a script's ``"a-b".Split("-")`` and ``[math]::Max(1, 2)``:

    >>> from psopenai_py.dotnet.model.registry import find_type, type_of
    >>> split = type_of("a-b").find_methods("split")[0]
    >>> split.name, split.parameters
    ('Split', ('char', 'System.StringSplitOptions'))
    >>> find_type("math").static_methods["max"][0].call(1, 2)
    2
"""

from __future__ import annotations

from .collections import arrays  # noqa: F401  (declares the members of arrays)
from .model import core, object, reflection  # noqa: F401  (the types; the members of objects and of types)
from .numbers import members  # noqa: F401  (declares the members of numbers)
from .text import chars, strings  # noqa: F401  (declare the members of characters and strings)
