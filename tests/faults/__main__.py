from __future__ import annotations

import sys

from .page import write

if __name__ == "__main__":
    wrong = write(sys.argv[1:])
    print("\n".join(wrong))
    sys.exit(bool(wrong))
