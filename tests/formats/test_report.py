"""The committee's report read aloud, with its words beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from steamie.formats.models import Recording
from steamie.people.models import Person
from steamie.reports.actions import reporting as actions
from steamie.strategy.models import Edition
from tests.pages import in_one_line

FIRST = date(2026, 7, 1)
AFTER = datetime(2026, 10, 7, 9, tzinfo=UTC)


def test_the_report_can_be_listened_to_by_whoever_may_read_it(
    strategy: Edition, officer: Person, committee: Person, forum: Person, client: Client
) -> None:
    with time_machine.travel(AFTER, tick=False):
        actions.write_report(first=FIRST, lead="Repairs rose by 40%.", decisions=["Name a deputy."], by=officer, at=AFTER)
        client.force_login(committee)
        report = f"/desk/reports/{FIRST}/"
        assert f"{report}listening/" in client.get(report).content.decode()
        page = in_one_line(client.get(f"{report}listening/").content.decode())
        for words in (
            "<p>Repairs rose by forty per cent.</p>",
            "<p>Name a deputy.</p>",
            "A computer voice reads the words below.",
        ):
            assert words in page
        sound = client.get(f"{report}listening/download/report.mp3", headers={"range": "bytes=0-9"})
        assert (sound.status_code, len(sound.content), sound["Content-Type"]) == (206, 10, "audio/mpeg")
        assert Recording.objects.get().path == report

        client.force_login(forum)
        assert client.get(f"{report}listening/").status_code == 403
        assert client.get("/formats/listening" + report).status_code == 404


@pytest.mark.django_db
def test_a_report_that_is_not_there_has_no_sound(officer: Person, client: Client) -> None:
    client.force_login(officer)
    assert client.get("/desk/reports/2026-07-02/listening/").status_code == 404
