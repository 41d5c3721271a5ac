"""What is looked at when a copy was put back: whether all that was counted in it is there, and can be used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection

from steamie.channels.models import Channel
from steamie.files.models import Picture
from steamie.people.sealing import CannotUnseal, unseal
from steamie.rules.counting import some

from .dumps import lacking
from .examination import CheckResult

KEYS = "Put the keys folder of the installation that was copied in the data folder, in the place of the one there."


def look(manifest: Mapping[str, Any], *, keys: bool) -> Iterator[CheckResult]:
    """Rows, pictures, and whether the keys at hand open what is sealed, after the tables were brought up to date."""
    yield _rows(manifest.get("rows") or {})
    yield _pictures()
    if keys:
        yield _accounts()
        yield _second_factors()
    else:
        yield CheckResult("Keys", True, "none were given, so nothing that is sealed was opened")


def _rows(counted: Mapping[str, int]) -> CheckResult:
    """A newer version may make tables and rows of its own: none of ours may have fewer than before."""
    present = set(connection.introspection.table_names())
    found = {name: _count(name) for name in sorted(_ours() & present)}
    if not counted:
        return CheckResult("Rows", True, f"{some(sum(found.values()), 'row')}; the copy does not say how many it held")
    compared = {name: number for name, number in counted.items() if name in found}
    if missing := lacking(compared, found):
        return CheckResult("Rows", False, f"fewer than in the copy: {', '.join(missing)}")
    tables = some(len(compared), "table")
    return CheckResult("Rows", True, f"{some(sum(compared.values()), 'row')} of {tables}, all that were counted in the copy")


def _ours() -> set[str]:
    ours = [app for app in apps.get_app_configs() if app.name.startswith("steamie.")]
    return {model._meta.db_table for app in ours for model in app.get_models(include_auto_created=True)}


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a name of our own models
        return int(cursor.fetchone()[0])


def _pictures() -> CheckResult:
    """Each is as it was when it was taken in, by its digest."""
    pictures = [(str(row.file.name), row.digest) for row in Picture.objects.iterator() if row.file]
    wrong = [name for name, digest in pictures if _digest(Path(settings.MEDIA_ROOT) / name) != digest]
    if wrong:
        return CheckResult("Pictures", False, f"{len(wrong)} of {len(pictures)} are missing or changed, such as {wrong[0]}")
    return CheckResult("Pictures", True, f"{some(len(pictures), 'picture')}, each as it was taken in")


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _accounts() -> CheckResult:
    sealed = [channel for channel in Channel.objects.order_by("pk") if channel.sealed]
    shut = [channel.name for channel in sealed if not _opens(channel.sealed)]
    if shut:
        return CheckResult(
            "Accounts", False, f"the keys here do not open {', '.join(shut)}. {KEYS} Without it, connect them again"
        )
    return CheckResult("Accounts", True, f"{some(len(sealed), 'account')}, opened by the keys here")


def _opens(sealed: str) -> bool:
    try:
        unseal(sealed)
    except CannotUnseal:
        return False
    return True


def _second_factors() -> CheckResult:
    """The secrets of authenticator apps; passkeys are not sealed."""
    secrets = [row.data.get("secret") for row in Authenticator.objects.filter(type=Authenticator.Type.TOTP)]
    shut = sum(not _reads(secret) for secret in secrets if secret)
    if shut:
        return CheckResult(
            "Second factors", False, f"the keys here do not read {shut} of {len(secrets)} authenticator apps. {KEYS}"
        )
    return CheckResult("Second factors", True, f"{some(len(secrets), 'authenticator app')}, read by the keys here")


def _reads(secret: str) -> bool:
    try:
        get_adapter().decrypt(secret)
    except InvalidToken:
        return False
    return True
