"""Tries at the door are counted once for all processes, and a restart gives no fresh allowance."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.cache.backends import locmem
from django.db import connection
from django.test import Client

from steamie.people import tallies
from steamie.people.models import Person, Tally
from steamie.rules.permissions import Office
from tests.conftest import make_person

pytestmark = pytest.mark.django_db
PASSWORD = "three plain words"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def member() -> Person:
    """Of the forum: a password is enough for the door."""
    person = make_person(Office.FORUM)
    person.set_password(PASSWORD)
    person.save()
    return person


def another_process() -> None:
    """Whatever this one remembers by itself is not there."""
    for remembered in (*locmem._caches.values(), *locmem._expire_info.values()):
        remembered.clear()


def sign_in(person: Person, password: str) -> str:
    return Client().post("/accounts/login/", {"login": person.email, "password": password}, follow=True).content.decode()


def test_ten_wrong_passwords_are_ten_in_whichever_process(member: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(10):
            assert "After ten wrong tries" not in sign_in(member, "not this one")
            another_process()
        assert "After ten wrong tries" in sign_in(member, PASSWORD)
        member.refresh_from_db()
        assert member.last_login is None
        clock.shift(timedelta(minutes=10, seconds=1))
        sign_in(member, PASSWORD)
        member.refresh_from_db()
        assert member.last_login == NOW + timedelta(minutes=10, seconds=1), "nobody is shut out for good"


def test_a_right_password_uses_nothing_up(member: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        for _ in range(9):
            sign_in(member, "not this one")
        for _ in range(3):
            sign_in(member, PASSWORD)
        member.refresh_from_db()
        assert member.last_login == NOW


def test_a_code_of_an_app_works_once_in_whichever_process(member: Person) -> None:
    secret = totp.generate_totp_secret()
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    factor = totp.TOTP.activate(member, secret)
    assert factor.validate_code(code)
    another_process()
    assert not totp.TOTP(Authenticator.objects.get(user=member)).validate_code(code)


def test_neither_an_address_nor_a_name_can_be_read_from_the_counts(member: Person) -> None:
    sign_in(member, "not this one")
    kept = list(Tally.objects.values_list("key", "value"))
    assert len(kept) >= 3
    assert all(len(key) == 64 for key, _ in kept)
    assert not any(trace in str(kept) for trace in ("127.0.0.1", "forum", "example.org", "not this one"))


def test_counts_go_when_their_time_is_over() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        cache.set("door:short", 1, 60)
        cache.set("door:long", 1, 3600)
        clock.shift(timedelta(minutes=2))
        assert (cache.get("door:short"), cache.get("door:long")) == (None, 1)
        assert Tally.objects.count() == 2
        tallies.forget_old(NOW + timedelta(minutes=2))
        assert Tally.objects.count() == 1


def test_what_is_kept_answers_as_a_cache_does() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        assert cache.add("door:x", 0, 60)
        assert not cache.add("door:x", 5, 60)
        assert [cache.incr("door:x"), cache.incr("door:x", 3)] == [1, 4]
        assert cache.touch("door:x", 600)
        clock.shift(timedelta(minutes=5))
        assert cache.get("door:x") == 4
        clock.shift(timedelta(minutes=6))
        assert not cache.touch("door:x", 600)
        with pytest.raises(ValueError, match="Nothing is kept"):
            cache.incr("door:x")
        assert cache.add("door:x", 7, 60)
        assert cache.delete("door:x")
        assert not cache.delete("door:x")
        assert cache.get("door:x", "nothing") == "nothing"


def test_what_only_saves_work_stays_in_the_process() -> None:
    cache.set("wagtail_locales_display_name", {"en": "English"})
    assert cache.get("wagtail_locales_display_name") == {"en": "English"}
    assert not Tally.objects.exists()
    another_process()
    assert cache.get("wagtail_locales_display_name") is None


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_told_yes_and_no_count_is_lost() -> None:
    cache.add("door:count", 0, 60)

    def knock(_: int) -> tuple[bool, int]:
        try:
            return cache.add("door:lock", 1, 60), cache.incr("door:count")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(knock, range(12)))
    assert [first for first, _ in told].count(True) == 1
    assert sorted(count for _, count in told) == list(range(1, 13))
