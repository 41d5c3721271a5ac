"""A question put to the forum: opened from the suggestions in a press, answered once by each member, shown with its base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.reports.gathering import gather
from steamie.rules.permissions import Office
from steamie.surveys.actions.polls import open_poll, vote
from steamie.surveys.duties import close_and_forget
from steamie.surveys.models import SurveyAnswers, SurveyWave
from tests.conftest import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLOSES = date(2026, 12, 1)
TYPED = {"question": "A bench in the garden?", "options": "Yes\nNo", "group": "forum", "closes_on": CLOSES.isoformat()}


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_from_the_suggestions_to_a_result_with_its_base(
    client: Client, officer: Person, forum: Person, clock: time_machine.Coordinates
) -> None:
    other = make_person(Office.FORUM, "second")
    client.force_login(officer)
    assert 'href="/desk/surveys/polls/new/"' in client.get("/desk/suggestions/").content.decode()
    wrong = client.post("/desk/surveys/polls/new/", TYPED | {"options": "Yes"})
    assert wrong.status_code == 422
    assert "Write at least two answers" in wrong.content.decode()
    assert "A bench in the garden?" in wrong.content.decode()
    client.post("/desk/surveys/polls/new/", TYPED)
    wave = SurveyWave.objects.get()
    assert (wave.asked, wave.closes_on) == (2, CLOSES)
    assert client.get("/surveys/").content.decode().count("A bench") == 0
    assert client.get(f"/surveys/{wave.survey.slug}/").status_code == 404

    client.force_login(forum)
    assert "You are asked: A bench in the garden?" in client.get("/desk/").content.decode()
    address, name = f"/desk/surveys/polls/{wave.pk}/vote/", f"p{wave.pk}-option"
    assert "Choose one of the answers." in client.post(address, {}).content.decode()
    page = client.post(address, {name: "yes"}, follow=True).content.decode()
    assert "Thank you. Your answer counts." in page
    assert "2 members can" in " ".join(page.split())
    assert "50%" not in page
    assert "You are asked" not in client.get("/desk/").content.decode()
    assert "You have answered this already." in client.post(address, {name: "no"}, follow=True).content.decode()
    assert SurveyAnswers.objects.count() == 1

    clock.move_to(NOW + timedelta(days=8))
    close_and_forget(timezone.now())
    client.force_login(other)
    page = " ".join(client.get("/desk/surveys/polls/").content.decode().split())
    assert "1 of 2 members answered." in page
    assert '<td class="st_n">100%</td>' in page
    assert "This poll is closed" in client.post(address, {name: "no"}, follow=True).content.decode()


def test_who_chose_what_is_nowhere_and_only_members_answer(
    officer: Person, forum: Person, committee: Person, auditor: Person, clock: time_machine.Coordinates
) -> None:
    question = {"question": "A bench?", "options": [("yes", "Yes"), ("no", "No")], "closes_on": CLOSES, "by": officer}
    wave = open_poll(group="forum", **question)
    row = vote(wave=wave, option="yes", by=forum)
    assert (row.entered_by, row.choices) == (None, {"poll": ["yes"]})
    event = Event.objects.latest("number")
    assert (event.verb, event.actor, event.facts) == ("answer a poll", "forum", {})
    with pytest.raises(NotReady, match="Only the members"):
        vote(wave=wave, option="yes", by=committee)
    with pytest.raises(NotAllowed):
        vote(wave=wave, option="yes", by=auditor)
    with pytest.raises(NotReady, match="Choose one of the answers"):
        vote(wave=wave, option="perhaps", by=make_person(Office.FORUM, "second"))
    with pytest.raises(NotReady, match="has passed"):
        open_poll(group="forum", **question | {"closes_on": date(2026, 11, 23)})
    with pytest.raises(NotReady, match="Nobody of that group"):
        open_poll(group="staff", **question)
    with pytest.raises(NotAllowed):
        open_poll(group="forum", **question | {"by": forum})
    close_and_forget(NOW + timedelta(days=10))
    assert SurveyWave.objects.get().closed_at is not None
    assert "How residents get online: no survey has closed yet." in gather(None, date(2026, 10, 1), NOW)["missing"]
