"""What taking a list of tenancies does, before it is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.tenancy_columns import COLUMNS, recognised
from steamie.rules.tenancy_lists import (
    ChangeKind,
    DoubtKind,
    HeldPerson,
    HeldTenancy,
    ListedPerson,
    compare,
    read_rows,
)

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)
SHONA = ListedPerson(2, "T1", "Shona Reid", "1 High St", "G1 1AA", born=date(1980, 5, 6))
OMAR = ListedPerson(3, "T1", "Omar Reid", "1 High St", "G1 1AA", born=date(1979, 1, 2))
HELD_SHONA = HeldPerson(11, "Shona Reid", born=date(1980, 5, 6))
HELD = HeldTenancy(1, "T1", "1 High St", "G1 1AA", people=(HELD_SHONA,))


def changes(*people: ListedPerson, held: HeldTenancy | None = HELD, complete: bool = False) -> list[tuple[ChangeKind, str]]:
    plans, _ = compare(people, {held.reference: held} if held else {}, today=TODAY, complete=complete)
    return [(change.kind, change.words) for plan in plans for change in plan.changes]


CASES = {
    "nothing new": ((SHONA,), HELD, []),
    "a new tenancy": ((SHONA,), None, [(ChangeKind.NEW, "Shona Reid")]),
    "joint tenants": ((SHONA, OMAR), None, [(ChangeKind.NEW, "Shona Reid and Omar Reid, 2 joint tenants")]),
    "somebody joins": ((SHONA, OMAR), HELD, [(ChangeKind.JOINS, "Omar Reid")]),
    "moved out yesterday": (
        (replace(SHONA, until=YESTERDAY),), HELD, [(ChangeKind.LEAVES, "Shona Reid, to 23 November 2026")]
    ),
    "new, and gone already": ((replace(SHONA, until=YESTERDAY),), None, []),
    "a name put right": (
        (replace(SHONA, name="Shona Reed"),), HELD, [(ChangeKind.CORRECTED, "Shona Reid: is called Shona Reed")]
    ),
    "a birthday put right": (
        (replace(SHONA, born=date(1980, 6, 5)),), HELD, [(ChangeKind.CORRECTED, "Shona Reid: another date of birth")]
    ),
    "an empty cell takes nothing away": ((replace(SHONA, born=None),), HELD, []),
    "an address put right": (
        (replace(SHONA, address="1 High Street"),),
        HELD,
        [(ChangeKind.CORRECTED, "1 High St, G1 1AA becomes 1 High Street, G1 1AA")],
    ),
    "back again": (
        (SHONA,),
        replace(HELD, until=YESTERDAY, people=(replace(HELD_SHONA, until=YESTERDAY),)),
        [(ChangeKind.NEW, "had ended, and is on the list again"), (ChangeKind.CORRECTED, "Shona Reid: is back")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_change_is_seen_before_it_is_taken(name: str) -> None:
    people, held, expected = CASES[name]
    assert changes(*people, held=held) == expected


def test_only_a_complete_list_moves_people_out() -> None:
    assert changes(OMAR, complete=False) == [(ChangeKind.JOINS, "Omar Reid")]
    gone = [(ChangeKind.JOINS, "Omar Reid"), (ChangeKind.LEAVES, "Shona Reid, is not on the list any more")]
    assert changes(OMAR, complete=True) == gone
    assert changes(complete=True) == [(ChangeKind.ENDS, "is not on the list any more")]


def test_the_same_person_twice_is_taken_once_and_said() -> None:
    plans, doubts = compare([SHONA, replace(SHONA, row=9)], {}, today=TODAY, complete=False)
    assert [len(plan.joins) for plan in plans] == [1]
    assert [(doubt.kind, doubt.row, doubt.left_out) for doubt in doubts] == [(DoubtKind.TWICE, 9, True)]


def test_somebody_on_two_tenancies_is_said_and_taken() -> None:
    plans, doubts = compare([SHONA, replace(SHONA, row=4, reference="T2")], {}, today=TODAY, complete=False)
    assert [doubt.kind for doubt in doubts] == [DoubtKind.TWO_HOMES]
    assert len(plans) == 2


WHOLE = {"reference": 0, "name": 1, "address": 2, "postcode": 3, "born": 4, "since": 5, "until": 6}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["", "Shona Reid", "1 High St", "G1 1AA"], "It has no tenancy number."),
        (["T1", "", "1 High St"], "It has no name, or surname and no postcode."),
        (["T1", "Shona", "1 High St", "G1", "soon"], "Date of birth: “soon” is not a day we can read. Write it like 24/11/2026."),
        (["T1", "Shona", "1 High St", "G1", "", "2026-02-01", "2026-01-01"], "It moves out before it moves in."),
        (["T1", "x" * 161, "1 High St", "G1"], "Its name, or surname has more than 160 characters."),
        (["T1", "Shona", "1 High St", "G1 1AA and more"], "Its postcode has more than 10 characters."),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_the_reason(cells: list[str], why: str) -> None:
    people, doubts = read_rows({7: cells}, WHOLE)
    assert (people, [(doubt.row, doubt.words) for doubt in doubts]) == ([], [(7, why)])


def test_columns_are_recognised_by_their_headings() -> None:
    headings = ["Tenancy Ref", "Forename", "Surname", "DOB", "Address Line 1", "Address Line 2", "Town", "Postcode", "Start Date"]
    codes = ["reference", "first_name", "name", "born", "address", "address_2", "town", "postcode", "since"]
    assert recognised(headings) == {code: headings.index(heading) for code, heading in zip(codes, headings, strict=True)}


@given(st.lists(st.lists(st.text(max_size=12), max_size=14), max_size=8), st.booleans())
def test_any_list_at_all_is_read_or_refused_row_by_row(rows: list[list[str]], complete: bool) -> None:
    columns = {column.code: place for place, column in enumerate(COLUMNS)}
    people, doubts = read_rows(dict(enumerate(rows, 2)), columns)
    assert len(people) + len(doubts) == len(rows)
    plans, _ = compare(people, {"T1": HELD}, today=TODAY, complete=complete)
    assert all(plan.does_something for plan in plans)


@pytest.mark.parametrize(
    ("headings", "matched"),
    [
        (
            "TenancyRef,PersonRef,Forename,Surname,DateOfBirth,AddressLine1,AddressLine2,PostCode,EmailAddress",
            "reference number first_name name born address address_2 postcode email",
        ),
        ("tenancy_reference,first_name,last_name,address1,post_code", "reference first_name name address postcode"),
        ("Account,Main Tenant,Joint Tenant,Property Address,Post Code", "reference name joint address postcode"),
        ("Agreement No.,Surname,House No,Street,P/code,Let date,Void date", "reference name house address postcode since until"),
    ],
)
def test_headings_as_other_systems_write_them(headings: str, matched: str) -> None:
    names = headings.split(",")
    assert recognised(names) == {code: place for place, code in enumerate(matched.split())}


def test_a_house_number_beside_the_street_and_a_joint_tenant_in_the_row_are_read() -> None:
    columns = {code: place for place, code in enumerate(("reference", "name", "joint", "house", "address", "postcode"))}
    people, doubts = read_rows({2: ["t1", "Jean Reid", "Omar Reid", "14", "High Street", "g1 1aa"]}, columns)
    assert not doubts
    assert [(one.reference, one.name, one.address) for one in people] == [
        ("T1", "Jean Reid", "14 High Street"),
        ("T1", "Omar Reid", "14 High Street"),
    ]
