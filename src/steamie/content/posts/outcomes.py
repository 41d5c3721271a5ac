"""What became of a suggestion in public: the end of the loop from a need to a post (S-23, S-59)."""

from __future__ import annotations

from django.db.models import Case, OuterRef, QuerySet, Subquery, When

from steamie.channels import registry
from steamie.content.posts.models import Publication
from steamie.content.posts.models.publications import Step
from steamie.content.suggestions.models import Suggestion
from steamie.content.suggestions.panels import Outcomes, tells_outcomes


def shown(suggestion: Suggestion) -> Publication | None:
    """Its first publication the public can see, the one on our website before others."""
    return _seen().filter(post__suggestion=suggestion).select_related("post", "channel").first()


def with_outcome(suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """The same rows, each knowing when (``shown_at``) and where (``shown_url``) the public can see it; None when it cannot."""
    first = _seen().filter(post__suggestion=OuterRef("pk"))
    annotations = {"shown_at": first.values("published_at")[:1], "shown_url": first.values("remote_url")[:1]}
    return suggestions.annotate(**{name: Subquery(rows) for name, rows in annotations.items()})


def _seen() -> QuerySet[Publication]:
    public = Publication.objects.filter(post__withdrawal__isnull=True, published_at__isnull=False, step=Step.PUBLISHED)
    return public.order_by(Case(When(channel__kind__in=registry.our_own(), then=0), default=1), "published_at")


tells_outcomes(Outcomes(shown, with_outcome))
