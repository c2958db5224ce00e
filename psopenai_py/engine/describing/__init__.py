"""What commands and records say about themselves: as text for people, and as members for scripts.

The room is the highest of the engine and may import all others. Nothing here is needed to run a command; the catalog of
types loads the modules that declare types when a script first uses one.

In reading order:

- `syntax`: the syntax of a command, a line per parameter set (``Get-Command -Syntax``).
- `help_text`: the help of a command as text (``--help``, ``-?``, Get-Help).
- `comment_help`: comment-based help of script functions.
- `attributes`: the attributes of parameters as objects.
- `command_metadata`: the members of ``(Get-Command Get-Batch)``: its parameters, its sets, its kind.
- `proxy_command`: ``[ProxyCommand]``, the text of a function that stands before another command.
- `dynamic_parameters`: what a ``dynamicparam`` block makes: its parameters and their attributes.
- `record_types`: the members of error records, ``$MyInvocation``, variables and information records.
- `verbs`: the verbs that PowerShell approves.
- `host_types`: ``$Host``, its user interface, and the types of its questions.
- `style`: ``$PSStyle``.
- `language_primitives`: ``LanguagePrimitives``, conversions and comparisons by name.
- `wildcard_type`: ``[wildcardpattern]``.
- `type_catalog`: which module of the engine declares which types.
"""
