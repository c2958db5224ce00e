"""Variables, aliases, commands, modules and history."""
