"""Objectives, hours, equality checks, campaigns, partners, attribution and Google Analytics, on a phone and on a laptop."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from steamie.channels.models import Channel
from steamie.effort.actions import enter_effort, plan_effort
from steamie.effort.models import EffortTask
from steamie.equality.actions import assess_impact
from steamie.equality.models import EqualityAnswer
from steamie.equality.subjects import subject_of
from steamie.evidence.actors import SETUP
from steamie.monitoring.actions.bringing import FileTarget, bring_figures
from steamie.monitoring.actions.partners import note_partner_share
from steamie.monitoring.models import SharePlace
from steamie.objectives.actions import add_aim, say_what_it_serves
from steamie.objectives.campaigns import begin_campaign, gather_campaign
from steamie.rules.figures_file import FileFigures
from steamie.rules.permissions import Office
from steamie.strategy.actions import load_edition
from steamie.visits.models import Form, FormsAfterPost, Visit
from tests.conftest import make_person
from tests.equality.making import checked
from tests.monitoring.conftest import publish
from tests.strategy.papers import SOURCE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(page, client, live_server):
    """The officer, with something on each of these pages."""
    officer, now = make_person(Office.OFFICER), timezone.now()
    today = timezone.localdate(now)
    load_edition(source=SOURCE, by=SETUP)
    channel = Channel.objects.create(kind="facebook", name="Facebook Page", created_at=now)
    aim = add_aim(words="Keep rents affordable, and homes warm and dry in every close", by=officer)
    for number in range(8):
        row = publish(
            officer,
            channel,
            f"1_{number}",
            now - timedelta(days=number),
            title=f"Post {number} about Twechar",
            link="https://a.org/",
        )
        Visit.objects.bulk_create(Visit(publication=row, at=now, day=today) for _ in range(20))
        FormsAfterPost.objects.create(post_id=row.post_id, form=Form.REPAIR, day=today, number=number)
        say_what_it_serves(post=row.post, codes=[f"aim-{aim.pk}", "objective-1"] if number % 2 else [], by=officer)
    note_partner_share(post=row.post, partner="The advice centre", day=today, place=SharePlace.SOCIAL, by=officer)
    plan_effort(first=today, minutes=1200, pence=10_000, by=officer)
    enter_effort(day=today, task=EffortTask.WRITE, minutes=75, pence=450, bought="Stamps", by=officer)
    campaign = begin_campaign(name="Warm homes this winter", about="Help with heating for every tenant", by=officer)
    checked("campaign", campaign.pk, officer, worse=EqualityAnswer.UNSURE)
    gather_campaign(campaign=campaign, posts=[], by=officer)
    about = {"findings": "Older tenants.", "measures": "By phone too.", "review_on": today + timedelta(days=300)}
    assess_impact(subject=subject_of("campaign", str(campaign.pk)), by=officer, **about)
    bring_figures(target=FileTarget("sessions"), figures=FileFigures({today - timedelta(days=1): 17}), by=officer)
    client.force_login(officer)
    page.context.add_cookies([{"name": "steamie", "value": client.cookies["steamie"].value, "url": live_server.url}])
    equality = f"/desk/equality/campaign/{campaign.pk}/"
    of_post = f"/desk/posts/{row.post_id}/"
    return [
        "/desk/objectives/", "/desk/objectives/aims/", f"{of_post}objectives/", of_post, "/desk/effort/",
        "/desk/equality/", equality, f"{equality}assessment/", "/desk/campaigns/", f"/desk/campaigns/{campaign.pk}/",
        "/desk/readings/partners/", "/desk/readings/attribution/", "/desk/readings/google/", "/desk/readings/insights/",
        "/desk/readings/file/",
    ]  # fmt: skip


def test_the_pages_of_numbers_are_for_everyone(addresses, page, axe, fits):
    for address in addresses:
        page.goto(address)
        axe(page)
        fits(page, 360)


def test_what_cannot_be_entered_is_said_at_the_top_and_at_its_box(addresses, page, axe):
    page.goto("/desk/effort/")
    page.get_by_label("Time").fill("lots")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Write it like 45, 1:30 or 2 h.")).to_have_count(2)
    assert page.get_by_label("Time").input_value() == "lots"
    axe(page)
