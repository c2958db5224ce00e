"""Cmdlets for the objects of a pipeline: choose, sort, group, measure, compare.

May import: `builtin`'s shared modules, and `engine.properties`.

- `expressions`: what `-Property` stands for on an object.
- `ordering`: the order of values, and keys made of several properties.
- A cmdlet each: `compare_object`, `for_each_object`, `get_unique`, `group_object`, `measure_object`, `select_object`,
  `sort_object`, `tee_object`, `where_object`.
"""
