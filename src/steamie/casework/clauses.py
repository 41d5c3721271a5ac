"""What the events of cases keep: that everyone who turns to us is answered in time."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

IN_TIME = "cases.in_time"
KEPT = Citation(IN_TIME)
