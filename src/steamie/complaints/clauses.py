"""What the events of complaints keep: that each is dealt with by the procedure."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

UNDER = "complaints.under"
KEPT_BY_PROCEDURE = Citation(UNDER)
