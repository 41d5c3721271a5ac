"""A landlord's own lists hold as they come, until somebody here changes, checks or puts them back; at once, on every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from steamie.complaints.data import COMPLAINTS, complaint_data
from steamie.complaints.tenant_measures import TenantMeasure
from steamie.evidence.models import Event
from steamie.newsletter.lists import LISTS, offered_lists
from steamie.particulars import changes
from steamie.particulars.actions import OTHERWISE, change_rows, confirm, put_back
from steamie.particulars.models import ParticularEdition, digest_of
from steamie.particulars.reading import one_look
from steamie.particulars.register import Particular, as_shipped, particulars
from steamie.people.models import Person
from steamie.people.refusals import NotReady
from steamie.services.damp_data import DAMP
from steamie.services.models import RepairRequest
from steamie.services.numbers import NUMBERS, emergency
from steamie.services.problems import REPAIRS, problems
from steamie.services.setup_lines import numbers_to_call
from tests.casework.making import told
from tests.website.conftest import home

__all__ = ["home"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def seen(particular: Particular[Any]) -> str:
    return digest_of(particular.data())


def _is_entered(fact: object) -> bool:
    """Whether a browser sends it: a box that is not ticked is not sent, and nor is what nobody filled in."""
    return fact is not None and fact is not False


def row_of(particular: Particular[Any], part: str, title: str) -> int:
    """The number of the row whose first fact this is."""
    section = particular.section(part)
    assert section
    return [row[section.columns[0].name] for row in section.rows(particular.data())].index(title)


@pytest.mark.parametrize("particular", particulars(), ids=lambda one: one.code)
def test_what_comes_with_steamie_passes_through_its_own_forms(particular: Particular[Any], officer: Person) -> None:
    """Each row, saved as its form shows it, says what it said: no fact of a file is beyond the desk, and none is lost."""
    client = Client()
    client.force_login(officer)
    assert not list(particular.problems(particular.current()))
    before = particular.current()
    for section in particular.sections:
        for number in range(len(section.rows(particular.data()))):
            address = reverse("particulars:change_row", args=[particular.code, section.slug, number])
            form = client.get(address).context["form"]
            typed = {name: form.initial.get(name) for name in form.fields if _is_entered(form.initial.get(name))}
            assert client.post(address, {**typed, "seen": seen(particular)}).status_code == 302, address
    assert particular.current() == before


def test_a_number_that_was_changed_stands_on_the_page_for_danger_at_once(home: object, officer: Person, client: Client) -> None:
    page = reverse("services:repairs")
    assert "0800 0778 778" in text(client.get(page))
    desk = Client()
    desk.force_login(officer)
    address = reverse(
        "particulars:change_row",
        args=["numbers", "emergency", row_of(NUMBERS, "emergency", "Burst main, or sewage in the street")],
    )
    typed = {"who": "Burst main", "how": "Yorkshire Water, day and night.", "telephone": "0800 573 553", "seen": seen(NUMBERS)}
    assert desk.post(address, typed).status_code == 302
    shown = text(client.get(page))
    assert "0800 573 553" in shown
    assert "Scottish Water" not in shown
    event = Event.objects.latest("number")
    assert (event.verb, event.actor) == ("change a list of our own", officer.reference)
    assert "573" not in str(event.facts)


def test_a_problem_offered_no_longer_keeps_its_name_for_what_was_told(officer: Person, client: Client) -> None:
    number = row_of(REPAIRS, "problems", "Extractor fan does not work")
    section = REPAIRS.section("problems")
    assert section
    case = told("repair")
    RepairRequest.objects.create(case=case, place="kitchen", problem="fan")
    change_rows(particular=REPAIRS, section=section, change=changes.taken_out(section, number), by=officer)
    assert "Extractor fan" not in text(client.get(reverse("services:what"), {"where": "kitchen"}))
    assert problems()["fan"].label == "Extractor fan does not work"


def test_a_room_for_which_nothing_can_be_reported_is_refused(officer: Person) -> None:
    section = REPAIRS.section("places")
    assert section
    with pytest.raises(NotReady, match="Nothing can be reported for “Loft”"):
        change_rows(
            particular=REPAIRS, section=section, change=changes.added(section, {"label": "Loft", "icon": "home"}), by=officer
        )


def test_the_last_number_for_somebody_in_danger_cannot_be_taken_out(officer: Person) -> None:
    section = NUMBERS.section("private")
    assert section
    for _ in section.rows(NUMBERS.data())[1:]:
        change_rows(particular=NUMBERS, section=section, change=changes.taken_out(section, 1), by=officer)
    with pytest.raises(NotReady, match="One number must stay"):
        change_rows(particular=NUMBERS, section=section, change=changes.taken_out(section, 0), by=officer)


def test_two_people_at_one_list_do_not_undo_each_other(officer: Person, colleague: Person) -> None:
    section = NUMBERS.section("emergency")
    assert section
    old = seen(NUMBERS)
    change_rows(
        particular=NUMBERS, section=section, change=changes.replaced(3, {"telephone": "0800 105 105"}), seen=old, by=officer
    )
    with pytest.raises(NotReady, match=OTHERWISE):
        change_rows(particular=NUMBERS, section=section, change=changes.replaced(3, {"telephone": "106"}), seen=old, by=officer)
    assert emergency()[3]["telephone"] == "0800 105 105"


@pytest.mark.parametrize("looked_at", [{}, {"seen": ""}, {"seen": "0" * 64}])
def test_a_row_is_changed_only_by_whoever_says_what_they_looked_at(officer: Person, looked_at: dict[str, str]) -> None:
    desk = Client()
    desk.force_login(officer)
    address = reverse("particulars:change_row", args=["numbers", "emergency", 3])
    answer = desk.post(address, {"who": "Power cut", "how": "Free.", "telephone": "106", **looked_at})
    assert answer.status_code == 422
    assert OTHERWISE in text(answer)
    assert emergency()[3]["telephone"] == "105"


def test_where_english_law_holds_damp_is_dealt_with_by_it_and_no_repair_is_a_scottish_qualifying_one(
    officer: Person, client: Client
) -> None:
    today = timezone.localdate()
    assert "by law" in problems()["sink"].promise(today)
    section = DAMP.section("facts")
    assert section
    change_rows(particular=DAMP, section=section, change=changes.replaced(0, {"nation": "england"}), seen=seen(DAMP), by=officer)
    assert problems()["sink"].item == ""
    assert "law" not in problems()["sink"].promise(today)
    scottish = [duty for duty, _ in problems()["damp"].promises(today)]
    put_back(particular=DAMP, by=officer)
    assert [duty for duty, _ in problems()["damp"].promises(today)] != scottish


def test_homes_entered_at_the_desk_make_the_regulator_s_figure(officer: Person) -> None:
    assert complaint_data().homes == 0
    section = COMPLAINTS.section("facts")
    assert section
    change_rows(
        particular=COMPLAINTS, section=section, change=changes.replaced(0, {"homes": 500}), seen=seen(COMPLAINTS), by=officer
    )
    assert TenantMeasure("Stage 1", 4, 0, 0, complaint_data().homes).by_homes == "8.0"


def test_a_list_of_one_s_own_gets_a_code_of_its_own_and_can_be_chosen(officer: Person) -> None:
    (section,) = LISTS.sections
    row = {"label": "News for partners", "about": "Twice a year.", "agreed": "Send it to me.", "organisations": False}
    change_rows(particular=LISTS, section=section, change=changes.added(section, row), by=officer)
    assert [one.code for one in offered_lists()][-1] == "news-for-partners"


def test_checking_and_putting_back_are_written_down_and_end_the_line_of_set_up(officer: Person) -> None:
    now = timezone.now()
    assert not next(numbers_to_call(now)).is_done
    confirm(particular=NUMBERS, seen=seen(NUMBERS), by=officer)
    assert next(numbers_to_call(now)).is_done
    section = NUMBERS.section("emergency")
    assert section
    change_rows(
        particular=NUMBERS, section=section, change=changes.replaced(0, {"telephone": "111"}), seen=seen(NUMBERS), by=officer
    )
    put_back(particular=NUMBERS, by=officer)
    assert NUMBERS.data() == as_shipped(NUMBERS)
    assert [event.verb for event in Event.objects.order_by("-number")[:3]] == [
        "put a list of our own back",
        "change a list of our own",
        "check a list of our own",
    ]


def test_a_state_that_this_version_cannot_read_holds_as_it_came_and_the_site_stays_up(officer: Person, client: Client) -> None:
    ParticularEdition.objects.create(code="numbers", data={"danger": []}, digest="0" * 64, at=timezone.now(), by=officer)
    assert emergency()[0]["short"] == "Gas"


def test_a_row_is_moved_up_and_a_retired_one_offered_again_from_the_page(officer: Person) -> None:
    desk = Client()
    desk.force_login(officer)
    titles = [number["who"] for number in emergency()]
    for number in (2, 4):  # the third may not stand among the first two: it has no name in a word
        desk.post(reverse("particulars:move_up", args=["numbers", "emergency", number]), {"seen": seen(NUMBERS)})
    assert [number["who"] for number in emergency()] == [*titles[:3], titles[4], titles[3]]
    fan = ["repairs", "problems", row_of(REPAIRS, "problems", "Extractor fan does not work")]
    for name, past in (("take_out", True), ("offer_again", False)):
        desk.post(reverse(f"particulars:{name}", args=fan), {"seen": seen(REPAIRS)})
        assert problems()["fan"].past is past


def test_what_was_changed_is_read_by_the_same_page(officer: Person) -> None:
    (section,) = LISTS.sections
    with one_look():
        first = offered_lists()[0].label
        change_rows(particular=LISTS, section=section, change=changes.replaced(0, {"label": "Ours"}), by=officer)
        assert (first, offered_lists()[0].label) == ("News for residents and supporters", "Ours")


def test_what_was_typed_stays_when_it_is_refused(officer: Person) -> None:
    desk = Client()
    desk.force_login(officer)
    address = reverse("particulars:add_row", args=["numbers", "private"])
    answer = desk.post(address, {"who": "Women’s Aid", "telephone": "none", "seen": ""})
    assert answer.status_code == 422
    assert "“none” is no telephone number." in text(answer)
    assert 'value="Women’s Aid"' in answer.content.decode()
