"""The results of `peers` as a table (RESULTS.md) and a chart (results.svg)."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Protocol


class Row(Protocol):
    """What `peers.Result` has."""

    @property
    def task(self) -> str: ...
    @property
    def size(self) -> str: ...
    @property
    def tool(self) -> str: ...
    @property
    def seconds(self) -> float: ...
    @property
    def processor(self) -> float: ...
    @property
    def memory(self) -> float: ...


CHART_SIZE = "100 MB"
KEPT = "## From a table of prompts to a table of answers"  # the section of `walkthrough`, which writes it by itself
YARDSTICKS = ("curl", "jq", "DuckDB", "python -c pass")


def write(folder: Path, rows: list[Row], peers: Path, runs: int) -> None:
    """Write both files into the folder."""
    results = folder / "RESULTS.md"
    _, found, kept = results.read_text().partition(f"\n{KEPT}\n") if results.exists() else ("", "", "")
    results.write_text(table(rows, peers, runs).rstrip("\n") + "\n" + found + kept)
    (folder / "results.svg").write_text(chart(rows))


def table(rows: list[Row], peers: Path, runs: int) -> str:
    lines = [
        "# Speed and memory, beside others",
        "",
        "Written by `make bench`, on one server on the same machine, which makes the results while it sends them.",
        f"Each task was done by all tools in turn, {'once' if runs == 1 else f'{runs} times'}; seconds are medians, "
        "memory is the most of all runs.",
        "Processor is user and system time of the tool alone. *curl*, *jq* and *DuckDB* are yardsticks: they do less,",
        "or read a file that is there already.",
        "",
        f"Machine: {machine()}. Tools: {versions(peers)}.",
        "",
        *busy(),
        "![The time of each task](results.svg)",
    ]
    place = {row.task: number for number, row in reversed(list(enumerate(rows)))}  # where a task came first
    for task, of_task in groupby(sorted(rows, key=lambda row: place[row.task]), lambda row: row.task):
        lines += [
            "",
            f"## {task[:1].upper()}{task[1:]}",
            "",
            "| size | tool | seconds | processor | MB |",
            "|---|---|--:|--:|--:|",
        ]
        for row in of_task:
            tool = f"**{row.tool}**" if row.tool.startswith("psopenai") else row.tool
            lines.append(f"| {row.size} | {tool} | {row.seconds:.2f} | {row.processor:.2f} | {row.memory:.0f} |")
    return "\n".join(lines) + "\n"


def busy() -> list[str]:
    """A warning if the machine did much else while this was measured."""
    load, processors = os.getloadavg()[2], os.cpu_count() or 1
    if load < processors + 1:
        return []
    return [f"The machine was busy (load {load:.0f} on {processors} processors): compare the processor's seconds.", ""]


def machine() -> str:
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{os.cpu_count()} processors ({model}), {platform.system()}, Python {platform.python_version()}"


def versions(peers: Path) -> str:
    code = (
        "from importlib.metadata import version, PackageNotFoundError\n"
        "for name in ('httpx', 'openai', 'batchwizard', 'openai-batch', 'duckdb'):\n"
        "    print(name, version(name))"
    )
    done = subprocess.run([str(peers / "bin" / "python"), "-c", code], capture_output=True, text=True, check=True)
    found = done.stdout.splitlines()
    for command in (["curl", "--version"], ["jq", "--version"]):
        try:
            text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            found.append(" ".join(text.replace("jq-", "jq ").split()[:2]))
        except (OSError, subprocess.CalledProcessError):
            continue
    return ", ".join(found)


# -- the chart --------------------------------------------------------------------------------------------------------

_WIDTH, _LEFT, _BAR, _GAP = 760, 250, 16, 22


def chart(rows: list[Row]) -> str:
    """A bar for each tool, in groups by task; each group has a scale of its own."""
    shown = [row for row in rows if row.size in ("", CHART_SIZE)]
    parts: list[str] = []
    y = 30
    for task, of_task in groupby(shown, lambda row: row.task):
        y = _group(parts, task, list(of_task), y)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{y}" viewBox="0 0 {_WIDTH} {y}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    )
    words = f"Processor seconds ({CHART_SIZE} of results); shorter is better"
    title = f'<text x="10" y="18" font-size="14" font-weight="bold">{words}</text>'
    return "\n".join([head, title, *parts, "</svg>"]) + "\n"


def _group(parts: list[str], task: str, rows: Iterable[Row], y: int) -> int:
    rows = list(rows)
    longest = max(row.processor for row in rows) or 1.0
    parts.append(f'<text x="10" y="{y + 14}" font-weight="bold">{escape(task)}</text>')
    y += _GAP
    for row in rows:
        ours = row.tool.startswith("psopenai")
        colour = "#1a7f5a" if ours else "#c4c9cf" if row.tool.startswith(YARDSTICKS) else "#7a8794"
        width = max(2, round((_WIDTH - _LEFT - 70) * row.processor / longest))
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(row.tool)}</text>')
        parts.append(f'<rect x="{_LEFT}" y="{y}" width="{width}" height="{_BAR}" fill="{colour}"/>')
        parts.append(f'<text x="{_LEFT + width + 6}" y="{y + 12}">{row.processor:.2f}</text>')
        y += _BAR + 4
    return y + 8
