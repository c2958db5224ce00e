"""The topics of Get-Help that are not commands: the first steps, and ``about_`` texts."""

from __future__ import annotations

from textwrap import fill

FIRST_STEPS = """\
psopenai is PowerShell's language with the cmdlets of PSOpenAI. First steps:

    Get-Command -Module PSOpenAI     the cmdlets of the service
    Get-Help Get-BatchOutput         what a cmdlet does; -Full says more
    Get-Help *batch*                 commands by a part of their names
    Set-Secret OPENAI_API_KEY        ask for a key and store it in the keyring

    $result = Get-BatchOutput 'batch_abc123'   # the results of a batch
    $result | Where-Object { $_.response.status_code -ne 200 }   # those that failed

Tab completes commands, parameters, values, paths and members; the up arrow recalls lines; Ctrl-C stops a command;
`exit` or Ctrl-D leaves. A script runs with `psopenai script.ps1`, a cmdlet from your shell with `psopenai Get-Batch`.

Topics: about_Keys, about_Batches, about_Shell, about_Differences. Get-Help about_Keys shows one."""

#: by name: what the topic is about, and its text; a paragraph that begins with blanks keeps its lines
ABOUT: dict[str, tuple[str, str]] = {
    "about_Keys": (
        "Where the API key comes from, and how to keep it.",
        """\
The key is taken from the first of these that has one: the parameter -ApiKey, the session's context
(Set-OpenAIContext), the profile that you named, the variable $global:OPENAI_API_KEY, the environment variable
OPENAI_API_KEY, the file that OPENAI_API_KEY_FILE names, the usual profile, the system's keyring.

    Set-Secret OPENAI_API_KEY     asks for a key and stores it in the keyring
    Get-SecretInfo                the names of what is stored
    Set-OpenAIContext -ApiKey (Read-Host 'Key' -AsSecureString)   # for now

A key never appears in a message, in the history or in a transcript: a typed one is masked. It is never sent to another
host than the one that it was given for.

OPENAI_API_BASE or -ApiBase names another address. For Azure: Set-OpenAIContext -ApiType Azure -ApiBase https://...""",
    ),
    "about_Batches": (
        "From requests to results with the Batch API.",
        """\
A batch runs many requests within a day at half the price. Requests are made with -AsBatch, or stand in a file of
JSON Lines; results come in no fixed order, and custom_id says which request each belongs to.

    1..3 | ForEach-Object { Request-ChatCompletion "Say $_" -AsBatch -CustomBatchId "say-$_" } | Start-Batch
    Add-OpenAIFile requests.jsonl -Purpose batch | Start-Batch -Endpoint /v1/chat/completions
    Get-Batch -All                                               all batches, and how far they are
    Wait-Batch batch_abc123 | Get-BatchOutput                    wait, then fetch the results
    Get-BatchOutput batch_abc123 -Wait -OutFile out.jsonl        into a file, which continues after a break
    Get-BatchOutput batch_abc123 -IncludeInput                   each result with its request

Expired and cancelled batches return what was done before. A result that failed has response.status_code other than
200, or an error; a result that is missing or cannot be read is an error that names the batch.""",
    ),
    "about_Shell": (
        "The interactive shell: keys, profile, settings.",
        """\
Enter runs a statement that is complete, and begins another line of one that is not; Alt-Enter always begins another
line. Tab completes, and shows a menu with help where there are several matches. The grey text is a suggestion from the
history: the right arrow takes it. Ctrl-R searches the history, Ctrl-L clears the screen.

The script that $PROFILE names runs when the shell starts (not with -NoProfile). To make it:

    New-Item $PROFILE -Force; Set-Content $PROFILE 'Set-PSReadLineOption -EditMode Vi'

A function named prompt makes the prompt. Set-PSReadLineOption chooses the keys (Emacs, Vi), the colours and whether a
suggestion is shown; Set-PSReadLineKeyHandler gives a key something to do. Start-Transcript writes what is shown into a
file. NO_COLOR in the environment turns colours off.

Programs run on the terminal as in any shell: vi, less, git. Their output can be piped and assigned.""",
    ),
    "about_Differences": (
        "What differs from PowerShell and PSOpenAI on purpose.",
        """\
Faults of PSOpenAI are not repeated: Get-Batch -All returns every page, Get-BatchOutput works in constant memory and
reads the error file too, Wait-Batch survives failed polls, each call sends its own headers only.

The shell command follows the habits of POSIX shells: errors on standard error, exit codes that say what went wrong,
JSON Lines to a pipe. Read requests are tried again there.

Control sequences in what is shown on a terminal are made visible and not obeyed; colours that a script writes stay.

Left out is what belongs to Windows or to remote machines. Get-Command lists what there is, and the error for a cmdlet
that is left out says what to use instead. Docs/Differences.md of the project has the whole list.""",
    ),
}


def first_steps(width: int) -> str:
    """What a newcomer needs first, wrapped to a width."""
    return _wrapped(FIRST_STEPS, width - 1)


def _wrapped(text: str, width: int) -> str:
    """The text with its paragraphs wrapped; those that begin with blanks keep their lines."""
    return "\n\n".join(
        paragraph
        if paragraph.startswith(" ")
        else fill(" ".join(paragraph.split()), max(width, 20), break_on_hyphens=False, break_long_words=False)
        for paragraph in text.split("\n\n")
    )


def about_text(name: str, width: int) -> str:
    """A topic as text, wrapped to a width."""
    about, text = ABOUT[name]
    body = _wrapped(text, width - 5).split("\n")
    indented = [f"    {line}".rstrip() for line in body]
    head = ["", "TOPIC", f"    {name}", "", "SHORT DESCRIPTION", f"    {about}", "", "LONG DESCRIPTION"]
    return "\n".join([*head, *indented, ""])
