"""What the events of this room keep."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

CONSULTED, REPORTED = "consultations.on_their_dates", "projects.reported"
ON_THEIR_DATES = Citation(CONSULTED)
PROJECTS = Citation(REPORTED)
