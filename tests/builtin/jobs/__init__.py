"""Jobs, blocks in parallel, and events."""
