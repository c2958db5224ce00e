"""One session: everything that commands share while a shell lives.

A `session.Session` is made by `psopenai_py.shell.Shell`, which also gives it its language and its views. Commands get
it as an argument and keep nothing of their own between calls: what a layer or a family of cmdlets must remember is a
part of the session (`Session.part`). The room stands on `engine.values` and `dotnet`; the binder, the pipeline and the
language are above it.

In reading order:

- `session`: `Session`: scopes, streams, commands, preferences, `$Error`, the current location.
- `scope`: variables and the scopes that hold them; `$global:`, `$script:`, `$private:`.
- `streams`: one sink per output stream (error, warning, verbose, debug, information, progress) and their records.
- `commands`: `CommandInfo`, a command that was found, and `CommandTable`, the cmdlets that the indexes name.
- `lookup`: what a command name means: alias, function, cmdlet, then script or program.
- `file_paths`: the paths of files as PowerShell writes them, and the drives that are folders.
- `arrivals`: what other threads want done on the session's thread, and when it is done.
- `events`: the engine's events: who subscribed, and those that wait.
- `completers`: what scripts have registered to be offered at a Tab.
- `invocation_info`: `$MyInvocation`: where and how a command was called; also the position of an error.
- `scriptblock`: what the engine knows of a script block; the language layer has the real class.
- `services`: the interfaces `Language` and `Formatting`, which the layers above implement for a session.
- `host`: `Host`, the program around the session (questions, width, colour), and `Mode`, how commands behave in it.

How it is used:

    >>> from psopenai_py.engine.session.commands import CommandTable
    >>> from psopenai_py.engine.session.lookup import lookup
    >>> from psopenai_py.engine.session.session import Session
    >>> from psopenai_py.engine.session.streams import Streams
    >>> from psopenai_py.openai.index import INDEX
    >>> warnings = []
    >>> session = Session(CommandTable(INDEX), Streams(warning=warnings.append))
    >>> session.globals.set("Name", "value")
    >>> session.get_variable("NAME")
    'value'
    >>> found = lookup(session, "get-batch")
    >>> found.kind, found.name, found.module
    ('Cmdlet', 'Get-Batch', 'PSOpenAI')
    >>> session.commands.close_to("Get-Bach")
    'Get-Batch'
    >>> session.streams.warning("careful")
    >>> warnings
    ['careful']
"""
