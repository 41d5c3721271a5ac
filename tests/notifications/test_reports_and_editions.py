"""E-mails about the committee's report, a new edition, a translation and a page past its day: to whom it matters, once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter
from steamie.notifications import actions, collecting, duties
from steamie.notifications.models import NotificationTime
from steamie.people.models import Person
from steamie.people.notifying import NoticeTopic
from steamie.reports.actions.reporting import approve_report, write_report
from steamie.strategy.actions import editions
from steamie.website.models import ServicePage
from tests.strategy.papers import SOURCE
from tests.translations.making import checked
from tests.website.conftest import home

__all__ = ["home"]
pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)  # a Monday in office hours
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SUMMER = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _everybody_is_written_at_once(settings: Any, strategy: object, officer: Person, colleague: Person, committee: Person) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 1)
    for person in (officer, colleague, committee):
        actions.choose(times=dict.fromkeys(NoticeTopic, NotificationTime.AT_ONCE), by=person, at=NOW - DAY)
    collecting.collect(NOW)


def letters_at(moment: datetime) -> list[tuple[str, str]]:
    """To whom and about what was written at this moment."""
    before = Letter.objects.count()
    duties.notify(moment)
    return sorted(Letter.objects.order_by("pk").values_list("to", "subject")[before:])


def test_a_report_asks_for_its_yes_once_when_its_quarter_is_over_and_its_writer_hears_of_it(
    officer: Person, colleague: Person
) -> None:
    write_report(first=date(2026, 10, 1), lead="So far.", decisions=[], by=colleague, at=NOW)
    report = write_report(first=SUMMER, lead="More repairs come online.", decisions=[], by=colleague, at=NOW)
    waits = (officer.email, "The report for July to September 2026 waits for your approval")
    assert letters_at(NOW + MINUTE) == [waits]
    write_report(first=SUMMER, lead="More repairs came online.", decisions=[], by=colleague, at=NOW + 2 * MINUTE)
    assert letters_at(NOW + 3 * MINUTE) == []
    approve_report(report=report, by=officer, at=NOW + 4 * MINUTE)
    assert letters_at(NOW + 5 * MINUTE) == [(colleague.email, "Your report for July to September 2026 is approved")]


def test_a_new_edition_is_the_committees_news_and_not_the_proposers(officer: Person, committee: Person) -> None:
    proposed = editions.propose_edition(source=SOURCE.replace("years = 3 }", "years = 5 }"), by=officer, at=NOW)
    words = "A new edition of the strategy waits for the committee’s approval"
    assert letters_at(NOW + MINUTE) == [(committee.email, words)]
    editions.drop_proposal(proposed=proposed, by=officer, at=NOW + 2 * MINUTE)
    assert letters_at(NOW + 3 * MINUTE) == []


def test_who_brought_a_translation_in_hears_that_it_is_approved(home: object, officer: Person, colleague: Person) -> None:
    page = ServicePage.objects.get(slug="factoring")
    checked(f"page-{page.pk}", "pl", colleague, officer, NOW)
    assert (colleague.email, "Your translation into Polish is approved") in letters_at(NOW + MINUTE)


def test_a_page_past_the_day_it_is_to_be_read_again_is_written_about_two_working_days_later(
    home: object, officer: Person
) -> None:
    ServicePage.objects.filter(slug="factoring").update(review_by=NOW.date())
    for days in (1, 2, 3):
        duties.look_for_standing_tasks(NOW + days * DAY)
    duties.notify(NOW + 3 * DAY + MINUTE)
    assert "to read again" in Letter.objects.get(to=officer.email).words
