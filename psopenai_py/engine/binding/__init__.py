"""From the words of a command line and the objects of a pipeline to the values of parameters.

The same binder serves the shell command, scripts and the Python functions: they differ only in how they make the
tokens. A cmdlet's parameters come from its declaration (`declare.cmdlet.CmdletSpec`), a function's from its ``param``
block; both are `ParamSpec`. The room may import everything below it in `engine`, and nothing of the pipeline.

In reading order:

- `arguments`: what goes in (`ParameterToken`, `ValueToken`) and what comes out (`Bound`).
- `binder`: `Binder`: PowerShell's order of binding, from top to bottom, for a command line and for pipeline objects.
- `quick`: a call of a function where nothing has to be decided.
- `parameters`: the parameters of one command: the common ones, look-up by name, by position and by what they take.
- `parameter_sets`: which parameter set is meant, and which mandatory parameters are missing.
- `coercion`: from an argument to the value of a parameter: transform, convert, check the type name, validate.
- `validation`: the Validate* attributes.
- `binding_errors`: the errors of the room, with PowerShell's ids and categories.
"""
