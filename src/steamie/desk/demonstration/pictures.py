"""The pictures of the demonstration: our own drawings (tools/pictures.py), kept through the door all pictures come by."""

from __future__ import annotations

import tomllib
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from steamie.files.actions import keep_cleaned
from steamie.files.models import Picture
from steamie.files.pictures import CleanPicture, clean
from steamie.people.models import Person

FOLDER = Path(__file__).with_name("pictures")


def descriptions() -> dict[str, str]:
    """What each picture shows, by its name."""
    return tomllib.loads(FOLDER.with_suffix(".toml").read_text())


def begin_cleaning() -> dict[str, Future[CleanPicture]]:
    """Start to decode and encode each picture afresh, in processes of their own, while other work goes on here."""
    pool = ThreadPoolExecutor(2)  # as many as are decoded at once
    begun = {name: pool.submit(_cleaned, name) for name in sorted(descriptions())}
    pool.shutdown(wait=False)
    return begun


def _cleaned(name: str) -> CleanPicture:
    with (FOLDER / f"{name}.jpg").open("rb") as file:
        return clean(file)


def keep_all(cleaning: dict[str, Future[CleanPicture]], *, by: Person, at: datetime) -> dict[str, Picture]:
    """Keep every picture once, by its name."""
    return {
        name: keep_cleaned(picture=picture.result(), shows_people=False, consent=False, by=by, at=at)
        for name, picture in cleaning.items()
    }
