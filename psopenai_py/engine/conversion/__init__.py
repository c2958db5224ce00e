"""From one type to another, and which overload fits the arguments."""
