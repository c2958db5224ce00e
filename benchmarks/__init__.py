"""Speed and memory, measured on this machine beside curl: `python -m benchmarks [NAME ...]`."""
