"""A local server that speaks the OpenAI API: for the demo, the tests and work without a network.

    with Emulator() as emu:                              # a free port on 127.0.0.1
        emu.url                                          # http://127.0.0.1:PORT/v1
        batch = emu.add_batch([output_line("a")])       # a batch that has ended, with its files
        emu.add_fault("cut=1000,path=/files/*/content,times=2")
        emu.requests[-1].json                            # what the last request carried
    serve(port=0, data=None, speed=0.0, faults=[])       # the same, for a person: blocks until interrupted

`python -m psopenai_py.emulator` is a shell's way to `serve`.
"""

from __future__ import annotations

from .faults import Fault
from .lines import output_line, request_line
from .messages import Request
from .server import Emulator, serve

__all__ = ["Emulator", "Fault", "Request", "output_line", "request_line", "serve"]
