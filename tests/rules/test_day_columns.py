"""The days of a column, understood together."""

from __future__ import annotations

from datetime import date

import pytest

from steamie.rules.day_columns import Order, read, understand

TODAY = date(2026, 11, 23)


def column(*cells: str) -> object:
    return understand(list(enumerate(cells, 2)), today=TODAY)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("02/03/2027", "02/13/2027"), Order.MONTH),
        (("02/03/2027", "13/02/2027"), Order.DAY),
        (("02/03/2027", "04/05/2027"), None),
        (("2027-02-03", "5 Feb 2027"), Order.DAY),
        (("03/03/2027",), Order.DAY),  # the same day either way
        (("02/03/2027", "Fri 5/2/27"), Order.DAY),  # the second of May is a Sunday
        (("13/02/2027", "02/14/2027", "03/04/2027"), None),
        (("nonsense", ""), Order.DAY),
    ],
)
def test_one_row_proves_the_order_of_all(cells: tuple[str, ...], order: Order | None) -> None:
    assert column(*cells).order == order


def test_a_contradiction_is_noticed_with_its_rows() -> None:
    contradiction = column("13/02/2027", "02/14/2027", "03/04/2027")
    assert contradiction.contradicts_itself
    assert (contradiction.day_first, contradiction.month_first, contradiction.either) == ((2,), (3,), (4,))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("5-Feb", date(2027, 2, 5)),
        ("Fri 5/2/27", date(2027, 2, 5)),
        ("5th of February 2027", date(2027, 2, 5)),
        ("Feb 9, 2027", date(2027, 2, 9)),
        ("46423", date(2027, 2, 5)),
        ("46423.0", date(2027, 2, 5)),
    ],
)
def test_days_as_people_and_spreadsheets_write_them(written: str, day: date) -> None:
    assert read(written, Order.DAY, near=TODAY).day == day


def test_a_week_is_read_as_its_first_day_and_called_a_week() -> None:
    week = read("w/c 8 Feb 2027", Order.DAY, near=TODAY)
    assert (week.day, week.whole_week) == (date(2027, 2, 8), True)


def test_a_year_left_out_follows_the_days_that_have_one() -> None:
    near = column("5 Jan 2028", "9 Feb").near
    assert read("9 Feb", Order.DAY, near=near).day == date(2028, 2, 9)
    assert read("9 Feb", Order.DAY, near=near).year_assumed


@pytest.mark.parametrize("written", ["", "soon", "31/02/2027", "99999", "Mon 9 Feb 2027"])
def test_what_is_no_day_is_refused_with_a_reason(written: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        read(written, Order.DAY, near=TODAY)
