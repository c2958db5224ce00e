"""``psopenai demo``: a batch from upload to results, on the emulator.

It needs no key, no network and no terminal, and leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..emulator import Emulator, request_line
from ..errors import ExitCode
from ..shell import Shell
from .environment import Environment
from .output import Output, View
from .standard_error import ScriptErrors

SPEED = 0.7  # seconds that each state of the batch lasts
KEY = "sk-demo-no-real-key"
QUESTIONS = {
    "greeting": "Say hello to everyone who reads this.",
    "batch": "What is a batch useful for?",
    "broken": "fail-400",  # the emulator answers this with an error
    "unicode": "Grüße aus 東京 🚲",
    "count": "How many requests are in this batch?",
}

# The steps, as one would type them.
STEPS = (
    "$File = Add-OpenAIFile ./requests.jsonl -Purpose batch",
    "$Batch = Start-Batch $File.id -Endpoint /v1/chat/completions",
    "$Result = $Batch | Get-BatchOutput -Wait",
    """$Result | Format-Table custom_id,
    @{ Name = 'Status'; Expression = { $_.response.status_code } },
    @{ Name = 'Answer'; Expression = { $_.response.body.choices.message.content ?? $_.response.body.error.message } }
""",
)


def run_demo(env: Environment) -> int:
    """Run the demo. Returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="psopenai-demo-") as folder, Emulator(speed=SPEED) as emulator:
        _write_requests(Path(folder, "requests.jsonl"))
        _say(env, f"An emulator of the API runs at {emulator.url}: no key, no network, no cost.")
        _say(env, f"A batch of {len(QUESTIONS)} requests, one of which will fail:\n")
        with Shell(width=env.width, environ=_settings(env.environ, emulator.url)) as shell:
            code = _run_steps(env, shell, folder)
    if code == ExitCode.OK:
        _say(env, next_steps())
    return code


def _write_requests(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, question in QUESTIONS.items():
            file.write(json.dumps(request_line(name, question), ensure_ascii=False) + "\n")


def _run_steps(env: Environment, shell: Shell, folder: str) -> int:
    errors = ScriptErrors(env, shell)
    for step in STEPS:
        _say(env, "PS> " + step.rstrip().replace("\n", "\n>> "))
        if not env.stderr_is_terminal and "-Wait" in step:
            _say(env, "    ... waiting for the batch to end")
        view = View(Output(env, errors.before_output), shell.session)
        text = step.replace("./requests.jsonl", f"'{folder}/requests.jsonl'")
        result = shell.invoke(text, view.write, errors.streams())
        view.close()
        errors.clear()
        if result.terminated_by is not None:
            errors.error(result.terminated_by)
        if result.terminated_by is not None or errors.worst != ExitCode.OK:
            return int(errors.worst)
    return ExitCode.OK


def _settings(environ: Mapping[str, str], url: str) -> dict[str, str]:
    """The environment of the caller, with all settings of the API replaced by the emulator's."""
    kept = {name: value for name, value in environ.items() if not name.startswith("OPENAI_")}
    return kept | {"OPENAI_API_BASE": url, "OPENAI_API_KEY": KEY}


def _say(env: Environment, text: str) -> None:
    env.write((text + "\n").encode(errors="replace"))
    env.flush()


def next_steps() -> str:
    """What to try after the demo, as lines that can be copied."""
    lines = ["What to try next:", ""]
    folder = os.path.dirname(sys.executable)
    if shutil.which("psopenai") is None and os.path.exists(os.path.join(folder, "psopenai")):
        lines.append(f'  export PATH="{folder}:$PATH"')
    lines += [
        "  psopenai emulator --port 8080 &                       # the same emulator, until you stop it",
        f"  export OPENAI_API_BASE=http://127.0.0.1:8080/v1 OPENAI_API_KEY={KEY}",
        "  psopenai                                              # the interactive shell; Get-Help shows help",
        '  eval "$(psopenai shell-init bash)"                    # or the cmdlets as commands of bash (zsh, fish)',
        "  Get-Batch -All | Get-BatchOutput -Wait > out.jsonl",
        "",
        "With your own key (OPENAI_API_KEY, or `psopenai Set-Secret OPENAI_API_KEY`) and without",
        "OPENAI_API_BASE, the same commands use OpenAI's service.",
    ]
    return "\n".join(lines)
