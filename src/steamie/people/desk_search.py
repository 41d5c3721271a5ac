"""People in a search of the desk."""

from __future__ import annotations

from django.urls import reverse

from steamie.rules.permissions import Act

from .models import Person
from .search_register import RowsSection, SearchHit, searched


def _hit(person: Person) -> SearchHit:
    return SearchHit(person.name, reverse("people:person", args=[person.pk]), "Works with this desk")


searched(
    40,
    RowsSection(
        "People",
        lambda viewer: viewer.may(Act.READ_PEOPLE),
        lambda viewer: Person.objects.order_by("name"),
        ("name", "email"),
        _hit,
    ),
)
