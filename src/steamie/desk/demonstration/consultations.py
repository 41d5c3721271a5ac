"""What the invented association asked its tenants, what was decided, and what became of its projects."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from steamie.consultations.actions import consulting, projects
from steamie.consultations.actions.answering import AnswerSheet, answer
from steamie.consultations.actions.consulting import ConsultationPlan
from steamie.consultations.actions.projects import ApprovalNote, ProjectPlan
from steamie.consultations.models import Consultation, WhoIsAsked
from steamie.portal.models import Tenancy

from .posts import Desk
from .year import lately, next_day

QUESTIONS = "What should the back courts get first?\n- Benches\n- Trees\n- Better lights\nWhat else would you change there?"
DECIDED = (
    "Better lights come first: most households asked for them. The committee has set aside money for the lights this year, and "
    "for trees next year. Benches stay on the list."
)
UNNAMED = 6
GATHERINGS = ((170, "First pantry day", 18), (140, "Cooking together", 25), (110, "Pantry day", 31), (50, "Pantry day", 34))


def consult_all(desk: Desk) -> None:
    """One consultation closed and decided, one open; one project reported, one going on; and one paper that tenants approved."""
    _closed(desk)
    _open(desk)
    _projects(desk)


def _consultation(desk: Desk, *, begins: int, lasts: int, title: str, questions: str, asked: str) -> Consultation:
    at, by = lately(desk.now - timedelta(days=begins)), desk.cast["team"]
    first = timezone.localdate(at)
    plan = ConsultationPlan(
        title=title,
        about="We ask before we decide. The committee reads every answer.",
        questions=questions,
        opens_on=first,
        closes_on=first + timedelta(days=lasts),
        asked=asked,
    )
    row = consulting.draft(plan=plan, by=by, at=at)
    return consulting.publish(consultation=row, by=by, at=at + timedelta(minutes=20))


def _closed(desk: Desk) -> None:
    row = _consultation(
        desk, begins=130, lasts=28, title="The money for the back courts", questions=QUESTIONS, asked=WhoIsAsked.EVERYONE
    )
    first, second = row.questions.all()
    homes = list(Tenancy.objects.order_by("pk")[:26])
    for number, tenancy in enumerate([*homes, *[None] * UNNAMED]):
        choice = first.choices[(number * number) % 3] if number % 4 else first.choices[2]
        words = {second.pk: "More bins." if number % 9 == 0 else ""}
        at = row.published_at + timedelta(hours=5 + 20 * number) if row.published_at else desk.now
        answer(consultation=row, sheet=AnswerSheet({first.pk: choice}, words, f"demonstration {number}"), tenancy=tenancy, at=at)
    decided = next_day(lately(desk.now - timedelta(days=92)))
    consulting.decide(consultation=row, words=DECIDED, by=desk.cast.officer, at=decided)


def _open(desk: Desk) -> None:
    row = _consultation(
        desk,
        begins=6,
        lasts=20,
        title="When should we be open?",
        questions="Would you come on a Saturday morning?\n- Yes\n- No\n- Sometimes",
        asked=WhoIsAsked.HOUSEHOLDS,
    )
    question = row.questions.get()
    for number, tenancy in enumerate(Tenancy.objects.order_by("pk")[:7]):
        sheet = AnswerSheet({question.pk: question.choices[number % 3]}, {}, f"demonstration, open {number}")
        at = row.published_at + timedelta(hours=2 + 9 * number) if row.published_at else desk.now
        answer(consultation=row, sheet=sheet, tenancy=tenancy, at=at)


def _projects(desk: Desk) -> None:
    by, begun = desk.cast["team"], lately(desk.now - timedelta(days=180))
    pantry = projects.begin(
        plan=ProjectPlan("The pantry", "Good food at a small price, and a table to sit at.", timezone.localdate(begun)),
        by=by,
        at=begun,
    )
    garden = projects.begin(
        plan=ProjectPlan(
            "Back court garden", "Neighbours dig, plant and water.", timezone.localdate(begun), partners="The school"
        ),
        by=by,
        at=begun + timedelta(minutes=30),
    )
    for days, title, people in GATHERINGS:
        at = lately(desk.now - timedelta(days=days))
        projects.count_gathering(project=pantry, day=timezone.localdate(at), title=title, people=people, by=by, at=at)
    over = lately(desk.now - timedelta(days=80))
    day = timezone.localdate(over)
    projects.count_gathering(project=garden, day=day, title="Harvest day", people=40, by=by, at=over)
    projects.report(project=garden, outcome="Twelve beds are kept by neighbours now.", ended_on=day, by=by, at=over)
    read = lately(desk.now - timedelta(days=45))
    note = ApprovalNote(
        "How to report a repair",
        timezone.localdate(read),
        "Ann Example\nBilal Example\nCara Example",
        reverse("services:repairs"),
    )
    projects.note_approval(note=note, by=by, at=read)
