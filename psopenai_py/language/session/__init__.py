"""The language of one session: running texts, script files and modules.

The top room of the language. `shell.Shell` gives a session its language and automatic variables, and runs texts and
files through this room; cmdlets reach it as ``session.language``. It imports the other rooms of the language.

In reading order:

- `powershell`: `PowerShell`, the language as cmdlets and compiled code call it. It loads the rest of the language at
  the first call, so that a single cmdlet starts without it.
- `evaluate`: run a text in the current scope, expand a string, define a function from a value.
- `scripts`: script files as commands; ``using`` statements and ``#requires`` lines.
- `data_files`: data files (.psd1), read without running code.
- `manifests`: where modules are; versions, manifests, and what a module that is not loaded would export.
- `modules`: loading modules, what they export and where that goes; `autoload`.
- `module_info`: modules as scripts see them.
- `automatic`: the automatic and preference variables of a new session, and the profile's place.
- `typed_secrets`: typed lines with their keys masked, for the history.
- `execution_context`: ``$ExecutionContext``.
- `steppable`: pipelines that a script runs step by step.
- `scriptblock_members`: the members of [scriptblock] beyond those that run it.
- `type_accelerators`: short names of types, to which modules add their classes.
- `help_content`: the comment-based help of a function in a syntax tree.
- `syntax_tree`: syntax trees as scripts see them, and `[Parser]`.
"""
