"""A sheet becomes drafts in pieces, each whole: others write meanwhile, and a form sent twice does a thing once."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction

from steamie.channels.models import Channel
from steamie.content.calendar.incoming import actions
from steamie.content.calendar.incoming.draft_rows import DraftRow
from steamie.content.calendar.models import SheetPost, SheetUpload
from steamie.content.posts.definition import Composition
from steamie.content.posts.models import Post
from steamie.diary.models import OfficeClosure
from steamie.people.models import Person
from tests.content.making import NOW, TUESDAY

pytestmark = pytest.mark.django_db(transaction=True)
ROWS, WRITES = 60, 30


@pytest.fixture
def upload(officer: Person) -> SheetUpload:
    return actions.keep_sheet(name="plan.csv", content=b"", reading={"tables": []}, by=officer, at=NOW)


@pytest.fixture
def rows(website: Channel) -> list[DraftRow]:
    words = Composition("Post", "community", due_at=TUESDAY, texts={website.pk: "Words"})
    return [DraftRow(number, {}, {}, composition=replace(words, title=f"Post {number}")) for number in range(2, ROWS + 2)]


def test_others_write_while_a_sheet_is_saved(officer: Person, upload: SheetUpload, rows: list[DraftRow]) -> None:
    lost: list[Exception] = []
    began, ended = threading.Event(), threading.Event()
    during = []

    def write() -> None:
        began.wait()
        for number in range(WRITES):
            try:
                with transaction.atomic():
                    OfficeClosure.objects.create(day=TUESDAY.date().replace(year=2030 + number), title="Written meanwhile")
                during.append(not ended.is_set())
            except Exception as problem:  # noqa: BLE001 -- whatever went wrong, the write is lost
                lost.append(problem)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    began.set()
    brought = actions.bring_in(upload=upload, rows=rows, by=officer)
    ended.set()
    writer.join()

    assert lost == []
    written = OfficeClosure.objects.filter(title="Written meanwhile").count()
    assert (len(brought), Post.objects.count(), written) == (ROWS, ROWS, WRITES)
    assert any(during), "nobody could write before the whole sheet was saved"


def test_each_row_is_a_transaction_of_its_own(
    officer: Person, upload: SheetUpload, rows: list[DraftRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was brought in before a process was killed stays, and the next try goes on from there."""
    draft, count = actions.posts.draft, []

    def killed(**arguments: object) -> Post:
        count.append(1)
        if len(count) > 5:
            raise KeyboardInterrupt
        return draft(**arguments)

    monkeypatch.setattr(actions.posts, "draft", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.bring_in(upload=upload, rows=rows, by=officer, pause=0)
    assert (Post.objects.count(), SheetPost.objects.count()) == (5, 5)
    monkeypatch.setattr(actions.posts, "draft", draft)
    assert len(actions.bring_in(upload=upload, rows=rows, by=officer, pause=0)) == ROWS - 5
    assert Post.objects.count() == ROWS


def test_sent_twice_at_one_moment_a_row_is_one_post(officer: Person, upload: SheetUpload, rows: list[DraftRow]) -> None:
    few, gate = rows[:10], threading.Barrier(2)

    def save() -> None:
        gate.wait()
        actions.bring_in(upload=upload, rows=few, by=Person.objects.get(pk=officer.pk))
        connection.close()

    threads = [threading.Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Post.objects.count() == len(few)
