"""`python -m psopenai_py.emulator`: run the server until it is interrupted."""

from __future__ import annotations

import argparse

from .faults import Fault
from .server import serve


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m psopenai_py.emulator",
        description="A local OpenAI API.",
        epilog="Set OPENAI_API_BASE to the address that it prints, and OPENAI_API_KEY to any text.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=0, help="the port; 0 takes a free one")
    parser.add_argument("--data", help="the folder for files and batches; left out, they are forgotten at the end")
    parser.add_argument("--speed", type=float, default=0.0, help="seconds that each stage of a batch takes")
    parser.add_argument("--open", action="store_true", help="ask for no key")
    parser.add_argument("--fault", action="append", default=[], type=_fault, help="what to do wrong, e.g. 429,times=2")
    parser.add_argument(
        "--large", action="append", default=[], type=int, metavar="BYTES", help="hold a batch with an output that large"
    )
    parser.add_argument("--token-limit", type=int, metavar="N", help="how many tokens may be enqueued for a model")
    given = parser.parse_args()
    try:
        serve(
            given.port,
            given.data,
            given.speed,
            given.fault,
            given.host,
            open=given.open,
            large=given.large,
            token_limit=given.token_limit,
        )
    except OSError as error:
        parser.error(f"cannot serve: {error}")


def _fault(text: str) -> Fault:
    try:
        return Fault.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


if __name__ == "__main__":
    main()
