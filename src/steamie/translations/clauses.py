"""Which promises of the strategy this room keeps."""

from __future__ import annotations

from steamie.evidence.in_force import Citation

TRANSLATED = "policy.translated"
POLICY_TRANSLATED = Citation(TRANSLATED)
