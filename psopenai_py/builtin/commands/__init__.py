"""Commands and their help, aliases, the history, strict mode.

May import: `builtin`'s shared modules.

- `about_topics`: the first steps, and the topics that are not commands.
- `help_topic`: the help of one command, from its declaration or its comments, and how it reads.
- A cmdlet each: `get_command`, `get_help`, `get_ps_call_stack`, `get_verb`, `invoke_command`, `invoke_expression`,
  `measure_command`, `register_argument_completer`, `get_alias`, `new_alias`, `set_alias`, `remove_alias`,
  `export_alias`, `import_alias`, `add_history`, `clear_history`, `get_history`, `invoke_history`, `set_strict_mode`,
  `set_ps_debug`, `get_execution_policy`, `set_execution_policy`.
"""
