"""Run the quick tests on other Pythons and other versions: ``python -m tests.versions [--lowest]``.

Each Python at hand gets an environment with the latest versions of what the project needs. With ``--lowest``, the
oldest Python gets the lowest versions that setup.cfg allows instead. uv makes the environments: pip cannot resolve to
the lowest.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
OLDEST = (3, 10)


def pythons() -> dict[str, Path]:
    """The Pythons on this machine that can run the project, one of each minor version, the oldest first."""
    folders = [Path(name) for name in os.environ.get("PATH", "").split(os.pathsep) if name]
    folders += Path("~/.pyenv/versions").expanduser().glob("3.*/bin")
    found = {sys.version_info[:2]: Path(sys.executable)}
    for folder in folders:
        for path in folder.glob("python3.*"):
            match = re.fullmatch(r"python3\.(\d+)", path.name)
            version = (3, int(match[1])) if match else (0, 0)
            if version >= OLDEST and version not in found and _works(path):
                found[version] = path
    return {f"{major}.{minor}": found[major, minor] for major, minor in sorted(found)}


def _works(python: Path) -> bool:
    """Whether it starts and can make environments: pyenv's shims and Debian's bare pythons may not."""
    done = subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False)
    return done.returncode == 0


def tested(version: str, python: Path, folder: Path, options: list[str]) -> bool:
    """Whether the quick tests pass on a Python with the versions that uv's options lead to."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or "uv"
    environment = folder / version
    inside = environment / "bin" / "python"
    for words in (
        [uv, "venv", "--quiet", "--python", python, environment],
        [uv, "pip", "install", "--quiet", "--python", inside, *options, "--editable", ".[dev]"],
        [inside, "-m", "pytest", "-n", "2", "-m", "not slow and not faults", "-p", "no:cacheprovider"],
    ):
        if subprocess.run(words, cwd=ROOT, check=False).returncode:
            return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.versions", description=__doc__)
    parser.add_argument("--lowest", action="store_true", help="the lowest versions, on the oldest Python")
    lowest = parser.parse_args().lowest
    found = pythons()
    if lowest:
        found = dict([next(iter(found.items()))])
    options = ["--resolution", "lowest-direct"] if lowest else []
    failed = []
    for version, python in found.items():
        print(f"Python {version}, {'lowest' if lowest else 'latest'} versions", flush=True)
        with TemporaryDirectory(prefix="versions-") as folder:
            if not tested(version, python, Path(folder), options):
                failed.append(version)
    if failed:
        print(f"The tests failed on Python {', '.join(failed)}.", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
