"""The commands of `psopenai` that are not cmdlets."""

from __future__ import annotations

import errno

import click

from ..errors import ExitCode
from .environment import Environment
from .shell_init import plugin_text
from .shell_tab import SHELLS

#: the streams of the run; also where another application mounts the group and has no such object
pass_environment = click.make_pass_decorator(Environment, ensure=True)


@click.command("emulator", short_help="A local server with OpenAI's API, for trying out and testing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 chooses a free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--data", type=click.Path(file_okay=False), help="Where files and batches are kept; else they are lost.")
@click.option(
    "--speed",
    type=float,
    default=1.0,
    show_default=True,
    help="Seconds that a batch or another job stays in each state.",
)
@click.option(
    "--fault",
    multiple=True,
    help="A fault to simulate, such as 429,times=2 (see above); repeatable.",
)
@click.option("--token-limit", type=click.IntRange(1), help="How many tokens of a model batches may have enqueued.")
@click.option("--open", "is_open", is_flag=True, help="Accept requests without a key.")
@pass_environment
def emulator(
    env: Environment,
    port: int,
    host: str,
    data: str | None,
    speed: float,
    fault: tuple[str, ...],
    token_limit: int | None,
    is_open: bool,
) -> int:
    """Serve the API on this machine until Ctrl-C.

    It serves every address that a cmdlet calls; answers are deterministic and cost nothing. The first line of output is
    the address for OPENAI_API_BASE. Docs/Emulator.md says what it answers and keeps.

    \b
    --fault KIND[=VALUE][,OPTION=VALUE...] simulates a fault:
      answers     a status from 400 to 599, page (a web page), delay=SECONDS
      broken off  disconnect, lose, cut=BYTES, stall=BYTES
      odd bodies  slow=BYTES (a second), gzip, extra, close, no-length,
                  wrong-length=BYTES
      downloads   etag, no-etag, ignore-range, short-range=BYTES,
                  wrong-range=BYTES
      batches     no-output, pending=SECONDS, expire=SHARE
      realtime    close-code=CODE
      options     path=PATTERN, method=METHOD, after=N, times=N; of a status:
                  message, code, type, retry_after, retry_after_ms,
                  should_retry
    Docs/Emulator.md explains each.

    A request fails if its custom_id says so: row-7-fail-500, or row-7-fail-429-x2 only the first two times. A token
    stands for four bytes of a request's line; the limit counts the batches that are in progress.
    """
    from ..emulator import Fault, serve

    try:
        faults = [Fault.parse(text) for text in fault]
    except ValueError as error:
        raise click.UsageError(f"--fault: {error}") from None
    try:
        serve(port=port, host=host, data=data, speed=speed, faults=faults, open=is_open, token_limit=token_limit)
    except OSError as error:
        place = data if data is not None and error.filename is not None else f"{host}:{port}"
        hint = ". --port 0 takes a free one" if error.errno == errno.EADDRINUSE else ""
        env.write_error(f"psopenai: emulator: {place} cannot be used: {error.strerror or error}{hint}.")
        return ExitCode.INPUT_FAILED
    return ExitCode.OK


@click.command("shell-init", short_help="Make the cmdlets commands of bash, zsh or fish.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.option("--force", is_flag=True, help="Also define names that are commands already.")
@pass_environment
def shell_init(env: Environment, shell: str, force: bool) -> int:
    """Print the text that makes the cmdlets commands of a shell, with completion for them and for psopenai.

    \b
    bash, zsh:  eval "$(psopenai shell-init bash)"
    fish:       psopenai shell-init fish | source
    """
    env.write(plugin_text(shell, force).encode())
    return 0


@click.command("demo", short_help="A batch from upload to results, on the emulator.")
@pass_environment
def demo(env: Environment) -> int:
    """Start a batch on the emulator, wait for it and get its results."""
    from .demo import run_demo

    return run_demo(env)


COMMANDS = (demo, emulator, shell_init)
