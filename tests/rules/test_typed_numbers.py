"""Numbers as anybody may write them into a form, an address or a head."""

from __future__ import annotations

import pytest

from steamie.rules.handing_over import is_signed
from steamie.rules.typed_numbers import whole_number
from tests.stand_in_page import NOW


@pytest.mark.parametrize(("written", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_number_is_read(written: str, number: int) -> None:
    assert whole_number(written) == number


@pytest.mark.parametrize("written", ["", "-1", "1.5", "²", "٣", "9" * 19, "9" * 5_000, " 1", "1_000"])
def test_anything_else_is_none(written: str) -> None:
    assert whole_number(written) is None


def test_a_moment_of_five_thousand_digits_is_no_moment() -> None:
    assert not is_signed("sha256=", "secret", moment="9" * 5_000, key="", body=b"", now=NOW)
