"""The doors for people and other shells: everything that reads a command line or a terminal, and all that prints.

A front end may import every other room. `shell.Shell` gives it a session; a front end adds words, streams, prompts and
exit codes. Only this room knows Click, click-repl and prompt_toolkit. `cli` loads just the door that the words ask for,
because users notice first how long a command takes to start.

In reading order:

- `cli`: `main`, the console script: chooses the door; and `cli`, the same as a Click group.
- `names`: what the first word means: a script, or a cmdlet in any spelling of its name.
- `ending`: what stopped a run, as its exit code.
- `environment`: the standard streams, the terminal and the environment variables, as an object that tests replace.

The shell command:

- `run_cmdlet`: one cmdlet as a POSIX command, from its words to its exit code.
- `argv`: the words as the binder's tokens.
- `inputs`: what the pipeline gets: words, standard input, or both.
- `stdin`: standard input as the pipeline: lines of text, or JSON.
- `output`: how objects are written: views on a terminal, JSON Lines elsewhere, or the chosen form.
- `standard_error`: errors, warnings and progress on standard error, and internal errors.
- `keys`: single keys from the terminal, and lines typed without showing them.
- `host`: the host of scripts, the interactive shell and cmdlets: questions, ``[Console]``, colours, programs.

Scripts and the interactive shell:

- `scripts`: ``psopenai script.ps1``, ``-File``, ``-Command``, and a script on standard input.
- `repl`: the interactive shell: its prompt, its profile, and one command after the other.
- `editor`: how a line is read: keys, colours, suggestions, the menu of matches.
- `highlight`: the colours of a line.
- `history`: the history file, which has no keys.

What Tab offers:

- `offers`: the parameters and values that may follow the words of a call.
- `recent_ids`: the ids that commands have met lately, in a file of the state folder.
- `completion`: in the interactive shell: for a text in PowerShell's language.
- `registered`: what script blocks of Register-ArgumentCompleter offer.
- `member_completion`: inside of its expressions: members, keys, types, properties of what comes through the pipe.
- `match_help`: a line of help for each match there.
- `shell_words`: in bash, zsh and fish: for the words of a command line.
- `shell_tab`: how these shells ask, and how they are answered.

Everything else goes through Click:

- `commands`: the Click group with all commands; it answers shells that ask for completion.
- `cmdlet_command`: a cmdlet as a Click command with an option for each parameter.
- `help`: the help of a cmdlet for a shell, through a pager where it is long.
- `shell_examples`: the declarations' examples as command lines of a shell.
- `own_commands`: the commands that are not cmdlets.
- `shell_init`: the plugin for bash, zsh and fish.
- `demo`: a batch from upload to results, on the emulator.

What is generated from the declarations:

- `docs`: the pages of ``Docs/``.
- `man`: the manual's pages.
- `stubs`: ``psopenai_py/__init__.pyi``.

How it is used:

    >>> from psopenai_py.frontends.cli import main
    >>> main(["--version"])
    psopenai ...
    <ExitCode.OK: 0>
"""
