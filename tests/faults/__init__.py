"""Faults of networks, services, disks and processes, against every way to get the results of a batch.

- `cells`: the matrix: its rows, its columns, and what must always hold.
- `page`: Docs/Reliability.md: reads it, and writes it anew (`python -m tests.faults`, or `make faults`).
- `test_matrix`: each cell is what the page says.
- `test_processes`: signals, full disks, two runs at a time.
"""
