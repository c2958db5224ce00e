"""What a .NET type is to a script, and the types that every script uses.

A type is data: a `DotNetType` with names, a base, properties, methods and constructors. The registry finds it by the
name that a script writes, and by the value that it has. All other rooms of `dotnet` declare their types with this one.

May import: `errors`, `dotnet.culture`. In reading order:

The machinery

- `types`: `DotNetType`, `Property`, `Method`; how members are declared; how PowerShell's values are carried in Python.
- `catalog`: which module of `dotnet` declares which types. Only names; nothing is loaded by it.
- `registry`: `find_type` by name, `type_of` by value, arrays and generic types; packages above add their own catalog.

The types that every script uses (loaded from the start)

- `carriers`: the Python classes of `[long]`, `[byte]`, `[float]`, `[char]` and the other types that Python lacks.
- `core`: creates System.Object, the strings, numbers, arrays, `[type]`, `[switch]` and `[ref]`, without their members.
- `object`: the members of System.Object, `[bool]`, `[switch]` and `[ref]`; .NET's equality and hash codes.
- `enumerables`: typed arrays, byte arrays, entries and enumerators; what all collections declare alike.
- `exceptions`: the tree of exception types and their members; functions that create the usual exceptions.
- `enums`: how enums are declared, parsed and shown; the members of `[Enum]`; type codes.
- `reflection`: the members of `[type]`, and `GetProperties()`, `GetMethods()` with their results.

What other rooms use to declare their types

- `values`: what small value types (dates, versions, GUIDs) share: conversion from text, `TryParse`, comparison.

Loaded when a script names one of their types

- `known_enums`: the table of the enums that no other module declares.
- `interfaces`: `System.Collections.IEnumerable` and the other interfaces, plain and generic.
- `delegates`: `[Action]`, `[Func[int,bool]]`, `[Predicate[string]]`.
- `assemblies`: `[type].Assembly`, and LoadWithPartialName, which loads nothing.
- `nulls`: `[DBNull]`, `[NullString]`, `[Nullable[int]]`.

How it is used:

    >>> from psopenai_py.dotnet.model.registry import find_type, type_of
    >>> find_type("datetime").full_name, type_of([1, "a"]).full_name
    ('System.DateTime', 'System.Object[]')
    >>> [method.parameters for method in type_of("abc").find_methods("substring")]
    [('int',), ('int', 'int')]
    >>> type_of("abc").find_property("length").get("abc")
    3
"""
