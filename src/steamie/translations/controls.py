"""How the policy is to be had in the languages that people asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from steamie.rules.catalogue import keeps
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import parameter
from steamie.rules.standing import Standing, State

from .clauses import TRANSLATED
from .listing import ListedTranslation, TranslationState, listed
from .models import OfferedLanguage
from .sources import policy


@dataclass(frozen=True, slots=True)
class Follows:
    """How long a version may be missing, or older than the English."""

    days: int = parameter("Days until a version is there, and follows the English", default=90)

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with it."""
        if not 1 <= self.days <= 730:
            yield "days", f"“{self.days}” should be between 1 and 730."


def versions(now: datetime) -> list[tuple[OfferedLanguage, ListedTranslation]]:
    """The policy in every language that is offered; none before a strategy is loaded."""
    text = policy.text()
    offers = sorted(OfferedLanguage.objects.in_force(now), key=lambda offer: offer.language.name)
    return [(offer, listed(text, offer.tag)) for offer in offers] if text else []


@keeps(
    TRANSLATED,
    Follows,
    label="The policy can be had in every language that was asked for",
    remedy="See to the translations of the policy",
    signs=r"\btranslat(ed|ion)",
)
def policy_is_translated(clause: Clause, parameters: Follows, now: datetime) -> Standing:
    """Of the languages offered, those with a version that a person checked and that says what the English says."""
    page, rows = reverse("translations_desk:translations"), versions(now)
    if not rows:
        return Standing(State.NOT_MEASURED, "0 languages", "Nobody has asked for a language yet. The public page says how.", page)
    good = [row for _, row in rows if row.state is TranslationState.CHECKED]
    older = [row for _, row in rows if row.state is TranslationState.OLDER]
    figure = f"{len(good)} of {some(len(rows), 'language')} checked and up to date"
    if len(good) == len(rows):
        return Standing(State.MET, figure, "A person checked each, and each says what the English says.", page)
    late = [
        row.language.name
        for offer, row in rows
        if row not in good and _waits_since(offer, row) < now - timedelta(parameters.days)
    ]
    missing = len(rows) - len(good) - len(older)
    reason = f"{some(len(older), 'version')} older than the English, {missing} not ready."
    if late:
        return Standing(State.BREACHED, figure, f"{reason} Over {parameters.days} days: {', '.join(late)}.", page)
    return Standing(State.AT_RISK, figure, reason, page)


def _waits_since(offer: OfferedLanguage, row: ListedTranslation) -> datetime:
    """Since when a version is missing, or is older than the English."""
    changed = row.text.changed_at
    return max(offer.since, changed) if row.state is TranslationState.OLDER and changed else offer.since
