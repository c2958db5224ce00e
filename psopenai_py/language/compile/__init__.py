"""From the syntax tree to closures.

Each node is compiled once, at its first use. A statement becomes ``run(frame) -> Signal | None``, an expression
``value(frame) -> Value``; output goes to ``frame.out``. What can be decided at compile time is: constants, the names of
variables in lower case, fast paths for 32-bit integers.

The room imports `runtime`, `syntax`, `engine`, `dotnet` and `declare`, never `session`: where running code needs that
floor (a script file as a command, ``$function:name = ...``), it calls the session's `runtime.services`.

The table comes first. The modules below it that register compilers do not import each other (a contract of
import-linter holds that); they share the helpers of the second list.

- `compiler`: the table of compilers by kind of node and by form (value, statement, output, target ...), and the index
  of the modules that fill it.

Helpers, each of which may import those before it:

- `constants`: constant expressions; literals whose value is found without running code.
- `conditions`: conditions as Python's True and False; which statements set ``$?`` to true.
- `type_names`: what a type name means: script classes, .NET types, arrays, generics.
- `attributes`: attributes as data, and the validators and flags that they declare.
- `guards`: the checks for new values of typed and validated variables.
- `code`: the compiled form of a script block: its blocks, and the specification of its parameters for the binder.
- `function_processor`: `FunctionProcessor`, which runs such code as a command of a pipeline.
- `scriptblock`: `Block`, a script block as a value; adding functions to a scope.
- `arguments`: the words of a command as the binder's tokens; splatting.
- `redirection`: ``2>&1`` and ``> file``.
- `commands`: a command of a pipeline: find it, evaluate its words, make its processor.

Compilers of nodes:

- `literals`: numbers, text, arrays, hashtables, custom objects.
- `variables`: reading, setting and referring to variables.
- `operators`: binary, unary and ternary operators, ``++`` and ``--``.
- `casts`: ``[type]value`` and ``[type]`` itself.
- `member_access`: ``value.name``, ``value[index]``, ``[type]::name``, calls of methods.
- `subexpressions`: ``( )``, ``$( )``, ``@( )``.
- `assignment`: ``=`` and the compound operators, to any target.
- `pipelines`: pipelines and their chains as statements.
- `blocks`: lists of statements and their traps; ``data`` sections.
- `control`: ``if``, ``return``, ``exit``, ``break``, ``continue``.
- `loops`: ``for``, ``foreach``, ``while``, ``do``.
- `switch`: ``switch``, also over the lines of a file.
- `error_handling`: ``try``, ``catch``, ``finally``, ``throw``.
- `definitions`: script blocks, functions, classes, enums.
"""
