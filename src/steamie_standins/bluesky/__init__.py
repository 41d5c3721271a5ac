"""A stand-in for Bluesky: one account on a personal data server, on loopback, with faults on demand and a record of the truth."""
