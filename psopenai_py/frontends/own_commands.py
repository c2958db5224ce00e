"""The commands of `psopenai` that are no cmdlets."""

from __future__ import annotations

import click

from .environment import Environment


@click.command("emulator", short_help="A local server that speaks the API, for trying out and testing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--data", type=click.Path(file_okay=False), help="Where files and batches are kept; else they are lost.")
@click.option("--speed", type=float, default=1.0, show_default=True, help="Seconds that a batch stays in each state.")
@click.option("--fault", multiple=True, help="A fault to show, such as 'cut:/files/*/content:1000:2'; repeatable.")
@click.pass_obj
def emulator(env: Environment, port: int, host: str, data: str | None, speed: float, fault: tuple[str, ...]) -> int:
    """Serve the API on this machine until Ctrl-C.

    Answers are deterministic and cost nothing. The first line of output tells the address for OPENAI_API_BASE.
    """
    from ..emulator import serve

    serve(port=port, host=host, data=data, speed=speed, faults=list(fault))
    return 0


@click.command("shell-init", short_help="Make the cmdlets commands of bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.option("--force", is_flag=True, help="Also define names that are commands already.")
@click.pass_obj
def shell_init(env: Environment, shell: str, force: bool) -> int:
    """Print the text that makes the cmdlets commands of a shell.

    \b
    bash, zsh:  eval "$(psopenai shell-init bash)"
    fish:       psopenai shell-init fish | source
    """
    from .shell_init import plugin_text

    env.stdout.write(plugin_text(shell, force).encode())
    return 0


@click.command("demo", short_help="A batch from upload to results, on the emulator.")
@click.pass_obj
def demo(env: Environment) -> int:
    """Show the main job on the emulator: start a batch, wait for it, get its results."""
    from .demo import run_demo

    return run_demo(env)


OWN_COMMANDS = (demo, emulator, shell_init)
