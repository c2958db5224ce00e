"""What closures use while they run: frames, calls, failures, preferences."""
