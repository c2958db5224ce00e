"""Damaged and random input for everything that reads input.

- `targets`: what is given to each reader, and what must hold of it.
- `odd_commands`: commands, operators and casts with values that nobody would give them.
- `damage`: how valid input is damaged, reproducibly from a seed.
- `corpus`: where inputs stay that once failed.
- `coverage`: a target under atheris.
- `test_fuzz`: some seconds of each in every run, and all of the corpus.

`python -m tests.fuzz` (`make fuzz`) runs longer, with atheris where it is installed.
"""
