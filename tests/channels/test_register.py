"""The account register (S-57), and the doctor who looks at each connection."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from steamie.channels import registry
from steamie.channels.actions import NotPossible, add_channel, change_owner, check_connection, close_channel
from steamie.channels.checks import addresses, kinds_load
from steamie.channels.models import Channel, ConnectionCheck
from steamie.channels.opening import open_channel
from steamie.channels.tasks import check_connections
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people.models import Grant
from steamie.people.permissions import NotAllowed
from steamie.rules.standing import State
from tests.strategy.papers import stands

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.clause("S-57")
def test_an_account_without_an_owner_is_red(desk, board):
    assert stands("S-57", NOW).state is State.MET
    Channel.objects.update(owner=None)
    standing = stands("S-57", NOW)
    assert standing.state is State.BREACHED
    assert standing.figure == "0 of 1 account has an owner in office"
    assert b"No owner" in desk.get(standing.link).content


@pytest.mark.clause("S-57")
def test_an_owner_who_left_their_office_is_no_owner(board, officer):
    Grant.objects.filter(person=officer).update(until=date(2026, 11, 1))
    assert stands("S-57", NOW).state is State.BREACHED


def test_an_account_without_a_deputy_is_to_be_watched(board, officer):
    change_owner(channel=board, owner=officer, deputy=None, reason="On leave", by=officer)
    assert stands("S-57", NOW).state is State.AT_RISK


def test_an_empty_register_claims_nothing(db):
    assert stands("S-57", NOW).state is State.NOT_MEASURED


def test_a_closed_account_needs_no_owner(board, officer):
    close_channel(channel=board, reason="Board taken away", by=officer)
    assert stands("S-57", NOW).state is State.NOT_MEASURED


@pytest.mark.parametrize("who", ["colleague", "staff", "committee", "forum", "auditor", "stranger"])
def test_only_the_officer_changes_the_register(board, officer, who, request):
    person = request.getfixturevalue(who)
    deeds = (
        lambda: add_channel(kind="paper", name="x", owner=officer, deputy=None, credentials={}, by=person),
        lambda: change_owner(channel=board, owner=officer, deputy=None, reason="x", by=person),
        lambda: close_channel(channel=board, reason="x", by=person),
        lambda: check_connection(channel=board, by=person),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_the_owner_must_be_in_the_team_and_not_their_own_deputy(data, officer, staff):
    given = {"kind": "paper", "name": "x", "credentials": {}, "by": officer}
    with pytest.raises(NotPossible, match="owner must be"):
        add_channel(owner=staff, deputy=None, **given)
    with pytest.raises(NotPossible, match="deputy must be in"):
        add_channel(owner=officer, deputy=staff, **given)
    with pytest.raises(NotPossible, match="someone else"):
        add_channel(owner=officer, deputy=officer, **given)


def test_what_a_kind_needs_must_be_given(data, officer):
    with pytest.raises(NotPossible, match="app secret"):
        add_channel(kind="facebook", name="x", owner=officer, deputy=None, credentials={"app_id": "1"}, by=officer)


def test_closing_destroys_the_credentials_and_keeps_the_history(page, officer):
    close_channel(channel=page, reason="We left Facebook", by=officer)
    page.refresh_from_db()
    assert page.sealed == ""
    assert Event.objects.filter(subject=f"channels.channel:{page.pk}").count() == 4
    with pytest.raises(NotPossible):
        close_channel(channel=page, reason="again", by=officer)


@pytest.mark.usefixtures("strategy")
def test_every_deed_is_in_the_record(page, officer, colleague):
    change_owner(channel=page, owner=colleague, deputy=officer, reason="Leave", by=officer)
    events = Event.objects.filter(subject=f"channels.channel:{page.pk}")
    told = [("add account", "S-57"), ("connect", "S-63"), ("confirm account", "S-63"), ("change owner", "S-57")]
    assert list(events.values_list("verb", "clause")) == told


def test_a_broken_connection_is_announced_once(page, control, officer, colleague, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert check_connection(channel=page, by=CLOCK).working
    token = open_channel(page).details["page_token"]
    control("tokens", kill=token, subcode=460)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            check_connections.call()
    (letter,) = [letter for letter in mail.outbox if letter.subject.endswith("has stopped working")]
    assert sorted(letter.to) == sorted([officer.email, colleague.email])
    assert "password" in letter.body
    assert f"/desk/channels/{page.pk}/" in letter.body
    assert token not in letter.body
    assert Event.objects.filter(verb="lose connection").count() == 1
    assert not page.last_check.working


def test_a_mended_connection_is_written_down(page, control, django_capture_on_commit_callbacks):
    control("faults", faults=[{"name": "rate", "rate": 1}])
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):  # being asked to wait once says nothing of the connection
            assert not check_connection(channel=page, by=CLOCK).working
        control("faults", faults=[])
        assert check_connection(channel=page, by=CLOCK).working
    assert list(Event.objects.order_by("number").values_list("verb", flat=True))[-2:] == ["lose connection", "mend connection"]


def test_one_kind_that_fails_does_not_spare_the_others(page, board, monkeypatch, caplog):
    Channel.objects.filter(pk=page.pk).update(kind="no-such-kind")
    monkeypatch.setattr("steamie.channels.kinds.paper.board.Paper.probe", lambda self, now: 1 / 0)
    check_connections.call()
    assert "not installed" in page.checks.get().summary
    assert "ZeroDivisionError" in caplog.text


def test_old_checks_are_thrown_away(board):
    ConnectionCheck.objects.create(channel=board, at=datetime.now(UTC) - timedelta(days=91), working=True, summary="Old")
    check_connections.call()
    assert [check.summary for check in board.checks.all()] == ["Posters can be printed."]


def test_lost_keys_are_a_broken_connection_not_a_crash(page, data):
    (data / "keys" / "credential_keys").unlink()
    check = check_connection(channel=page, by=CLOCK)
    assert not check.working
    assert check.problems[0][1] == "Connect the account again."


def test_a_kind_that_does_not_load_is_reported_and_not_fatal(monkeypatch):
    class Entry:
        name, value = "broken", "nowhere:Nothing"

        def load(self):
            raise ImportError("No module named 'nowhere'")

    real = registry.entry_points
    monkeypatch.setattr(registry, "entry_points", lambda group: [Entry(), *real(group=group)])
    registry._load.cache_clear()
    try:
        assert "paper" in registry.kinds()
        assert "nowhere" in registry.problems()["broken"]
        assert any("broken" in warning.msg for warning in kinds_load())
        with pytest.raises(registry.UnknownKind, match="nowhere"):
            registry.kind("broken")
    finally:
        monkeypatch.undo()
        registry._load.cache_clear()


@pytest.mark.parametrize(
    ("url", "fine"), [("https://graph.facebook.com", True), ("http://127.0.0.1:9", True), ("http://evil.example", False)]
)
def test_nothing_starts_with_an_address_that_is_not_facebooks(settings, url, fine):
    settings.GRAPH_URL = url
    assert [problem.id for problem in addresses()] == ([] if fine else ["channels.E001"])
