"""Whoever sent a picture with a suggestion may see it."""

from __future__ import annotations

from steamie.files.access import makes_theirs
from steamie.files.models import Picture
from steamie.people.models import Person

from .models import Suggestion


@makes_theirs
def was_sent_by(picture: Picture, person: Person) -> bool:
    """Whether the person sent it with a suggestion."""
    return Suggestion.objects.filter(picture=picture, person=person).exists()
