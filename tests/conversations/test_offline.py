"""Taking a comment offline, to its end: the word in public, the private reply or another way, the case, the outcome."""

from __future__ import annotations

import pytest
from django.test import Client

from steamie.casework.models import Case
from steamie.conversations.models import Conversation, OfflineMove, SavedReply
from steamie.conversations.urgency import TriageAnswer
from steamie.people.models import Person
from tests.casework.making import put_in

from .making import HOLDING, Crowd, judged, send

ANGRY = "Third time nobody turned up"


@pytest.fixture
def angry(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> Conversation:
    """A complaint under a post."""
    judged(monkeypatch, nobody=TriageAnswer("complaint", moved_by=("third time",)))
    return crowd.heard(ANGRY, name="A tenant")


def test_in_public_then_in_private_then_closed(
    crowd: Crowd, angry: Conversation, line: SavedReply, officer: Person, client: Client
) -> None:
    client.force_login(officer)
    words = {"offline-line": line.pk, "offline-private_words": "Sorry. What is your number?"}
    assert client.post(f"/desk/conversations/{angry.pk}/offline/", words).status_code == 302
    send()
    assert (crowd.answers(), crowd.in_private()) == ([HOLDING], ["Sorry. What is your number?"])
    assert client.post(f"/desk/conversations/{angry.pk}/offline/outcome/", {"close-outcome": "put right"}).status_code == 302
    move = OfflineMove.objects.get()
    assert (move.outcome, move.conversation.end) == ("put right", "offline")


def test_refused_then_by_phone_into_a_private_case_with_nothing_retyped(
    crowd: Crowd, angry: Conversation, line: SavedReply, officer: Person, client: Client
) -> None:
    crowd.page.ask("rung", rung="standard")  # Meta lets us write to nobody yet
    client.force_login(officer)
    client.post(f"/desk/conversations/{angry.pk}/offline/", {"offline-line": line.pk, "offline-private_words": "Sorry."})
    send()
    page = client.get(angry.get_absolute_url()).content.decode()
    assert "It was not sent. Your words are kept" in page
    assert "Sorry." in page
    early = client.post(f"/desk/conversations/{angry.pk}/offline/outcome/", {"close-outcome": "put right"})
    assert early.status_code == 422, "nobody has been reached"
    told = {"reach-way": "phone", "reach-words": "New visit on Thursday."}
    assert client.post(f"/desk/conversations/{angry.pk}/offline/contact/", told).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.words, case.party.name, case.received_at) == ("complaint", ANGRY, "A tenant", angry.received_at)
    assert "New visit on Thursday." in case.trail.values_list("words", flat=True)
    assert client.post(f"/desk/conversations/{angry.pk}/offline/outcome/", {"close-outcome": "case"}).status_code == 302


def test_a_case_in_one_press_with_the_clock_from_when_they_wrote(
    crowd: Crowd, angry: Conversation, officer: Person, client: Client
) -> None:
    client.force_login(officer)
    answer = client.post(f"/desk/conversations/{angry.pk}/case/", {"kind": "complaint"}, follow=True)
    case = Case.objects.get()
    assert ANGRY in answer.content.decode()
    assert case.clocks.get().since == angry.received_at
    angry.refresh_from_db()
    assert (angry.end, angry.case) == ("case", case)
    crowd.say("And again today", parent=angry.messages.get().remote_id)
    crowd.look()
    assert "And again today" in case.trail.values_list("words", flat=True), "later words follow into the case"


def test_only_approved_lines_are_offered(
    crowd: Crowd, angry: Conversation, line: SavedReply, officer: Person, client: Client
) -> None:
    SavedReply.objects.filter(pk=line.pk).update(approved_at=None)
    client.force_login(officer)
    assert client.post(f"/desk/conversations/{angry.pk}/offline/", {"offline-line": line.pk}).status_code == 422
    assert not OfflineMove.objects.exists()


def test_safeguarding_reaches_the_named_people_and_nobody_can_answer(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch, officer: Person, staff: Person, client: Client
) -> None:
    judged(monkeypatch, feart=TriageAnswer("safeguarding", urgent=True, moved_by=("feart",)))
    put_in("safeguarding", staff)
    one = crowd.heard("am feart tae go oot, he was at the door")
    case = Case.objects.get()
    assert (case.team.code, case.masked, one.masked, one.case) == ("safeguarding", True, True, case)
    client.force_login(officer)
    page = client.get(one.get_absolute_url()).content.decode()
    assert "feart" not in page
    assert "<textarea" not in page
    assert "feart" not in client.get("/desk/inbox/").content.decode()
    for deed in ("answer", "draft", "offline", "case", "kind", "reading"):
        assert client.post(f"/desk/conversations/{one.pk}/{deed}/", {"reply-words": "Hello"}).status_code == 403, deed
    client.force_login(staff)
    assert "feart" in client.get(f"/desk/cases/{case.reference}/").content.decode()


def test_another_s_case_cannot_be_taken_by_post(
    crowd: Crowd, angry: Conversation, officer: Person, staff: Person, client: Client
) -> None:
    client.force_login(officer)
    client.post(f"/desk/conversations/{angry.pk}/case/", {"kind": "complaint"})
    case = Case.objects.get()
    client.force_login(staff)
    assert client.post(f"/desk/cases/{case.reference}/handler/").status_code in {403, 404}
    assert client.post(f"/desk/conversations/{angry.pk}/handler/").status_code == 403
