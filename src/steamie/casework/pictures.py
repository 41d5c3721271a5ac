"""Who may see a photo that came with a case: whoever reads the case's words, and nobody else."""

from __future__ import annotations

from steamie.files.access import makes_readable, reserves
from steamie.files.models import Picture
from steamie.people.models import Person
from steamie.rules.cases import Sight

from .models import Case
from .sight import sight_of


@reserves
def came_with_a_case(picture: Picture) -> bool:
    """Whether it shows somebody's matter: it is not for everybody at the desk."""
    return Case.objects.filter(pictures=picture).exists()


@makes_readable
def may_read_the_case(picture: Picture, person: Person) -> bool:
    """Whether the person reads the words of a case that it came with."""
    return any(sight_of(person, case) is Sight.WORDS for case in Case.objects.filter(pictures=picture))
