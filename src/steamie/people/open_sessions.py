"""Where people are signed in: each browser in words, so that its owner can look through them and end what is not theirs."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from steamie.rules.access import LONGEST

from .models import OpenSession, Person

# A browser says that it is all its forebears too: the first of these that is named is the one.
BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR|Opera", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS|Chromium", "Chrome"),
    (r"Safari", "Safari"),
)
MACHINES = (
    (r"iPhone", "an iPhone"),
    (r"iPad", "an iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"CrOS", "a Chromebook"),
    (r"Mac OS X|Macintosh", "a Mac"),
    (r"Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """A browser in words: "Firefox on Windows"."""
    browser = next((name for sign, name in BROWSERS if re.search(sign, user_agent)), "A browser")
    machine = next((name for sign, name in MACHINES if re.search(sign, user_agent)), "a machine we do not know")
    return f"{browser} on {machine}"


def note(request: HttpRequest, person: Person) -> str:
    """Write down that this person is signed in here, just now. Answers the key of the session."""
    if request.session.session_key is None:
        request.session.create()
    key, now = str(request.session.session_key), timezone.now()
    began = datetime.fromtimestamp(request.session["began"], tz=now.tzinfo)
    words = device(request.headers.get("User-Agent", ""))
    OpenSession.objects.update_or_create(
        key=key,
        defaults={"person": person, "seen_at": now},
        create_defaults={"person": person, "device": words, "began_at": began, "seen_at": now},
    )
    return key


def of(person: Person, now: datetime) -> list[OpenSession]:
    """Where this person is signed in, the latest seen first."""
    live = Session.objects.filter(expire_date__gt=now).values("session_key")
    return list(person.open_sessions.filter(began_at__gt=now - LONGEST, key__in=live).order_by("-seen_at", "-pk"))


def end(session: OpenSession) -> None:
    """Sign that browser out, from its next click."""
    Session.objects.filter(session_key=session.key).delete()
    session.delete()


def forget_old(now: datetime) -> None:
    """Throw away what is said of sessions that have run out."""
    OpenSession.objects.filter(began_at__lte=now - LONGEST).delete()
