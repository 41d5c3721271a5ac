"""What a survey came to: bases, ranges, groups without the small ones, and the change since the last time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from steamie.evidence.actors import CLOCK
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from steamie.surveys.actions.answering import Sheet, enter
from steamie.surveys.actions.waves import WavePlan, close_wave, open_wave
from steamie.surveys.duties import close_and_forget
from steamie.surveys.models import SurveyAnswers, SurveyMode, SurveyWave
from steamie.surveys.results import result_of
from tests.strategy.papers import clause_of, stands
from tests.surveys.making import NOW, answer, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave(officer: Person) -> SurveyWave:
    """268 answers of 850 homes, as in the mock-up; seven people did not say their age."""
    row = ask(officer, codes=("home_internet", "age"))
    groups = {"16-34": (39, 2), "35-54": (79, 9), "55-74": (72, 25), "75": (20, 15)}
    for age, (yes, no) in groups.items():
        answer(row, officer, yes, mode=SurveyMode.ONLINE, home_internet="yes", age=age)
        answer(row, officer, no, home_internet="no", age=age)
    answer(row, officer, 4, mode=SurveyMode.PHONE, home_internet="yes")
    answer(row, officer, 3, mode=SurveyMode.PHONE, home_internet="no")
    return row


def test_a_share_stands_with_its_base_and_range(client: Client, committee: Person, wave: SurveyWave) -> None:
    client.force_login(committee)
    page = " ".join(client.get(wave.get_absolute_url()).content.decode().split())
    assert "268 answered this." in page
    assert "80%" in page
    assert "76% to 84%" in page
    assert "32%" in page  # of 850 asked


def test_a_group_under_ten_is_hidden_and_another_with_it(wave: SurveyWave) -> None:
    result = result_of(wave)
    by_age = next(table for table in result.questions[0].tables if table.title == "Your age")
    bases = {line.label: line.base for line in by_age.lines}
    assert bases["Did not say"] is None
    assert [label for label, base in bases.items() if base is None] == ["75 and over", "Did not say"]
    shown = [cell for line in by_age.lines for cell in line.cells if cell is not None]
    assert min(shown) >= 10
    by_way = next(table for table in result.questions[0].tables if table.title == "How they answered")
    assert all(line.base is None or line.base >= 10 for line in by_way.lines)


def test_what_the_page_hides_the_sheet_hides_too(client: Client, officer: Person, wave: SurveyWave) -> None:
    client.force_login(officer)
    text = client.get(f"/desk/surveys/waves/{wave.pk}/export/").content.decode()
    assert "Do you use the internet at home?,Everybody,Yes,214,268,80,76,84," in text
    assert "Your age: Did not say,Yes,hidden,hidden" in text
    assert ",4," not in text
    assert ",3," not in text


def test_a_survey_of_one_answer_shows_nothing(client: Client, officer: Person) -> None:
    row = ask(officer, codes=("home_internet",))
    answer(row, officer, 1, home_internet="yes")
    client.force_login(officer)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Fewer than 10 people have answered" in page
    assert "100%" not in page


def test_the_change_since_last_time_is_said_only_when_the_range_says_so(officer: Person, wave: SurveyWave) -> None:
    close_wave(wave=wave, by=officer, at=NOW)
    plan = WavePlan("2027", date(2027, 11, 1), date(2027, 11, 30), 850)
    later = open_wave(survey=wave.survey, plan=plan, by=officer, at=NOW)
    answer(later, officer, 180, home_internet="yes")
    answer(later, officer, 20, home_internet="no")
    line = result_of(later).questions[0].lines[0]
    assert line.since.startswith("80% last time: a real rise, somewhere from ")
    answer(later, officer, 30, home_internet="no")
    assert result_of(later).questions[0].lines[0].since == "80% last time: no clear change."


def test_weighting_is_asked_for_and_said(officer: Person) -> None:
    weights = {"16-34": 100, "35-54": 100, "55-74": 100, "75": 700}
    row = ask(officer, codes=("home_internet", "age"), asked=1000, weight_by="age", weights=weights)
    for age, yes in {"16-34": 30, "35-54": 30, "55-74": 30, "75": 10}.items():
        answer(row, officer, yes, home_internet="yes", age=age)
        answer(row, officer, 40 - yes, home_internet="no", age=age)
    result = result_of(row)
    assert result.weighted_by == "Your age"
    yes = result.questions[0].lines[0]
    assert yes.share is not None
    assert yes.share.percent == 62  # of the answers
    assert yes.adjusted.startswith("40%, ")  # of all: three tenths at 75%, seven at 25%
    with pytest.raises(NotReady, match="for every answer"):
        ask(officer, codes=("age",), weight_by="age", weights={"75": 700}, title="Half")


def test_after_a_year_only_counts_are_left_and_say_the_same(officer: Person, wave: SurveyWave) -> None:
    before = result_of(wave)
    close_and_forget(now=NOW + timedelta(days=30))
    wave.refresh_from_db()
    assert wave.closed_at
    assert result_of(wave).tally == before.tally
    assert SurveyAnswers.objects.count() == 268
    close_and_forget(now=NOW + timedelta(days=396))
    assert SurveyAnswers.objects.count() == 0
    wave.refresh_from_db()
    assert result_of(wave).questions[0].lines == before.questions[0].lines
    with pytest.raises(NotReady, match="has closed"):
        enter(wave=wave, sheet=Sheet(SurveyMode.PAPER, {"age": ["75"]}), by=officer, at=NOW)


def test_who_may(officer: Person, staff: Person, forum: Person, wave: SurveyWave) -> None:
    with pytest.raises(NotAllowed):
        close_wave(wave=wave, by=staff)
    with pytest.raises(NotAllowed):
        enter(wave=wave, sheet=Sheet(SurveyMode.PAPER, {"age": ["75"]}), by=forum)
    assert close_wave(wave=wave, by=CLOCK, at=NOW).tally["answers"] == 268


@pytest.mark.clause("S-78")
def test_questions_about_access_are_kept_with_the_number_asked_and_the_margin(strategy: object, officer: Person) -> None:
    assert stands("S-78", NOW).state is State.NOT_MEASURED
    row = ask(officer, codes=("home_internet", "age"))
    answer(row, officer, 60, mode=SurveyMode.ONLINE, home_internet="yes")
    assert stands("S-78", NOW).state is State.AT_RISK  # all came online
    answer(row, officer, 40, home_internet="no")
    standing = stands("S-78", NOW)
    assert standing.state is State.MET
    assert standing.figure.startswith(
        "100 answers of 850 asked 2 questions, 60% (51% to 69%) said “Yes” to “Do you use the internet"
    )
    assert [(one.what, one.note, one.counts) for one in rows_behind(clause_of("S-78"), NOW)] == [
        ("Do you use the internet at home?", "100 answers", True),
        ("Your age", "0 answers", False),
    ]
    answer(row, officer, 1, home_internet="no")
    assert stands("S-78", NOW).figure.startswith("101 answers of 850 asked 2 questions, 59%")
    SurveyAnswers.objects.all().delete()
    assert stands("S-78", NOW).state is State.NOT_MEASURED


def test_pages_of_a_day_are_open_and_shut(client: Client, wave: SurveyWave) -> None:
    with time_machine.travel(NOW, tick=False):
        assert "Getting online" in client.get("/surveys/").content.decode()
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        assert "No survey is open today." in client.get("/surveys/").content.decode()
