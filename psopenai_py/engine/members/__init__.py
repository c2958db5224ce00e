"""Properties, methods and indexes of any value: read, written, called and listed.

A member is looked up in a fixed order: what is stored on the object or its wrappers, the keys of a dictionary, members
added to the value, what the .NET type declares, type data of Update-TypeData, what every value has (``psobject``).
The room imports `conversion`, `session` and `values`. Within it, imports follow this order:

- `methods`: methods found and called: .NET overloads, script methods, static methods, constructors, operators.
- `indexing`: ``value[index]``, read and written.
- `member_info`: which members a value has, and how Get-Member describes them.
- `members`: ``value.name`` and ``[type]::name``, read and written; the objects that stand for a member.
- `invocation`: ``value.name(args)``, with ``.ForEach()`` and ``.Where()``.
- `psmembers`: the members of a value as a collection that scripts can change (``psobject.Properties``), and the .NET
  types of member objects. The catalog of types loads it when it is needed.
"""
