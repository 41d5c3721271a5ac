"""Handing repairs over to the landlord's repairs system: what goes, how, and what became of it (decision 0016)."""
