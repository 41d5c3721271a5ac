"""A stand-in for Facebook's Graph API: one Page, on loopback, with faults on demand and a record of the truth."""
