"""What is asked of a browser for a passkey, and whether its answer is good. Nothing is kept between the two but a signed ticket.

A ticket holds for five minutes and one answer, for one purpose: adding a passkey to one account, or coming in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.cache import cache as remembered
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from steamie.strategy.reading import association

from .models import ResidentAccount, ResidentPasskey

SALT, LASTS = "portal.passkey", 300  # seconds in which a browser has to answer
LONGEST = 20_000  # characters of an answer
COMING_IN = "in"


class PasskeyRefused(Exception):
    """The answer of the browser does not prove anything."""


@dataclass(frozen=True, slots=True)
class PasskeyQuestion:
    """What a browser is asked, and the ticket that comes back with its answer."""

    options: Mapping[str, Any]
    ticket: str


def question_to_add(account: ResidentAccount) -> PasskeyQuestion:
    """Ask for a passkey for an account; one that it has already is not made twice."""
    present = [AttestedCredentialData(bytes(row.public_half)) for row in account.passkeys.all()]
    whose = PublicKeyCredentialUserEntity(id=account.token.bytes, name=account.email, display_name=account.first_name)
    options, state = _server().register_begin(
        user=whose,
        credentials=present,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return PasskeyQuestion({"creation_options": dict(options)}, _ticket(state, str(account.token)))


def question_to_come_in() -> PasskeyQuestion:
    """Ask for any passkey of ours: the same for everybody, known or not."""
    options, state = _server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return PasskeyQuestion({"request_options": dict(options)}, _ticket(state, COMING_IN))


def new_passkey(account: ResidentAccount, answer: str, ticket: str) -> tuple[str, bytes]:
    """The digest and the public half of a passkey that was made for an account. Raises ``PasskeyRefused``."""
    state = _state(ticket, str(account.token))
    try:
        binding = _server().register_complete(state, RegistrationResponse.from_dict(_read(answer)))
    except (ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise PasskeyRefused from wrong
    public = binding.credential_data
    if public is None:
        raise PasskeyRefused
    return digest_of_key(public.credential_id), bytes(public)


def passkey_of(answer: str, ticket: str) -> ResidentPasskey:
    """The passkey that answered, with its account. Raises ``PasskeyRefused`` for one that is not ours, or proves nothing."""
    state = _state(ticket, COMING_IN)
    try:
        response = AuthenticationResponse.from_dict(_read(answer))
        row = ResidentPasskey.objects.select_related("account__tenant", "account__tenancy").get(
            digest=digest_of_key(response.raw_id)
        )
        _server().authenticate_complete(state, [AttestedCredentialData(bytes(row.public_half))], response)
    except (ValueError, TypeError, KeyError, AttributeError, ResidentPasskey.DoesNotExist) as wrong:
        raise PasskeyRefused from wrong
    return row


def digest_of_key(number: bytes) -> str:
    """What a passkey is found by."""
    return hashlib.sha256(number).hexdigest()


def _ticket(state: Mapping[str, Any], purpose: str) -> str:
    return signing.dumps({"state": dict(state), "for": purpose}, salt=SALT, compress=True)


def _state(ticket: str, purpose: str) -> dict[str, Any]:
    """What was asked with this ticket. Each holds once: an answer that somebody overheard lets nobody in."""
    try:
        asked = signing.loads(ticket, salt=SALT, max_age=LASTS)
    except signing.BadSignature as wrong:
        raise PasskeyRefused from wrong
    state: dict[str, Any] = asked["state"]
    if asked["for"] != purpose or not remembered.add(f"{SALT}.{state['challenge']}", 1, LASTS):
        raise PasskeyRefused
    return state


def _read(answer: str) -> dict[str, Any]:
    read = json.loads(answer) if len(answer) <= LONGEST else None
    if not isinstance(read, dict):
        raise TypeError
    return read


def _server() -> Fido2Server:
    place = urlsplit(settings.PUBLIC_URL)
    ours = association()
    return _server_at(place.hostname or "localhost", f"{place.scheme}://{place.netloc}", ours.name if ours else "Steamie")


@cache
def _server_at(host: str, origin: str, name: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=name), verify_origin=lambda seen: seen == origin)
