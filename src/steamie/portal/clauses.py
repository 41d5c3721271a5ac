"""What the events of accounts keep: that registrations are counted, each household once."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

REGISTRATIONS = "measure.portal_registrations"
COUNTED_ONCE = Citation(REGISTRATIONS)
