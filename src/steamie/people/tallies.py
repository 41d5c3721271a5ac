"""What is counted at the door: tries at signing in, codes that are used up, strangers that were noted.

All processes share these counts, and a restart forgets none: whoever guesses passwords gets one allowance, not one for each
process. They are rows of the house's database, under keyed hashes: neither an address nor an e-mail can be read from them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Tally

AT_THE_DOOR = ("allauth", "door:")  # how the names of what must be kept begin; allauth's are its own
FOR_EVER = timedelta(days=3650)


class Tallies(BaseCache):
    """Django's cache, as rows. What is kept must be fit for JSON."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it unless something is kept under this name. Of two processes one is told yes."""
        row = {"value": value, "until": self._until(timeout)}
        with transaction.atomic():
            self._rows(key, version).filter(until__lte=timezone.now()).delete()
            return Tally.objects.get_or_create(key=self._hidden(key, version), defaults=row)[1]

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is kept, while its time lasts."""
        row = self._rows(key, version).filter(until__gt=timezone.now()).first()
        return row.value if row else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep it instead of what was kept before."""
        row = {"value": value, "until": self._until(timeout)}
        Tally.objects.update_or_create(key=self._hidden(key, version), defaults=row)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep it longer, if it is still kept."""
        return bool(self._rows(key, version).filter(until__gt=timezone.now()).update(until=self._until(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget it."""
        return bool(self._rows(key, version).delete()[0])

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count on, until the time it was first kept for. ``ValueError`` when nothing is kept."""
        with transaction.atomic():
            row = self._rows(key, version).select_for_update(no_key=True).filter(until__gt=timezone.now()).first()
            if row is None:
                raise ValueError(f"Nothing is kept under {key.partition(':')[0]}.")
            count = int(row.value) + delta
            row.value = count
            row.save(update_fields=["value"])
        return count

    def clear(self) -> None:
        """Forget everything."""
        Tally.objects.all().delete()

    def _rows(self, key: str, version: int | None) -> Any:
        return Tally.objects.filter(key=self._hidden(key, version))

    def _hidden(self, key: str, version: int | None) -> str:
        return salted_hmac("steamie.people.tallies", self.make_key(key, version), algorithm="sha256").hexdigest()

    def _until(self, timeout: Any) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + (FOR_EVER if seconds is None else timedelta(seconds=seconds))


class Divided(BaseCache):
    """The house's cache: what is counted at the door is kept in rows; the rest, which only saves work, in the process."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.rows, self.passing = Tallies(params), LocMemCache(name, params)

    def _place(self, key: str) -> BaseCache:
        return self.rows if key.startswith(AT_THE_DOOR) else self.passing

    def add(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """As Django has it, in its place; so are the others."""
        return self._place(key).add(key, *args, **kwargs)

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """What is kept."""
        return self._place(key).get(key, *args, **kwargs)

    def set(self, key: str, *args: Any, **kwargs: Any) -> None:
        """Keep it."""
        self._place(key).set(key, *args, **kwargs)

    def touch(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Keep it longer."""
        return self._place(key).touch(key, *args, **kwargs)

    def delete(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Forget it."""
        return self._place(key).delete(key, *args, **kwargs)

    def incr(self, key: str, *args: Any, **kwargs: Any) -> int:
        """Count on."""
        return self._place(key).incr(key, *args, **kwargs)

    def clear(self) -> None:
        """Forget everything, in both places."""
        self.rows.clear()
        self.passing.clear()


def forget_old(now: datetime) -> None:
    """Throw away counts whose time is over."""
    Tally.objects.filter(until__lte=now).delete()
