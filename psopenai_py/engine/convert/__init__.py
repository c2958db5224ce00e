"""The parts of `engine.conversion`, by what is converted to."""
