"""A picture is everyone’s to see while a post with it is public; before that, it is for those who read posts."""

from __future__ import annotations

from steamie.files.access import makes_public, makes_readable
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act

from .models import PostPicture, Publication


@makes_public
def is_published(picture: Picture) -> bool:
    """Whether the picture was published with a post that is still there."""
    shown = Publication.objects.filter(post__pictures__picture=picture, published_at__isnull=False)
    return shown.filter(post__withdrawal__isnull=True).exists()


@makes_readable
def may_read_the_post(picture: Picture, person: Person) -> bool:
    """Whether the picture was put into a post, and the person reads posts before they are published."""
    return PostPicture.objects.filter(picture=picture).exists() and ruling(person, Act.READ_MEASURES).allowed
