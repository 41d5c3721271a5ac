"""What the portal asks of people."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from steamie.content.posts.models import Post
from steamie.people.asking import Mark, Task, Urgency, Viewer, asks
from steamie.rules.counting import capitalised, spelt
from steamie.rules.permissions import Act

from .models import PictureConsent
from .models.wishes import PictureConsentQuerySet


def _shown_against(viewer: Viewer) -> PictureConsentQuerySet:
    """Consents that ended, about pictures that a post shows in public still."""
    over = Q(withdrawn_at__isnull=False) | Q(until__lt=viewer.today)
    shown = Post.objects.live().published().values("pictures__picture")
    return PictureConsent.objects.filter(over, seen_to_at__isnull=True, picture__in=shown)


@asks(Act.WITHDRAW, Urgency.AMISS_IN_PUBLIC, when=_shown_against)
def pictures_to_take_down(viewer: Viewer) -> Task:
    """A picture is shown though somebody in it does not agree any more."""
    number = _shown_against(viewer).count()
    return Task(
        title=f"{capitalised(spelt(number, 'picture'))} to take down",
        why="Somebody in it took their consent back, or it has run out. A post still shows it.",
        action="See which",
        address=reverse("portal_desk:consents"),
        minutes=10 * number,
        mark=Mark("bad", "warn", "Consent"),
    )
