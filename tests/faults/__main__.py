from __future__ import annotations

import sys

from .page import write

if __name__ == "__main__":
    wrong = write()
    print("\n".join(wrong))
    sys.exit(bool(wrong))
