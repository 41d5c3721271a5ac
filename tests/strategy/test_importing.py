"""Bringing in a strategy from Word, PDF or text, statement by statement, to an edition."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from steamie.people.models import Person
from steamie.rules.clauses import ClauseWay
from steamie.rules.standing import State
from steamie.strategy import actions, reading
from steamie.strategy.importing import compose, extract, statements
from steamie.strategy.importing.extract import UnreadableDocument
from steamie.strategy.importing.statements import Statement
from steamie.strategy.models import ClauseStanding, Edition, ProposedEdition, StrategyDraft
from steamie.strategy.parsing import parse
from steamie.strategy.suggested import suggest
from tests.strategy.bad_word import BAD
from tests.strategy.papers import OTHERS, SOURCE

TRUST = [
    ("Title", "Braeside Carers Trust: social media policy"),
    ("Heading 1", "Why we use social media"),
    ("Normal", "Carers know what help there is."),
    ("Heading 1", "What we post"),
    ("List Bullet", "At least half of what we post will tell carers’ own stories."),
    ("List Bullet", "The other half will be about our services and events."),
    ("Heading 1", "Who is responsible"),
    (
        "Normal",
        "The Communications Lead runs all accounts. The policy will be reviewed every two years. Passwords must be kept safe.",
    ),
    ("Normal", "We will always reply with kindness."),
]
OWN_WORDS = [words for style, words in TRUST if not style.startswith(("Title", "Heading"))]


@pytest.fixture
def desk(officer: Person, client: Client) -> Client:
    client.force_login(officer)
    return client


def word_file() -> bytes:
    document = docx.Document()
    for style, words in TRUST:
        document.add_paragraph(words, style=style)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


# Reading -------------------------------------------------------------------------------------------------------------


def test_a_word_document_is_split_under_its_own_headings() -> None:
    title, found = statements.split(extract.read("policy.docx", word_file()))
    assert title == "Braeside Carers Trust: social media policy"
    assert [(one.section, one.text) for one in found] == [
        ("Why we use social media", "Carers know what help there is."),
        ("What we post", "At least half of what we post will tell carers’ own stories."),
        ("What we post", "The other half will be about our services and events."),
        ("Who is responsible", "The Communications Lead runs all accounts."),
        ("Who is responsible", "The policy will be reviewed every two years."),
        ("Who is responsible", "Passwords must be kept safe."),
        ("Who is responsible", "We will always reply with kindness."),
    ]
    assert " ".join(one.text for one in found) == " ".join(OWN_WORDS)  # nobody's words are changed
    assert [one.way for one in found] == ["for reading", "control", "control", "control", "control", "control", ClauseWay.NOTHING]
    assert [one.control for one in found if one.control] == [
        "content.share",
        "content.share",
        "accounts.managed_by",
        "review.every",
        "accounts.secrets_sealed",
    ]
    assert found[4].parameters == {"years": 2}
    assert (found[1].parameters["share"], found[1].parameters["bound"]) == ("1/2", "at least")


def test_numbered_text_keeps_its_own_numbers_and_a_date_is_no_number() -> None:
    title, found = statements.split(extract.read("c.txt", (OTHERS / "community-council.txt").read_bytes()))
    assert title == "Example Community Council: social media policy"
    assert [one.number for one in found] == [str(number) for number in range(1, 19)]
    _, dated = statements.split(extract.read("d.txt", b"Policy\n\n3.2.1 We post.\n3.2.2 We listen.\n\n30 September is the day."))
    assert [(one.number, one.text) for one in dated] == [
        ("3.2.1", "We post."),
        ("3.2.2", "We listen."),
        ("3", "30 September is the day."),
    ]


def test_a_pdf_is_read_line_by_line() -> None:
    _, found = statements.split(
        extract.read("policy.pdf", pdf("Our policy", "", "Staff may post.", "Accounts are run by the clerk."))
    )
    assert [one.text for one in found] == ["Staff may post.", "Accounts are run by the clerk."]


def pdf(*lines: str) -> bytes:
    """A page with these lines, written by hand."""
    words = b"\n".join(b"(%s) Tj 0 -20 Td" % line.encode() for line in lines)
    stream = b"BT /F1 12 Tf 50 750 Td " + words + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(body))
    return body + trailer


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("policy.odt", b"x", "Word (.docx), PDF and text (.txt)"),
        ("policy.docx", b"not a zip", "not a Word file this desk can open"),
        ("policy.pdf", b"%PDF-1.4 broken", "This PDF cannot be opened"),
        ("policy.txt", b"\xff\xfe\x00", "not plain text in UTF-8"),
        ("policy.txt", b"  \n \n", "No words were found"),
        ("policy.txt", b"We post. " * 40_000, "too long for a strategy"),
        ("policy.txt", b"x" * (extract.LARGEST + 1), "too large"),
    ],
    ids=["another kind", "no Word", "no PDF", "not text", "nothing", "too long", "too large"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, content: bytes, told: str) -> None:
    with pytest.raises(UnreadableDocument, match=told.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.")):
        extract.read(name, content)


@pytest.mark.parametrize("what", BAD)
def test_a_word_file_that_means_harm_is_refused_in_words(what: str) -> None:
    make, words = BAD[what]
    with pytest.raises(UnreadableDocument, match=words):
        extract.read("policy.docx", make())


@pytest.mark.parametrize(
    ("words", "control", "parameters"),
    [
        ("This policy is reviewed every three years.", "review.every", {"years": 3}),
        ("Reviews take place annually.", "review.every", {"years": 1}),
        ("An initial review will take place one year after implementation.", "review.first", {"years": 1}),
        ("All staff must follow the Data Protection Policy.", "policy.acknowledged", {"policy": "data_protection"}),
        ("Posts will avoid offensive subjects.", "checks.avoid", {"kind": "offensive"}),
        ("Two-step verification must be used.", "access.two_steps", {}),
    ],
)
def test_a_control_and_its_settings_are_suggested_from_the_words(words: str, control: str, parameters: dict[str, object]) -> None:
    found = suggest(words)
    assert found is not None
    assert (found.control, found.parameters) == (control, parameters)


@pytest.mark.parametrize("words", ["We will always reply with kindness.", "Students should enjoy what we post.", "We listen."])
def test_where_words_promise_nothing_measurable_nothing_is_suggested(words: str) -> None:
    assert suggest(words) is None


WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), min_size=1, max_size=80).filter(str.strip)


@given(st.lists(st.builds(Statement, number=st.just(""), text=WORDS, section=WORDS), min_size=1, max_size=6), WORDS)
def test_whatever_the_words_are_the_file_says_them_back(found: list[Statement], title: str) -> None:
    numbered = statements.renumbered(found)
    document = parse(compose.compose(compose.Head(title), numbered))
    assert [clause.text for clause in document.clauses] == [one.text for one in found]
    assert {clause.keeps.way for clause in document.clauses} == {ClauseWay.NOTHING}  # nobody has confirmed anything
    assert document.title == title


# The screens ---------------------------------------------------------------------------------------------------------


def upload(desk: Client) -> None:
    file = SimpleUploadedFile("policy.docx", word_file())
    assert desk.post("/desk/strategy/import/", {"file": file}).headers["Location"] == "/desk/strategy/import/statements/"


def texts(page: bytes) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").find("main").get_text(" ").split())


@pytest.mark.django_db
def test_from_a_document_to_an_edition_in_force_without_a_script(desk: Client, settings: object, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    upload(desk)
    draft = StrategyDraft.objects.get()
    assert bytes(draft.original) == word_file_kept(draft)
    page = texts(desk.get("/desk/strategy/import/statements/").content)
    assert "7 statements. 7 still to confirm" in page
    assert "Reviewed every so many years. Years: 2" in page

    desk.post("/desk/strategy/import/statements/reading/")
    desk.post("/desk/strategy/import/statements/5/", {"as-suggested": "1"})
    opened = desk.get("/desk/strategy/import/statements/?open=2").content.decode()
    assert 'name="share" value="1/2"' in opened
    given_ = {"kept_by": "content.share", "code": "stories", "label": "Carers’ stories", "share": "50%", "bound": "at least"}
    desk.post("/desk/strategy/import/statements/2/", given_ | {"confirm": "1", "tolerance": "1/10"})
    given_ = {"kept_by": "content.share", "code": "services", "label": "Services", "share": "1/2", "bound": "at most"}
    desk.post("/desk/strategy/import/statements/3/", given_ | {"confirm": "1"})
    found = {one.number: one for one in statements.from_data(StrategyDraft.objects.get().statements)}
    assert [one.number for one in found.values() if one.confirmed] == ["1", "2", "3", "5"]
    assert found["2"].parameters["share"] == "1/2"

    page = texts(desk.get("/desk/strategy/import/check/").content)
    assert "3 statements not confirmed" in page
    assert "For whom its posts are" in page
    head = {"title": "Our policy", "due": "2027-03", "office_officer": "Communications Lead", "propose": "1"}
    assert desk.post("/desk/strategy/import/check/", head).headers["Location"] == "/desk/strategy/"

    document = reading.current()
    assert (document.title, document.due_words, document.offices["officer"]) == (
        "Our policy",
        "March 2027",
        "Communications Lead",
    )
    assert [(share.code, str(share.fraction), share.bound) for share in document.shares] == [
        ("stories", "1/2", "at least"),
        ("services", "1/2", "at most"),
    ]
    assert document.review.then_every_years == 2
    rows = {row.clause: row for row in ClauseStanding.objects.all()}
    assert rows["1"].state == State.READING
    assert (rows["4"].state, rows["4"].reason) == (State.NOT_MEASURED, "Nobody has said yet what keeps this statement.")
    assert Edition.objects.get().draft == draft
    assert StrategyDraft.objects.get().closed_at


def word_file_kept(draft: StrategyDraft) -> bytes:
    """The bytes that were sent: a Word file carries its time, so it is read back from the draft's own words."""
    document = docx.Document(io.BytesIO(bytes(draft.original)))
    assert [paragraph.text for paragraph in document.paragraphs] == [words for _, words in TRUST]
    return bytes(draft.original)


@pytest.mark.django_db
def test_a_second_edition_goes_the_way_of_every_new_edition(desk: Client, strategy: Edition) -> None:
    desk.post("/desk/strategy/import/", {"words": (OTHERS / "community-council.txt").read_text()})
    answer = desk.post("/desk/strategy/import/check/", {"title": "SM1", "propose": "1"})
    assert answer.headers["Location"] == "/desk/strategy/proposal/"
    page = texts(desk.get("/desk/strategy/proposal/").content)
    assert "What this desk will do differently" in page
    assert "What it does not say" in page
    assert reading.current().digest == strategy.digest  # until the committee's approval is recorded
    told = {"on": "2026-01-05", "minute_reference": "MC 2026/1, item 3"}
    assert desk.post("/desk/strategy/proposal/", told).status_code == 302
    assert len(reading.current().clauses) == 18
    assert {row.state for row in ClauseStanding.objects.all()} == {State.NOT_MEASURED}  # nothing was confirmed: nothing is green
    assert ProposedEdition.objects.get().draft == Edition.objects.order_by("-number").first().draft


@pytest.mark.django_db
def test_a_setting_that_is_wrong_is_named_and_what_was_typed_stays(desk: Client) -> None:
    upload(desk)
    wrong = {"kept_by": "content.share", "code": "s", "label": "S", "share": "3/2", "confirm": "1"}
    answer = desk.post("/desk/strategy/import/statements/2/", wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "How much of the whole: “3/2” should be more than 0 and at most 1." in page
    assert 'value="3/2"' in page
    kept = statements.from_data(StrategyDraft.objects.get().statements)[1]
    assert (kept.parameters["share"], kept.confirmed) == ("3/2", False)


@pytest.mark.django_db
def test_shares_that_cannot_hold_together_are_refused_before_they_are_in_force(desk: Client) -> None:
    upload(desk)
    for number, code in (("2", "a"), ("3", "b")):
        told = {"kept_by": "content.share", "code": code, "label": code, "share": "2/3", "confirm": "1"}
        desk.post(f"/desk/strategy/import/statements/{number}/", told)
    answer = desk.post("/desk/strategy/import/check/", {"title": "T", "propose": "1"})
    assert answer.status_code == 422
    assert "The shares add up to 4/3, and should add up to 1." in answer.content.decode()
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_another_control_shows_its_own_settings_and_is_not_confirmed_yet(desk: Client) -> None:
    upload(desk)
    answer = desk.post("/desk/strategy/import/statements/7/", {"kept_by": "review.every", "show": "1"})
    page = desk.get(answer.headers["Location"]).content.decode()
    assert 'name="years"' in page
    assert not statements.from_data(StrategyDraft.objects.get().statements)[6].confirmed
    desk.post("/desk/strategy/import/statements/7/", {"kept_by": "review.every", "confirm": "1"})
    kept = statements.from_data(StrategyDraft.objects.get().statements)[6]
    assert (kept.control, kept.parameters, kept.confirmed) == ("review.every", {}, True)  # how often stays unstated


@pytest.mark.django_db
def test_statements_are_split_and_joined(desk: Client) -> None:
    desk.post("/desk/strategy/import/", {"words": "Our policy\n\nWe post daily. Readers answer us.\n\nWe listen."})
    address = "/desk/strategy/import/statements/1"
    desk.post(f"{address}/split/")
    assert [one.text for one in statements.from_data(StrategyDraft.objects.get().statements)] == [
        "We post daily.",
        "Readers answer us.",
        "We listen.",
    ]
    desk.post(f"{address}/joining/")
    assert [one.text for one in statements.from_data(StrategyDraft.objects.get().statements)] == [
        "We post daily. Readers answer us.",
        "We listen.",
    ]
    assert "cannot be split" in texts(desk.post("/desk/strategy/import/statements/2/split/", follow=True).content)


@pytest.mark.django_db
def test_work_can_be_left_half_done_and_is_found_again(desk: Client) -> None:
    upload(desk)
    desk.post("/desk/strategy/import/statements/5/", {"as-suggested": "1"})
    actions.load_edition(source=SOURCE, by=Person.objects.get())
    assert "is half done" in texts(desk.get("/desk/strategy/").content)
    assert "7 statements. 6 still to confirm" in texts(desk.get("/desk/strategy/import/statements/").content)
    assert "Go on with it" in texts(desk.get("/desk/strategy/import/").content)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given_", [{}, {"words": "  "}, {"words": "x", "file": True}], ids=["nothing", "blank words", "both at once"]
)
def test_one_document_is_asked_for(desk: Client, given_: dict[str, object]) -> None:
    if given_.get("file"):
        given_ = given_ | {"file": SimpleUploadedFile("a.txt", b"x")}
    answer = desk.post("/desk/strategy/import/", given_)
    assert answer.status_code == 422
    assert "one of the two" in answer.content.decode()
    assert not StrategyDraft.objects.exists()


@pytest.mark.django_db
def test_only_who_may_change_the_strategy_brings_one_in(client: Client, colleague: Person) -> None:
    client.force_login(colleague)
    for address in ("", "statements/", "check/"):
        assert client.get(f"/desk/strategy/import/{address}").status_code == 403
    assert client.post("/desk/strategy/import/", {"words": "We post."}).status_code == 403
    assert not StrategyDraft.objects.exists()


@pytest.mark.django_db
def test_what_is_not_there_is_not_found(desk: Client) -> None:
    assert desk.get("/desk/strategy/import/statements/").status_code == 404
    upload(desk)
    assert desk.post("/desk/strategy/import/statements/99/", {"confirm": "1"}).status_code == 404


def test_the_importer_keeps_statements_as_json() -> None:
    found = [Statement("1", "We post.", parameters={"years": 2})]
    assert statements.from_data(json.loads(json.dumps(statements.to_data(found)))) == found
