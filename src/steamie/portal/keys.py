"""What lets somebody in, and the digest that is kept of it: a copy of the database opens no account."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

from steamie.rules.letter_codes import new_code

LETTER, LINK, SESSION = "portal.letter", "portal.link", "portal.session"  # what a digest is of


def new_letter_code() -> str:
    """A code for a letter."""
    return new_code(secrets.choice)


def new_key() -> str:
    """A key of a link or of a browser that is signed in."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str, kind: str) -> str:
    """What is kept of a secret: it needs the house's own key, so that short codes cannot be tried out on a copy."""
    return salted_hmac(kind, secret, algorithm="sha256").hexdigest()


def form_key(session_digest: str) -> str:
    """What stands in each form of a signed-in page: another site can send a form, but cannot know this."""
    return salted_hmac("portal.form", session_digest, algorithm="sha256").hexdigest()
