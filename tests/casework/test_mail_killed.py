"""A worker that is killed between the steps of taking mail in: each letter is one case all the same. Processes of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from steamie_drills.surroundings import template
from tests.letters.imap_server import ADDRESS, PASSWORD, USER, Imap

from .awkward import plain

pytestmark = [pytest.mark.real_clock, pytest.mark.long]

BEGIN = """
import os, signal, django
os.environ["DJANGO_SETTINGS_MODULE"] = "steamie.project.settings"
django.setup()
from datetime import timedelta
from django.utils import timezone
from steamie.casework.mail_in import sorting
from steamie.casework.models import Case, SortedLetter
from steamie.letters import reading
from steamie.letters.models import IncomingLetter, Mailbox
from steamie.people.sealing import seal

def die(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

def go(minutes):
    later = timezone.now() + timedelta(minutes=minutes)
    reading.read_mail(clock=lambda: later)
    sorting.sort_mail(later)
"""
SET_UP = """
Mailbox.objects.create(address={address!r}, host="127.0.0.1", port={port}, security="none", user={user!r},
    sealed=seal({{"password": {password!r}}}), set_at=timezone.now(), uid_validity={validity}, last_uid={uid})
"""
DEATHS = {
    "fetched, and not kept": "reading._kept = die",
    "kept, and not flagged": "reading._flag = die",
    "flagged, and not sorted": "sorting.sort_mail = die",
    "the case opened, and not committed": "SortedLetter.objects.create = die",
}
COUNT = "print(IncomingLetter.objects.count(), SortedLetter.objects.count(), Case.objects.count())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with empty tables."""
    shutil.copy(template() / "steamie.sqlite3", tmp_path / "steamie.sqlite3")
    return tmp_path


def run(folder: Path, *steps: str) -> tuple[int, str]:
    """How a process ended that did these steps, and what it said."""
    names = {"STEAMIE_DATA": str(folder), "STEAMIE_DATABASE_URL": "", "STEAMIE_EMAIL_URL": ""}
    program = [sys.executable, "-c", "\n".join([BEGIN, *steps])]
    done = subprocess.run(program, env=os.environ | names, capture_output=True, text=True, timeout=300, check=False)
    return done.returncode, done.stdout.strip() or done.stderr


def test_killed_between_the_steps_each_letter_is_one_case(imap: Imap, folder: Path) -> None:
    validity, uid = imap.place()
    imap.deliver(plain("One", Message_ID="<killed-1@x>"), plain("Two", Message_ID="<killed-2@x>"))
    unseen = imap.unseen()
    set_up = SET_UP.format(address=ADDRESS, port=imap.port, user=USER, password=PASSWORD, validity=validity, uid=uid)
    for number, (step, death) in enumerate(DEATHS.items()):
        code, words = run(folder, *([] if number else [set_up]), death, f"go({5 * number})")
        assert code == -signal.SIGKILL, f"{step}: {words}"
    assert run(folder, "go(30)", "go(35)", COUNT) == (0, "2 2 2")
    assert imap.unseen() == unseen - 2
