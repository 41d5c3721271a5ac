"""Mail that comes in, through a real IMAP server: what becomes of each letter."""

from __future__ import annotations

import pytest
from django.utils import timezone

from steamie.casework.models import Case
from steamie.casework.models.mail import Became
from steamie.casework.models.trail import EntryKind
from steamie.letters.models import Letter, LetterState
from tests.letters.imap_server import Imap

from .awkward import AWKWARD, Awkward
from .mailing import everything, take_in, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("awkward", AWKWARD, ids=[one.name for one in AWKWARD])
def test_each_letter_becomes_what_it_is(awkward: Awkward, imap: Imap, answered: Case) -> None:
    before, unread = Letter.objects.count(), imap.unseen()
    imap.deliver(written(awkward.content, answered))
    row = take_in()

    assert (row.became, row.doubt) == (awkward.became, awkward.doubt), row.why
    assert awkward.says in everything(row)
    assert Case.objects.count() == 1 + (row.became == Became.OPENED)
    if row.became == Became.ADDED:
        assert row.case == answered
    if row.case and row.entry:
        assert row.case.pictures.count() == awkward.kept_pictures
        assert not any(
            "\x00" in text or "\u202e" in text for pair in row.case.trail.values_list("title", "words") for text in pair
        )
        assert row.entry.at <= timezone.now()
        assert "\n" not in row.case.summary
    assert row.letter.content, "whole, whatever became of it"
    assert Letter.objects.count() == before, "nobody is written to by itself"
    assert imap.unseen() == unread, "shown as read in the mailbox"
    if row.became == Became.RETURNED:
        entry = answered.trail.get(kind=EntryKind.WENT_OUT)
        sent = Letter.objects.get(pk=entry.letter_id)
        assert (sent.state, sent.asked_by) == (LetterState.BOUNCED, entry.by.reference), "whoever wrote it hears of it"
