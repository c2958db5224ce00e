"""``python -m psopenai_py`` is the `psopenai` command."""

from .frontends.cli import run

if __name__ == "__main__":
    run()
