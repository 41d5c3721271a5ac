"""What the events of this room keep."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

READ_ALOUD = "format.read_aloud"
IN_OTHER_FORMATS = Citation("pages.accessible")
