"""Commands that push objects to each other: cmdlets, native programs, common parameters."""
