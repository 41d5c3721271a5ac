"""What the room of people holds about those who sign in, and the cookies they get."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from steamie.evidence.holdings import Cookie, Holding, holds, sets_cookies, span
from steamie.rules.access import LONGEST

from .devices import LASTS, cookie_name

STAFF = "People who sign in to work here"
holds(
    Holding(
        whose="If you work here",
        what="Your name and work e-mail, what lets you sign in (sealed), your offices and deputies, the policies you read.",
        why="So that only those who may can work here, and we know who could when.",
        how_long="For good: who held which office is part of the record.",
        columns=(
            "people.Person.*",
            "people.Delegation.reason",
            "people.Departure.reason",
            "people.FreshStart.reason",
            "people.Grant.reason",
            "people.Recertification.reason",
            "people.ThirdLook.reason",
            "people.OnlyOtherConfirmation.*",
            "account.EmailAddress.email",
            "mfa.Authenticator.data",
        ),
        of_the_public=False,
    ),
    Holding(
        whose="If you work here",
        what="The browsers in which you are signed in.",
        why="So that you can see and end them.",
        how_long=f"Until the session ends, after {span(LONGEST)} at most.",
        columns=("people.OpenSession.*", "sessions.Session.session_key", "sessions.Session.session_data"),
        of_the_public=False,
    ),
    Holding(
        whose="If you visit this website",
        what="How often something was tried from your network address, where somebody might guess: at signing in, and with "
        "references. The address itself cannot be read from it.",
        why="So that nobody guesses their way in.",
        how_long="An hour at most.",
        columns=("people.Tally.key", "people.Tally.value"),
    ),
)
sets_cookies(
    Cookie(settings.SESSION_COOKIE_NAME, STAFF, "It keeps you signed in.", timedelta(seconds=settings.SESSION_COOKIE_AGE)),
    Cookie(
        settings.CSRF_COOKIE_NAME,
        "Whoever opens the page to sign in",
        "It shows that a form was sent from our own page.",
        timedelta(seconds=settings.CSRF_COOKIE_AGE),
    ),
    Cookie(cookie_name(), STAFF, "It knows your browser again: a stranger who tries your name does not slow you down.", LASTS),
    Cookie("messages", STAFF, "It holds what the next page tells you, such as “Saved”.", None),
)
