from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from .line_options import BELL_STYLES, CHOICES, EDIT_MODES, PREDICTION_SOURCES, PREDICTION_VIEWS, LineOptions

COMPATIBLE = "Accepted for compatibility; it changes nothing here."


@cmdlet("Set-PSReadLineOption", error_name="Microsoft.PowerShell.SetPSReadLineOption")
class SetPSReadLineOption(Cmdlet):
    """Change the settings of the interactive shell's line editor.

    They last as long as the session. To have them in each, put the command into the script that $PROFILE names, or the
    settings into the table [editor] of the configuration file.
    """

    edit_mode = Param("string", enum=EDIT_MODES, help="Which keys edit a line; Vi begins in insert mode.")
    prediction_source = Param(
        "string", enum=PREDICTION_SOURCES, help="Where the grey suggestion comes from; None shows none."
    )
    prediction_view_style = Param(
        "string", enum=PREDICTION_VIEWS, help="Show the suggestion in the line, or a list under it; F2 changes."
    )
    bell_style = Param("string", enum=BELL_STYLES, help="How the editor says that a key does nothing here.")
    continuation_prompt = Param("string", allow_empty_string=True, help="What begins a further line of a statement.")
    colors = Param(
        "hashtable",
        help='Colours by kind of text: names of [ConsoleColor], #rrggbb, or control sequences such as "`e[32m".',
    )
    history_no_duplicates = Param("switch", help=COMPATIBLE)
    history_search_cursor_moves_to_end = Param("switch", help=COMPATIBLE)
    history_search_case_sensitive = Param("switch", help=COMPATIBLE)
    history_save_path = Param("string", help=COMPATIBLE)
    history_save_style = Param("string", help=COMPATIBLE)
    add_to_history_handler = Param("scriptblock", allow_null=True, help="Accepted for compatibility; keys are masked.")
    maximum_history_count = Param("int", help="Accepted for compatibility; $MaximumHistoryCount counts.")
    show_tool_tips = Param("switch", help="Accepted for compatibility; the menu shows help for each match.")
    completion_query_items = Param("int", help=COMPATIBLE)
    word_delimiters = Param("string", help=COMPATIBLE)
    vi_mode_indicator = Param("string", help=COMPATIBLE)
    prompt_text = Param("string[]", help=COMPATIBLE)
    extra_prompt_line_count = Param("int", help=COMPATIBLE)
    maximum_kill_ring_count = Param("int", help=COMPATIBLE)
    ding_tone = Param("int", help=COMPATIBLE)
    ding_duration = Param("int", help=COMPATIBLE)
    examples = (
        Example("Set-PSReadLineOption -EditMode Vi", "Edits lines with vi's keys."),
        Example("Set-PSReadLineOption -Colors @{ Command = 'Cyan'; String = '#ffaf00' }", "Changes two colours."),
    )
    remarks = (
        "There is no -AnsiEscapeTimeout, -CommandValidationHandler and -TerminateOrphanedConsoleApps. Keys that "
        "are typed are never written to the history."
    )

    def process(self) -> Output:
        options = self.session.part(LineOptions)
        for name in CHOICES:
            value = getattr(self, name)
            if value is not None:
                options.set_choice(name, value)
        if self.is_bound("ContinuationPrompt"):
            options.continuation_prompt = to_text(self.continuation_prompt)
        for key, colour in list(self.colors.items()) if self.colors is not None else ():
            try:
                options.set_colour(to_text(key), to_text(colour))
            except ValueError as error:
                self.fail("InvalidColor", f"-Colors: {error}", "InvalidArgument", key, "System.ArgumentException")
        options.changes += 1
        return None
