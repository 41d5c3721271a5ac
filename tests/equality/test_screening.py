"""Nothing that must be checked for equality goes public without it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from steamie.content.posts.actions.approval import approve
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.equality.actions import assess_impact, check_equality
from steamie.equality.models import EqualityAnswer, EqualityCheck
from steamie.equality.screening import NotScreened, require_screened
from steamie.equality.subjects import all_subjects, subject_of
from steamie.equality.wagtail_hooks import held_back
from steamie.objectives.campaigns import begin_campaign, gather_campaign
from steamie.objectives.models import Campaign
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.strategy.standing import rows_behind
from steamie.website.models import HomePage, ServiceIndexPage, ServicePage
from tests.content.making import make_channel, make_post
from tests.strategy.papers import clause_of, stands
from tests.website.conftest import home
from tests.website.making import words

from .making import checked, good_answers

__all__ = ["home"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.clause("S-06")
def test_public_pages_are_measured_by_their_checks_and_assessments(home: HomePage, officer: Person) -> None:
    ServicePage.objects.exclude(pk__in=ServicePage.objects.values("pk")[:2]).delete()
    first, second = ServicePage.objects.order_by("title")
    before = stands("S-06", NOW)
    assert (before.state, before.figure) == (State.AT_RISK, "0 of 2 public pages and campaigns checked (0%)")
    checked("service", first.pk, officer, now=NOW)
    assert stands("S-06", NOW).figure.startswith("1 of 2")
    checked("service", second.pk, officer, now=NOW, worse=EqualityAnswer.UNSURE)
    assert stands("S-06", NOW).figure.startswith("1 of 2")  # it asks for an impact assessment
    subject = subject_of("service", str(second.pk))
    assert subject
    about = {"findings": "Older tenants.", "measures": "By phone too.", "review_on": date(2027, 5, 1)}
    assess_impact(subject=subject, by=officer, now=NOW, **about)
    assert stands("S-06", NOW).state is State.MET
    assert {row.what: row.counts for row in rows_behind(clause_of("S-06"), NOW)} == {first.title: True, second.title: True}
    late = stands("S-06", NOW + timedelta(days=300))
    assert (late.state, second.title in late.reason) == (State.AT_RISK, True)
    EqualityCheck.objects.all().delete()
    assert stands("S-06", NOW).state is State.AT_RISK
    ServicePage.objects.all().delete()
    assert stands("S-06", NOW).state is State.NOT_MEASURED


def test_the_editor_saves_a_new_page_and_does_not_publish_it_without_a_check(home: HomePage, officer: Person) -> None:
    client = Client()
    client.force_login(officer)
    given = {
        "title": "Garden help", "slug": "garden-help", "intro": "For tenants who cannot dig.", "body": words("Ask us."),
        "audiences": ["tenants"], "kept_by": "officer", "icon": "help", "picture_description": "", "online": "",
        "online_label": "", "action-publish": "1",
    }  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        add = f"/desk/website/pages/add/website/servicepage/{ServiceIndexPage.objects.get().pk}/"
        answer = client.post(add, given, follow=True)
        page = ServicePage.objects.get(slug="garden-help")
        assert not page.live
        assert "Check it against our equality commitments" in answer.text
        edit = f"/desk/website/pages/{page.pk}/edit/"
        answer = client.post(edit, given, follow=True)
        assert "has not been checked against our equality commitments yet" in answer.text
        assert not ServicePage.objects.get(pk=page.pk).live
        checked("service", page.pk, officer)
        client.post(edit, given)
        assert ServicePage.objects.get(pk=page.pk).live


def test_a_page_that_is_public_already_can_be_put_right(home: HomePage, officer: Person) -> None:
    assert held_back(ServicePage.objects.filter(live=True).first()) == ""


def test_several_pages_are_not_published_at_once_while_one_is_not_checked(home: HomePage, officer: Person) -> None:
    page = ServicePage.objects.first()
    page.unpublish()
    client = Client()
    client.force_login(officer)
    client.post(f"/desk/website/bulk/wagtailcore/page/publish/?id={page.pk}", {"include_descendants": ""})
    assert not ServicePage.objects.get(pk=page.pk).live


def test_a_post_of_a_campaign_is_not_approved_until_the_campaign_is_checked(officer: Person) -> None:
    campaign = begin_campaign(name="Warm homes", about="Help with heating", by=officer, now=NOW)
    post = make_post(officer, make_channel())
    gather_campaign(campaign=campaign, posts=[post], by=officer, now=NOW)
    with pytest.raises(NotReady, match=r"Warm homes.*has not been checked"):
        approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    with pytest.raises(NotScreened):
        require_screened("campaign", str(campaign.pk))
    checked("campaign", campaign.pk, officer, now=NOW)
    require_screened("campaign", str(campaign.pk))
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    assert list(Post.objects.approved()) == [post]


def test_an_approved_post_does_not_join_a_campaign_that_is_not_checked(officer: Person) -> None:
    post = make_post(officer, make_channel())
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=NOW)
    campaign = begin_campaign(name="Warm homes", about="Help with heating", by=officer, now=NOW)
    with pytest.raises(NotReady, match="approved already"):
        gather_campaign(campaign=campaign, posts=[post], by=officer, now=NOW)
    checked("campaign", campaign.pk, officer, now=NOW)
    gather_campaign(campaign=campaign, posts=[post], by=officer, now=NOW)
    other = begin_campaign(name="Other", about="Else", by=officer, now=NOW)
    checked("campaign", other.pk, officer, now=NOW)
    with pytest.raises(NotReady, match="belongs to “Warm homes” already"):
        gather_campaign(campaign=other, posts=[post], by=officer, now=NOW)


def test_every_question_wants_its_reason(officer: Person) -> None:
    campaign = begin_campaign(name="Warm homes", about="Help with heating", by=officer, now=NOW)
    (subject,) = all_subjects()
    with pytest.raises(NotReady):
        check_equality(subject=subject, answers=good_answers() | {"who": (EqualityAnswer.YES, "  ")}, by=officer, now=NOW)
    assert not EqualityCheck.objects.exists()
    assert campaign.name == subject.title


def test_the_pages_check_assess_and_lose_nothing_typed(client: Client, officer: Person) -> None:
    client.force_login(officer)
    assert client.post("/desk/campaigns/", {"name": "Warm homes", "about": "Heating"}).status_code == 302
    campaign = Campaign.objects.get()
    assert "Warm homes" in client.get("/desk/equality/").text
    address = f"/desk/equality/campaign/{campaign.pk}/"
    form = {code: answer.value for code, (answer, _) in good_answers().items()}
    form |= {f"{code}_reason": reason for code, (_, reason) in good_answers().items()}
    wrong = client.post(address, form | {"who_reason": ""})
    assert wrong.status_code == 422
    assert wrong.text.count("Read with the forum.") == len(good_answers()) - 1
    answer = client.post(address, form | {"worse": "yes", "worse_reason": "Some tenants pay more."})
    assert answer.headers["Location"] == f"{address}assessment/"
    late = {"findings": "Who pays", "measures": "Discount", "review_on": "2020-01-01"}
    assert "Choose a day to come" in client.post(f"{address}assessment/", late).text
    assert client.post(f"{address}assessment/", late | {"review_on": "2099-01-01"}).status_code == 302
    assert "Impact" in client.get("/desk/equality/").text
    assert "Some tenants pay more." in client.get(address).text
    assert client.get("/desk/equality/campaign/999/").status_code == 404
