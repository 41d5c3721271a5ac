"""Pages of the website that are checked for equality before they go public."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from steamie.equality.subjects import ScreenedSubject, SubjectKind, screened_first

from .models import ServicePage, VacancyPage


def _subjects(kind: str, model: type[Page]) -> Iterator[ScreenedSubject]:
    for pk, title, live in model.objects.order_by("title", "pk").values_list("pk", "title", "live"):
        yield ScreenedSubject(kind, str(pk), title, reverse("wagtailadmin_pages:edit", args=[pk]), live)


screened_first(SubjectKind("service", "Service page", lambda: _subjects("service", ServicePage), ServicePage))
screened_first(SubjectKind("vacancy", "Vacancy", lambda: _subjects("vacancy", VacancyPage), VacancyPage))
