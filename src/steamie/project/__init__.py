"""Settings, addresses, commands, the server, the clock."""
