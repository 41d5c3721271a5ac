"""Nobody sees a case that is not theirs: pages, lists, counts, search and deeds, for every office and team."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.casework.models import Case
from steamie.people.models import Person
from steamie.rules.cases import Way

from .making import put_in, told

pytestmark = pytest.mark.django_db

CANARIES = ("Shona Canary", "07700 900123", "Canary Street", "Canary words", "shona.canary@example.org")


def page(client: Client, person: Person, address: str) -> tuple[int, str]:
    client.force_login(person)
    answer = client.get(address, follow=True)
    return answer.status_code, answer.content.decode()


def leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def test_the_team_reads_it_and_reading_is_in_the_trail(desk: Client) -> None:
    case = told()
    text = desk.get(f"/desk/cases/{case.reference}/").content.decode()
    assert leaks(text) == list(CANARIES)
    assert [entry.title for entry in case.trail.order_by("pk")] == ["They told us", "Read by Staff"]


@pytest.mark.parametrize("kind", ["enquiry", "safety", "repair"])
def test_the_officer_sees_how_it_stands_and_no_words(client: Client, officer: Person, kind: str) -> None:
    case = told(kind)
    for address in ("/desk/", "/desk/inbox/", "/desk/cases/", f"/desk/cases/{case.reference}/"):
        status, text = page(client, officer, address)
        assert status == 200
        assert leaks(text) == [], address
    assert case.reference in text


def test_the_officer_reads_what_stood_in_public(client: Client, officer: Person) -> None:
    case = told(way=Way.COMMENT)
    assert "Canary words" in page(client, officer, f"/desk/cases/{case.reference}/")[1]


def test_the_auditor_sees_what_was_done_and_black_boxes(client: Client, auditor: Person) -> None:
    case = told()
    status, text = page(client, auditor, f"/desk/cases/{case.reference}/")
    assert status == 200
    assert leaks(text) == []
    assert "They told us" in text
    assert '<span class="st_black">name</span>' in text


def test_asking_to_see_more_is_recorded_and_granted_until_a_day_by_who_reads_it(
    client: Client, auditor: Person, worker: Person, officer: Person
) -> None:
    case = told()
    client.force_login(auditor)
    client.post(f"/desk/cases/{case.reference}/sight/", {"ask-reason": "Sample 12 of the audit"})
    wish = case.sight_requests.get()
    client.force_login(officer)
    assert client.post(f"/desk/cases/{case.reference}/sight/{wish.pk}/decision/", {}).status_code == 403
    client.force_login(worker)
    assert "An auditor asks to see more" in client.get("/desk/").content.decode()
    day = f"{wish.at:%Y-%m-%d}"
    client.post(f"/desk/cases/{case.reference}/sight/{wish.pk}/decision/", {f"sight{wish.pk}-until": day})
    assert "Canary words" in page(client, auditor, f"/desk/cases/{case.reference}/")[1]


def test_who_has_no_part_in_it_is_told_what_they_are_told_of_one_that_does_not_exist(
    client: Client, staff: Person, colleague: Person, committee: Person, forum: Person
) -> None:
    case = told()
    for person in (staff, colleague, committee, forum):
        there, theirs = page(client, person, f"/desk/cases/{case.reference}/")
        absent, theirs_not = page(client, person, "/desk/cases/222-222/")
        assert there == absent
        assert there in (403, 404)
        assert theirs.replace(case.reference, "") == theirs_not.replace("222-222", "")


@pytest.mark.parametrize(
    "deed", ["entries", "answer", "assignment", "handler", "urgency", "admission", "end", "reopening", "links"]
)
def test_no_deed_is_open_to_who_may_not_read(
    client: Client, officer: Person, colleague: Person, auditor: Person, deed: str
) -> None:
    case = told()
    everything = {"entry-what": "note", "entry-words": "x", "answer-words": "x", "urgency-reason": "x", "end-outcome": "done"}
    everything |= {"end-words": "x", "reopen-reason": "x", "link-other": case.reference, "link-why": "x"}
    for person in (officer, colleague, auditor):
        client.force_login(person)
        answer = client.post(f"/desk/cases/{case.reference}/{deed}/", everything)
        assert answer.status_code in (403, 404, 422), (person, deed)
        assert leaks(answer.content.decode()) == []
    assert case.trail.count() == 1


@pytest.mark.parametrize("words", ["Canary", "07700", "Canary Street", "G99", "shona.canary"])
def test_search_finds_words_only_for_who_reads_them(
    client: Client, worker: Person, officer: Person, auditor: Person, words: str
) -> None:
    case = told()
    assert case.reference in page(client, worker, f"/desk/cases/?q={words}")[1]
    for person in (officer, auditor):
        assert case.reference not in page(client, person, f"/desk/cases/?q={words}")[1]
    assert case.reference in page(client, officer, f"/desk/cases/?q={case.reference.lower()}")[1]


def test_a_safeguarding_matter_is_read_by_the_named_people_alone(
    client: Client, worker: Person, staff: Person, colleague: Person
) -> None:
    put_in("safeguarding", colleague)
    case = told("safety")
    assert page(client, worker, f"/desk/cases/{case.reference}/")[0] == 404
    text = page(client, colleague, "/desk/inbox/")[1]
    assert "Someone may not be safe at home" in text
    assert leaks(text) == []  # masked in lists, for the named people too
    text = page(client, colleague, f"/desk/cases/{case.reference}/")[1]
    assert "Canary words" in text
    assert "Do not reply from the desk" in text
    assert "/answer/" not in text


def test_a_safeguarding_matter_cannot_be_answered_or_handed_out_of_its_team(client: Client, colleague: Person) -> None:
    put_in("safeguarding", colleague)
    case, other = told("safety"), told()
    client.force_login(colleague)
    answer = client.post(f"/desk/cases/{case.reference}/answer/", {"answer-words": "Hello"})
    assert answer.status_code == 422
    assert "Somebody else may read their e-mail" in answer.content.decode()
    answer = client.post(f"/desk/cases/{case.reference}/assignment/", {"to-to": other.team.code, "to-reason": "x"})
    assert answer.status_code == 422
    assert Case.objects.get(pk=case.pk).team.code == "safeguarding"


def test_what_was_typed_comes_back_with_what_is_wrong(desk: Client) -> None:
    case = told()
    answer = desk.post(f"/desk/cases/{case.reference}/end/", {"end-outcome": "withdrawn", "end-words": ""})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Nothing was answered yet" in text
    assert f'action="/desk/cases/{case.reference}/end/"' in text


def test_a_call_is_logged_in_one_form_and_twice_is_once(desk: Client, worker: Person) -> None:
    form = desk.get("/desk/cases/new/").content.decode()
    ticket = form.split('name="ticket" value="')[1].split('"')[0]
    data = {"ticket": ticket, "kind": "enquiry", "way": "phone", "words": "When is the office shut?", "phone": "07700 900123"}
    first = desk.post("/desk/cases/new/", data, follow=True).content.decode()
    desk.post("/desk/cases/new/", data)
    case = Case.objects.get()
    assert " ".join(case.reference.replace("-", "")) in first
    assert (case.written_down_by, case.way) == (worker, "phone")


def test_matters_without_a_clock_are_ticked_off_together_and_others_are_not(desk: Client) -> None:
    thanks, question = told("compliment"), told()
    text = desk.get("/desk/inbox/").content.decode()
    assert f'value="{thanks.reference}"' in text
    assert f'value="{question.reference}"' not in text
    desk.post("/desk/inbox/reading/", {"case": [thanks.reference, question.reference]})
    assert Case.objects.get(pk=thanks.pk).ended_at is not None
    assert Case.objects.get(pk=question.pk).is_open
