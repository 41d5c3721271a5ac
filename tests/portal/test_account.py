"""What an account shows and keeps: own cases, the home's, settings, consents; and nothing of anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from steamie.casework.actions.opening import Whose
from steamie.casework.models import Case
from steamie.casework.models.trail import EntryKind
from steamie.content.posts import readiness
from steamie.content.posts.models import PostPicture, Publication
from steamie.content.publishing.publisher.situations import situation
from steamie.evidence.models import Event
from steamie.files.consents import objections
from steamie.letters.models import Letter
from steamie.people.models import Person
from steamie.portal.actions import consents
from steamie.portal.duties import see_to_accounts
from steamie.portal.models import (
    ContactWish,
    HouseholdMember,
    NoticeAgreement,
    PictureConsent,
    ResidentAccount,
    Tenancy,
    TenancyMatter,
    Tenant,
)
from steamie.portal.picture_consents import TAKEN_BACK
from steamie.rules.publishing import closed_gate
from tests.casework.making import put_in, told
from tests.content.making import make_channel, make_picture, make_post

from .making import NOW, account_of, browser_of, key_of, let, repair_at

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def shona() -> ResidentAccount:
    return account_of(let("T1", "Shona Reid", "Omar Reid").tenants.all()[0], "shona@example.org")


@pytest.fixture
def omar(shona: ResidentAccount) -> ResidentAccount:
    return account_of(shona.tenancy.tenants.all()[1], "omar@example.org")


@pytest.fixture
def neighbour() -> ResidentAccount:
    return account_of(let("T2", "Nora Neighbour", flat="2/2").tenants.get(), "nora@example.org")


def page_of(account: ResidentAccount, address: str = "/portal/") -> str:
    return browser_of(account).get(address).content.decode()


def test_a_repair_of_the_home_is_seen_by_all_who_hold_it_and_by_no_neighbour(
    shona: ResidentAccount, omar: ResidentAccount, neighbour: ResidentAccount
) -> None:
    case = repair_at("2/1")
    seen = [case.reference in page_of(account) for account in (shona, omar, neighbour)]
    assert seen == [True, True, False]
    page = page_of(omar, reverse("portal:matter", args=[case.tenancy_matter.token]))
    assert "Canary words" not in page  # whose words they were is not shown
    assert "Shona Canary" not in page


def test_anything_but_a_repair_is_shown_to_the_one_who_sent_it(shona: ResidentAccount, omar: ResidentAccount) -> None:
    whose = Whose(email="Shona@example.org", address="Flat 2/1, 14 Canary Street", postcode="G99 9ZZ")
    case = told("complaint", at=NOW, whose=whose)
    assert [case.reference in page_of(account) for account in (shona, omar)] == [True, False]
    masked = told("safety", at=NOW, whose=Whose(email="shona@example.org"))
    assert masked.reference not in page_of(shona)


def test_what_came_before_is_found_when_an_account_opens_and_nothing_of_those_who_lived_there_before() -> None:
    tenancy = let("T1", "Shona Reid", since=date(2026, 11, 1))
    earlier, mine = (repair_at(at=NOW - timedelta(days=days)) for days in (40, 3))
    TenancyMatter.objects.all().delete()  # they came before the list was brought in
    page = page_of(account_of(tenancy.tenants.get(), "shona@example.org"))
    assert mine.reference in page
    assert earlier.reference not in page


def test_every_account_is_refused_everything_of_every_other(
    shona: ResidentAccount, omar: ResidentAccount, neighbour: ResidentAccount
) -> None:
    """The crawl: each address that a person meets, asked for by each other person, shows nothing and changes nothing."""
    private = told("enquiry", at=NOW, whose=Whose(email="shona@example.org"))
    home = repair_at("2/1")
    member = HouseholdMember.objects.create(tenancy=shona.tenancy, name="Canary Child", stated_by=shona, stated_at=NOW)
    consent = consent_of(shona.tenant)
    things = {
        reverse("portal:matter", args=[private.tenancy_matter.token]): (neighbour, omar),
        reverse("portal:words", args=[private.tenancy_matter.token]): (neighbour, omar),
        reverse("portal:matter", args=[home.tenancy_matter.token]): (neighbour,),
        reverse("portal:words", args=[home.tenancy_matter.token]): (neighbour,),
        reverse("portal:departure", args=[member.token]): (neighbour,),
        reverse("portal:picture_withdrawal", args=[consent.token]): (neighbour, omar),
    }
    for address, strangers in things.items():
        for stranger in strangers:
            browser = browser_of(stranger)
            key = key_of(stranger)
            assert browser.get(address).status_code in (404, 405), (address, stranger.email)
            assert browser.post(address, {"key": key, "words": "Mine now"}).status_code in (404, 405), (address, stranger.email)
    assert Client().post("/portal/closing/").headers["Location"] == "/portal/sign-in/"
    consent.refresh_from_db()
    member.refresh_from_db()
    assert (consent.withdrawn_at, member.left_at) == (None, None)
    assert not Case.objects.filter(trail__words="Mine now").exists()


def test_pages_ask_the_database_little(shona: ResidentAccount) -> None:
    for number in range(12):
        repair_at(at=NOW - timedelta(days=number))
    browser = browser_of(shona)
    token = TenancyMatter.objects.latest("pk").token
    for address in ("/portal/", "/portal/settings/", "/portal/household/", reverse("portal:matter", args=[token])):
        browser.get(address)  # what a process asks once
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(address).status_code == 200
        assert len(counted) <= MOST_QUERIES, (address, len(counted))


def test_more_is_said_once_and_opens_what_had_ended(shona: ResidentAccount) -> None:
    case = repair_at()
    browser, address = browser_of(shona), reverse("portal:words", args=[case.tenancy_matter.token])
    for _ in range(2):
        assert "A person reads it" in browser.post(address, {"key": key_of(shona), "words": "It drips again"}).content.decode()
    assert list(case.trail.filter(kind=EntryKind.CAME_IN).values_list("words", flat=True)).count("It drips again") == 1
    assert browser.post(address, {"key": "forged", "words": "Not mine"}).status_code == 403
    assert not case.trail.filter(words="Not mine").exists()


def test_something_sent_without_an_account_is_added_by_its_reference(shona: ResidentAccount, neighbour: ResidentAccount) -> None:
    case = told("enquiry", at=NOW, whose=Whose(postcode="EX1 1AA"))
    browser = browser_of(shona)
    wrong = browser.post("/portal/matters/", {"key": key_of(shona), "reference": case.reference, "fact": "EX9 9ZZ"})
    assert wrong.status_code == 422
    assert f'value="{case.reference}"' in wrong.content.decode()
    fits = {"reference": case.reference, "fact": "ex11aa"}
    assert browser.post("/portal/matters/", fits | {"key": key_of(shona)}).status_code == 302
    other = browser_of(neighbour)
    assert other.post("/portal/matters/", fits | {"key": key_of(neighbour)}).status_code == 422  # it stands in one account


WISHES = {"reach_by": "text", "medium": "paper", "layout": "large", "language": "pl"}


def test_wishes_are_kept_with_their_day_and_shown_to_whoever_writes(shona: ResidentAccount, officer: Person) -> None:
    browser = browser_of(shona)
    for _ in range(2):
        assert browser.post("/portal/settings/", WISHES | {"key": key_of(shona)}).status_code == 200
    assert [(wish.reach_by, wish.layout) for wish in ContactWish.objects.all()] == [("text", "large")]
    bad = browser.post("/portal/settings/", WISHES | {"key": key_of(shona), "language": "xx"})
    assert bad.status_code == 422
    desk = Client()
    desk.force_login(officer)
    assert "large print" in desk.get(shona.tenancy.get_absolute_url()).content.decode()


def test_formal_notices_are_an_agreement_of_their_own(shona: ResidentAccount) -> None:
    browser = browser_of(shona)
    browser.post("/portal/settings/", WISHES | {"key": key_of(shona), "agree": "yes"})
    assert not NoticeAgreement.objects.exists()  # never merged with other wishes
    browser.post("/portal/settings/notices/", {"key": key_of(shona)})
    assert not NoticeAgreement.objects.exists()  # the box was not ticked
    for _ in range(2):
        browser.post("/portal/settings/notices/", {"key": key_of(shona), "agree": "yes"})
    agreement = NoticeAgreement.objects.get()
    assert agreement.agreed_at == NOW
    assert "rent increase" in agreement.words
    browser.post("/portal/settings/notices/withdrawal/", {"key": key_of(shona)})
    assert NoticeAgreement.objects.get().withdrawn_at == NOW
    assert "They come on paper." in browser.get("/portal/settings/").content.decode()


def consent_of(tenant: Tenant | None, **more: Any) -> PictureConsent:
    someone = Person.objects.first() or Person.objects.create_user("who@example.org", None, name="Who")
    row = {"picture": more.pop("picture", None) or make_picture(), "title": "Garden day", "agreed_on": date(2026, 5, 1)}
    return PictureConsent.objects.create(
        tenant=tenant, until=date(2027, 5, 1), recorded_by=someone, recorded_at=NOW, **row, **more
    )


def test_a_picture_is_shown_where_and_as_long_as_everybody_agreed(shona: ResidentAccount) -> None:
    website, paper = make_channel("website", "Website"), make_channel("paper", "Board")
    consent = consent_of(shona.tenant)
    consent.channels.add(website)
    picture, day = consent.picture_id, date(2026, 11, 24)
    assert objections([picture], [website.pk], day) == []
    assert [channel for channel, _ in objections([picture], [website.pk, paper.pk], day)] == [paper.pk]
    assert "run out" in objections([picture], [website.pk], date(2027, 5, 2))[0][1]
    browser = browser_of(shona)
    browser.post(reverse("portal:picture_withdrawal", args=[consent.token]), {"key": key_of(shona)})
    assert "taken back" in objections([picture], [website.pk], day)[0][1]
    assert objections([make_picture().pk], [website.pk], day) == []


def test_a_consent_taken_back_while_the_post_waits_holds_it(shona: ResidentAccount, officer: Person) -> None:
    channel = make_channel("website", "Website")
    post = make_post(officer, channel, due_at=NOW + timedelta(days=1))
    consent = consent_of(shona.tenant)
    consent.channels.add(channel)
    PostPicture.objects.create(post=post, picture=consent.picture, alt="The garden")
    publication = Publication.objects.create(post=post, channel=channel, code="c0nsent", due_at=post.due_at, fingerprint="f")
    words = lambda: " ".join(problem.message for problem in readiness.of_post(post, now=NOW))  # noqa: E731
    assert "taken back" not in words() + situation(publication, NOW).objection
    consents.take_back(consent=consent, by=officer, at=NOW)
    assert "taken back" in words()
    assert closed_gate(replace(situation(publication, NOW), approved=True)) == TAKEN_BACK


def test_closed_and_forgotten_by_its_rule(shona: ResidentAccount, omar: ResidentAccount, clock: time_machine.Traveller) -> None:
    browser = browser_of(shona)
    browser.post("/portal/settings/", WISHES | {"key": key_of(shona)})
    browser.post("/portal/household/", {"key": key_of(shona), "name": "Canary Child", "relation": "my son"})
    private = told("enquiry", at=NOW, whose=Whose(email="shona@example.org"))
    assert "Your account is closed" in browser.post("/portal/closing/", {"key": key_of(shona)}).content.decode()
    assert browser.get("/portal/").headers["Location"] == "/portal/sign-in/"
    assert Letter.objects.latest("pk").to == "shona@example.org"
    see_to_accounts(NOW + timedelta(days=29))
    assert ResidentAccount.objects.get(pk=shona.pk).email == "shona@example.org"
    clock.move_to(NOW + timedelta(days=31))
    see_to_accounts(NOW + timedelta(days=31))
    row = ResidentAccount.objects.get(pk=shona.pk)
    assert (row.email, row.tenant, row.wishes.count(), row.sessions.count()) == ("", None, 0, 0)
    assert not HouseholdMember.objects.exists()
    assert not TenancyMatter.objects.filter(case=private).exists()
    assert Case.objects.filter(pk=private.pk).exists()  # it stays as long as it must
    assert ResidentAccount.objects.get(pk=omar.pk).is_open
    words = " ".join(map(str, Event.objects.values_list("facts", "reason", "subject")))
    assert "shona@" not in words
    assert "Canary" not in words


def test_an_account_ends_with_the_tenancy(shona: ResidentAccount) -> None:
    browser = browser_of(shona)
    Tenancy.objects.filter(pk=shona.tenancy_id).update(until=date(2026, 11, 23))
    assert browser.get("/portal/").headers["Location"] == "/portal/sign-in/"
    see_to_accounts(NOW)
    assert not ResidentAccount.objects.get(pk=shona.pk).is_open


def test_who_lives_there_is_kept_by_those_who_hold_the_tenancy(shona: ResidentAccount, omar: ResidentAccount) -> None:
    browser = browser_of(shona)
    for expected in (302, 422):  # named twice, it is said
        answer = browser.post("/portal/household/", {"key": key_of(shona), "name": "Ayesha", "relation": "my daughter"})
        assert answer.status_code == expected
    assert "Ayesha" in page_of(omar, "/portal/household/")
    token = HouseholdMember.objects.get().token
    browser_of(omar).post(reverse("portal:departure", args=[token]), {"key": key_of(omar)})
    assert "Ayesha" not in page_of(shona, "/portal/household/")


def test_two_people_hear_at_once_that_somebody_sees_another_s_data(
    shona: ResidentAccount, officer: Person, colleague: Person, staff: Person
) -> None:
    put_in("data-protection", staff)
    before = Letter.objects.count()
    browser = browser_of(shona)
    before = Letter.objects.count()
    for _ in range(2):
        browser.post("/portal/not-mine/", {"key": key_of(shona), "words": "Canary: a neighbour's repair stands there"})
    case = Case.objects.get(kind="exposure")
    letters = Letter.objects.order_by("pk")[before:]
    assert sorted(letter.to for letter in letters) == sorted([staff.email, officer.email])
    assert not any("Canary" in letter.words for letter in letters)
    assert case.clocks.get().due_at == NOW + timedelta(hours=72)
    assert case.dangerous


def test_staff_raise_the_alarm_with_one_button(staff: Person, officer: Person, auditor: Person) -> None:
    desk = Client()
    desk.force_login(staff)
    assert desk.post("/desk/portal/alarm/", {"way": "phone", "words": ""}).status_code == 422
    assert desk.post("/desk/portal/alarm/", {"way": "phone", "words": "A caller sees it", "ticket": "t"}).status_code == 302
    assert Case.objects.get(kind="exposure").way == "phone"
    desk.force_login(auditor)
    assert desk.post("/desk/portal/alarm/", {"way": "phone", "words": "No"}).status_code == 403
