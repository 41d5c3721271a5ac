"""The readings, on a phone and on a laptop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from steamie.channels.models import Channel
from steamie.content.publishing.models import Difference
from steamie.monitoring.actions import ask_for_figures
from steamie.monitoring.models import Baseline, Reading
from steamie.people.models import Person
from steamie.rules.permissions import Office
from tests.conftest import make_person
from tests.monitoring.conftest import publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed_in(page, client, live_server):
    """The officer, with posts, figures and gaps behind them."""
    officer = make_person(Office.OFFICER)
    now = timezone.now()
    channel = Channel.objects.create(kind="facebook", name="Facebook Page", created_at=now)
    told = {"channel": channel, "definition": "Facebook v26.0", "source": "Facebook", "taken_at": now}
    for number in range(30):
        day = now - timedelta(days=30 - number)
        row = publish(officer, channel, f"1_{number}", day, title=f"Post {number} about a rather long matter in Twechar")
        for measure in ("likes", "shares", "comments"):
            value = None if number % 7 == 3 else number
            Reading.objects.create(measure=measure, day=day.date(), publication=row, value=value, **told)
        value = None if number in (8, 9) else 200 + number
        Reading.objects.create(measure="followers", day=day.date(), value=value, **told)
    told = {"channel": channel, "noticed_at": now, "made_at": now, "ours": "Bin day moves to Tuesday.\n\nPut them out by seven."}
    for number, (kind, _) in enumerate(Difference.KINDS):
        Difference.objects.create(kind=kind, remote_id=f"1_{number}", publication=row, text="Cheap phones!", **told)
    days = {"first": now - timedelta(days=40), "last": now}
    figures = {"interactions": 90, "posts": 20, "unknown": 0, "followers": 200, "squares": 500, "target": 10}
    for aim, _ in Baseline.AIMS:
        Baseline.objects.create(aim=aim, channel=channel, at=now, by="person:1", reason="The start", **days, **figures)
    client.force_login(officer)
    cookie = client.cookies["steamie"]
    page.context.add_cookies([{"name": "steamie", "value": cookie.value, "url": live_server.url}])
    return page


def test_the_readings_are_for_everyone(signed_in, axe, fits):
    signed_in.goto("/desk/readings/")
    axe(signed_in)
    fits(signed_in, 360)
    signed_in.get_by_text("The chart").click()
    signed_in.get_by_text("The same as a table").click()
    axe(signed_in)
    signed_in.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(signed_in)
    assert signed_in.locator("svg polyline").count() == 2  # a gap splits the line
    signed_in.get_by_role("link", name="Older").click()
    expect(signed_in.locator("tbody >> nth=0 >> tr")).to_have_count(14)
    for address in ("/desk/readings/engagement/", "/desk/readings/engagement/visits/", "/desk/differences/"):
        signed_in.goto(address)
        axe(signed_in)
        fits(signed_in, 360)
    signed_in.get_by_role("button", name="Write it in the record").last.click()
    expect(signed_in.get_by_text("Say what you found")).to_have_count(2)  # at the top, and at its box
    axe(signed_in)
    ask_for_figures(by=Person.objects.get())
    signed_in.goto("/desk/readings/")
    assert signed_in.get_by_role("progressbar").count() == 0  # nothing has begun
    axe(signed_in)
    signed_in.goto("/desk/readings/by-hand/")
    axe(signed_in)
    fits(signed_in, 360)
    signed_in.get_by_role("button", name="Keep this figure").click()
    signed_in.get_by_label("Where did you see it?").fill("x")
