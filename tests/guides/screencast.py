"""`make screencast`: what a person types and sees, as an animated SVG for the README. No script runs in it.

A shell on a pseudo terminal runs the scene against the emulator; pyte reads the screen, and each look at it is a frame.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from ..screen import Terminal
from .play import environment

COLUMNS, LINES = 80, 24
CELL, LINE, MARGIN = 8.4, 18, 14  # pixels
TYPING = 4  # characters a frame
PER_CHARACTER, PER_ANSWER = 0.04, 2.6  # seconds
SCENE = (
    "psopenai Get-Batch",
    "psopenai Get-BatchOutput batch_abc123",
    "psopenai Get-BatchOutput batch_abc123 | jq -r .custom_id",
    "psopenai",
    "$result = Get-BatchOutput 'batch_abc123'",
    "$result.Where{ $_.response.status_code -ne 200 }.custom_id",
    "exit",
)
COLOURS = {
    "default": "#d8dee9", "black": "#3b4252", "red": "#f07178", "green": "#a3d977", "brown": "#f2c46d",
    "brightblack": "#7f8aa3", "blue": "#82aaff", "magenta": "#d59bf6", "cyan": "#7fdbca", "white": "#eceff4",
}  # fmt: skip

Row = list[tuple[int, str, str]]  # column, text, colour
Frame = tuple[float, list[Row]]  # seconds for which it is shown


def frames(environ: dict[str, str]) -> Iterator[Frame]:
    """The screen after some keys, and after each answer."""
    terminal = Terminal(
        ["--norc", "-i"], {**environ, "PS1": "$ ", "BASH_SILENCE_DEPRECATION_WARNING": "1"},
        cwd=environ["HOME"], columns=COLUMNS, lines=LINES, command=["bash"],
    )  # fmt: skip
    try:
        _settle(terminal)
        for line in SCENE:
            for at in range(0, len(line), TYPING):
                terminal.type(line[at : at + TYPING])
                terminal.look(0.15)
                yield TYPING * PER_CHARACTER, _rows(terminal)
            terminal.type("\r")
            _settle(terminal)
            yield PER_ANSWER, _rows(terminal)
    finally:
        terminal.close()


def _settle(terminal: Terminal) -> None:
    """Wait until nothing more comes."""
    seen = ""
    quiet = time.monotonic()
    while time.monotonic() - quiet < 1.5:
        now = terminal.look(0.1)
        if now != seen:
            seen, quiet = now, time.monotonic()


def _rows(terminal: Terminal) -> list[Row]:
    screen = terminal.screen
    found: list[Row] = []
    for y in range(LINES):
        cells = [(x, screen.buffer[y][x]) for x in range(COLUMNS)]
        row: Row = []
        for colour, run in groupby(cells, key=lambda cell: _colour(cell[1].fg)):
            part = list(run)
            text = "".join(char.data or " " for _, char in part)
            if text.strip():
                row.append((part[0][0], text.rstrip(), colour))
        found.append(row)
    return found


def _colour(name: str) -> str:
    if name in COLOURS:
        return COLOURS[name]
    bright = COLOURS.get(name.removeprefix("bright"))
    return bright or (f"#{name}" if len(name) == 6 else COLOURS["default"])


def svg(shown: list[Frame]) -> str:
    width, height = COLUMNS * CELL + 2 * MARGIN, LINES * LINE + 2 * MARGIN
    total = sum(seconds for seconds, _ in shown)
    style = [
        "text { font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre }",
        ".f { visibility: hidden }",
    ]
    groups: list[str] = []
    begin = 0.0
    for number, (seconds, rows) in enumerate(shown):
        start, end = begin / total * 100, (begin + seconds) / total * 100
        last = number == len(shown) - 1
        style.append(
            f"@keyframes k{number} {{ 0%, {start:.3f}% {{ visibility: hidden }} "
            f"{start + 0.0001:.4f}%, {'100' if last else f'{end:.3f}'}% {{ visibility: visible }}"
            + ("" if last else f" {end + 0.0001:.4f}%, 100% {{ visibility: hidden }}")
            + f" }} .k{number} {{ animation: k{number} {total:.1f}s step-end infinite }}"
        )
        texts = "".join(
            f'<text x="{MARGIN + column * CELL:.1f}" y="{MARGIN + y * LINE + 14}" fill="{colour}" '
            f'textLength="{len(text) * CELL:.1f}" xml:space="preserve">{escape(text)}</text>'
            for y, row in enumerate(rows)
            for column, text, colour in row
        )
        groups.append(f'<g class="f k{number}">{texts}</g>')
        begin += seconds
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="psopenai in a terminal"><style>{" ".join(style)}</style>'
        f'<rect width="100%" height="100%" rx="8" fill="#1d2430"/>{"".join(groups)}</svg>\n'
    )


def main(path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="jo-", dir="/tmp") as home, environment(Path(home)) as environ:
        shown = list(frames(environ))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(svg(shown), encoding="utf-8")
    print(f"{path}: {len(shown)} frames, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
