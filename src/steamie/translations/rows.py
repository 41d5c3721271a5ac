"""The rows behind the figure of translations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.standing import Counted

from .clauses import TRANSLATED
from .controls import Follows, versions
from .listing import TranslationState


@shows(TRANSLATED)
def the_policy_in_each_language(clause: Clause, parameters: Follows, now: datetime) -> Iterator[Counted]:
    """Every language that is offered; those with a checked version that follows the English count."""
    for offer, row in versions(now):
        note = f"{row.state.label.lower()}; offered since {offer.since:%-d %B %Y}"
        link = reverse("translations_desk:translation", args=[row.text.name, offer.tag])
        yield Counted(row.language.name, note, link, row.state is TranslationState.CHECKED)
