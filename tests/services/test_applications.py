"""A home with us: help is a case, a list is brought in by its team alone, and only who knows two things sees where one stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from steamie.casework.actions import ending
from steamie.casework.models import Case
from steamie.casework.models.cases import Outcome
from steamie.evidence.models import Event
from steamie.people.asking import Viewer
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from steamie.rules.standing import State
from steamie.services import today
from steamie.services.actions import referring
from steamie.services.actions.applications import forget_sheets, replace_list
from steamie.services.actions.referring import PassingOn
from steamie.services.applications import ApplicationRow
from steamie.services.models import (
    ApplicationList,
    ApplicationLooks,
    ApplicationSheet,
    HousingApplication,
    Referral,
    ReferralOutcome,
)
from steamie.strategy.standing import rows_behind
from tests.casework.making import NOW, put_in, told
from tests.strategy.papers import clause_of, stands

pytestmark = pytest.mark.django_db
APPLY, LISTS = "/apply/", "/desk/applications/"
SHEET = """Application ref;Current status;Post Code;Mobile;Band
APP/1001;On the list;G15 6DD;07700 900123;B
APP/1002;Offer made;;07700 900456;A
APP/1003;On the list;;;C
;On the list;G15 6DD;;C
APP/1004;;G15 6DD;;C
APP-1005;On the list;G15 6DD;;C
app 1005;Removed;G15 6DD;;C
"""


@pytest.fixture
def housing(staff: Person, client: Client) -> Client:
    """The desk as a colleague of the housing team sees it."""
    put_in("housing", staff)
    client.force_login(staff)
    return client


def send_in(client: Client, text: str = SHEET, name: str = "list.csv") -> HttpResponse:
    return client.post(LISTS, {"file": SimpleUploadedFile(name, text.encode())})


def bring(client: Client, text: str = SHEET) -> HttpResponse:
    """A list sent, and used with the columns that were guessed."""
    page = send_in(client, text)
    return client.post(f"{page.headers['Location']}admission/", {"as_of": timezone.localdate().isoformat()})


def ask(reference: str, fact: str) -> HttpResponse:
    return Client().post(APPLY, {"reference": reference, "fact": fact})


def test_columns_are_guessed_matched_by_a_person_and_every_row_left_out_says_why(housing: Client) -> None:
    address = send_in(housing).headers["Location"]
    page = housing.get(address).content.decode()
    assert "2 applications ready" in page
    for why in ("no postcode and no phone", "There is no reference", "does not say where", "stands in row 8 too"):
        assert why in page
    assert not HousingApplication.objects.exists()
    wrong = {"reference": "0", "standing": "0"}
    refused = housing.post(address, wrong)
    assert (refused.status_code, "matched twice" in refused.content.decode()) == (422, True)
    housing.post(address, {"reference": "0", "standing": "1", "phone": "3"})
    assert "2 applications ready" in housing.get(address).content.decode()
    housing.post(address, {"reference": "0"})
    assert "Still to match: Where it stands, Postcode or phone" in housing.get(address).content.decode()


def test_a_list_replaces_the_one_before_and_its_file_is_thrown_away(housing: Client) -> None:
    bring(housing)
    assert [row.sought for row in HousingApplication.objects.order_by("pk")] == ["APP1001", "APP1002"]
    page = send_in(housing, SHEET.replace("Offer made", "Housed").replace("APP/1001", "APP/2001"))
    assert "1 new, 1 stand somewhere else, 1 no longer" in housing.get(page.headers["Location"]).content.decode()
    housing.post(f"{page.headers['Location']}admission/", {"as_of": timezone.localdate().isoformat()})
    assert {row.sought for row in HousingApplication.objects.all()} == {"APP2001", "APP1002"}
    assert not ApplicationSheet.objects.exists()
    events = Event.objects.filter(verb="bring in applications")
    assert [event.facts["left_out"] for event in events] == [5, 5]
    assert "1001" not in str([event.facts for event in events])


@pytest.mark.parametrize("day", [timedelta(days=-1), timedelta(days=100)])
def test_a_list_of_a_day_that_cannot_be_changes_nothing(housing: Client, day: timedelta) -> None:
    page = send_in(housing)
    as_of = (timezone.localdate() - day).isoformat()
    assert housing.post(f"{page.headers['Location']}admission/", {"as_of": as_of}).status_code == 422
    assert not ApplicationList.objects.exists()


@pytest.mark.parametrize(("reference", "fact"), [("app1001", "g156dd"), ("APP/1001", "0123"), (" app 1002 ", "0456")])
def test_two_things_show_where_it_stands_and_no_name(housing: Client, reference: str, fact: str) -> None:
    bring(housing)
    page = ask(reference, fact)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Our list" in text or "our list" in text
    assert ("On the list" in text) is ("1001" in reference)
    assert page.cookies == {}
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert ApplicationLooks.objects.get().answered == 1


@pytest.mark.parametrize("fact", ["G15 6DE", "9999", "-", "123"])
def test_a_wrong_fact_and_an_unknown_reference_are_answered_alike(housing: Client, fact: str) -> None:
    bring(housing)
    wrong, unknown = ask("APP1001", fact), ask("NOBODY", fact)
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.content.decode().replace("APP1001", "") == unknown.content.decode().replace("NOBODY", "")
    assert ApplicationLooks.objects.get().not_found == 2


def test_guessing_is_paced(housing: Client) -> None:
    bring(housing)
    answers = [ask("APP1001", f"{number:04}").status_code for number in range(500, 521)]
    assert answers == [422] * 20 + [429]
    assert ask("APP1001", "0123").status_code == 429


def test_what_is_kept_of_a_list_names_nobody(housing: Client) -> None:
    bring(housing)
    row = HousingApplication.objects.get(sought="APP1001")
    assert "G156DD" not in str(row.facts)
    assert "0123" not in str(row.facts)


def test_without_a_list_people_are_led_to_a_person(client: Client) -> None:
    page = client.get(APPLY).content.decode()
    assert "We look it up for you" in page
    assert 'name="fact"' not in page


def test_only_the_team_brings_a_list_in_and_sees_its_rows(
    client: Client, officer: Person, staff: Person, colleague: Person
) -> None:
    put_in("housing", staff)
    client.force_login(staff)
    address = send_in(client).headers["Location"]
    for other in (officer, colleague):
        client.force_login(other)
        assert client.get(LISTS).status_code == 200
        assert send_in(client).status_code == 403
        assert client.get(address).status_code in (403, 404)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no sheet"])
def test_a_file_that_is_no_sheet_is_refused_with_its_reason(housing: Client, content: bytes) -> None:
    page = housing.post(LISTS, {"file": SimpleUploadedFile("list.xlsx", content)})
    assert page.status_code == 422
    assert not ApplicationSheet.objects.exists()


def test_a_long_list_is_read_whole(housing: Client) -> None:
    lines = [f"A{number};On the list;G15 6DD" for number in range(1_500)]
    bring(housing, "\n".join(["Ref;Status;Postcode", *lines]))
    assert HousingApplication.objects.count() == 1_500


def test_a_file_left_lying_goes_after_a_day(housing: Client) -> None:
    send_in(housing)
    forget_sheets(timezone.now() + timedelta(hours=23))
    assert ApplicationSheet.objects.exists()
    forget_sheets(timezone.now() + timedelta(hours=25))
    assert not ApplicationSheet.objects.exists()


def test_a_referral_needs_a_yes_and_its_outcome_is_asked_for(staff: Person) -> None:
    put_in("housing", staff)
    case = told("adaptation")
    with pytest.raises(NotReady, match="Ask them first"):
        referring.refer(case=case, passing_on=PassingOn("Occupational therapy", "A rail", agreed=False), by=staff, at=NOW)
    row = referring.refer(case=case, passing_on=PassingOn("Occupational therapy", "A rail", agreed=True), by=staff, at=NOW)
    ending.end(case=case, outcome=Outcome.REFERRED, words="To occupational therapy", by=staff, at=NOW)
    assert list(today._silent(Viewer(staff, NOW + timedelta(days=27)))) == []
    assert "nobody has heard" in today.referrals_to_ask_about(Viewer(staff, NOW + timedelta(days=29))).title
    referring.note_outcome(referral=row, outcome=ReferralOutcome.HELPED, by=staff, at=NOW + timedelta(days=30))
    assert not Referral.objects.silent_since(NOW + timedelta(days=90)).exists()
    with pytest.raises(NotReady, match="written down already"):
        referring.note_outcome(referral=row, outcome=ReferralOutcome.NO_REPLY, by=staff, at=NOW + timedelta(days=31))


def test_a_referral_is_made_and_answered_from_the_page_of_the_case(housing: Client) -> None:
    case = told("housing", at=timezone.now())
    assert "Pass them on" in housing.get(f"/desk/cases/{case.reference}/").content.decode()
    new = f"/desk/cases/{case.reference}/referrals/new/"
    assert housing.post(new, {"to": "The council", "why": "Options"}).status_code == 422
    assert housing.post(new, {"to": "The council", "why": "Options", "agreed": "on"}).status_code == 302
    address = f"/desk/cases/{case.reference}/referrals/{Referral.objects.get().pk}/outcome/"
    assert address in housing.get(f"/desk/cases/{case.reference}/").content.decode()
    assert housing.post(address, {"outcome": "helped"}).status_code == 302
    assert "They helped" in housing.get(f"/desk/cases/{case.reference}/").content.decode()


def test_help_to_apply_is_a_case_with_a_clock(client: Client) -> None:
    client.post("/contact/", {"ticket": "forged", "reach": "a@example.org", "words": "Help me apply", "kind": "apply"})
    case = Case.objects.get()
    assert (case.kind, case.clocks.count()) == ("application", 1)


@pytest.mark.clause("S-39")
def test_applicants_are_measured_by_help_and_by_a_fresh_list(staff: Person, strategy: None) -> None:
    put_in("housing", staff)
    later = NOW + timedelta(hours=1)
    assert stands("S-39", later).state is State.NOT_MEASURED
    case = told("application", at=NOW)
    assert stands("S-39", later).state is State.AT_RISK  # help is asked for, and no list answers
    row = ApplicationRow(2, {"reference": "APP1001", "standing": "On the list", "phone": "07700 900123"})
    replace_list(rows=[row], as_of=NOW.date(), headings="", columns={}, left_out=0, by=staff, at=NOW)
    with time_machine.travel(later, tick=False):
        ask("APP1001", "0123")
    standing = stands("S-39", later)
    assert standing.state is State.MET
    assert standing.figure.startswith("1 request for help, 1 time shown")
    assert [row.what for row in rows_behind(clause_of("S-39"), later)] == [str(case)]
    assert stands("S-39", NOW + timedelta(days=40)).state is State.AT_RISK


def test_headings_of_another_system_are_matched_and_found_above_fuller_rows(housing: Client) -> None:
    text = "Homes list,,,\nApplicationRef,ApplicationStatus,PostalCode,\nA1,On the list,G15 6DD,x\n"
    send_in(housing, text)
    assert ApplicationSheet.objects.get().columns == {"reference": 0, "standing": 1, "postcode": 2}
