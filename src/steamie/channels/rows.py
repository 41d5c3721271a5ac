"""The rows behind the accounts' figures. Of what is sealed only the age is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from steamie.rules.catalogue import shows
from steamie.rules.clauses import Clause
from steamie.rules.counting import some
from steamie.rules.parameters import NoParameters
from steamie.rules.standing import Counted

from .controls import LINK, key_since, opens
from .models import Channel


@shows("accounts.secrets_sealed")
def sealed_accounts(clause: Clause, parameters: NoParameters, now: datetime) -> Iterator[Counted]:
    """Every account in use that holds a password or token; those that open with a key we hold count."""
    for channel in Channel.objects.active().exclude(sealed=""):
        whole = opens(channel)
        sealed = timezone.localtime(channel.sealed_at or channel.created_at)
        key = f"its key is {some((now - key_since(channel)).days, 'day')} old" if whole else "its key is gone"
        yield Counted(channel.name, f"sealed since {sealed:%-d %B %Y}; {key}", str(LINK), whole)
