"""Who may see a picture that stands in a case: whoever reads its words, and nobody else."""

from __future__ import annotations

from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.sight import sight_of
from steamie.files.access import makes_readable, reserves
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.rules.cases import Sight


@reserves
def stands_in_a_case(picture: Picture) -> bool:
    """Whether somebody sent it to us: a resident's photo is not for everybody at the desk."""
    return Case.objects.filter(pictures=picture).exists()


@makes_readable
def may_read_the_case(picture: Picture, person: Person) -> bool:
    """Whether the person reads the words of a case it stands in."""
    day = timezone.localdate()
    return any(sight_of(person, case, day) is Sight.WORDS for case in Case.objects.filter(pictures=picture))
