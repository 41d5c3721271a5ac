"""Personal data in what people write: masked in lists, and refused where it would go public."""

from __future__ import annotations

from collections.abc import Sequence

from steamie.rules.wording import check
from steamie.rules.wording.findings import Finding
from steamie.strategy.reading import association

MASK = "•••"


def personal_in(words: str) -> Sequence[Finding]:
    """Every telephone number, address and the like in the words, but for our own."""
    landlord = association()
    ours = [landlord.telephone, landlord.email, landlord.address] if landlord else []
    return [finding for finding in check(words, lists={}, ours=filter(None, ours)) if finding.firm or finding.rule == "named"]


def masked(words: str) -> str:
    """The words with dots in place of personal data, as a list shows them."""
    out, last = "", 0
    for finding in personal_in(words):
        out += words[last : finding.start] + MASK
        last = finding.end
    return out + words[last:]
