"""What compiled code needs while it runs.

The room between `syntax` and `compile`: the closures that `compile` makes work on the objects of this room. It imports
`engine`, `dotnet`, `declare` and the nodes of `syntax`, never `compile` or `session`.

In reading order:

- `frame`: `Frame`, in which a script, function or script block runs; `Signal` and the exceptions that move control;
  the interpreter's state of a session, and which session runs now.
- `module`: the `Module` that code belongs to.
- `calls`: `CallContext`, the chain of running functions and scripts.
- `output`: what a statement puts out: into the pipeline, or collected as a value; `NOTHING`, the value without output.
- `failures`: what happens to an error that ends a statement, and which ``catch`` or ``trap`` handles it.
- `stack`: the recursion limit while scripts run, and threads with a large stack for deeply nested calls.
- `preferences`: the values of preference variables, and how common parameters set them.
- `parameters`: ``$PSBoundParameters``, and the values of parameters that were not given.
- `pscmdlet`: ``$PSCmdlet`` and the session state that it shows.
- `services`: what compiled code needs of `session`, the room above: script files, functions, expandable strings.
- `script_types`: the classes of scripts as .NET types, and their instances.
"""
