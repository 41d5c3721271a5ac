"""The key that signs packs: made once, its secret half sealed like credentials."""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from steamie.people.sealing import seal, unseal

from .models import PackKey


def signing_key(now: datetime) -> tuple[Ed25519PrivateKey, str]:
    """The key with its public half in hexadecimal; made when there is none. Raises ``CannotUnseal``."""
    row = PackKey.objects.first()
    if row is None:
        fresh = Ed25519PrivateKey.generate()
        public = fresh.public_key().public_bytes_raw().hex()
        row = PackKey.objects.create(public=public, sealed=seal({"secret": fresh.private_bytes_raw().hex()}), made_at=now)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(unseal(row.sealed)["secret"])), row.public
