"""The quarter, its places, days worth a post."""
