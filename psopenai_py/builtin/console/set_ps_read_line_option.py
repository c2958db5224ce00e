from __future__ import annotations

from ...declare.cmdlet import Example, Param, cmdlet
from ...engine.pipeline.cmdlet import Cmdlet, Output
from ...engine.values.text import to_text
from .line_options import BELL_STYLES, COLOUR_KINDS, EDIT_MODES, PREDICTION_SOURCES, LineOptions, is_colour

COMPATIBLE = "Accepted for compatibility; it changes nothing here."


@cmdlet("Set-PSReadLineOption", error_name="Microsoft.PowerShell.SetPSReadLineOption")
class SetPSReadLineOption(Cmdlet):
    """Change the settings of the interactive shell's line editor.

    They last as long as the session; put the command into the script that $PROFILE names to have them in each.
    """

    edit_mode = Param("string", enum=EDIT_MODES, help="Which keys edit a line; Vi begins in insert mode.")
    prediction_source = Param(
        "string", enum=PREDICTION_SOURCES, help="Where the grey suggestion comes from; None shows none."
    )
    prediction_view_style = Param("string", enum=("InlineView", "ListView"), help="Suggestions are shown in the line.")
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

    def process(self) -> Output:
        options = self.session.part(LineOptions)
        if self.edit_mode is not None:
            options.edit_mode = self.edit_mode
        if self.prediction_source is not None:
            options.prediction_source = self.prediction_source
        if self.bell_style is not None:
            options.bell_style = self.bell_style
        if self.is_bound("ContinuationPrompt"):
            options.continuation_prompt = to_text(self.continuation_prompt)
        known = {kind.lower(): kind for kind in COLOUR_KINDS}
        for key, colour in list(self.colors.items()) if self.colors is not None else ():
            kind = known.get(to_text(key).lower())
            if kind is None:
                self.fail(
                    "InvalidColorKind",
                    f"-Colors: '{to_text(key)}' is not a kind of text. There are: {', '.join(COLOUR_KINDS)}.",
                    "InvalidArgument",
                    key,
                    "System.ArgumentException",
                )
            elif not is_colour(to_text(colour)):
                self.fail(
                    "InvalidColor",
                    f"-Colors: '{to_text(colour)}' is not a colour: give a name of [ConsoleColor], #rrggbb, or a "
                    'control sequence such as "`e[32m".',
                    "InvalidArgument",
                    colour,
                    "System.ArgumentException",
                )
            else:
                options.colours[kind] = to_text(colour)
        options.changes += 1
        return None
