"""Arrays, lists, dictionaries, queues, sets and tuples.

Each class is a collection of .NET values; the functions below it declare its type's members. A generic type is
declared once for each set of type arguments, by a function that `registry.define` registers. A collection that is
changed while it is enumerated raises .NET's exception.

May import: `dotnet.text`, `dotnet.model` and what is below them. In reading order:

- `lists`: ArrayList, `List<T>`, `Collection<T>`, and the operations (search, sort, ranges) that arrays use too.
- `arrays`: the members of arrays, and `[array]::`; loaded from the start.
- `grids`: arrays of several dimensions.
- `dictionaries`: `NetDictionary`, from which `[hashtable]`, `[ordered]` and `Dictionary<K, V>` derive.
- `queues`: `Queue<T>`, `Stack<T>`, `LinkedList<T>`, and the non-generic queue and stack.
- `sets`: `HashSet<T>` and `SortedSet<T>`.
- `tuples`: `Tuple` and `ValueTuple`.
- `name_values`: NameValueCollection, in which a name can have several values.
- `linq`: `[System.Linq.Enumerable]`.
"""
