"""Faults of networks, services, disks and processes, against every way to get the results of a batch.

- `rows`: what a row of the matrix is, and the rows that the emulator can be told.
- `front`: a server before the emulator, for what no well-behaved server sends.
- `wire`: the rows that need it.
- `cells`: the matrix: its rows, its columns, and what must always hold.
- `page`: Docs/Reliability.md: reads it, and writes it anew (`python -m tests.faults`, or `make faults`; with patterns
  only some rows: `python -m tests.faults 'redirect*'`).
- `test_matrix`: each cell is what the page says.
- `test_processes`: signals, full disks, two runs at a time.
"""
