"""Polls: a survey of one question, put to the members of a group who sign in; what it came to, with its base.

A forum is small, so a poll is a show of hands: before they answer, members are told that every number is shown once it has
closed. Who chose what is shown to nobody, and no answer is kept with a name: a sealed mark keeps a member from answering twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.crypto import salted_hmac

from steamie.evidence.in_force import office_title
from steamie.people.models import Grant, Person
from steamie.rules.permissions import Office
from steamie.rules.proportions import SampleShare, proportion

from .models import SurveyAnswers, SurveyQuestion, SurveyWave
from .models import SurveyWaveQuerySet as Waves
from .tally import tally_of

GROUPS: Mapping[str, Office] = MappingProxyType({"forum": Office.FORUM, "committee": Office.COMMITTEE, "staff": Office.STAFF})
"""Groups that can be asked, each by the office its members hold."""


def group_choices() -> list[tuple[str, str]]:
    """Each group with its title in the strategy's own words."""
    return [(code, office_title(office)) for code, office in GROUPS.items()]


def members(group: str, day: date) -> int:
    """How many people belong to a group on a day."""
    grants = Grant.objects.in_force(day).filter(office=GROUPS[group], person__is_active=True)
    return grants.values("person").distinct().count()


def groups_of(person: Person, day: date) -> list[str]:
    """The groups that somebody belongs to on a day."""
    offices = person.offices(day)
    return [code for code, office in GROUPS.items() if office in offices]


def mark_of(wave: SurveyWave, person: Person) -> str:
    """What keeps somebody from answering twice: it cannot be read back without the house's own key."""
    return f"poll-{wave.pk}-{_sealed(person)}"


def _sealed(person: Person) -> str:
    return salted_hmac("steamie.surveys.polls", str(person.pk), algorithm="sha256").hexdigest()[:40]


def polls_for(person: Person, day: date) -> Waves:
    """Open polls of a person's groups that they have not answered."""
    mark = Concat(Value("poll-"), Cast(F("wave_id"), CharField()), Value(f"-{_sealed(person)}"))
    theirs = SurveyAnswers.objects.filter(wave=OuterRef("pk"), submission=mark)
    open_ones = SurveyWave.objects.polls().filter(opens_on__lte=day, closes_on__gte=day, closed_at__isnull=True)
    return open_ones.filter(~Exists(theirs), survey__group__in=groups_of(person, day))


@dataclass(frozen=True, slots=True)
class PollResult:
    """What a poll came to: of how many members how many answered, and each answer with its share and range."""

    wave: SurveyWave
    question: SurveyQuestion
    base: int
    lines: tuple[tuple[str, SampleShare | None], ...]

    @property
    def words(self) -> str:
        """“7 of 12 members answered.”"""
        return f"{self.base} of {self.wave.asked} members answered."


def poll_result(wave: SurveyWave) -> PollResult:
    """Every number of a poll, none hidden: its members were told so before they answered."""
    question = wave.survey.questions.get()
    tally = tally_of(wave, [question])
    base, counts = tally.base(question.code), tally.of(question.code)
    shares = [proportion(counts.get(code, 0), base, max(wave.asked, base)) if base else None for code in question.labels]
    return PollResult(wave, question, base, tuple(zip(question.labels.values(), shares, strict=True)))
