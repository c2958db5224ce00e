"""Docs/Reliability.md: what each cell of the fault matrix comes to, as the last run of all cells has found."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

from .cells import FAULTS, WAYS, cell

PAGE = Path(__file__).parents[2] / "Docs" / "Reliability.md"
BEGIN, END = "<!-- the table is written by `make faults` -->\n", "<!-- end of the table -->\n"


def read() -> dict[tuple[str, str], str]:
    """The cells of the page, by way and fault."""
    table = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    by_title = {row.what: name for name, row in FAULTS.items()}
    found: dict[tuple[str, str], str] = {}
    for line in table.splitlines()[2:]:
        title, *cells = [part.strip() for part in line.strip("| \n").split("|")]
        found.update({(way, by_title[title]): text for way, text in zip(WAYS, cells, strict=True)})
    return found


def write(patterns: Sequence[str] = ()) -> list[str]:
    """Run the cells and write the table; returns what went wrong. With ``patterns`` (``redirect*``) only these rows
    are run, and of the others stays what the page says."""
    wrong: list[str] = []
    rows = [name for name in FAULTS if not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)]
    cells = read() if patterns else {}

    def run(way: str, fault: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            try:
                return cell(way, fault, Path(folder))
            except Exception as error:  # a cell that fails must not hide the others
                wrong.append(f"{way} x {fault}: {type(error).__name__}: {str(error)[:300]}")
                return "**wrong**"

    with ThreadPoolExecutor(4) as pool:
        made = {(way, fault): pool.submit(run, way, fault) for fault in rows for way in WAYS}
        cells |= {place: future.result() for place, future in made.items()}
    lines = [f"| fault | {' | '.join(WAYS)} |", f"|---{'|---' * len(WAYS)}|"]
    lines += [f"| {row.what} | {' | '.join(cells[way, name] for way in WAYS)} |" for name, row in FAULTS.items()]
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}" + "\n".join(lines) + f"\n{END}{rest.partition(END)[2]}", "utf-8")
    counts: dict[str, int] = {}
    for text in cells.values():
        kind = re.sub(r"\d", "N", text)
        counts[kind] = counts.get(kind, 0) + 1
    print(f"{len(cells)} cells: {', '.join(f'{count} {kind}' for kind, count in sorted(counts.items()))}")
    return wrong
