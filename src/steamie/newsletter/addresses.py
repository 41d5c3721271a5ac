"""What is done with an address before anything is sent to it."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac

from steamie.casework.models import Team
from steamie.letters.models import Mailbox
from steamie.strategy.reading import association


def digest(email: str) -> str:
    """The same for the same address however its letters are cased, and nothing to write to."""
    return salted_hmac("steamie.newsletter.address", email.strip().casefold(), algorithm="sha256").hexdigest()


def is_ours(email: str) -> bool:
    """Whether it is an address of the landlord's own: letters to it would go round in circles."""
    landlord, mailbox = association(), Mailbox.objects.in_use()
    ours = {landlord.email if landlord else "", mailbox.address if mailbox else "", _sender()}
    ours |= set(Team.objects.exclude(email="").values_list("email", flat=True))
    return email.strip().casefold() in {address.casefold() for address in ours if address}


def _sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("<")[2].rstrip(">").strip()
