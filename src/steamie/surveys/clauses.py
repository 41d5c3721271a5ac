"""What the events of surveys keep: that residents are asked about access to the internet and social media."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

DIGITAL_ACCESS = "surveys.digital_access"
KEPT = Citation(DIGITAL_ACCESS)
