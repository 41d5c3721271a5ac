"""The strategy file: F.08 whole, and every mistake named by line and field."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from steamie.strategy import formats, source
from steamie.strategy.document import Document, Malformed, ReviewRule
from steamie.strategy.parsing import parse
from tests.strategy.papers import CLAUSES
from tests.surroundings import examples

SOURCE = (files("steamie.strategy") / "documents" / "f08.toml").read_text()
PAPER = (Path(__file__).parent / "f08.txt").read_text()
LINES = SOURCE.splitlines()


@pytest.fixture(scope="module")
def f08() -> Document:
    return parse(SOURCE)


def words(document: Document) -> str:
    """Everything the document says, in reading order, spaces evened out."""
    parts = []
    for section in document.sections:
        parts.append(section.heading)
        parts += [" ".join(span.text for span in item) for block in section.blocks for item in block.items]
    return " ".join(" ".join(parts).split())


def pieces(paper: str) -> list[str]:
    """The paper's sentences and lines: without ticks, dashes and numbers, and with its page break closed up."""
    paper = paper.replace("are restricted and\n\nconform", "are restricted and conform")
    found = []
    for line in re.split(r"[\n\t]", paper):
        line = re.sub(r"^(-\s+)?(✓\s+|\d\.\s+)?", "", line.strip())
        found += [piece.strip() for piece in re.split(r"(?<=[a-z]\.)\s+(?=[A-Z])", line)]
    return [" ".join(piece.split()) for piece in found if piece]


@pytest.mark.clause("S-01")
def test_every_sentence_of_the_paper_is_in_the_document(f08: Document) -> None:
    said, expected = words(f08), pieces(PAPER)
    assert len(expected) > 100
    assert [piece for piece in expected if piece not in said] == []


@pytest.mark.clause("S-01")
def test_the_public_page_says_the_paper_word_for_word(f08: Document) -> None:
    """All but what a list draws by itself, and the page numbers of the printed contents."""
    said = BeautifulSoup(formats.paper(f08), "html.parser").get_text(" ").split()
    assert said == words_of(PAPER)


def words_of(paper: str) -> list[str]:
    """The paper's words in reading order: a table of two columns is read down each."""
    rows = [line.split("\t") for line in paper.splitlines() if re.search(r"\w\t\w", line) and not line[-1].isdigit()]
    down = "\n".join([left for left, _ in rows] + [right for _, right in rows])
    for left, right in rows[1:]:
        paper = paper.replace(f"{left}\t{right}\n", "")
    paper = paper.replace("\t".join(rows[0]), down).replace("✓", " ")
    paper = re.sub(r"(?m)^\s*(-|\d\.)(?=\s)", " ", paper)  # what the list draws
    contents = paper.index("Table of Contents")
    end = paper.index("Social Media: Our Purpose", contents + 60)
    listed = re.sub(r"\.*\s*\d+\s*$", "", paper[contents:end], flags=re.MULTILINE)
    return f"{paper[:contents]}{listed} {paper[end:]}".split()


@pytest.mark.clause("S-01")
def test_and_nothing_else_is(f08: Document) -> None:
    paper = " ".join(PAPER.replace("✓", " ").split())
    paper = re.sub(r" - (?=Unauth|Resources)", " ", paper)
    paper = re.sub(r" [1-7]\. (?=To )", " ", paper)
    left = [clause.id for clause in f08.clauses if " ".join(clause.text.split()) not in paper]
    assert left == []


def test_the_sections_stand_in_the_order_of_the_paper(f08: Document) -> None:
    body = PAPER[PAPER.index("Linkage to") :]
    places = [body.rindex(section.heading) for section in f08.sections if section.id in ("linkage", "terms", "account", "review")]
    assert places == sorted(places)


def test_what_posts_and_people_rely_on(f08: Document) -> None:
    assert [clause.id for clause in f08.clauses] == list(CLAUSES)
    assert [one.code for one in f08.audiences] == (
        ["tenants", "sharing_owners", "owner_occupiers", "applicants", "committee", "forum", "supporters", "partners"]
    )
    assert [one.code for one in f08.purposes] == ["connect", "guidance", "local_news", "sector_news", "external_factors"]
    assert (f08.reviewed, f08.due, f08.due_words) == (date(2021, 9, 30), date(2024, 9, 30), "September 2024")
    assert len(f08.objectives) == 7
    assert [platform.code for platform in f08.platforms] == ["website", "facebook"]
    assert f08.identity.fca_number == "2375R(S)"
    assert [(share.code, str(share.fraction), share.clause) for share in f08.shares] == [
        ("association", "1/3", "S-74"),
        ("community", "1/3", "S-75"),
        ("sector", "1/3", "S-76"),
    ]
    assert f08.review == ReviewRule(first_after_years=1, then_every_years=3)
    assert f08.offices["officer"] == "Finance and Corporate Services Officer"
    assert f08.risks == ("S-11", "S-12", "S-13", "S-64")
    assert f08.references == ("S-09", "S-18", "S-19")


def line_of(text: str, nth: int = 1) -> int:
    return [number for number, line in enumerate(LINES, start=1) if text in line][nth - 1]


def broken(old: str, new: str, nth: int = 1) -> list[tuple[int, str, str]]:
    """The problems after one change to the nth line that holds ``old``."""
    changed = list(LINES)
    changed[line_of(old, nth) - 1] = changed[line_of(old, nth) - 1].replace(old, new)
    with pytest.raises(Malformed) as raised:
        parse("\n".join(changed))
    return [(one.line, one.field, one.message) for one in raised.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        ('due = "2024-09"', 'due = "2024-13"', "document.due", 'should be a month such as "2024-09"'),
        ('due = "2024-09"', 'due = "2020-09"', "document.due", "is before the day it was reviewed"),
        ("reviewed = 2021-09-30", "reviewed = 2021-09-31", "reviewed", "cannot be read: Invalid date"),
        ("reviewed = 2021-09-30", 'reviewed = "soon"', "document.reviewed", "a date such as 2021-09-30"),
        ("reviewed = 2021-09-30", "reviewed = 2021-09-30T10:00:00", "document.reviewed", "a date such as 2021-09-30"),
        ('share = "1/3"', 'share = "1/2"', "clauses.74.keeps", "The shares add up to 7/6, and should add up to 1."),
        ('share = "1/3"', 'share = "1/4"', "clauses.74.keeps", "The shares add up to 11/12, and should add up to 1."),
        ('share = "1/3"', 'share = "a third"', "clauses.74.keeps", "share “a third” should be a fraction"),
        ('share = "1/3"', 'share = "1/0"', "clauses.74.keeps", "share “1/0” should be a fraction"),
        ('share = "1/3"', 'share = "4/3"', "clauses.74.keeps", "should be more than 0 and at most 1"),
        ('share = "1/3"', 'shares = "1/3"', "clauses.74.keeps", "shares is not known"),
        (
            'code = "community", label',
            'code = "sector", label',
            "clauses.74.keeps",
            "Two shares have the code “sector”. Give each its own.",
        ),
        ('"review.every"', '"review.evry"', "clauses.81.keeps", "Is “review.every” meant?"),
        ("years = 3", "years = 0", "clauses.81.keeps", "should be between 1 and 20"),
        ("years = 3", 'years = "three"', "clauses.81.keeps", "years “three” should be a whole number"),
        ("years = 3", "years = true", "clauses.81.keeps", "should be a whole number"),
        ('policy = "conduct"', 'policy = "dress"', "clauses.16.keeps", "should be one of data_protection, ict, conduct"),
        ('kinds = ["likes", "shares"]', 'kinds = ["likes", "cheers"]', "clauses.55.keeps", "“cheers” is not one of"),
        ('groups = ["staff", ', 'groups = ["cats", ', "clauses.59.keeps", "“cats” is not one of"),
        ('name = "large print"', 'name = "semaphore"', "clauses.3.keeps", "cannot be checked here"),
        ('office = "officer"', 'office = "forum"', "clauses.57.keeps", "may not stop a post"),
        ('period = "quarter"', 'period = "week"', "clauses.72.keeps", "this desk plans by the quarter"),
        ('keeps = { control = "record.unbroken" }', "keeps = 3", "clauses.32.keeps", "should be a control with its parameters"),
        ('id = "S-44"', 'id = "S-45"', "clauses.45.id", "S-45 is there twice"),
        ('id = "S-44"', 'id = "S 44"', "clauses.44.id", "should be letters, figures, dots, dashes and brackets"),
        ('id = "S-44"', 'id = "risks"', "clauses.44.id", "with a figure among them"),
        ('strapline = "', 'straplin = "', "document.straplin", "Is it misspelt?"),
        ('heading = "Tenants"', 'heading = ""', "clauses.36.heading", "is empty"),
        ('heading = "Tenants"', "heading = 7", "clauses.36.heading", "should be a text"),
        ('charity_number = "SC038237"', 'charity_number = "SC038238"', "identity.charity_number", "is not what clause S-07 says"),
        ("number = 2", "number = 3", "objectives.2.number", "objective 2 should come here"),
        ('kind = "ticks"', 'kind = "stars"', "sections.7.blocks.2.kind", "“stars” is not one of"),
        ('code = "tenants"', 'code = "forum"', "audiences.1.code", "is there twice"),
        ("[offices]", "[officers]", "officers", "Is it misspelt?"),
        ("schema = 2", "schema = 3", "schema", "“3” is not a schema this version reads"),
        ('id = "audience"', 'id = "purpose"', "sections", "“purpose” is the address of 2 places"),
        ('title = "Social Media Strategy"', 'title = "Social', "title", "cannot be read"),
    ],
)
@pytest.mark.clause("S-01")
def test_a_mistake_is_refused_naming_line_and_field(old: str, new: str, field: str, message: str) -> None:
    problems = broken(old, new)
    at = line_of('id = "S-45"') if "S-45 is there twice" in message else line_of(old)
    at = line_of('code = "association", label') if "Two shares" in message else at
    at = line_of("sections", 2) if field == "sections" else 1 if field == "schema" else at
    named = [problem for problem in problems if problem[1] == field]
    assert named, problems
    assert message in named[0][2]
    assert named[0][0] == at


def test_a_missing_clause_is_named_with_everything_else_that_is_wrong() -> None:
    start = line_of('id = "S-44"') - 2
    changed = "\n".join(LINES[:start] + LINES[start + 6 :]).replace('share = "1/3"', 'share = "1/4"').replace("S-81", "S 82")
    with pytest.raises(Malformed) as raised:
        parse(changed)
    text = str(raised.value)
    for expected in (
        "platforms.1.clauses: there is no clause S-44.",
        "sections.9.blocks.3.text: there is no clause S-44.",
        "keeps: The shares add up to 3/4",
        "“S 82” should be letters",
    ):
        assert expected in text
    assert [problem.line for problem in raised.value.problems] == sorted(problem.line for problem in raised.value.problems)


def test_a_clause_placed_twice_or_nowhere() -> None:
    assert any("S-57 stands nowhere" in problem[2] for problem in broken('text = "{S-57} {S-58}"', 'text = "{S-58}"'))
    assert any(
        "S-58 stands 2 times" in problem[2] for problem in broken('text = "{S-57} {S-58}"', 'text = "{S-57} {S-58} {S-58}"')
    )


@pytest.mark.parametrize("source", ["", "=", "clauses = 3", "[[document]]", "[[clauses]]\nid = 5", "document = 1", "x" * 500_001])
def test_rubbish_is_refused_not_fatal(source: str) -> None:
    with pytest.raises(Malformed) as raised:
        parse(source)
    assert raised.value.problems


@settings(max_examples=examples(60))
@given(at=st.integers(0, len(SOURCE) - 1), length=st.integers(1, 200), put=st.sampled_from(["", "=", '"', "]", "\n", "S-", "7"]))
def test_damage_anywhere_is_read_or_refused_with_lines(at: int, length: int, put: str) -> None:
    damaged = SOURCE[:at] + put + SOURCE[at + length :]
    assert all(1 <= line <= damaged.count("\n") + 2 for line in lines_refused(damaged))


def lines_refused(source: str) -> list[int]:
    try:
        parse(source)
    except Malformed as why:
        return [problem.line for problem in why.problems]
    return []


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("source", "told"),
    [
        (f"a = {'[' * 5000}", "nests lists or tables too deeply"),
        (f"a = {'{b=' * 900}1{'}' * 900}", "nests lists or tables too deeply"),
        (f"a = {'9' * 100_000}", "a number far too long"),
        (f"{'a.' * 50_000}a = 1", "a name of more than thirty parts"),
        (f"b = 1\n[{'a . ' * 50_000}a]", "a name of more than thirty parts"),
        ("a = {" + "'a' ." * 50_000 + " a = 1 }", "a name of more than thirty parts"),
    ],
)
def test_a_file_made_to_stop_the_reader_is_refused_with_a_reason(source: str, told: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse(source)
    assert told in refused.value.problems[0].message


def test_a_file_is_looked_over_before_its_lines_are_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A header of fifty thousand parts took eleven seconds to number, and was refused then."""
    monkeypatch.setattr(source, "lines", lambda text: pytest.fail("The lines were numbered first."))
    with pytest.raises(Malformed, match="more than thirty parts"):
        parse(f"[{'a.' * 50_000}a]")


def test_a_file_with_thousands_of_problems_names_the_first_two_hundred() -> None:
    with pytest.raises(Malformed) as refused:
        parse("".join(f"[t{number}]\n" for number in range(40_000)))
    assert len(refused.value.problems) == 201
    assert any("more than 200 problems" in problem.message for problem in refused.value.problems)
