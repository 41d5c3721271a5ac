"""Stand-ins for the outside world, on loopback only. Never imported by steamie."""
