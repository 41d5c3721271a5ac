"""Figures by day out of people's files: encodings, remarks, days in many ways, formulas; nothing guessed in silence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steamie.rules.figures_file import UnreadableFile, read_figures

GOOGLE = """# ----------------------------------------
# Traffic acquisition
# Start date: 20261101
# ----------------------------------------

Date,Sessions,Users
20261101,17,12
20261102,"1,204",900
20261103,,
"""


def test_a_file_of_google_with_remarks_and_a_column_by_name() -> None:
    figures = read_figures(GOOGLE.encode())
    assert figures.values == {date(2026, 11, 1): 17, date(2026, 11, 2): 1204, date(2026, 11, 3): None}
    assert figures.heading == "Sessions"
    assert read_figures(GOOGLE.encode(), column="users").values[date(2026, 11, 1)] == 12
    with pytest.raises(UnreadableFile, match="No column is called “Likes”"):
        read_figures(GOOGLE.encode(), column="Likes")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_of_meta_in_any_encoding(encoding: str) -> None:
    text = "sep=\t\r\nFollowers – “Page”\r\nDate\tPrimary\r\n2026-11-01T00:00:00\t240\r\n2026-11-02T00:00:00\t241\r\n"
    assert list(read_figures(text.encode(encoding)).values.values()) == [240, 241]


@pytest.mark.parametrize(
    "written",
    ["2026-11-30", "20261130", "30/11/2026", "11/30/2026", "30.11.26", "30 Nov 2026", "Nov 30, 2026", "30 November 2026"],
)
def test_a_day_in_any_way(written: str) -> None:
    assert read_figures(f'Date;Visits\n"{written}";5\n'.encode()).values == {date(2026, 11, 30): 5}


def test_what_could_be_either_day_is_asked_and_not_guessed() -> None:
    content = b"Date,Visits\n02/03/2026,5\n03/03/2026,6\n"
    asked = read_figures(content)
    assert asked.asks_order
    assert asked.values == {}
    assert date(2026, 3, 2) in read_figures(content, order="day").values
    assert date(2026, 2, 3) in read_figures(content, order="month").values
    assert date(2026, 2, 3) in read_figures(content + b"03/13/2026,7\n").values  # one line tells for all


def test_formulas_words_and_two_figures_for_a_day_are_left_out_and_said() -> None:
    figures = read_figures(
        b"Date,Visits\n2026-11-01,=1+1\n2026-11-02,lots\n2026-11-03,5\n2026-11-03,9\n2026-02-30,1\n2026-11-04,2.5\n"
    )
    assert figures.values == {date(2026, 11, 3): 5}
    assert len(figures.left_out) == 5
    assert "formula" in figures.left_out[0]
    assert "twice" in figures.left_out[2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "not a CSV"),
        (b"hello\nworld\n", "begins with a day"),
        (b"Date,Visits\n2026-11-01,lots\n", "number beside"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_figures(content)


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("# Start date: 20261130\nNth day,Users\n0000,5\n0001,7\n", [5, 7]),
        ("Datum;Aufrufe\n30.11.2026;1.234\n01.12.2026;12\n", [1234, 12]),
        ("Date;Vues\n30 nov. 2026;1\u202f234\n1 déc. 2026;12\n", [1234, 12]),
        ("Datum;Aufrufe\n30. Nov. 2026;5\n1. Dez. 2026;6\n", [5, 6]),
        ("Date|Reach\n11/30/2026 12:00 AM|5\n12/01/2026 12:00 AM|6.0\n", [5, 6]),
        ("Page,Date,Reach\nOurs,2026-11-30,5\nOurs,2026/12/01,12’345\n", [5, 12345]),
    ],
)
def test_files_of_other_countries_and_other_reports(content: str, values: list[int]) -> None:
    figures = read_figures(content.encode())
    assert figures.values == dict(zip((date(2026, 11, 30), date(2026, 12, 1)), values, strict=True))
    assert not figures.left_out


def test_no_line_is_dropped_in_silence() -> None:
    figures = read_figures(b"Day,Reach\nNov 5,4\n2026-W45,7\n2026-11-30,5\nTotal,16\n")
    assert figures.values == {date(2026, 11, 30): 5}
    assert [words.split(":")[0] for words in figures.left_out] == ["Line 2", "Line 3", "Line 5"]
    lines = "".join(f"Country {number},{number}\n" for number in range(9))
    assert read_figures(f"Day,Reach\n2026-11-30,5\n{lines}".encode()).left_out == (
        "9 lines from 3 to 11 begin with no day, the first with “Country 0”.",
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        figures = read_figures(content)
    except UnreadableFile:
        return
    assert all(value is None or value >= 0 for value in figures.values.values())


@given(st.dictionaries(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 999_999_999), min_size=1, max_size=30))
def test_what_is_written_comes_back(values: dict[date, int]) -> None:
    lines = "".join(f"{day.isoformat()},{value}\n" for day, value in values.items())
    assert read_figures(f"Day,Visits\n{lines}".encode()).values == values
