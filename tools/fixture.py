"""Keep a data folder of today's version for the tests of the migrations: it must migrate for ever.

python tools/fixture.py     write tests/fixtures/<version>/; run it as long as the version is not released, never after

It holds the demonstration and, made by the rooms' own actions at a moment of their own, a post approved for the future, one
whose process died in the middle of a call, one whose answer never came, a stop, and a suggestion kept for later.
"""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import httpx
import time_machine
from net import load, stand_in

import steamie
from tests.fixtures import folder as kept

A_MINUTE = timedelta(minutes=1)
LEFT_OUT = {"static", "stand-in"}  # made afresh by whoever opens the folder
ENOUGH = 2 * 1024 * 1024  # bytes in the repository


class ProcessDied(BaseException):
    """As when the machine loses its power: nothing after the call runs."""


def make(folder: Path, graph: str) -> dict[str, Any]:
    """Fill the folder; what it holds then."""
    with time_machine.travel(kept.MOMENT, tick=False) as clock:
        load(folder, graph)
        officer, writer = people()
        for title, due in ((kept.APPROVED, kept.DUE), (kept.INTERRUPTED, kept.BEGUN), (kept.UNKNOWN, kept.BEGUN)):
            approve_a_post(title, due, writer=writer, officer=officer)
        clock.move_to(kept.BEGUN)
        begin_to_send(kept.INTERRUPTED, dies)
        begin_to_send(kept.UNKNOWN, times_out)
        clock.move_to(kept.BEGUN + A_MINUTE)
        stop_and_half_answer(officer)
        anchor(kept.BEGUN + A_MINUTE)
        return kept.contents()


def people() -> tuple[Any, Any]:
    """Who approves, and who writes."""
    from steamie.people.models import Grant
    from steamie.rules.permissions import Office

    grants = Grant.objects.in_force(kept.MOMENT.date()).order_by("pk")
    return tuple(grants.filter(office=office).first().person for office in (Office.OFFICER, Office.TEAM))


def approve_a_post(title: str, due: datetime, *, writer: Any, officer: Any) -> None:
    """A colleague writes it, the officer approves it; only the first goes to the website too."""
    from dataclasses import replace

    from steamie.channels.models import Channel
    from steamie.content.posts.actions.approval import approve
    from steamie.content.posts.actions.posts import draft
    from steamie.content.posts.composition import of_post
    from steamie.content.posts.fingerprint import fingerprint
    from steamie.content.posts.models import Post

    sent = Post.objects.filter(kind="information", publications__step="published", pictures__isnull=False)
    kinds = ["facebook", "website"] if title == kept.APPROVED else ["facebook"]
    words = {channel.pk: f"{title}, as the record of 2026 has it." for channel in Channel.objects.filter(kind__in=kinds)}
    composition = replace(of_post(sent.order_by("pk").first()), title=title, texts=words, due_at=due, due_wall="")
    if title != kept.APPROVED:  # a picture is sent before the post, and whether that worked is never in doubt
        composition = replace(composition, pictures=())
    post = draft(composition=composition, by=writer, at=kept.MOMENT)
    approve(post=post, fingerprint=fingerprint(post), by=officer, at=kept.MOMENT)


def begin_to_send(title: str, answer: Callable[[httpx.Request], httpx.Response]) -> None:
    """Wake it as the clock would, while the Page behaves like this."""
    from django.conf import settings

    from steamie.content.posts.models import Publication
    from steamie.content.publishing.publisher import advance

    settings.CHANNEL_TRANSPORT = httpx.MockTransport(answer)
    try:
        advance(Publication.objects.get(post__title=title).pk)
    except ProcessDied:
        pass
    finally:
        del settings.CHANNEL_TRANSPORT


def dies(request: httpx.Request) -> httpx.Response:
    """The process ends while it waits for the answer."""
    raise ProcessDied


def times_out(request: httpx.Request) -> httpx.Response:
    """No answer comes."""
    raise httpx.ReadTimeout("No answer came.", request=request)


def stop_and_half_answer(officer: Any) -> None:
    """Everything is stopped; somebody who rang is told that their suggestion is kept for later."""
    from steamie.content.publishing.actions.stops import stop_everything
    from steamie.content.suggestions.actions.suggestions import SuggestionInput, answer, suggest

    stop_everything(reason="Kept for the migrations.", by=officer)
    words = SuggestionInput(text="A bench at the bus stop would be a kindness.", group="residents", credit="A neighbour")
    row = suggest(by=officer, details=words, way="phone")
    answer(suggestion=row, outcome="later", reason="We ask the council first.", by=officer)


def anchor(at: datetime) -> None:
    """Write the head of the record down, as the clock does each day."""
    from steamie.evidence.anchors import anchor as write_down

    write_down(at)


def pack(folder: Path, file: Path) -> None:
    """The folder as one file: the database without its free pages, and everything a migration may need beside it."""
    from django.db import connection

    whole = folder / "whole.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(whole)])
    connection.close()
    for database in folder.glob("steamie.sqlite3*"):
        database.unlink()
    whole.rename(folder / "steamie.sqlite3")
    (folder / "demonstration").write_text("loaded\n")
    with tarfile.open(file, "w:xz", preset=9) as archive:
        for path in sorted(folder.iterdir()):
            if path.name not in LEFT_OUT:
                archive.add(path, path.name, filter=anonymous)


def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of the machine it was made on."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def main() -> None:
    """Make it, and say how large it is."""
    target = kept.KEPT / steamie.__version__
    target.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="steamie-fixture-"))
    try:
        with stand_in() as graph:
            contents = make(folder, graph)
        pack(folder, target / kept.FOLDER)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    (target / kept.EXPECTED).write_text(json.dumps(contents, indent=0, ensure_ascii=False, sort_keys=True) + "\n")
    size = sum(path.stat().st_size for path in target.iterdir())
    print(f"{target}: {size // 1024} KB.")
    if size > ENOUGH:
        sys.exit("That is too large for the repository.")


if __name__ == "__main__":
    main()
