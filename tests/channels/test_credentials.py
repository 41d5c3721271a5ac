"""What is sealed cannot be read without the key, and the key is not in the database (S-63)."""

import json
import sqlite3
import stat
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from steamie.channels.actions import NotPossible, add_channel, connect, give_credentials, rotate_credentials
from steamie.channels.contract import Account
from steamie.channels.models import Channel
from steamie.evidence.actors import CLOCK
from steamie.evidence.models import Event
from steamie.people import sealing as credentials
from steamie.people.permissions import NotAllowed
from steamie.rules.standing import State
from steamie.strategy.standing import take_standing
from tests.strategy.papers import stands
from tests.strategy.rows import offered, rows

pytestmark = pytest.mark.django_db
CANARY = "EAAPcanaryNobodyMaySeeThis"


def dump():
    """Everything the database holds, as bytes and as SQL: what a thief of the file, or of a backup, would have."""
    connection.ensure_connection()
    held = connection.connection
    if isinstance(held, sqlite3.Connection):
        return held.serialize() + "\n".join(held.iterdump()).encode()
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 -- our own tables
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def test_what_is_sealed_opens_again(data):
    given = {"token": CANARY, "words": "é “quoted” \n"}
    sealed = credentials.seal(given)
    assert CANARY not in sealed
    assert credentials.unseal(sealed) == given
    assert credentials.unseal("") == {}


def test_the_key_is_for_its_owner_only_and_not_derived(data, settings):
    credentials.seal({})
    file = data / "keys" / "credential_keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    key = file.read_text()
    settings.SECRET_KEY = "another key"
    assert credentials.unseal(credentials.seal({"a": "b"})) == {"a": "b"}
    assert file.read_text() == key
    assert [path.name for path in file.parent.iterdir()] == ["credential_keys"]


def test_a_lost_key_is_said_in_plain_words(data):
    sealed = credentials.seal({"a": "b"})
    (data / "keys" / "credential_keys").unlink()
    with pytest.raises(credentials.CannotUnseal, match="Connect the account again"):
        credentials.unseal(sealed)


@pytest.mark.clause("S-63")
def test_a_dump_of_the_database_shows_no_token(page, officer):
    given = {"app_id": "1", "app_secret": f"{CANARY}-secret", "page_id": "1122", "page_token": CANARY}
    connect(channel=page, account=Account("1122", "Pineview", given), by=officer)
    rotate_credentials(by=officer)
    assert credentials.unseal(Channel.objects.get().sealed)["page_token"] == CANARY
    held = dump()
    assert b"Our Page" in held
    assert CANARY.encode() not in held
    assert credentials.keys()[0].encode() not in held
    assert CANARY not in json.dumps(list(Event.objects.values_list("facts", "reason")))


@pytest.mark.clause("S-63")
def test_rotation_seals_everything_again_and_forgets_the_old_key(page, board, officer):
    before, old = Channel.objects.get(pk=page.pk).sealed, credentials.keys()
    assert rotate_credentials(by=officer) == 1
    page.refresh_from_db()
    assert page.sealed != before
    assert credentials.unseal(page.sealed)["page_token"].startswith("EAAP")
    assert len(credentials.keys()) == 1
    assert credentials.keys() != old
    with pytest.raises(credentials.CannotUnseal):
        credentials.unseal(before)
    assert Event.objects.filter(verb="rotate", subject=f"channels.channel:{page.pk}").count() == 1


def test_rotation_that_fails_keeps_every_key(page, officer):
    other = add_channel(
        kind="facebook", name="Lost", owner=officer, deputy=None, credentials={"app_id": "1", "app_secret": "2"}, by=officer
    )
    Channel.objects.filter(pk=other.pk).update(sealed="gAAAAAbroken")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("credentials", "rotate")
    page.refresh_from_db()
    assert credentials.unseal(page.sealed)["page_token"]


def test_the_command_rotates(page, capsys):
    call_command("credentials", "rotate")
    assert "1 account sealed under a new key" in capsys.readouterr().out


def test_replacing_what_was_typed_keeps_what_came_by_connecting(page, officer):
    give_credentials(channel=page, typed={"app_secret": "new", "app_id": "", "page_token": "smuggled"}, by=officer)
    page.refresh_from_db()
    held = credentials.unseal(page.sealed)
    assert held["app_secret"] == "new"
    assert held["app_id"]
    assert held["page_token"] != "smuggled"
    with pytest.raises(NotPossible):
        give_credentials(channel=page, typed={"app_id": " "}, by=officer)


def test_only_the_officer_touches_credentials(page, colleague, auditor):
    for person in (colleague, auditor):
        with pytest.raises(NotAllowed):
            rotate_credentials(by=person)
        with pytest.raises(NotAllowed):
            give_credentials(channel=page, typed={"app_id": "1"}, by=person)
        with pytest.raises(NotAllowed):
            connect(channel=page, account=Account("1122", "x", {}), by=person)


def test_a_pinned_account_takes_no_other_page(page, officer):
    with pytest.raises(NotPossible, match="pinned"):
        connect(channel=page, account=Account("9", "Another", {}), by=officer)


@pytest.mark.clause("S-63")
def test_the_standing_tells_the_age_of_the_key(page):
    now = datetime.now(UTC)
    assert stands("S-63", now).state is State.MET
    assert "1 of 1 account sealed; oldest key 0 days" in stands("S-63", now).figure
    assert stands("S-63", now + timedelta(days=350)).state is State.AT_RISK
    assert stands("S-63", now + timedelta(days=400)).state is State.BREACHED
    rotate_credentials(by=CLOCK, now=now + timedelta(days=400))
    assert stands("S-63", now + timedelta(days=401)).state is State.MET


def test_each_sealed_account_is_listed_with_the_age_of_its_key_and_no_secret(page, data, client, strategy, auditor, committee):
    sealed = page.sealed_at or page.created_at
    for reader in (auditor, committee):
        with time_machine.travel(sealed + timedelta(days=1), tick=False):
            take_standing(now=sealed + timedelta(days=1), by=CLOCK, clauses=["S-63"])
            client.force_login(reader)
            assert offered(client, "S-63") == ("/desk/strategy/S-63/#rows", "See the rows")
            assert rows(client, "S-63") == [
                f"{page.name} sealed since {timezone.localtime(sealed):%-d %B %Y}; its key is 1 day old"
            ]
            shown = client.get("/desk/strategy/S-63/").text
        assert "1 of 1 account sealed; oldest key 1 day<" in shown
        assert page.sealed not in shown
    (data / "keys" / "credential_keys").unlink()
    assert "its key is gone" in rows(client, "S-63")[0]


def test_the_standing_is_red_when_the_key_is_gone_or_lies_open(page, data):
    file = data / "keys" / "credential_keys"
    file.chmod(0o644)
    assert stands("S-63", datetime.now(UTC)).state is State.BREACHED
    file.unlink()
    assert "key that is gone" in stands("S-63", datetime.now(UTC)).reason


def test_without_secrets_nothing_is_claimed(board):
    assert stands("S-63", datetime.now(UTC)).state is State.NOT_MEASURED
