"""Ask the database of known faults about the packages that psopenai needs: ``make audit``.

Without a network there is no answer; that is said, and is an error only where CI is set. A known fault is always an
error.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed() -> dict[str, str]:
    """The installed versions of all that psopenai needs to run, and of what that needs."""
    found: dict[str, str] = {}
    waiting = ["psopenai-py"]
    while waiting:
        name = waiting.pop()
        for text in requires(name) or []:
            requirement = Requirement(text)
            package = canonicalize_name(requirement.name)
            if package in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
                continue
            try:
                found[package] = version(package)
            except PackageNotFoundError:
                continue
            waiting.append(package)
    return found


def main() -> int:
    lines = "".join(f"{name}=={number}\n" for name, number in sorted(needed().items()))
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-f", "json", "-r", "/dev/stdin"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        why = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"The audit could not run: {why}", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    skipped = [p["name"] for p in packages if "skip_reason" in p]
    if skipped:
        print(f"The audit could not ask about {', '.join(skipped)}.", file=sys.stderr)
    faults = [(p["name"], p["version"], fault["id"]) for p in packages for fault in p.get("vulns", [])]
    for name, number, fault in faults:
        print(f"{name} {number} has a known fault: {fault}", file=sys.stderr)
    print(f"{len(packages) - len(skipped)} packages asked about, {len(faults)} known faults.")
    return 1 if faults or (skipped and os.environ.get("CI")) else 0


if __name__ == "__main__":
    sys.exit(main())
