"""What the check asked, answered: a real reason, a second person for grave harm, and what is public and always allowed (S-68)."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.channels.models import Channel
from steamie.content.posts import checks
from steamie.content.posts.actions.approval import approve
from steamie.content.posts.actions.overriding import confirm, override
from steamie.content.posts.fingerprint import fingerprint
from steamie.content.posts.models import Post
from steamie.evidence.models import Event
from steamie.people.models import Person
from steamie.people.permissions import NotAllowed
from steamie.people.refusals import NotReady
from steamie.wording.actions import allow_detail
from steamie.wording.models import AllowedDetail
from tests.content.making import NOW, make_post

CARD = "We took 4111 1111 1111 1111 for the hamper."
REASON = "A test number printed on a poster"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def approved(post: Post, by: Person) -> None:
    approve(post=post, fingerprint=fingerprint(post), by=by, at=NOW)


def asked(post: Post) -> list[str]:
    return [question.finding.rule for question in checks.of_post(Post.objects.get(pk=post.pk)).unresolved]


@pytest.mark.clause("S-68")
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (CARD, "card"),
        ("Refund to sort code 80-22-60, account 12345678.", "bank"),
        ("Her NI number is AB 12 34 56 C.", "national insurance"),
        ("Mrs Reilly has dementia.", "health"),
    ],
)
def test_what_does_grave_harm_stays_only_with_a_second_person(
    officer: Person, colleague: Person, website: Channel, text: str, rule: str
) -> None:
    post = make_post(colleague, website, text=text)
    (question,) = checks.of_post(post).blocking
    assert (question.finding.rule, question.finding.grave) == (rule, True)
    kept = override(post=post, finding=question.finding, reason=REASON, by=colleague, at=NOW)
    assert asked(post) == [rule]
    with pytest.raises(NotReady, match="Personal data"):
        approved(post, officer)
    with pytest.raises(NotReady, match="Somebody else must agree"):
        confirm(override=kept, by=colleague, at=NOW)
    confirm(override=kept, by=officer, at=NOW)
    assert asked(post) == []
    with pytest.raises(NotReady, match="agreed to this already"):
        confirm(override=kept, by=officer, at=NOW)
    approved(Post.objects.get(pk=post.pk), officer)
    assert Event.objects.filter(verb="agree to a finding").get().facts == {"rule": rule}


def test_what_does_less_harm_needs_one_person(officer: Person, colleague: Person, website: Channel) -> None:
    post = make_post(colleague, website, text="Call Shug on 07700 900123.")
    (question,) = checks.of_post(post).blocking
    override(post=post, finding=question.finding, reason=REASON, by=colleague, at=NOW)
    approved(Post.objects.get(pk=post.pk), officer)


@pytest.mark.parametrize(
    "reason",
    ["", " ", ".", "...", "aaaaaaaaaa", "ok", "ok ok ok ok", "because", "it is fine", "fine fine fine fine",
     "just keep it please", "07700 900123 07700 900123", "!!!!!!!! ????????", "no no no no no"],
)  # fmt: skip
def test_a_reason_that_says_nothing_is_none_and_is_shown_again(staff: Person, website: Channel, reason: str) -> None:
    post = make_post(staff, website, text="Call Shug on 07700 900123.")
    sent = {"rule": "phone", "words": "07700 900123", "reason": reason}
    answer = signed_in(staff).post(f"/desk/posts/{post.pk}/findings/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why the words stay, in a few words that somebody else can judge." in page
    assert f'value="{reason}"' in page
    assert not post.overrides.exists()


def test_without_a_new_page_only_the_checks_come_back_with_what_was_typed(staff: Person, website: Channel) -> None:
    post = make_post(staff, website, text="Call Shug on 07700 900123.")
    sent = {"rule": "phone", "words": "07700 900123", "reason": "ok"}
    answer = signed_in(staff).post(f"/desk/posts/{post.pk}/findings/", sent, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert (answer.status_code, part.count("<main"), part.count('value="ok"')) == (422, 0, 1)
    assert "a few words that somebody else can judge" in part


@pytest.mark.parametrize("reason", ["Made up for films", "A quotation", "Shug agreed by e-mail on 3 May", "Číslo je veřejné"])
def test_a_short_reason_in_any_language_is_one(staff: Person, website: Channel, reason: str) -> None:
    post = make_post(staff, website, text="Call Shug on 07700 900123.")
    signed_in(staff).post(f"/desk/posts/{post.pk}/findings/", {"rule": "phone", "words": "07700 900123", "reason": reason})
    assert post.overrides.get().reason == reason


def test_the_second_person_agrees_at_the_question(officer: Person, staff: Person, website: Channel) -> None:
    post = make_post(staff, website, text=CARD)
    signed_in(staff).post(f"/desk/posts/{post.pk}/findings/", {"rule": "card", "words": "4111 1111 1111 1111", "reason": REASON})
    kept = post.overrides.get()
    own, others = (signed_in(one).get(f"/desk/posts/{post.pk}/").content.decode() for one in (staff, officer))
    assert "A second person must agree" in own
    assert "I agree that it stays" in others
    assert "I agree that it stays" not in own
    address = f"/desk/posts/{post.pk}/findings/agreement/"
    assert signed_in(staff).post(address, {"override": kept.pk}).status_code == 422
    for odd in ("", "x", "9" * 40, "-1"):
        assert signed_in(officer).post(address, {"override": odd}).status_code == 422
    assert signed_in(officer).post(address, {"override": kept.pk}).status_code == 302
    kept.refresh_from_db()
    assert kept.confirmed_by == officer
    assert "A second person agreed on" in signed_in(staff).get(f"/desk/posts/{post.pk}/").content.decode()


@pytest.mark.clause("S-68")
def test_a_public_number_is_always_allowed_from_its_question_and_taken_back_in_the_list(
    officer: Person, website: Channel
) -> None:
    post = make_post(officer, website, text="Fly-tipping? 0141 496 0700.")
    other = make_post(officer, website, text="Lights out? 0141 4960700.")
    client = signed_in(officer)
    assert "Always allow this" in client.get(f"/desk/posts/{post.pk}/").content.decode()
    client.post(f"/desk/posts/{post.pk}/findings/allowance/", {"rule": "phone", "words": "0141 496 0700"})
    assert (asked(post), asked(other)) == ([], [])
    listed = client.get("/desk/calendar/words/").content.decode()
    assert "<strong>0141 496 0700</strong>, allowed by" in listed
    detail = AllowedDetail.objects.get()
    assert Event.objects.get(verb="allow a public detail").actor == f"person:{officer.pk}"
    assert "0141" not in str(Event.objects.get(verb="allow a public detail").facts)
    client.post(f"/desk/calendar/words/details/{detail.pk}/removal/")
    assert asked(other) == ["phone"]
    assert Event.objects.filter(verb="take back a public detail").exists()


def test_a_card_is_never_always_allowed(officer: Person, staff: Person, website: Channel) -> None:
    post = make_post(officer, website, text=CARD)
    page = signed_in(officer).get(f"/desk/posts/{post.pk}/").content.decode()
    assert "Always allow this" not in page
    sent = {"rule": "card", "words": "4111 1111 1111 1111"}
    assert signed_in(officer).post(f"/desk/posts/{post.pk}/findings/allowance/", sent).status_code == 422
    assert not AllowedDetail.objects.exists()
    with pytest.raises(NotAllowed):
        allow_detail(words="0141 496 0700", by=staff, at=NOW)


def test_names_alone_are_one_quiet_line_and_the_check_says_what_it_looked_for(officer: Person, website: Channel) -> None:
    post = make_post(officer, website, text="Thanks to Oluwaseun Adeyemi and Mrs Zielinska for the soup.")
    checked = checks.of_post(post)
    assert (checked.unresolved, list(checked.people)) == ([], ["Oluwaseun Adeyemi", "Mrs Zielinska"])
    page = " ".join(signed_in(officer).get(f"/desk/posts/{post.pk}/").content.decode().split())
    assert page.count("You name Oluwaseun Adeyemi and Mrs Zielinska: have they agreed?") == 1
    assert "Looked for in the words" in page
    assert "Not looked at: what pictures and links show" in page


def test_what_may_read_sharp_is_one_quiet_line_and_what_does_is_a_question(officer: Person, website: Channel) -> None:
    post = make_post(officer, website, text="Wake up to music on Saturday: the brass band marches at nine")
    assert (checks.of_post(post).unresolved, checks.of_post(post).sharp) == ([], "Wake up")
    page = signed_in(officer).get(f"/desk/posts/{post.pk}/").content.decode()
    assert page.count("<bdi>Wake up</bdi>” may read sharper than you mean it.") == 1
    post = make_post(officer, website, text="You invited him in, so the mess he made is yours to deal with.")
    assert [question.finding.kind for question in checks.of_post(post).unresolved] == ["confrontational"]
    assert "read it as a stranger would" in signed_in(officer).get(f"/desk/posts/{post.pk}/").content.decode()
