"""The staff's first page, the set-up, the demonstration."""
