"""Running commands: a pipeline pushes each object through all of its commands before it takes the next one.

Whatever runs in a pipeline is a `pipeline.Processor`: a cmdlet (here), a function (the language's), a program (here).
What a cmdlet writes to the other streams goes through its `runtime.CommandRuntime`, which applies common parameters and
preferences. The room uses `engine.binding` and `engine.session`; no cmdlet and nothing of the language is named here.

In reading order:

- `pipeline`: `Processor`, a command of a pipeline, and `run_pipeline`.
- `runtime`: `CommandRuntime`: -ErrorAction, -OutVariable, -WhatIf, -Confirm and the rest.
- `cmdlet`: `Cmdlet`, the base class of all cmdlets, `CmdletProcessor`, which runs one, and `iterate`, which pulls.
- `redirection`: a command whose output goes into files (``>``, ``2>``), and how objects are written into a file.
- `program_words`: arguments as the words of a program's command line.
- `native`: programs of the operating system.
"""
