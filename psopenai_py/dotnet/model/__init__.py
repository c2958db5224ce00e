"""What a .NET type is: names, members, the registry and the catalogue, and the types that every script meets."""
