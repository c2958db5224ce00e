"""Playing a guide: its steps one after another, in a folder of its own, with an emulator."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psopenai_py.emulator import Emulator, output_line, request_line

from .transcript import Block, Console, Prompt, Python, Session, Step, blocks, steps

DOCS = Path(__file__).parents[2] / "Docs"
GUIDES = [*sorted((DOCS / "Guides").glob("*.md")), DOCS / "Realtime.md"]
KEY = "sk-emulator-0123456789"


@contextmanager
def environment(home: Path) -> Iterator[dict[str, str]]:
    """The variables that a guide meets, while an emulator with a batch runs."""
    with Emulator() as emulator:
        lines = "".join(json.dumps(request_line(id)) + "\n" for id in ("a", "b"))
        emulator.add_file(lines.encode(), "requests.jsonl", id="file-abc123")
        emulator.add_batch(
            [output_line("a", "Paris"), output_line("b", "This 400 was asked for.", status_code=400)],
            id="batch_abc123",
            input_file_id="file-abc123",
        )
        yield {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "OPENAI_API_KEY": KEY,
            "OPENAI_API_BASE": emulator.url,
        }


def play(path: Path, home: Path, environ: dict[str, str]) -> Iterator[tuple[Step, str]]:
    """The steps of a guide, each with what was seen."""
    folder = home / "work"
    folder.mkdir()
    sessions: dict[str, Session] = {}
    try:
        for block in blocks(path.read_text(encoding="utf-8")):
            if block.title is not None:
                file = folder / block.title
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text, encoding="utf-8")
                continue
            kind = kind_of(block)
            if kind is not None:
                session = sessions.get(kind.__name__) or sessions.setdefault(kind.__name__, kind(folder, environ))
                for step in steps(block, session.prompt, session.continuation):
                    yield step, session.run(step.typed)
    finally:
        for session in sessions.values():
            session.close()


def kind_of(block: Block) -> type[Session] | None:
    """The session that runs a block; None: it is only read."""
    kinds: tuple[type[Session], ...] = (Console, Prompt, Python)
    return next((k for k in kinds if k.language == block.language and block.text.startswith(k.prompt)), None)
