"""How many suggestions one address sends in an hour, counted before anything is read, decoded or written.

Many people may share an address: a hall's network, a library. So the first limit only has a person look first, the second only
leaves pictures unopened, and the third is far from what a meeting sends. Addresses are kept as keyed hashes, for an hour.
"""

from __future__ import annotations

from steamie.people import throttles

AN_HOUR = 3600  # seconds
MOST_BEFORE_A_LOOK, MOST_WITH_PICTURES, MOST = 10, 30, 100


def count(address: str) -> int:
    """Count one more sheet from this address; how many came within the hour, this one included."""
    return throttles.count_from("suggestions", address, AN_HOUR)
