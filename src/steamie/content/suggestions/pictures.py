"""Who may see a picture that came with a suggestion: whoever sent it, and whoever may read and answer the suggestion."""

from __future__ import annotations

from steamie.files.access import makes_readable, makes_theirs, reserves
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.people.permissions import ruling
from steamie.rules.permissions import Act

from .models import Suggestion


@makes_theirs
def was_sent_by(picture: Picture, person: Person) -> bool:
    """Whether the person sent it with a suggestion."""
    return Suggestion.objects.filter(picture=picture, person=person).exists()


@reserves
def came_with_a_suggestion(picture: Picture) -> bool:
    """Whether somebody sent it with a suggestion: a resident's photo is not for everybody at the desk."""
    return Suggestion.objects.filter(picture=picture).exists()


@makes_readable
def may_read_the_suggestion(picture: Picture, person: Person) -> bool:
    """Whether the person reads and answers suggestions, and the picture came with one."""
    return came_with_a_suggestion(picture) and ruling(person, Act.PLAN).allowed
