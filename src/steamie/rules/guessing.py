"""A first guess at the third a suggestion belongs to; the officer decides (S-74 to S-76)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .thirds import Third

_ASSOCIATION = """
our office|our staff|our committee|our homes|our new homes|our repairs|our team|our tenants|agm|annual general meeting|kitchens?
bathrooms?|boilers?|gas safety|gas checks?|repairs?|rent|annual report|close cleaning|vacanc(?:y|ies)|estate|tenanc(?:y|ies)
allocations?|satisfaction survey|office hours|office is shut|office closed
"""
_COMMUNITY = r"""
community|clubs?|schools?|nursery|church|panto\w*|galas?|pantry|library|weans|kids|bairns|football|fundrais\w+|choir|class(?:es)?
coffee morning|jumble|bingo|ceilidh|market|playgroup|youth|lunch|litter pick|gardens?|allotments?|neighbours?|local
lights switch-on|raffle|car boot|fun day|toddlers?|walking group|bowling
"""
_SECTOR = r"""
government|regulator|shr|sfha|gwsf|oscr|cosla|consultation|citizens advice|energy saving|home energy scotland
social security scotland|universal credit|benefits?|pension credit|police scotland|fire service|nhs
shelter scotland|age scotland|ombudsman|spso
housing bill|act 20\d\d|budget|national|campaign|awareness|cost of living
"""
_WORDS: Mapping[Third, str] = {
    third: "|".join(words.split("\n")[1:-1])
    for third, words in ((Third.ASSOCIATION, _ASSOCIATION), (Third.COMMUNITY, _COMMUNITY), (Third.SECTOR, _SECTOR))
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A third, or None when nothing points to one, and what pointed to it."""

    third: Third | None
    reason: str


def guess_third(text: str) -> Guess:
    """The third most words of the text point to. A tie is left open."""
    found = {third: _found(words, text) for third, words in _WORDS.items()}
    most = max(len(words) for words in found.values())
    leaders = [third for third, words in found.items() if len(words) == most]
    if most == 0 or len(leaders) > 1:
        return Guess(None, "Nothing in the words says which third it is.")
    words = ", ".join(f"“{word}”" for word in sorted(found[leaders[0]])[:3])
    return Guess(leaders[0], f"It mentions {words}.")


def _found(words: str, text: str) -> set[str]:
    return {match.casefold() for match in re.findall(rf"\b(?:{words})\b", text, flags=re.IGNORECASE)}
