"""What the events of packs keep: that the evidence for the standard is gathered in one pack."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

PACKED = "evidence.packed"
KEPT = Citation(PACKED)
