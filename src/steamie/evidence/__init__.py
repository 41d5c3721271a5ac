"""The minute book: append-only, hash-chained events, each citing a clause."""
