"""Handing repairs over: kept first, sent under one key, accepted only when the other side said so, told of when it does not."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from steamie.casework.actions import handling
from steamie.casework.models import Case
from steamie.evidence.models import Event
from steamie.letters.mail_server import MailServer
from steamie.letters.models import Letter
from steamie.letters.outbox import pass_to as pass_letter
from steamie.people.models import Person
from steamie.rules.handing_over import signature
from steamie.services.handing import acting, alarms, carriers, keeping
from steamie.services.handing.sending import hand_over_due
from steamie.services.models import HandOver, RepairsSystem
from steamie.services.models.handing_over import HandOverState
from steamie_standins.faults import spelled
from steamie_standins.repairs.app import NAMES, App
from tests.casework.making import put_in

from .test_repairs import TYPED, about, fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


class Quiet(WSGIRequestHandler):
    """Says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def other_side() -> Iterator[tuple[App, str]]:
    """A repairs system on this machine."""
    app = App()
    server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a dropped line is what was asked for
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield app, f"http://127.0.0.1:{server.server_port}/repairs"
    server.shutdown()
    server.server_close()


def choose(officer: Person, carrier: str, address: str = "", **fields: Any) -> RepairsSystem:
    system = RepairsSystem(carrier=carrier, address=address, **fields)
    return acting.set_system(system=system, by=officer, at=timezone.now() - timedelta(days=30))


@pytest.fixture
def webhook(officer: Person, other_side: tuple[App, str]) -> App:
    app, address = other_side
    app.world.secret = choose(officer, "webhook", address).secret
    return app


def told(client: Client, **typed: Any) -> HandOver:
    """A repair that came, and its place in the queue."""
    fill_in(client, **typed)
    return HandOver.objects.latest("pk")


def send(days: float = 0, row: HandOver | None = None) -> HandOver | None:
    now = (row.kept_at if row else timezone.now()) + timedelta(days=days)
    hand_over_due(clock=lambda: now)
    if row:
        row.refresh_from_db()
    return row


def goes_wrong(app: App, faults: str) -> None:
    app.world.faults = spelled(faults, NAMES)


def states(row: HandOver) -> list[str]:
    return list(row.steps.values_list("state", flat=True))


def test_a_signed_call_is_accepted_with_the_job_number_that_came_back(client: Client, webhook: App) -> None:
    row = told(client)
    assert (row.state, row.job) == (HandOverState.KEPT, "")
    send(row=row)
    assert (row.state, row.job, states(row)) == (HandOverState.ACCEPTED, "J00001", ["kept", "sent", "accepted"])
    body = webhook.world.jobs[0].body
    assert body["DescriptionOfWork"].endswith(TYPED["words"])
    assert body["Reference"] == [{"ID": row.case.reference, "AllocatedBy": "Steamie"}]
    assert body["SitePropertyUnit"][0]["Address"] == {"AddressLine": [TYPED["address"]], "PostalCode": "G15 6DD"}
    assert "not on our list" in body["SitePropertyUnit"][0]["Reference"][0]["Description"]
    assert body["Steamie"]["SchemaVersion"] == "M3SoR v7"
    assert "The repairs team has it: job J00001" in row.case.trail.shown_to_them().values_list("title", flat=True)


def test_a_wrong_secret_is_refused_and_nothing_is_shown_as_accepted(client: Client, webhook: App) -> None:
    webhook.world.secret = "another"
    row = told(client)
    send(row=row)
    assert (row.state, webhook.world.jobs) == (HandOverState.REFUSED, [])
    assert "401" in row.why


@pytest.mark.parametrize(
    ("fault", "state", "jobs"),
    [
        ("yes_no=1x1", HandOverState.REFUSED, 0),
        ("no_job=1x1", HandOverState.UNKNOWN, 0),
        ("error500=1x1", HandOverState.UNKNOWN, 0),
        ("down=1x1", HandOverState.UNKNOWN, 0),
        ("lost=1x1", HandOverState.UNKNOWN, 1),
        ("later=1x1", HandOverState.SENT, 1),
        ("twice=1x1", HandOverState.ACCEPTED, 1),
    ],
)
def test_what_says_yes_and_means_no_is_not_accepted(
    client: Client, webhook: App, fault: str, state: HandOverState, jobs: int
) -> None:
    goes_wrong(webhook, fault)
    row = told(client)
    send(row=row)
    assert (row.state, len(webhook.world.jobs)) == (state, jobs)
    assert (row.job == "") is (state != HandOverState.ACCEPTED)


@pytest.mark.parametrize("fault", ["no_job=1x1", "error500=1x1", "down=1x2", "lost=1x2", "later=1x1"])
def test_sent_again_under_the_same_key_it_is_one_job(client: Client, webhook: App, fault: str) -> None:
    goes_wrong(webhook, fault)
    row = told(client)
    for hour in range(6):
        send(hour / 24, row)
    assert (row.state, len(webhook.world.jobs)) == (HandOverState.ACCEPTED, 1)
    assert {call["key"] for call in webhook.world.calls} == {row.key}


def test_a_worker_that_died_in_between_leaves_it_sent_and_the_next_one_asks_again(
    client: Client, webhook: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = told(client)
    real = carriers.call

    def dies(*given: Any) -> Any:
        real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(carriers, "call", dies)
        with pytest.raises(KeyboardInterrupt):
            send(row=row)
    row.refresh_from_db()
    assert (row.state, row.job) == (HandOverState.SENT, "")
    send(row=row)
    assert row.state == HandOverState.SENT, "not before the call is surely dead"
    send(0.01, row)
    assert (row.state, len(webhook.world.jobs)) == (HandOverState.ACCEPTED, 1)


def test_a_system_that_is_away_for_two_days_is_told_of_after_one_and_given_up_after_two(
    client: Client, officer: Person, staff: Person
) -> None:
    put_in("repairs", staff)
    choose(officer, "webhook", "http://127.0.0.1:9/")
    row = told(client)
    for hour in range(20):
        send(hour / 24, row)
    assert (row.state, states(row)[-1]) == (HandOverState.KEPT, "kept")
    alarms.tell(row.kept_at + timedelta(hours=23))
    assert mail.outbox == []
    for _ in range(2):
        alarms.tell(row.kept_at + timedelta(hours=25))
    (letter,) = [one for one in mail.outbox if "repairs system" in one.subject]
    assert set(letter.to) == {officer.email, staff.email}
    assert row.case.reference in letter.body
    assert "Canary" not in letter.body
    client.force_login(staff)
    for hour in range(20, 60):
        send(hour / 24, row)
    assert row.state == HandOverState.GIVEN_UP
    page = client.get("/desk/").content.decode()
    assert "the repairs system has not taken" in page
    client.post(f"/desk/repairs/{row.case.reference}/sending/")
    row.refresh_from_db()
    assert (row.state, row.alarmed_at) == (HandOverState.KEPT, None)


def test_a_second_answer_counts_when_it_is_signed_and_of_now(client: Client, webhook: App) -> None:
    goes_wrong(webhook, "later=1")
    row = told(client)
    send(row=row)
    body = json.dumps({"job": "J77"}).encode()

    def answer(secret: str, age: int = 0, key: str = row.key) -> int:
        moment = str(int(timezone.now().timestamp()) - age)
        signed = signature(secret, moment=moment, key=key, body=body)
        headers = {"Idempotency-Key": key, "Steamie-Timestamp": moment, "Steamie-Signature": signed}
        return Client().post("/repairs/answers/", body, content_type="application/json", headers=headers).status_code

    right = webhook.world.secret
    assert [answer("wrong"), answer(right, age=3600), answer(right, key="nobody")] == [403, 403, 404]
    row.refresh_from_db()
    assert row.state == HandOverState.SENT
    assert [answer(right), answer(right)] == [200, 200]
    row.refresh_from_db()
    assert (row.state, row.job) == (HandOverState.ACCEPTED, "J77")
    assert Event.objects.filter(verb="accept a repair").count() == 1


def test_by_e_mail_only_a_press_on_its_link_is_a_yes(client: Client, officer: Person, settings: Any) -> None:
    settings.MAIL_SERVER = object()
    choose(officer, "e-mail", "repairs@example.org", file_format="csv")
    row = told(client)
    send(row=row)
    letter = Letter.objects.get()
    assert (row.state, letter.to) == (HandOverState.SENT, "repairs@example.org")
    pass_letter(letter, "accepted", at=row.kept_at, why="250 Ok")
    send(row=row)
    assert (row.state, row.why) == (HandOverState.SENT, "Taken by the mail server: 250 Ok")
    assert not HandOver.objects.silent(row.kept_at + timedelta(days=3)).exists()
    address = f"/repairs/taken/{carriers.taken_token(row)}/"
    visitor = Client()
    assert "Until you say so" in visitor.get(address).content.decode()
    row.refresh_from_db()
    assert row.state == HandOverState.SENT, "looking is no answer: mail servers look too"
    assert row.case.reference in visitor.post(address, {"job": "4711"}).content.decode()
    row.refresh_from_db()
    assert (row.state, row.job) == (HandOverState.ACCEPTED, "4711")
    assert visitor.get("/repairs/taken/forged/").status_code == 404


@pytest.mark.parametrize(("letter_state", "state"), [("bounced", HandOverState.BOUNCED), ("refused", HandOverState.REFUSED)])
def test_a_letter_that_did_not_arrive_is_a_repair_that_did_not(
    client: Client, officer: Person, settings: Any, letter_state: str, state: HandOverState
) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 1)
    choose(officer, "e-mail", "repairs@example.org")
    row, desk = told(client), Client()
    put_in("repairs", officer)
    desk.force_login(officer)
    asked = "the repairs system has not taken"
    assert asked not in desk.get("/desk/").text
    send(row=row)
    pass_letter(Letter.objects.get(), letter_state, at=row.kept_at, why="550 No such user")
    send(row=row)
    assert (row.state, "550" in row.why) == (state, True)
    assert alarms.not_taken(row.kept_at).get() == row
    assert asked in desk.get("/desk/").text
    HandOver.objects.update(state=HandOverState.ACCEPTED)
    assert asked not in desk.get("/desk/").text


def test_a_file_is_accepted_when_it_was_taken_away_or_answered(client: Client, officer: Person) -> None:
    system = choose(officer, "folder", file_format="csv")
    row, other = told(client), told(client, words="=1+1")
    send(row=row)
    other.refresh_from_db()
    assert (row.state, other.state) == (HandOverState.SENT, HandOverState.SENT)
    (cells,) = csv.DictReader(io.StringIO(carriers.path_of(row, system).read_text("utf-8-sig")))
    assert cells["SitePropertyUnit.Address.PostalCode"] == "G15 6DD"
    send(row=row)
    assert row.state == HandOverState.SENT, "it still lies there"
    carriers.path_of(row, system).unlink()
    carriers.path_of(other, system).with_suffix(".answer.json").write_text('{"error": "No such property"}')
    send(row=row)
    other.refresh_from_db()
    assert (row.state, other.state) == (HandOverState.ACCEPTED, HandOverState.REFUSED)
    assert "No such property" in other.why


def test_a_folder_that_cannot_be_written_is_tried_again(client: Client, officer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(officer, "folder")
    row = told(client)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        send(row=row)
    assert (row.state, "No space left" in row.why) == (HandOverState.KEPT, True)
    assert not list(carriers.folder().iterdir())
    send(0.1, row)
    assert row.state == HandOverState.SENT


def test_what_a_person_has_to_look_at_first_goes_when_it_was_let_in(client: Client, webhook: App, staff: Person) -> None:
    put_in("repairs", staff)
    client.post(f"/repairs/sent/{about('kitchen', 'sink')}", TYPED | {"ticket": "forged"})
    send()
    assert HandOver.objects.count() == 0
    handling.let_in(case=Case.objects.get(), by=staff)
    send()
    assert HandOver.objects.get().state == HandOverState.ACCEPTED


def test_without_a_system_nothing_is_handed_over(client: Client, officer: Person) -> None:
    choose(officer, "none")
    fill_in(client)
    send()
    assert (keeping.system(), HandOver.objects.count()) == (None, 0)


def test_what_does_not_fit_is_said_before_it_is_sent_and_kept_in_full(client: Client, officer: Person, webhook: App) -> None:
    address = RepairsSystem.objects.latest("pk").address
    webhook.world.secret = choose(officer, "webhook", address, longest={"words": 60, "name": 20}, letters="latin").secret
    words = ("Вода " + "drips through the ceiling and down the wall " * 3).strip()
    checked = client.post(f"/repairs/check/{about('kitchen', 'sink')}", TYPED | {"words": words, "name": "Shona Canary"})
    text = checked.content.decode()
    assert checked.status_code == 200
    assert "cannot show some letters of what happened: В о д а" in text
    assert "your name" not in text
    row = told(client, words=words)
    send(row=row)
    sent = webhook.world.jobs[0].body["DescriptionOfWork"]
    assert len(sent) <= 60
    assert sent.endswith(f"more under {row.case.reference}")
    assert row.case.words == words


def test_only_the_officer_says_where_repairs_go_and_sees_the_secret(client: Client, officer: Person, staff: Person) -> None:
    put_in("repairs", staff)
    sheet = {"carrier": "webhook", "address": "http://example.org/", "file_format": "json", "letters": "any"}
    client.force_login(staff)
    assert client.get("/desk/repairs/system/").status_code == 403
    client.force_login(officer)
    wrong = client.post("/desk/repairs/system/", sheet)
    assert wrong.status_code == 422
    assert "must begin with https://" in wrong.content.decode()
    assert client.post("/desk/repairs/system/", sheet | {"address": "https://example.org/in"}).status_code == 302
    first = RepairsSystem.objects.first()
    assert first
    assert first.secret in client.get("/desk/repairs/system/").content.decode()
    client.post("/desk/repairs/system/", sheet | {"address": "https://example.org/in", "letters": "latin"})
    client.post("/desk/repairs/system/", sheet | {"address": "https://elsewhere.example/"})
    last, middle, _ = RepairsSystem.objects.all()
    assert middle.secret == first.secret
    assert last.secret != first.secret, "another receiver, another secret"
    kept = " ".join(str(row) for row in Event.objects.values())
    assert first.secret not in kept
    assert "example.org/in" not in kept


def test_somebody_who_said_so_on_the_phone_is_written_down(client: Client, officer: Person, staff: Person, webhook: App) -> None:
    put_in("repairs", staff)
    goes_wrong(webhook, "yes_no=1")
    row = told(client)
    send(row=row)
    client.force_login(staff)
    page = client.get(f"/desk/cases/{row.case.reference}/").content.decode()
    assert "Refused" in page
    assert "The property is locked by another user" in page
    client.post(f"/desk/repairs/{row.case.reference}/acceptance/", {"job-job": "99", "job-told_by": "Jim"})
    row.refresh_from_db()
    assert (row.state, row.job, row.why) == (HandOverState.ACCEPTED, "99", f"Jim told {staff.name}.")
    client.force_login(officer)  # sees how it stands, not the words
    assert client.post(f"/desk/repairs/{row.case.reference}/sending/").status_code == 403
    assert "99" in client.get("/desk/repairs/?state=accepted").content.decode()


def test_only_one_hands_over_at_a_time(client: Client, webhook: App) -> None:
    from steamie.services.handing import leases  # noqa: PLC0415 -- this test alone

    row = told(client)
    token = leases.take(row.kept_at)
    assert send(row=row).state == HandOverState.KEPT  # type: ignore[union-attr]
    leases.give_back(token, row.kept_at)
    assert send(row=row).state == HandOverState.ACCEPTED  # type: ignore[union-attr]


def test_nothing_of_a_resident_stands_in_the_minute_book(client: Client, webhook: App) -> None:
    row = told(client, words="Canary words", at_the_door="Canary dog")
    send(row=row)
    kept = " ".join(str(one) for one in Event.objects.values())
    assert "anary" not in kept
