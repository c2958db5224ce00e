"""The line editor of the interactive shell: prompt_toolkit's session with the language's colours, keys and completion.

The session is click-repl's, so that what works on its context works here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

import click
from click_repl.core import ReplContext
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.application.current import get_app
from prompt_toolkit.auto_suggest import AutoSuggest, AutoSuggestFromHistory, DynamicAutoSuggest
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.filters import Condition, completion_is_selected, has_completions
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.history import History
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.bindings.named_commands import get_by_name
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.styles import Style

from ..builtin.console.line_options import EditedLine, LineOptions
from ..dotnet.io.terminal import KeyPress
from ..dotnet.model.registry import get_type
from ..dotnet.model.types import Value
from ..engine.session.scriptblock import ScriptBlock
from ..engine.session.session import Session
from ..language.syntax.errors import ParseError
from ..language.syntax.parser.parse import parse
from .completion import complete
from .highlight import PowerShellLexer, style_rules
from .history import open_history
from .host import ConsoleHost
from .match_help import help_lines

#: runs the script block of a key with its arguments, and shows what it writes
RunBlock = Callable[[ScriptBlock, Sequence[Value]], None]
_MODES = {"Emacs": EditingMode.EMACS, "Windows": EditingMode.EMACS, "Vi": EditingMode.VI}


class LineEditor:
    """Reads lines. The session's `LineOptions` count at each line.

    What other threads want done meanwhile (`Session.arrivals`), ``attend`` does, above the prompt; it returns the line
    that its output has left open, which stays above the prompt and goes on with the next output.
    """

    def __init__(self, session: Session, colour: bool, context: click.Context, run_block: RunBlock) -> None:
        self._session = session
        self.attend: Callable[[], str] = str
        self._open_line = ""
        self._options = session.part(LineOptions)
        self._run_block = run_block
        self._colour = colour
        self._changes = -1
        self._suggest = AutoSuggestFromHistory()
        history = open_history(session.environ)
        self.context = ReplContext(
            context,
            {
                "history": history,
                "completer": ShellCompleter(session, history),
                "complete_while_typing": Condition(self._lists_history),
                "complete_style": CompleteStyle.COLUMN,
                "reserve_space_for_menu": 6,
                "multiline": True,
                "prompt_continuation": self._continuation,
                "lexer": PowerShellLexer(),
                "include_default_pygments_style": False,
                "enable_open_in_editor": False,
            },
        )

    def __enter__(self) -> LineEditor:
        self.context.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.context.__exit__()

    def read(self, prompt: str) -> str:
        """Read a line, or all lines of a statement. Raises KeyboardInterrupt for Ctrl-C, EOFError for Ctrl-D."""
        session = self.context.session
        assert session is not None, "the interactive shell needs a terminal"
        if self._options.changes != self._changes:
            self._changes = self._options.changes
            session.style = Style.from_dict(style_rules(self._options.colours)) if self._colour else None
            session.key_bindings = _bindings(self._options, self._run_block)
            session.editing_mode = _MODES[self._options.edit_mode]
            session.auto_suggest = self._suggestion()
            session.lexer = PowerShellLexer() if self._colour else None
        if not self._session.arrivals.sources:
            return str(session.prompt(ANSI(prompt)))
        self._open_line = ""
        try:
            return str(session.prompt(lambda: ANSI(self._open_line + prompt), pre_run=self._watch))
        finally:
            self._session.arrivals.told = None

    def _watch(self) -> None:
        """Begin to look for arrivals, in the loop that waits for keys."""
        app, come = get_app(), asyncio.Event()
        loop = asyncio.get_running_loop()
        arrivals = self._session.arrivals

        async def watch() -> None:
            while True:
                come.clear()
                if arrivals.due:
                    await run_in_terminal(self._attend)
                await come.wait()

        def tell() -> None:
            with suppress(RuntimeError):  # the loop has just ended: the next prompt finds it
                loop.call_soon_threadsafe(come.set)

        arrivals.told = tell
        app.create_background_task(watch())

    def _attend(self) -> None:
        left = self.attend()
        self._open_line = f"{left}\n" if left else ""

    def _suggestion(self) -> AutoSuggest | None:
        return DynamicAutoSuggest(lambda: None if self._lists_history() else self._suggest) if self._suggests else None

    @property
    def _suggests(self) -> bool:
        return self._colour and "History" in self._options.prediction_source

    def _lists_history(self) -> bool:
        """Whether suggestions are a list under the line."""
        return self._suggests and self._options.prediction_view_style == "ListView"

    def _continuation(self, width: int, line: int, wrapped: int) -> str:
        return "" if wrapped else self._options.continuation_prompt


class PlainReader:
    """Reads lines where the terminal can do no more than that (``TERM=dumb``, as in Emacs and in some CI systems)."""

    def __init__(self, session: Session, host: ConsoleHost) -> None:
        self._options = session.part(LineOptions)
        self._host = host

    def __enter__(self) -> PlainReader:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def read(self, prompt: str) -> str:
        text = ""
        while True:
            self._host.put(prompt)
            line = self._host.read_line()
            if line is None:
                raise EOFError
            text += line
            if is_complete(text):
                return text
            text, prompt = text + "\n", self._options.continuation_prompt


def is_complete(text: str) -> bool:
    """Whether Enter runs the text; otherwise it begins another line."""
    try:
        parse(text)
    except ParseError as error:
        return not error.incomplete
    except RecursionError:
        return True
    return True


# -- keys -------------------------------------------------------------------------------------------------------------

#: PSReadLine's functions as named commands of prompt_toolkit, which have readline's names
_FUNCTIONS = {
    "BackwardChar": "backward-char", "BackwardDeleteChar": "backward-delete-char",
    "BackwardDeleteLine": "unix-line-discard", "BackwardKillWord": "backward-kill-word",
    "BackwardWord": "backward-word", "BeginningOfLine": "beginning-of-line", "ClearScreen": "clear-screen",
    "Complete": "complete", "DeleteChar": "delete-char", "EndOfLine": "end-of-line", "ForwardChar": "forward-char",
    "ForwardWord": "forward-word", "KillLine": "kill-line", "KillWord": "kill-word", "MenuComplete": "menu-complete",
    "NextHistory": "next-history", "PreviousHistory": "previous-history",
    "ReverseSearchHistory": "reverse-search-history", "TabCompleteNext": "menu-complete",
    "TabCompletePrevious": "menu-complete-backward", "Undo": "undo", "UnixWordRubout": "unix-word-rubout",
    "Yank": "yank",
}  # fmt: skip
_KEYS = {
    "uparrow": "up", "downarrow": "down", "leftarrow": "left", "rightarrow": "right", "spacebar": "space",
    "enter": "enter", "tab": "tab", "escape": "escape", "backspace": "backspace", "delete": "delete", "home": "home",
    "end": "end", "pageup": "pageup", "pagedown": "pagedown", "insert": "insert",
}  # fmt: skip


def _bindings(options: LineOptions, run_block: RunBlock) -> KeyBindings:
    bindings = KeyBindings()
    in_list = Condition(_in_list)  # of suggestions; otherwise the menu of a Tab

    @bindings.add("enter", filter=~(has_completions & completion_is_selected) | in_list)
    def _enter(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None
        _accept_line(event)

    @bindings.add("enter", filter=has_completions & completion_is_selected & ~in_list)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    @bindings.add("tab", filter=in_list)
    def _complete(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None
        event.current_buffer.start_completion(select_first=False, insert_common_part=True)

    @bindings.add("escape", "enter")
    def _newline(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    @bindings.add("c-space")
    def _menu(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state is not None:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=False)

    @bindings.add("escape", filter=has_completions, eager=True)
    def _close_menu(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    @bindings.add("f2")
    def _switch(event: KeyPressEvent) -> None:
        Line(event, options).do("SwitchPredictionView")

    for chord, action in options.keys.items():
        keys = _key_of(chord)
        if keys:
            _bind(bindings, keys, chord, action, options, run_block)
    return bindings


def _bind(
    bindings: KeyBindings,
    keys: list[str],
    chord: str,
    action: str | ScriptBlock,
    options: LineOptions,
    run_block: RunBlock,
) -> None:
    @bindings.add(*keys)
    def _run(event: KeyPressEvent) -> None:
        line = Line(event, options)
        if isinstance(action, str):
            line.do(action)
        else:
            _run_key_block(event, line, options, lambda: run_block(action, [_pressed(chord), None]))


def _run_key_block(event: KeyPressEvent, line: Line, options: LineOptions, run: Callable[[], None]) -> None:
    """Run the script block of a key. It has the terminal for itself: it may write, ask, and run programs."""
    app = event.app
    app.renderer.erase()
    options.line = line
    try:
        with app.input.detach(), app.input.cooked_mode():
            run()
    finally:
        options.line = None
        app.renderer.reset()
        app.renderer.request_absolute_cursor_position()
        app.invalidate()
    for step in line.at_end:
        step()


class Line(EditedLine):
    """The line that a key edits. What ends the editing waits until the key's script block has ended (`at_end`)."""

    def __init__(self, event: KeyPressEvent, options: LineOptions) -> None:
        self._event = event
        self._options = options
        self._buffer: Buffer = event.current_buffer
        self.at_end: list[Callable[[], object]] = []

    @property
    def text(self) -> str:  # type: ignore[override]
        return self._buffer.text

    @property
    def cursor(self) -> int:  # type: ignore[override]
        return self._buffer.cursor_position

    def replace(self, start: int, length: int, text: str) -> None:
        before, after = self.text[:start], self.text[start + length :]
        self._buffer.document = Document(before + text + after, start + len(text))

    def move(self, cursor: int) -> None:
        self._buffer.cursor_position = cursor

    def do(self, function: str) -> None:
        if function == "SwitchPredictionView":
            is_list = self._options.prediction_view_style == "ListView"
            self._options.prediction_view_style = "InlineView" if is_list else "ListView"
            self._buffer.complete_state = None
            return
        own = _DONE_HERE.get(function)
        step = own if own is not None else get_by_name(_FUNCTIONS[function]).call
        if self._options.line is not None and function in _ENDING:
            self.at_end.append(lambda: step(self._event))
        else:
            step(self._event)


_ENDING = frozenset(("AcceptLine", "ClearScreen", "DeleteCharOrExit", "ReverseSearchHistory"))


def _accept_line(event: KeyPressEvent) -> None:
    buffer = event.current_buffer
    if is_complete(buffer.text):
        buffer.validate_and_handle()
    else:
        buffer.insert_text("\n")


def _accept_suggestion(event: KeyPressEvent) -> None:
    if event.current_buffer.suggestion is not None:
        event.current_buffer.insert_text(event.current_buffer.suggestion.text)


def _delete_or_exit(event: KeyPressEvent) -> None:
    if event.current_buffer.text:
        event.current_buffer.delete()
    else:
        event.app.exit(exception=EOFError)


def _search(event: KeyPressEvent, step: int) -> None:
    """Go to the next line of the history that begins as the line does before the cursor."""
    buffer = event.current_buffer
    lines, beginning = buffer._working_lines, buffer.document.text_before_cursor
    at = buffer.working_index + step
    while 0 <= at < len(lines):
        if lines[at].startswith(beginning) and lines[at] != buffer.text:
            buffer.go_to_history(at)
            buffer.cursor_position = len(beginning)
            return
        at += step


_DONE_HERE: dict[str, Callable[[KeyPressEvent], None]] = {
    "AcceptLine": _accept_line,
    "AcceptSuggestion": _accept_suggestion,
    "DeleteCharOrExit": _delete_or_exit,
    "ForwardSearchHistory": lambda event: _search(event, 1),
    "HistorySearchBackward": lambda event: _search(event, -1),
    "HistorySearchForward": lambda event: _search(event, 1),
    "RevertLine": lambda event: event.current_buffer.reset(),
}


def _pressed(chord: str) -> KeyPress:
    """A key as its script block gets it, a ``[ConsoleKeyInfo]``."""
    get_type("System.ConsoleKeyInfo")
    *held, key = chord.split("+") if chord != "+" else ["+"]
    char = key if len(key) == 1 and "ctrl" not in held else "\0"
    return KeyPress(char, key.capitalize(), "shift" in held, "alt" in held, "ctrl" in held)


def _key_of(chord: str) -> list[str]:
    """A chord of PSReadLine (``Ctrl+f``, ``Alt+.``, ``UpArrow``) as keys of prompt_toolkit; empty if it has none."""
    *held, key = chord.split("+") if chord != "+" else ["+"]
    name = _KEYS.get(key, key if len(key) == 1 or (key[:1] == "f" and key[1:].isdecimal()) else "")
    if not name:
        return []
    if "ctrl" in held:
        name = f"c-{name}"
    elif "shift" in held:
        name = f"s-{name}"
    return ["escape", name] if "alt" in held else [name]


# -- completion -------------------------------------------------------------------------------------------------------


class ShellCompleter(Completer):
    """PowerShell's completion for prompt_toolkit, with a line of help for each match.

    While a line is typed it lists lines of the history (``-PredictionViewStyle ListView``).
    """

    def __init__(self, session: Session, history: History | None = None) -> None:
        self.session = session
        self._history = history

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        if event.text_inserted:
            yield from islice(self._of_history(document), _MOST_LISTED)
            return
        try:
            found = complete(self.session, document.text, document.cursor_position)
            helps = help_lines(self.session, document.text[: document.cursor_position], found.matches)
        except Exception:  # the line is incomplete; Tab must not end the shell
            return
        for (text, _), about in zip(found.matches, helps, strict=True):
            yield Completion(text, found.start - document.cursor_position, display_meta=about)

    def _of_history(self, document: Document) -> Iterator[Completion]:
        """Lines that have what is typed in them, the newest first, each once."""
        typed = document.text.strip().lower()
        if not typed or self._history is None or document.text_after_cursor.strip():
            return
        seen = {document.text.strip()}
        for line in reversed(self._history.get_strings()):
            if typed in line.lower() and "\n" not in line and line not in seen:
                seen.add(line)
                yield Completion(line, -document.cursor_position, display_meta=FROM_HISTORY)


FROM_HISTORY = "[History]"
_MOST_LISTED = 10


def _in_list() -> bool:
    """Whether the menu that is open lists lines of the history."""
    state = get_app().current_buffer.complete_state
    return state is not None and bool(state.completions) and state.completions[0].display_meta_text == FROM_HISTORY
