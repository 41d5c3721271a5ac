"""Answers come online without an account, and from paper, the telephone and a sheet; each counts once."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.surveys.models import Survey, SurveyAnswers, SurveyMode, SurveyWave
from tests.surveys.making import NOW, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave(officer: Person) -> SurveyWave:
    return ask(officer)


def send(client: Client, wave: SurveyWave, *, after: int = 60, ticket: str | None = None, **typed: object) -> HttpResponse:
    """The questions as a person answers them, a minute after opening them."""
    address = f"/surveys/{wave.survey.slug}/"
    with time_machine.travel(NOW, tick=False):
        given = re.search(r'name="ticket" value="([^"]*)"', client.get(address).content.decode())
    assert given
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
        return client.post(address, {"ticket": ticket or given[1]} | typed)


def test_somebody_answers_online_without_cookie_script_or_name(client: Client, wave: SurveyWave) -> None:
    page = send(client, wave, q_home_internet="yes", q_device=["phone", "tablet"], q_age="35-54", q_would_help="A class")

    assert b"Thank you. We have your answers" in page.content
    row = SurveyAnswers.objects.get()
    assert row.choices == {"home_internet": ["yes"], "device": ["phone", "tablet"], "age": ["35-54"]}
    assert (row.words, row.mode, row.held_because, row.entered_by) == ({"would_help": "A class"}, "online", "", None)
    assert client.cookies == {}
    assert b"<script" not in page.content
    event = Event.objects.latest("number")
    assert (event.verb, event.subject, event.actor) == ("answer a survey", f"surveys.surveywave:{wave.pk}", "visitor")
    assert "class" not in str(event.facts)


def test_the_same_sheet_twice_is_one_answer(client: Client, wave: SurveyWave) -> None:
    with time_machine.travel(NOW, tick=False):
        page = client.get(f"/surveys/{wave.survey.slug}/").content.decode()
    ticket = re.search(r'name="ticket" value="([^"]*)"', page)
    assert ticket
    for _ in range(2):
        assert send(client, wave, ticket=ticket[1], q_home_internet="no").status_code == 200
    assert SurveyAnswers.objects.count() == 1


def test_what_was_not_asked_of_somebody_is_not_counted(client: Client, wave: SurveyWave) -> None:
    page = client.get(f"/surveys/{wave.survey.slug}/").content.decode()
    assert "Only if you answered “Yes” to question 1." in page

    send(client, wave, q_home_internet="no", q_device=["phone"])
    assert SurveyAnswers.objects.get().choices == {"home_internet": ["no"]}


def test_an_empty_form_asks_for_one_answer(client: Client, wave: SurveyWave) -> None:
    page = send(client, wave)
    assert page.status_code == 422
    assert "Answer at least one question." in page.content.decode()


@pytest.mark.parametrize(("after", "typed"), [(1, {}), (60, {"website": "http://spam.example"}), (60, {"ticket": "forged"})])
def test_a_machine_s_answer_waits_and_a_person_decides(
    client: Client, officer: Person, wave: SurveyWave, after: int, typed: dict[str, str]
) -> None:
    assert send(client, wave, after=after, q_home_internet="yes", **typed).status_code == 200
    row = SurveyAnswers.objects.get()
    assert row.held_because

    client.force_login(officer)
    page = client.get(wave.get_absolute_url()).content.decode()
    assert "To look at: 1" in page
    assert "Getting online: 0 answers" in page
    assert (
        "Look first at the answers that wait"
        in client.post(f"/desk/surveys/waves/{wave.pk}/closing/", follow=True).content.decode()
    )
    client.post(f"/desk/surveys/answers/{row.pk}/acceptance/")
    assert SurveyAnswers.objects.counted().count() == 1


def test_a_closed_survey_says_so_and_keeps_what_was_typed(client: Client, wave: SurveyWave) -> None:
    address = f"/surveys/{wave.survey.slug}/"
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert "This survey is closed" in client.get(address).content.decode()
        page = client.post(address, {"ticket": "x", "q_home_internet": "yes", "q_would_help": "A class"})
    assert page.status_code == 422
    assert "your answers were not counted" in page.content.decode()
    assert "A class" in page.content.decode()
    assert not SurveyAnswers.objects.exists()
    assert client.get("/surveys/never-asked/").status_code == 404


def test_paper_is_entered_once_for_each_number(client: Client, staff: Person, wave: SurveyWave) -> None:
    client.force_login(staff)
    address = f"/desk/surveys/waves/{wave.pk}/answers/"
    typed = {"mode": "paper", "number": "0412", "q_home_internet": "no"}

    page = client.post(address, typed, follow=True).content.decode()
    assert "1 entered. The last was number 0412." in page
    again = client.post(address, typed | {"q_home_internet": "yes"})
    assert "Number 0412 was entered already." in again.content.decode()
    client.post(address, {"mode": "phone", "q_home_internet": "yes"})
    assert sorted(SurveyAnswers.objects.values_list("mode", "entered_by")) == [("paper", staff.pk), ("phone", staff.pk)]


SHEET = """Number,Way,Do you use the internet at home?,device,Your age
1,Paper,Yes,A mobile phone; A tablet,16 to 34
2,phone,2,,75 and over
3,At an event,Not answered,,
"""


def bring(client: Client, wave: SurveyWave, content: bytes) -> str:
    file = BytesIO(content)
    file.name = "answers.csv"
    return client.post(f"/desk/surveys/waves/{wave.pk}/import/", {"file": file}, follow=True).content.decode()


def test_a_sheet_is_read_and_read_again_it_adds_nothing(client: Client, officer: Person, wave: SurveyWave) -> None:
    client.force_login(officer)
    assert "3 of 3 rows were new" in bring(client, wave, SHEET.encode())
    assert "1 of 4 rows were new" in bring(client, wave, (SHEET + "4,Paper,Yes,,\n").encode())
    assert SurveyAnswers.objects.count() == 4
    by_number = {row.number: row for row in SurveyAnswers.objects.all()}
    assert by_number["1"].choices == {"home_internet": ["yes"], "device": ["phone", "tablet"], "age": ["16-34"]}
    assert (by_number["2"].mode, by_number["2"].choices) == (SurveyMode.PHONE, {"home_internet": ["no"], "age": ["75"]})
    assert by_number["3"].choices == {}


def test_a_sheet_with_rows_that_cannot_be_read_brings_in_none(client: Client, officer: Person, wave: SurveyWave) -> None:
    client.force_login(officer)
    page = bring(client, wave, b"Number,Way,Your age\n1,Paper,16 to 34\n1,Pigeon,old\n")
    for words in ("Row 3: number 1 stands twice.", "Row 3: “Pigeon” is no way", "Row 3: “old” is no answer to “Your age”."):
        assert words in page
    assert not SurveyAnswers.objects.exists()
    assert "The first row must name the columns" in bring(client, wave, b"Name,Words\nx,y\n")
    formula = bring(client, wave, 'Number,Way,would_help\n1,Paper,"=1+1"\n2,Paper,Café\n'.encode("cp1252"))
    assert "2 of 2 rows were new" in formula
    assert {row.words["would_help"] for row in SurveyAnswers.objects.all()} == {"=1+1", "Café"}


def test_a_survey_is_written_from_the_bank_and_asked(client: Client, officer: Person) -> None:
    client.force_login(officer)
    page = client.post("/desk/surveys/new/", {"title": "Getting online", "codes": ["home_internet", "age"]}, follow=True)
    survey = Survey.objects.get()
    assert "Do you use the internet at home?" in page.content.decode()
    own = {"question-words": "Do you like our posts?", "question-kind": "one", "question-options": "Yes\nNo"}
    client.post(f"/desk/surveys/{survey.pk}/questions/", own | {"question-needs": "home_internet=yes"})
    assert [(one.code, one.needs_code) for one in survey.questions.all()] == [
        ("home_internet", ""), ("age", ""), ("do-you-like-our-posts", "home_internet"),
    ]  # fmt: skip
    kept = survey.questions.get(code="home_internet")
    page = client.post(f"/desk/surveys/questions/{kept.pk}/removal/", follow=True)
    assert "Another question is asked only after this one." in page.content.decode()

    plan = {"wave-title": "2026", "wave-opens_on": "2026-11-24", "wave-closes_on": "2026-11-20", "wave-asked": "850"}
    wrong = client.post(f"/desk/surveys/{survey.pk}/waves/", plan)
    assert "It cannot close before it opens." in wrong.content.decode()
    client.post(f"/desk/surveys/{survey.pk}/waves/", plan | {"wave-closes_on": "2026-12-20"})
    assert SurveyWave.objects.get().asked == 850
    late = client.post(f"/desk/surveys/{survey.pk}/questions/", own | {"question-words": "More?"}).content.decode()
    assert "It was asked already" in late
