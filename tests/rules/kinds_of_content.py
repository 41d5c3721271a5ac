"""Shares of content as strategies ask for them: F.08's thirds, a council's halves, a charity's four kinds, bounds, and none."""

from __future__ import annotations

from fractions import Fraction

from steamie.rules.shares import Bound, Share

F08 = (
    Share("association", "Our work", "our own work", "own-work", Fraction(1, 3), clause="S-74"),
    Share("community", "Local", "local", "community", Fraction(1, 3), clause="S-75"),
    Share("sector", "Sector", "from the sector", "sector", Fraction(1, 3), clause="S-76"),
)
HALVES = (
    Share("council", "The council", "about the council", "council", Fraction(1, 2)),
    Share("town", "The town", "about the town", "town", Fraction(1, 2)),
)
FOUR = (
    Share("services", "Services", "about services", "service", Fraction(2, 5)),
    Share("people", "People", "about people", "people", Fraction(3, 10)),
    Share("events", "Events", "about events", "event", Fraction(1, 5)),
    Share("partners", "Partners", "from partners", "partner", Fraction(1, 10)),
)
BOUNDS = (
    Share("help", "Help", "of help", "help", Fraction(1, 2), Bound.AT_LEAST, Fraction(0)),
    Share("news", "News", "news", "news", Fraction(1, 4), Bound.EXACTLY, Fraction(1, 20)),
    Share("appeals", "Appeals", "appeals", "appeal", Fraction(1, 5), Bound.AT_MOST, Fraction(0)),
)
NONE: tuple[Share, ...] = ()
EVERY = {"thirds": F08, "halves": HALVES, "four kinds": FOUR, "bounds": BOUNDS}
