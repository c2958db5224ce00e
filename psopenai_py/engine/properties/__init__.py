"""The properties of objects, as -Property of Select-Object, Sort-Object, Format-Table and others selects them.

Cmdlets, the views and the writers of JSON Lines and CSV all ask here, so that a wildcard, a property set or a hashtable
with an Expression means the same everywhere. The room stands on `engine.members`, which reads a single member.

In reading order:

- `properties`: an object's property names in order, the names that a wildcard stands for, and reading one safely.
- `expressions`: `Expression` (a name, a wildcard or a script block), the hashtables of -Property (`Calculated`), and
  all values that an expression has for an object.
"""
