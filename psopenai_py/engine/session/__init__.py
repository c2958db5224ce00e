"""What a session holds: scopes, streams, commands, locations, messages."""
