from __future__ import annotations

import subprocess
import sys


def test_importing_the_layer_does_not_load_httpx() -> None:
    code = "import sys, psopenai_py.http; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
