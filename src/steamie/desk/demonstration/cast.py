"""The people of the demonstration. Every name and address is invented; example.* can receive no mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from steamie.people.models import Grant, Person
from steamie.rules.permissions import Office

DOMAIN = "demonstration.example"
PEOPLE = [
    (Office.OFFICER, "officer", "Morag Sinclair"),
    (Office.TEAM, "team", "Callum Reid"),
    (Office.TEAM, "team.assistant", "Priya Nair"),
    (Office.STAFF, "staff", "Ewan Doig"),
    (Office.STAFF, "staff.housing", "Agnieszka Wójcik"),
    (Office.STAFF, "staff.property", "Tam Kerr"),
    (Office.COMMITTEE, "committee", "Jean Galbraith"),
    (Office.COMMITTEE, "committee.chair", "Samuel Okafor"),
    (Office.FORUM, "forum", "Isa McLeod"),
    (Office.FORUM, "forum.member", "Farah Hussain"),
    (Office.AUDITOR, "auditor", "Ruth Abernethy"),
]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays whom."""

    people: dict[str, Person]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    @property
    def officer(self) -> Person:
        """The one who approves."""
        return self.people["officer"]


def gather(*, now: datetime) -> Cast:
    """Everyone, each in their office for two years."""
    since = timezone.localdate(now) - timedelta(days=730)
    people: dict[str, Person] = {}
    for office, address, name in PEOPLE:
        person = Person.objects.create_user(f"{address}@{DOMAIN}", None, name=name, first_signed_in_at=now - timedelta(days=730))
        Grant.objects.create(person=person, office=office, since=since, granted_by=people.get("officer"), reason="Demonstration")
        people[address] = person
    return Cast(people)
