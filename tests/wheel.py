"""Build what the package index gets, and use it as a stranger would: ``make wheel-check``.

The wheel is built twice and must be the same to the byte. The source archive must hold what it takes to build, test and
document the project. Then each Python at hand installs the wheel into an empty environment, holds the conversation of
``psopenai demo``, runs a script, a Python program and a manual's page, and removes it again without a trace.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from .versions import pythons

ROOT = Path(__file__).parents[1]
IN_SOURCES = ("Makefile", "CHANGELOG.md", "LICENSE", "mkdocs.yml", "Docs/Get-BatchOutput.md", "Docs/man/psopenai.1",
              "tests/conftest.py", "benchmarks/__main__.py", "psopenai_py/py.typed")  # fmt: skip


def run(*words: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT) -> str:
    """What a command wrote to standard output. One that fails ends the check with all that it wrote."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, env=env, cwd=cwd)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}failed with exit code {done.returncode}")
    return done.stdout


def build(into: Path) -> tuple[Path, Path]:
    """The wheel and the source archive, made from the archive as the index's users would make them."""
    epoch = run("git", "log", "-1", "--format=%ct").strip() if (ROOT / ".git").exists() else "1767225600"
    run(sys.executable, "-m", "build", "--outdir", into, env={**os.environ, "SOURCE_DATE_EPOCH": epoch})
    (wheel,), (sources,) = into.glob("*.whl"), into.glob("*.tar.gz")
    return wheel, sources


def check_sources(sources: Path) -> None:
    with tarfile.open(sources) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    missing = [name for name in IN_SOURCES if name not in names]
    strange = [name for name in names if name.endswith(".pyc") or name.startswith((".git", ".venv", "build/"))]
    if missing or strange:
        sys.exit(f"{sources.name} lacks {missing}, and should not have {strange}")


def traces(environment: Path) -> set[Path]:
    """What lies in an environment by our name, or in the folder of manuals."""
    named = {path for path in environment.rglob("*psopenai*") if "pip" not in path.parts}
    return named | {path for path in (environment / "share" / "man").rglob("*") if path.is_file()}


def use(python: Path, wheel: Path, folder: Path) -> None:
    """Install the wheel, use each door once, and remove it."""
    environment = folder / "environment"
    run(python, "-m", "venv", environment)
    before, program = traces(environment), environment / "bin" / "psopenai"
    run(environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    # a home of its own, so that neither this checkout nor somebody's settings are found
    env = {"HOME": str(folder), "PATH": f"{environment / 'bin'}:/usr/bin:/bin", "LANG": "C.UTF-8"}
    expect("--version", run(program, "--version", env=env, cwd=folder), wheel.name.split("-")[1])
    expect("demo", run(program, "demo", env=env, cwd=folder), "Grüße aus 東京 🚲", "greeting", "400")
    (folder / "one.ps1").write_text(
        "param($n) 1..$n | ForEach-Object { [pscustomobject]@{ n = $_ } } | ConvertTo-Json -Compress"
    )
    expect("script", run(program, "one.ps1", "2", env=env, cwd=folder), '[{"n":1},{"n":2}]')
    in_python = (
        "import psopenai_py, inspect; print(psopenai_py.__file__, inspect.signature(psopenai_py.get_batch_output))"
    )
    expect(
        "Python",
        run(environment / "bin" / "python", "-c", in_python, env=env, cwd=folder),
        str(environment),
        "batch_id",
    )
    if not (environment / "share" / "man" / "man1" / "psopenai-Get-BatchOutput.1").is_file():
        sys.exit(f"{python}: the manual's pages are not installed")
    run(environment / "bin" / "python", "-m", "pip", "uninstall", "--quiet", "--yes", "psopenai-py")
    left = traces(environment) - before
    if left:
        sys.exit(f"{python}: uninstalled, and still there: {sorted(map(str, left))}")


def expect(what: str, text: str, *parts: str) -> None:
    missing = [part for part in parts if part not in text]
    if missing:
        sys.exit(f"{what}: {missing} is not in\n{text}")


def main() -> None:
    with TemporaryDirectory(prefix="wheel-") as name:
        folder = Path(name)
        wheel, sources = build(folder / "one")
        again, _ = build(folder / "two")
        if wheel.read_bytes() != again.read_bytes():
            sys.exit(f"{wheel.name}: two builds of the same sources differ")
        check_sources(sources)
        run(sys.executable, "-m", "twine", "check", "--strict", wheel, sources)
        print(f"{wheel.name}: the same twice, {wheel.stat().st_size / 1e6:.1f} MB")
        for version, python in pythons().items():
            place = folder / version
            place.mkdir()
            use(python, wheel, place)
            shutil.rmtree(place)
            print(f"Python {version}: installed, used and removed", flush=True)


if __name__ == "__main__":
    main()
